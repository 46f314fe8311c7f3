#!/usr/bin/env bash
# Monthly facts and awards: rows of months beside rows of years.
. "$(dirname "$0")/cli.sh"

cat >policy.tiao <<'END'
政策 稳岗 / staff support
文号 测〔2022〕2号
施行 2022年7月1日 至 2024年12月31日

对象 企业 / enterprise：
- 招引 / attracted：是否
- 在册 / registered：是否，每年
- 社保支出 / insurance paid：金额，每月，0 至 1000万元
- 停产 / stopped：是否，每月

条款 社保补贴 / insurance aid：
  对招引、在册、未停产的企业，每月按其社保支出的10%给予补贴，每月不超过1万元，每年不超过3万元。

条款 年奖 / year award：
  对招引、在册的企业，每年给予1万元的奖励。
END
cat >register.csv <<'END'
企业,期间,招引,在册,社保支出,停产
甲,2022,是,是,,
甲,2022-07,,,50000,否
甲,2022-08,,,200000,否
甲,2022年9月,,,50000,是
甲,2022/10,,,80000.05,否
甲,2022-11,,,50000,否
甲,2022-12,,,,否
END

claim "a row for each month of a monthly award, one for the year of a yearly one"
tiao run policy.tiao --input register.csv --output awards.csv
exits 0
silent err
grep -v 未施行 awards.csv | cut -d, -f 2-8 >rows
is rows "年度,条款,条,状态,金额,最低,最高" \
  "2022-07,社保补贴,,给予,5000.00,," \
  "2022-08,社保补贴,,限额给予,10000.00,," \
  "2022-09,社保补贴,,不符合,0.00,," \
  "2022-10,社保补贴,,给予,8000.01,," \
  "2022-11,社保补贴,,给予,5000.00,," \
  "2022-12,社保补贴,,待补充,,0.00,1999.99" \
  "2022,年奖,,给予,10000.00,,"
holds awards.csv "甲,2022-12,社保补贴,,待补充,,0.00,1999.99,,,尚缺 社保支出（2022年12月）"
(($(grep -c 未施行 awards.csv) == 6)) || fails "not six months before the policy"

claim "the summary adds up the months of a year"
prints "社保补贴"
grep -E '^2022 +6 +1 +1 +4 +1 +38,000\.01 +40,000\.00$' out >/dev/null || fails "another line of 2022"

claim "rows of months may stand in a file of their own, in any order, and fixed facts in another"
printf '企业,年度,在册\n甲,2022,是\n' >yearly.csv
printf '企业,招引\n甲,是\n' >fixed.csv
{
  echo "enterprise,month,insurance_paid,stopped"
  sed '1,2d' register.csv | awk -F, '{print $1 "," $2 "," $5 "," $6}' | sort -r
} >monthly.csv
tiao run policy.tiao --input monthly.csv --input fixed.csv --input yearly.csv --output split.csv
exits 0
silent err
cmp -s awards.csv split.csv || fails "another result: $(diff awards.csv split.csv | head -n 4)"

claim "from a ledger of months"
sed 's/^甲,2022,/甲,2023,/; s/^甲,2022\(-\|年\|\/\)/甲,2023\1/' register.csv | tail -n +2 | cat <(sed 's/,,否$/,1,否/' register.csv) - >two.csv
tiao run policy.tiao --input two.csv --output all.csv
tiao run policy.tiao --input two.csv --output before.csv --years 2022
tiao run policy.tiao --input two.csv --output after.csv --ledger before.csv
exits 0
{ head -n 1 all.csv && grep ',2023' all.csv; } >wanted.csv
cmp -s wanted.csv after.csv || fails "another result: $(diff wanted.csv after.csv | head -n 4)"

claim "a monthly fact in a row without a month cannot be used in any month that has none of its own"
{
  cat register.csv
  echo "乙,2022,是,是,3000,"
  echo "乙,2022-07,,,50000,否"
  echo "乙,2022-08,,,,否"
} >undated.csv
tiao run policy.tiao --input undated.csv --output undated_out.csv
exits 1
says "第9行「社保支出」：「3000」是每月的事实，这一行没有写明月份"
holds undated_out.csv "乙,2022-07,社保补贴,,给予,5000.00"
holds undated_out.csv "乙,2022-08,社保补贴,,数据有误,,0.00,10000.00,,,第9行「社保支出」：「3000」是每月的事实，这一行没有写明月份"

claim "a month that cannot be read is told; a row that cannot be used spoils its own month"
cat >bad.csv <<'END'
企业,期间,招引,在册,社保支出,停产
甲,2022,是,是,,
甲,2022-07,,,50000,否
甲,2022-13,,,50000,否
甲,2022-08,,,50000
甲,2022-09,,,50000,否
甲,2022-09,,,60000,否
END
tiao run policy.tiao --input bad.csv --output bad_out.csv
exits 1
says "第4行「期间」：「2022-13」不是年度"
says "第5行：只有5个单元格，应有6个"
says "第7行「社保支出」：「60000」与第6行的「50000」不一致"
holds bad_out.csv "甲,2022-07,社保补贴,,给予,5000.00"
holds bad_out.csv "甲,2022-08,社保补贴,,数据有误"
holds bad_out.csv "甲,2022-09,社保补贴,,数据有误"
holds bad_out.csv "甲,2022,年奖,,给予,10000.00"

claim "a yearly fact may stand in rows of months, and one that differs is told"
printf '企业,期间,在册\n甲,2022-07,是\n甲,2022-08,是\n甲,2022-09,否\n' >yearly_in_months.csv
tiao run policy.tiao --input fixed.csv --input yearly_in_months.csv
exits 1
says "yearly_in_months.csv 第4行「在册」：「否」与第2行的「是」不一致"

claim "a fixed fact that differs between files names both"
printf '企业,年度,招引,在册\n甲,2022,否,是\n' >other.csv
tiao run policy.tiao --input fixed.csv --input other.csv --lang en
exits 1
says 'other.csv line 2, column `招引` (`否`): differs from `是` in fixed.csv line 2'

claim "facts that change with time need a column of years"
printf '企业,在册\n甲,是\n' >undated_year.csv
tiao run policy.tiao --input yearly.csv --input undated_year.csv
exits 3
says "undated_year.csv：没有年度的列：表头应有「年度」，因为「在册」随时间变化"
tiao run policy.tiao --input fixed.csv
exits 3
says "fixed.csv：没有年度的列：表头应有「年度」"

claim "a case by month as JSON; months of the same reason are told together"
printf '{"facts": {"招引": true, "在册": {"2022": true}, "停产": {"2022-07": false, "2022-08": true, "2022-09": true}, "社保支出": {"2022-07": 50000}}}' >case.json
tiao eval policy.tiao --facts case.json
exits 0
prints "社保补贴 2022年7月：5,000.00元，给予"
prints "  社保补贴 2022年1–6月：施行期为"
prints "  社保补贴 2022年8–9月：不满足：停产 须为否"
prints "  社保补贴 2022年10–12月：尚缺 社保支出（2022年10–12月）、停产（2022年10–12月）"
printf '{"facts": {"社保支出": {"2022": 1}}}' >wrong.json
tiao eval policy.tiao --facts wrong.json
exits 3
says "「社保支出 2022」：不是月份（如 2022-07）"

claim "the day of evaluation: months that have not begun are left out, of rows and of sums; no other changes"
for day in 2022-06-30 2022-09-01 2022-12-31; do
  tiao run policy.tiao --input register.csv --output on.csv --on $day
  exits 0
  awk -F, -v month="${day%-*}" 'NR == 1 || length($2) == 4 || $2 <= month' awards.csv >wanted.csv
  cmp -s wanted.csv on.csv || fails "another result on $day"
  prints "计算日：$day"
done
lacks out "尚未结束"
tiao run policy.tiao --input register.csv --on 2022-09-15
prints "事实：2022年；政策：测〔2022〕2号，施行 2022-07-01 至 2024-12-31；计算日：2022-09-15"
prints "2022年至2022-09-15尚未结束，按现有事实计算"
grep -E '^社保补贴 +6 +1 +1 +1 +15,000\.00$' out >/dev/null || fails "another sum"
tiao eval policy.tiao --register register.csv --subject 甲 --on 2022-08-20
exits 0
prints "计算日：2022-08-20"
prints "2022年8月至2022-08-20尚未结束，按现有事实计算"
lacks out "2022年9月"
prints "社保补贴  15,000.00"
tiao eval policy.tiao --register register.csv --subject 甲 --on 2022-08-20 --format json --clause 年奖
prints '"evaluation": "2022-08-20"'
prints '"underWay": true'
tiao eval policy.tiao --register register.csv --subject 甲 --on 2021-12-31
exits 3
says "--on 2021-12-31：到这一天 2022 年尚未开始，没有要计算的期间"
tiao run policy.tiao --input register.csv --on 2022年
exits 3
says "--on 应是一天，如 2024-06-30"

finish
