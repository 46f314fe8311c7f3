#!/usr/bin/env bash
# tiao check --readings: what the text leaves open, who depends on it, and what each reading is worth.
. "$(dirname "$0")/cli.sh"

cat >growth.tiao <<'END2'
政策 增长样例 / growth sample
施行 2022年1月1日 至 2024年12月31日

对象 企业 / enterprise：
- 年营业收入 / revenue：金额，每年

定义 高增长 / fast growing：近2年年营业收入平均增速在20%以上。

条款 增长奖励 / growth award：对高增长的企业，每年给予10万元的奖励。
条款 增长资助 / growth aid：对近2年年营业收入平均增速在20%以上的企业，每年按年营业收入的1%给予资助，最长不超过2年。
END2
# In 2024, 甲: 60% and −12.5%: arithmetic 23.75%, compound 18.3%. 乙: 30% and 30%. 丙: 10% and 31%: 20.5%, 20.04%, not every year.
cat >growth.csv <<'END2'
企业,年度,年营业收入
甲,2020,2400万
甲,2021,2400万
甲,2022,1500万
甲,2023,2400万
甲,2024,2100万
乙,2020,1300万
乙,2021,1300万
乙,2022,1000万
乙,2023,1300万
乙,2024,1690万
丙,2020,1100万
丙,2021,1100万
丙,2022,1000万
丙,2023,1100万
丙,2024,1441万
END2

claim "without a register: the conventions, the reading in use, who depends on it and where, the other readings"
tiao check growth.tiao --readings
exits 0
prints "增长样例：6 项约定有条款依赖，0 项由政策约定"
prints "平均增速算法：年均复合（默认）"
prints "  增长奖励  growth.tiao:9"
prints "  增长资助  growth.tiao:10"
prints "另一读法「算术平均」"
lacks out "高增长"
lacks out "简称条件"

claim "1500, 2400, 2100万: the arithmetic mean passes, the compound one does not; both clauses, to the yuan"
tiao check growth.tiao --readings --input growth.csv --years 2024 --output moved.csv
exits 0
prints "名册 3 个主体，2024 年；按现用的读法给予 513,100.00 元"
prints "另一读法「算术平均」：+310,000.00 元"
prints "增长奖励  +100,000.00"
prints "增长资助  +210,000.00"
prints "多得 1 个主体：甲 +310,000.00"
prints "另一读法「各年均达到」：-244,100.00 元"
prints "少得 1 个主体：丙 -244,100.00"
holds moved.csv "约定,读法,主体,年度,条款,条,现状态,现金额,现最低,现最高,改后状态,改后金额,改后最低,改后最高,差额"
grep 平均增速算法 moved.csv >growth_moved.csv
is growth_moved.csv \
  "平均增速算法,算术平均,甲,2024,增长奖励,,不符合,0.00,,,给予,100000.00,,,100000.00" \
  "平均增速算法,算术平均,甲,2024,增长资助,,不符合,0.00,,,给予,210000.00,,,210000.00" \
  "平均增速算法,各年均达到,丙,2024,增长奖励,,给予,100000.00,,,不符合,0.00,,,-100000.00" \
  "平均增速算法,各年均达到,丙,2024,增长资助,,给予,144100.00,,,不符合,0.00,,,-144100.00"

claim "the same in English"
tiao check growth.tiao --readings --input growth.csv --years 2024 --lang en
prints "growth method: compound (the default)"
prints 'other reading `arithmetic mean`: +310,000.00 yuan'
prints "1 subject, gain: 甲 +310,000.00"

claim "as JSON: exact numbers as text"
tiao check growth.tiao --readings --input growth.csv --years 2024 --format json
prints '"definite": "310000"'
prints '"reading": "EveryYear"'
prints '"definite": "-244100"'
prints '"subject": "甲"'

claim "what is declared is told so, and the other readings are measured from it"
sed '/^对象/i 约定：\n- 平均增速算法 按 算术平均\n' growth.tiao >declared.tiao
tiao check declared.tiao --readings --input growth.csv --years 2024
prints "平均增速算法：算术平均（政策约定）"
prints "另一读法「年均复合」：-310,000.00 元"
prints "6 项约定有条款依赖，1 项由政策约定"

claim "for one clause only: its own reading beside that of the other"
sed '/^对象/i 约定：\n- 平均增速算法 按 算术平均（增长资助）\n' growth.tiao >for_one.tiao
tiao check for_one.tiao --readings --input growth.csv --years 2024
prints "平均增速算法：各条款读法不同"
prints "算术平均（为这一条约定）"
prints "另一读法「年均复合」：-210,000.00 元"
prints "另一读法「算术平均」：+100,000.00 元"

claim "a reading that does not compile is told with its message; those who can be read so are"
tiao check growth.tiao --readings
prints "另一读法「自起算起」：这一政策不能这样读"
prints "T0513"

claim "pending outcomes: what is definite is summed, the others are a range"
sed 's/^丙,2023,1100万/丙,2023,/' growth.csv >missing.csv
tiao check growth.tiao --readings --input missing.csv --years 2024
prints "待定"
prints "未定 1 个主体：丙 -244,100.00 至 0.00"
prints "另一读法「算术平均」：+310,000.00 元（两种读法下都确定的）"

claim "a layer, and the version within a year"
cat >layer.tiao <<'END2'
引用 growth.tiao
政策 修改 / amendment，依据 增长样例
施行 2024年7月1日 至 2024年12月31日
修改 增长奖励：金额 改为 20万元。
END2
tiao check layer.tiao --readings --input growth.csv --years 2024
exits 0
prints "年中修改：期末版本（默认）"
prints "另一读法「期初版本」：-200,000.00 元"
prints "增长奖励  -200,000.00"

claim "the number of threads changes nothing"
for threads in 1 3; do
  tiao check "$root/policies/hangzhou/2022-34" --readings --input "$root/examples/register/register.csv" \
    --threads $threads --output moved$threads.csv
  mv out out$threads
done
cmp -s out1 out3 || fails "another report"
cmp -s moved1.csv moved3.csv || fails "other rows"

claim "the founding policy: the readings of growth, each worth its yuan; bad data is told, and exits 1"
exits 1
mv out1 out
says "不能使用"
prints "另一读法「算术平均」：+1,330,000.00 元"
prints "升规奖励（第二条）"
prints "另一读法「已开始的继续」：0.00 元"
prints "按支出给予不超过：各条款读法不同"
prints "另一读法「归属地财政」：0.00 元"

claim "an in-use sum is what tiao run gives"
tiao run growth.tiao --input growth.csv --years 2024
prints "513,100.00"

claim "commands that make no sense, and files that are not there"
tiao check growth.tiao --input growth.csv
exits 3
tiao check growth.tiao --readings --output moved.csv
exits 3
tiao check growth.tiao --format json
exits 3
says "--format goes with --official or --readings"
tiao check growth.tiao --readings --input nowhere.csv
exits 3
says "nowhere.csv"
tiao check growth.tiao --readings --input growth.csv --years 1990
exits 3
: >empty.csv
tiao check growth.tiao --readings --input empty.csv --output never.csv
exits 3
absent never.csv
: >empty.tiao
tiao check empty.tiao --readings
exits 2
tiao check growth.tiao --readings --input growth.csv --output nowhere/moved.csv
exits 3

claim "a policy that leaves nothing open"
cat >plain.tiao <<'END2'
政策 样例 / sample
施行 2022年1月1日 至 2024年12月31日
对象 企业 / enterprise：
- 落户 / settled：是否，每年
条款 甲 / first：对落户的企业，给予10万元的一次性奖励。
END2
tiao check plain.tiao --readings
exits 0
prints "没有条款依赖任何约定"

finish
