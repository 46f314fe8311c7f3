#!/usr/bin/env bash
# Cells that cannot be used: the run goes on, and each comes out with its column, its value and its line.
. "$(dirname "$0")/cli.sh"

# bad COLUMN CELL REASON REASON_EN: one cell of this column in an otherwise fine row. (The output is read without its quotes.)
bad() {
  claim "「$2」 in the column $1"
  {
    echo "企业,年度,$1"
    echo "好,2022,"
    echo "坏,2022,$2"
  } >register.csv
  tiao run "$policy" --input register.csv --output awards.csv
  exits 1
  tr -d '"' <awards.csv >rows
  holds rows "坏,2022,,,数据有误,,,,,,第3行「$1」：「${2//\"/}」$3"
  says "第3行「$1」：「${2//\"/}」$3"
  lacks awards.csv "好,2022,,,数据有误"
  prints "不能使用的数据：0 行，1 个单元格"
  tiao run "$policy" --input register.csv --output awards.csv --lang en
  tr -d '"' <awards.csv >rows
  holds rows "line 3, column \`$1\` (\`${2//\"/}\`): $4"
}

bad 实际投资额 约三千万 "不是金额" "not an amount of money"
bad 实际投资额 9e6 "不是金额" "not an amount of money"
bad 实际投资额 900美元 "不是金额" "not an amount of money"
bad 实际投资额 '"12,34"' "不是金额" "not an amount of money"
bad 实际投资额 -1200.00 "不在0至100,000,000之间" "not between 0 and 100,000,000"
bad 实际投资额 100000000.01 "不在0至100,000,000之间" "not between 0 and 100,000,000"
bad 年营业收入 -0.01 "不在0至" "not between 0 and"
bad 网点数 -1 "不在0至" "not between 0 and"
bad 网点数 三 "不是数字" "not a number"
bad 网点数 3台 "不是数字" "not a number"
bad 研发占比 百分之五 "不是数字" "not a number"
bad 落户 也许 "不是「是」或「否」" "not yes or no"
bad 落户 2 "不是「是」或「否」" "not yes or no"
bad 所在区县 苏州市 "不是所列各项之一" "not one of those listed"
bad 所在区县 余航区 "不是所列各项之一；是否想写「余杭区」" "not one of those listed; did you mean"
bad 设立日期 2022-02-30 "不是日期" "not a date"
bad 设立日期 1999-12-31 "不在2000-01-01至2030-12-31之间" "not between 2000-01-01 and 2030-12-31"

claim "the ends of a range are in it"
printf '企业,年度,招引,落户,实际投资额\n甲,2022,是,是,100000000\n乙,2022,是,是,0\n' >register.csv
tiao run "$policy" --input register.csv --output awards.csv
exits 0
holds awards.csv "甲,2022,投资补贴,,限额给予,5000000.00"
holds awards.csv "乙,2022,投资补贴,,不符合,0.00"

claim "an award that needs the cell is invalid, with the range it may have; others are not"
printf '企业,年度,招引,落户,实际投资额,网点数,研发占比\n甲,2022,是,是,很多,3,5%%\n' >register.csv
tiao run "$policy" --input register.csv --output awards.csv
holds awards.csv "甲,2022,投资补贴,,数据有误,,0.00,5000000.00,,,第2行「实际投资额」：「很多」不是金额"
holds awards.csv "甲,2022,网点奖励,,给予,100000.00"

claim "a fixed fact may stand in each row; another value in one of them is invalid, and both lines are told"
printf '企业,年度,招引,落户,实际投资额\n甲,2022,是,是,100\n甲,2023,是,是,100\n' >same.csv
tiao run "$policy" --input same.csv --output awards.csv
exits 0
printf '企业,年度,招引,落户,实际投资额\n甲,2022,是,是,100\n甲,2023,否,是,100\n' >differs.csv
tiao run "$policy" --input differs.csv --output awards.csv
exits 1
holds awards.csv "甲,2023,,,数据有误,,,,,,第3行「招引」：「否」与第2行的「是」不一致"
holds awards.csv "甲,2022,投资补贴,,数据有误"
tiao run "$policy" --input differs.csv --output awards.csv --lang en
holds awards.csv 'line 3, column `招引` (`否`): differs from `是` in line 2'

claim "of very many the first are named on standard error, and all are in the output"
{
  echo "企业,年度,实际投资额"
  for i in $(seq 1000); do echo "甲$i,2022,x"; done
} >many.csv
tiao run "$policy" --input many.csv --output awards.csv
says "名册中有 1000 处数据不能使用"
says "另有 990 处，见输出"
(($(grep -c "」：「x」不是金额" awards.csv) >= 1000)) || fails "not all are in the output"

finish
