#!/usr/bin/env bash
# Layers: several files together, tiao consolidate, tiao new-district
. "$(dirname "$0")/cli.sh"
hangzhou=$root/policies/hangzhou/2022-34

claim "adding a district is a file, which compiles at once and changes nothing"
cp -r "$hangzhou" city
rm -rf city/districts city/rules-2023-76
tiao new-district 余杭区 --policy city
exits 0
says "已写到 city/districts/yuhang.tiao"
holds city/districts/yuhang.tiao "# 修改 招引资助：累计上限 改为 500万元。"
tiao check city --print core
mv out base.core
tiao check city/districts/yuhang.tiao --print core
exits 0
diff <(grep -v '「' base.core) <(grep -v '「' out) >difference || fails "an empty layer changes the program: $(head -n 4 difference)"
tiao test city/districts/yuhang.tiao
exits 0
prints "1 通过，0 失败"

claim "as the guide goes on: an example is taken, and holds in that district"
sed -i 's/^# 修改 招引资助：累计上限 改为 500万元。/修改 招引资助：累计上限 改为 800万元。/' city/districts/yuhang.tiao
tiao check city/districts/yuhang.tiao --print core
exits 0
prints "if 所在区县 = 余杭区 then 8000000元 else 5000000元"

claim "no file is overwritten, no district made up"
tiao new-district 余杭区 --policy city
exits 3
says "已有这个文件"
tiao new-district 余航区 --policy city
exits 3
says "不认识的区县「余航区」；是否想写「余杭区」"
tiao new-district yuhang --policy city --lang en --output en.tiao
exits 0
holds en.tiao "# amend attraction aid: total cap becomes 5,000,000 yuan."
tiao test en.tiao
exits 0

claim "what is open and no more is offered"
cp "$root/tests/cli/grants.tiao" grants.tiao
printf '\n各区县可另定：投资补贴 累计上限。\n' >>grants.tiao
tiao new-district 余杭区 --policy grants.tiao
exits 0
holds districts/yuhang.tiao "# 修改 投资补贴：累计上限 改为"
lacks districts/yuhang.tiao "比例"
lacks districts/yuhang.tiao "新增"

claim "layers are given together with or instead of their base"
tiao test "$hangzhou/policy.tiao.md" "$hangzhou/districts/yuhang.tiao" "$hangzhou/districts/binjiang.tiao"
exits 0
tiao test "$hangzhou/rules-2023-76/cases.tiao"
exits 0
tiao run "$hangzhou" "$hangzhou/districts/yuhang.tiao" --input "$root/examples/register/register.csv" --years 2024 --quiet
code_run=$code
((code_run == 0 || code_run == 1)) || fails "run exits with $code_run"

claim "an award keeps its ledger when its cap is raised; the order of layers"
tiao test "$root/tests/lang/layer/raised_cap.tiao"
exits 0
tiao test "$root/tests/lang/layer/order.tiao"
exits 0

claim "an explanation names the layer"
echo '{"subject": "甲", "facts": {"所在区县": "余杭区", "招引": true, "落户": true, "纳入国家统计局联网直报平台": true, "上报统计数据": true,
  "实际投资额": {"2022": 9000000, "2023": 12000000, "2024": 8000000}}}' >case.json
tiao eval "$hangzhou/districts/yuhang.tiao" --facts case.json --clause 招引资助 --years 2024
exits 0
prints "累计不超过 8,000,000.00（依 余杭区新电商规定）"

claim "the policy as it stands, in either language, with where each part came from"
tiao consolidate "$hangzhou/rules-2023-76/rules.tiao" "$hangzhou/districts/yuhang.tiao" --on 2024-12-31 --district 余杭区
exits 0
prints "没有并入，此日此地不施行"
prints '`累计上限改为800万元`：余杭区新电商规定'
prints "累计不超过800万元。"
tiao consolidate "$hangzhou/rules-2023-76/rules.tiao" --on 2023-12-31 --to en --output whole.tiao.md
exits 0
holds whole.tiao.md "registered in Hangzhou since the policy"
holds whole.tiao.md "杭商务〔2023〕76号"
tiao check whole.tiao.md
exits 0

claim "what a district stops is named nowhere in the text consolidated for it"
tiao consolidate "$root/tests/lang/layer/what_is_stopped_is_not_named.tiao" --on 2024-12-31 --district 余杭区 --output stopped.tiao.md
exits 0
tiao check stopped.tiao.md
exits 0
tiao test "$root/tests/lang/layer/two_districts_remove_a_condition.tiao"
exits 0

claim "a stopped clause that is not repeated stays in the text, and what it gave still bars the other"
cp "$root/tests/cli/layers/stopped.tiao" .
tiao test stopped.tiao
exits 0
printf '%s\n' '对象,年度,落户,上报数据' 给过,2022,否,是 给过,2023,是,是 没有给过,2022,否,否 没有给过,2023,是,否 >register.csv
tiao run stopped.tiao --input register.csv --years 2022 --output before.csv --quiet
exits 0
tiao run stopped.tiao --input register.csv --ledger before.csv --years 2023 --output layered.csv --quiet
exits 0
grep -v ',丙,' before.csv >ledger.csv # the text does not know it
for spoken in zh en; do
  tiao consolidate stopped.tiao --on 2023-12-31 --to $spoken --output text.tiao.md
  exits 0
  diff "$root/tests/cli/layers/stopped.$spoken.tiao.md" text.tiao.md >difference || fails "the text is another: $(head -n 6 difference)"
  tiao run text.tiao.md --input register.csv --ledger ledger.csv --years 2023 --output text.csv --quiet --lang zh
  exits 0
  diff <(grep -v ",丙," layered.csv | cut -d, -f1-6) <(cut -d, -f1-6 text.csv) >difference || fails "the text gives something else: $(head -n 6 difference)"
  holds text.csv "给过,2023,甲,,择优放弃,0.00"
  holds text.csv "没有给过,2023,甲,,给予,100000.00"
done

claim "of several policies each award tells its own document"
tiao eval "$root/tests/lang/layer/several_policies.tiao" --facts <(echo '{"subject": "甲", "facts": {"落户": true}}') --years 2023
exits 0
prints "甲政策、乙政策（〔2022〕1号、〔2023〕2号）"
prints "甲奖（〔2022〕1号）2023年：100,000.00元"
prints "乙奖（〔2023〕2号）2023年：200,000.00元"

claim "what consolidate cannot do it says"
tiao consolidate "$hangzhou" --on 2024-13-01
exits 3
says "--on 应是日期"
tiao consolidate "$hangzhou" --district 火星区
exits 3
says "不认识的区县「火星区」"
tiao consolidate "$hangzhou" --output whole.txt
exits 3
says ".tiao.md"
absent whole.txt

claim "a layer without its base says what is missing"
sed '/^引用/d' "$hangzhou/districts/yuhang.tiao" >alone.tiao
tiao check alone.tiao
exits 2
says "请把它依据的政策一并交给命令"

finish
