#!/usr/bin/env bash
# Rows that cannot be used: never dropped, never the end of the run.
. "$(dirname "$0")/cli.sh"

# bad ROW EXPECTED…: this row as line 3 between fine ones; what the output must hold.
bad() {
  printf '企业,年度,招引,落户,实际投资额\n甲,2022,是,是,100\n%b\n乙,2022,是,是,100\n' "$1" >register.csv
  tiao run "$policy" --input register.csv --output awards.csv
  exits 1
  for each in "${@:2}"; do holds awards.csv "$each"; done
  holds awards.csv "甲,2022,投资补贴,,给予,20.00"
  holds awards.csv "乙,2022,投资补贴,,给予,20.00"
}

claim "without a subject"
bad ',2022,是,是,100' ',2022,,,数据有误,,,,,,第3行：没有写明是谁'
prints "不能使用的数据：1 行，0 个单元格"

claim "without a year, or with something else there"
bad '丙,,是,是,100' '丙,,,,数据有误,,,,,,第3行「年度」：没有写明年度'
bad '丙,去年,是,是,100' '丙,去年,,,数据有误,,,,,,第3行「年度」：「去年」不是年度'
bad '丙,22,是,是,100' '第3行「年度」：「22」不是年度'
bad '丙,2022.5,是,是,100' '第3行「年度」：「2022.5」不是年度'

claim "too few cells, too many cells: the facts of that year are invalid"
bad '丙,2022,是,是' '丙,2022,,,数据有误,,,,,,第3行：只有4个单元格，应有5个' '丙,2022,投资补贴,,数据有误,,0.00,5000000.00'
bad '丙,2022,是,是,1,000' '丙,2022,,,数据有误,,,,,,第3行：有6个单元格，应有5个' '丙,2022,投资补贴,,数据有误'

claim "the same subject and year twice with the same values is nothing"
printf '企业,年度,招引,落户,实际投资额\n甲,2022,是,是,100\n甲,2022,是,是,100.00\n' >register.csv
tiao run "$policy" --input register.csv --output awards.csv
exits 0
holds awards.csv "甲,2022,投资补贴,,给予,20.00"

claim "the same subject and year twice with other values is invalid, and both lines are told"
bad '甲,2023,是,是,100\n甲,2023,是,是,200' '甲,2023,,,数据有误,,,,,,第4行「实际投资额」：「200」与第3行的「100」不一致' '甲,2023,投资补贴,,数据有误'
tiao run "$policy" --input register.csv --output awards.csv --lang en
holds awards.csv 'line 4, column `实际投资额` (`200`): differs from `100` in line 3'

claim "bytes of no encoding cost their row only"
bad '丙\xff,2022,是,是,100' '第3行：含有既不是 UTF-8 也不是 GB18030 的字节'
bad '丙,2022,是,\xff,100' '丙,2022,,,数据有误,,,,,,第3行：含有既不是 UTF-8 也不是 GB18030 的字节'

claim "a quote that is never closed costs its own row"
bad '丙,2022,是,是,"100' '第3行：第5个单元格的引号没有结束'

claim "a file cut in the middle of a row"
printf '企业,年度,招引,落户,实际投资额\n甲,2022,是,是,100\n甲,2023,是,"' >cut.csv
tiao run "$policy" --input cut.csv --output awards.csv
exits 1
holds awards.csv "甲,2022,投资补贴,,给予,20.00"
holds awards.csv "甲,2023,,,数据有误,,,,,,第3行：第4个单元格的引号没有结束"
printf '企业,年度,招引,落户,实际投资额\n甲,2022,是,是,100\n甲,2023,' >cut.csv
tiao run "$policy" --input cut.csv --output awards.csv
exits 1
holds awards.csv "甲,2023,,,数据有误,,,,,,第3行：只有3个单元格，应有5个"

claim "in English"
printf '企业,年度,招引\n,2022,是\n甲,去年,是\n甲,2022\n' >english.csv
tiao run "$policy" --input english.csv --output awards.csv --lang en
exits 1
holds awards.csv ",2022,,,invalid,,,,,,line 2: does not say who"
holds awards.csv '"line 3, column `年度` (`去年`): not a year"'
holds awards.csv "甲,2022,,,invalid,,,,,,line 4: 2 cells where the header has 3"
prints "unusable data: 3 rows, 0 cells"

claim "a row of a fact that stands in no other row takes the fixed facts with it"
holds awards.csv "甲,2022,investment aid,,invalid"

finish
