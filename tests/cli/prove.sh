#!/usr/bin/env bash
# tiao prove: what it proves, what it finds, and what it leaves undecided
. "$(dirname "$0")/cli.sh"

cat >policy.tiao <<'END'
政策 样例 / sample
施行 2022年1月1日 至 2025年12月31日
对象 企业 / enterprise：
- 落户 / settled：是否，每年
- 年营业收入 / revenue：金额，每年
- 实际投资额 / actual investment：金额，每年

条款 门槛奖励 / threshold award：
  对落户且年营业收入在2000万元以上的企业，每年给予5万元的奖励。

条款 不会有的奖励 / award that never is：
  对年营业收入在2000万元以上且年营业收入低于1000万元的企业，每年给予5万元的奖励。

条款 投资资助 / investment aid：
  对落户的企业，每年按其实际投资额的20%给予资助。
END

claim "a threshold is a cliff: so much gained by one more fen, at this place, under these facts; exit 1"
tiao prove policy.tiao --clause 门槛奖励
exits 1
prints "✗ 门槛「年营业收入 ≥ 20,000,000.00」：年营业收入再多 0.01元，最多多得 50,000.00元"
prints "最小例  年营业收入 19,999,999.99：得 2022年 0.00元"
prints "年营业收入 20,000,000.00：得 2022年 50,000.00元"
prints "其余条件都满足"
prints "✓ 每个条件都起作用"
tiao prove policy.tiao --clause "threshold award" --lang en
exits 1
prints "gains up to 50,000.00 yuan"
prints "all other conditions are met"

claim "a clause that never gives anything"
tiao prove policy.tiao --clause 不会有的奖励
exits 1
prints "✗ 在任何情形下都不给予"
tiao prove policy.tiao --clause 不会有的奖励 --lang en
prints "✗ it never gives anything, whatever the facts"

claim "nothing to find: exit 0"
tiao prove policy.tiao --clause 投资资助
exits 0
prints "当年多投入不少得；各年合计多投入不少得；一分为二不多得"
prints "有发现 0，未决 0"
silent err

claim "what the solver does not settle in so few steps is undecided, and a person should look"
tiao prove policy.tiao --clause 门槛奖励 --steps 1
exits 1
prints "? 未决：有可能给予——求解器在限定的步数内没有得出结论"
prints "已证明 0，有发现 0，未决 1"

claim "for machines, each finding with its case"
tiao prove policy.tiao --clause 门槛奖励 --format json
exits 1
prints '"schema": "tiao-prove/1"'
prints '"gain": "50000"'
prints '"verdict": "fails"'

claim "a clause that is not there, a policy that does not compile"
tiao prove policy.tiao --clause 门槛奖厉
exits 3
says "没有条款「门槛奖厉」；是否想写「门槛奖励」"
echo '条款 半句 / half：' >half.tiao
tiao prove half.tiao
exits 2

# Read critically before it is kept: UPDATE_EXPECTED=1 writes it anew.
for language in zh en; do
  claim "the founding policy: what there is to find ($language)"
  tiao prove "$root/policies/hangzhou/2022-34" --lang "$language"
  exits 1
  expected=$root/tests/cli/prove/hangzhou-2022-34.$language.txt
  [[ -z ${UPDATE_EXPECTED:-} ]] || cp out "$expected"
  is out "$(cat "$expected")"
done
claim "among it article 十五's cap, which makes its increase void where the raised amount is meant"
tiao prove "$root/policies/hangzhou/2022-34" --clause "监测点资助（第2句）"
prints "约定「同比例递增」取「递增后的金额」时：监测点资助（第2句）（第十五条）"
prints "✗ 上限「最高不超过10万元」总是用满"

# ------------------------------------------------------------------------------------------------ a district's rules

cat >city.tiao <<'END'
政策 市政策 / city policy
施行 2024年1月1日 至 2026年12月31日
对象 书店 / bookshop：
- 所在区县 / district：其一（东区 / east，西区 / west），按此汇总
- 租金 / rent：金额，每年
- 藏书 / books：数量（册 / volume），每年
各区县可另定：租金补贴全部；藏书补贴全部；新增条款。

条款 租金补贴 / rent subsidy：对书店，每年按其租金的30%给予补贴，累计不超过10万元。
条款 藏书补贴 / book subsidy：对藏书在1000册以上的书店，每年给予1万元的补贴。
END
cat >east.tiao <<'END'
import city.tiao
policy east rules / 东区规定, under city policy, for east
in force 2025-01-01
amend rent subsidy: total cap becomes 200,000 yuan.
END
sed 's/200,000/90,000/; s/east/west/g; s/东区/西区/' east.tiao >west.tiao

claim "that a clause is for everyone is no condition"
tiao prove city.tiao
lacks out "不起作用"

claim "a district that gives more gives nobody less: proved"
tiao prove east.tiao
sed -n '/this layer/,/^$/p' out >layer
is layer "east rules (east): against the policy without this layer" "  ✓ nobody gets less" ""
tiao prove east.tiao --lang zh
sed -n '/这一层/,/^$/p' out >layer
is layer "东区规定（东区）：与没有这一层时相比" "  ✓ 无人少得" ""

claim "one that gives less: which clause, the least case and a readable one, the others proved; each layer by itself"
tiao prove west.tiao east.tiao
exits 1
sed -n '/this layer/,/^$/p' out >layer
is layer "west rules (west): against the policy without this layer" \
  "  ✓ the other clauses (1): nobody gets less" \
  "  ✗ rent subsidy: somebody gets less" \
  "      least that loses  over all years: 90,000.01 yuan before → 90,000.00 yuan after" \
  "                        district west; rent (2024) 266,666.59; rent (2025) 0.05; rent (2026) 33,333.35" \
  "      readable loss     over all years: 100,000.00 yuan before → 90,000.00 yuan after" \
  "                        district west; rent (2024) 300,000.00; rent (2025) 0.02; rent (2026) 100,000.00" \
  "" "east rules (east): against the policy without this layer" "  ✓ nobody gets less" ""
tiao prove west.tiao --clause "book subsidy"
sed -n '/this layer/,/^$/p' out >layer
is layer "west rules (west): against the policy without this layer" "  ✓ nobody gets less" ""
tiao prove west.tiao --format json
prints '"verdict": "fails"'
prints '"after": "90000"'

claim "a clause that is stopped there, and another that does not make up for it"
sed 's/^amend.*/stop book subsidy./' east.tiao >stop.tiao
tiao prove stop.tiao
exits 1
prints "✗ book subsidy: somebody gets less"

claim "undecided where the solver has too few steps"
tiao prove west.tiao --steps 1
exits 1
prints "? undecided: nobody gets less (rent subsidy): the solver did not settle it within its steps"

finish
