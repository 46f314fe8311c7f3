#!/usr/bin/env bash
# Items: files of their own beside the register, in cases, and in ledgers.
. "$(dirname "$0")/cli.sh"

cat >policy.tiao <<'END'
政策 柜与网点 / cabinets and outlets
文号 测〔2022〕3号
施行 2022年1月1日 至 2025年12月31日

单位 台 / device
单位 件 / parcel
单位 家 / firm

对象 企业 / enterprise：
- 所在区县 / district：其一（上城区 / shangcheng、余杭区 / yuhang），按此汇总

条目 外卖柜 / cabinet lot：企业的，每年若干
- 购置外卖柜 / cabinets bought：数量（台/device）
- 购买价 / purchase price：金额/台

条目 网点 / village outlet：企业的
- 新设立 / newly opened：是否
- 投递件数 / parcels delivered：数量（件/parcel），每年

条款 外卖柜补贴 / cabinet subsidy：
  对购置外卖柜的，每台给予购买价30%的补贴，最高不超过500元/台，每家企业每年补贴不超过2万元。

条款 网点补助 / outlet grant：
  对新设立的企业，一次性补助5万元。

条款 投递补贴 / parcel subsidy：
  对投递件数，按照0.3元/件的标准进行补贴，每个网点每年最多补贴3万元，最长不超过2年。
END
cat >register.csv <<'END'
企业,年度,所在区县
甲,2022,余杭区
甲,2023,余杭区
甲,2024,余杭区
乙,2022,上城区
乙,2023,上城区
乙,2024,上城区
END
cat >cabinets.csv <<'END'
企业,年度,外卖柜,购置外卖柜,购买价
甲,2022,一批,10,1000
甲,2022,二批,50,2000元/台
甲,2023,三批,3台,0.16万元
END
cat >outlets.csv <<'END'
enterprise,year,village_outlet,newly opened,parcels_delivered
甲,2022,一号,yes,10000
甲,2023,一号,yes,200000
甲,2024,一号,,1
甲,2023,二号,no,40000件
甲,2024,二号,no,
END
files=(--input register.csv --items cabinets.csv --items outlets.csv)

claim "a row for each subject, clause and year; the reason names the items"
tiao run policy.tiao "${files[@]}" --output awards.csv
exits 0
silent err
holds awards.csv '甲,2022,外卖柜补贴,,限额给予,20000.00,,,,余杭区,"一批：全部外卖柜合计每年不超过 20,000.00'
holds awards.csv "甲,2023,外卖柜补贴,,给予,1440.00,,,,余杭区,"
holds awards.csv "乙,2022,外卖柜补贴,,不符合,0.00,,,,上城区,没有外卖柜"
holds awards.csv "甲,2022,网点补助,,给予,50000.00"
holds awards.csv "甲,2023,网点补助,,已用尽,0.00,,,,余杭区,一号：一次性，已经给予；二号：不满足：新设立"
holds awards.csv '甲,2023,投递补贴,,限额给予,42000.00,,,,余杭区,"一号：每年不超过 30,000.00"'
holds awards.csv "甲,2024,投递补贴,,待补充,,0.00,30000.00,,余杭区,一号：已获得 2 年，最长不超过 2 年；二号：尚缺 网点的投递件数（2024年）"
(($(grep -c '^甲,' awards.csv) == 9)) || fails "not a row for each clause and year"
prints "2 个主体，6 行"
prints "条目 8 行"

claim "a row for each item"
tiao run policy.tiao "${files[@]}" --output by_item.csv --by-item
exits 0
is <(head -n 4 by_item.csv) \
  "主体,年度,条款,条目,条,状态,金额,最低,最高,最高额度,区县,理由" \
  "$(grep '^甲,2022,外卖柜补贴,一批,,限额给予,2142.86,' by_item.csv)" \
  "$(grep '^甲,2022,外卖柜补贴,二批,,限额给予,17857.14,' by_item.csv)" \
  "甲,2022,网点补助,一号,,给予,50000.00,,,,余杭区,"

claim "the output by item is the ledger of later years; that of whole awards is refused"
tiao run policy.tiao "${files[@]}" --output before.csv --by-item --years 2022-2023
tiao run policy.tiao "${files[@]}" --output after.csv --by-item --ledger before.csv
exits 0
{ head -n 1 by_item.csv && grep ',2024,' by_item.csv; } >wanted.csv
cmp -s wanted.csv after.csv || fails "another result: $(diff wanted.csv after.csv | head -n 4)"
tiao run policy.tiao "${files[@]}" --output whole.csv --years 2022-2023
tiao run policy.tiao "${files[@]}" --ledger whole.csv
exits 3
says "此条款按「外卖柜」计，应写明是哪一个（tiao run --by-item 如此写出）"

claim "a ledger may name an item that no file has any more"
printf '主体,年度,条款,条目,金额\n甲,2022,网点补助,一号,5万元\n甲,2023,网点补助,旧号,50000\n' >ledger.csv
tiao run policy.tiao "${files[@]}" --output ledger_out.csv --by-item --ledger ledger.csv
exits 0
holds ledger_out.csv "甲,2024,网点补助,一号,,已用尽"
lacks ledger_out.csv "旧号"

claim "the number of threads changes nothing"
{
  echo "企业,年度"
  for i in $(seq 600); do printf 'f%s,2022\nf%s,2023\n' "$i" "$i"; done
} >many.csv
{
  echo "企业,年度,外卖柜,购置外卖柜,购买价"
  for i in $(seq 600); do printf 'f%s,2022,一批,%s,1000\nf%s,2023,二批,%s,1800\nf%s,2022,三批,9,x\n' "$i" "$i" "$i" "$i" "$i"; done
} >many_items.csv
tiao run policy.tiao --input many.csv --items many_items.csv --output one.csv --threads 1
mv out one.out
tiao run policy.tiao --input many.csv --items many_items.csv --output five.csv --threads 5
exits 1
cmp -s one.csv five.csv || fails "other rows"
cmp -s one.out out || fails "another summary"

claim "without a file for a kind its lists are missing, and that is told first"
tiao run policy.tiao --input register.csv --items cabinets.csv --output no_outlets.csv
exits 0
says "没有条目文件（--items），其名单按未提供计：「网点」"
holds no_outlets.csv "乙,2022,网点补助,,待补充,,0.00,500000000.00,,上城区,尚缺 网点名单（2022年）"
tiao run policy.tiao --input register.csv --items cabinets.csv --lang en
says 'no file of items (--items), their lists are taken as not given: `village outlet`'

claim "what cannot be used is named with its file, line and column"
cat >bad.csv <<'END'
企业,年度,外卖柜,购置外卖柜,购买价,备注,投递件数
甲,2022,一批,10,很多,,
丙,2022,一批,10,1000,,
甲,2023,,10,1000,,
乙,2022,一批,10,1000,,
乙,2022,一批,11,1000,,
乙,2019,旧批,10,1000,,
END
tiao run policy.tiao --input register.csv --items bad.csv --items outlets.csv --output bad_out.csv
exits 1
says "bad.csv：不认识的列「备注」，不使用"
says "bad.csv：列「投递件数」不是「外卖柜」的事实，不使用"
says "bad.csv：有名册所没有的年度：2019；这些年度的名单不视为完整"
says "bad.csv 第2行「购买价」：「很多」不是金额"
says "bad.csv 第3行「企业」：「丙」不在名册中"
says "bad.csv 第4行「外卖柜」：没有写明条目的名称"
says "bad.csv 第6行「外卖柜」：「一批」同一期间已在第5行写过，只计一次"
says "bad.csv 第6行「购置外卖柜」：「11」与第5行的「10」不一致"
holds bad_out.csv "甲,2022,外卖柜补贴,,数据有误,,0.00,5000.00,,余杭区,一批：bad.csv 第2行「购买价」：「很多」不是金额"
holds bad_out.csv "甲,2023,外卖柜补贴,,数据有误"
holds bad_out.csv "bad.csv 第4行「外卖柜」：没有写明条目的名称"
holds bad_out.csv "甲,2024,外卖柜补贴,,不符合,0.00"
holds bad_out.csv "乙,2022,外卖柜补贴,,数据有误"
holds bad_out.csv "丙,2022,,,数据有误"
tiao run policy.tiao --input register.csv --items bad.csv --lang en
says 'bad.csv line 3, column `企业` (`丙`): is not in the register'
says 'bad.csv line 6, column `外卖柜` (`一批`): stands in line 5 for the same period; counted once'
says 'bad.csv line 6, column `购置外卖柜` (`11`): differs from `10` in line 5'

claim "files that cannot be used at all"
printf '企业,年度,购买价\n' >unnamed.csv
tiao run policy.tiao --input register.csv --items unnamed.csv
exits 3
says "unnamed.csv：没有写明条目名称的列：表头应有「外卖柜」「网点」之一"
tiao run policy.tiao --input register.csv --items nowhere.csv
exits 3
says "nowhere.csv"

claim "one subject of a register, item by item"
tiao eval policy.tiao --register register.csv --items cabinets.csv --items outlets.csv --subject 甲
exits 0
prints "外卖柜补贴·一批 2022年：2,142.86元，限额给予"
prints "  全部外卖柜合计每年不超过 20,000.00   ← 起作用的限制"
prints "外卖柜补贴 2022年，2 个外卖柜合计：20,000.00元，限额给予"
prints "网点补助·一号 2023年：0.00元，已用尽"
prints "  网点补助·二号 2023、2024年：不满足：新设立"
tiao eval policy.tiao --register register.csv --items cabinets.csv --items outlets.csv --subject 甲 --lang en
prints "cabinet subsidy 2022, 2 cabinet lots together: 20,000.00 yuan, limited"

claim "a case as JSON gives the same as the files"
cat >case.json <<'END'
{"subject": "甲",
 "facts": {
   "外卖柜": [{"名称": "一批", "年度": 2022, "购置外卖柜": 10, "购买价": 1000},
             {"名称": "二批", "年度": 2022, "购置外卖柜": 50, "购买价": 2000},
             {"name": "三批", "year": 2023, "cabinets bought": 3, "purchase_price": 1600}],
   "village outlet": [{"名称": "一号", "新设立": true, "投递件数": {"2022": 10000, "2023": 200000, "2024": 1}},
                      {"名称": "二号", "年度": 2023, "新设立": false, "投递件数": {"2023": 40000}}]}}
END
tiao eval policy.tiao --facts case.json --years 2022-2024
exits 0
sed 1,2d out >json.out
tiao eval policy.tiao --register register.csv --items cabinets.csv --items outlets.csv --subject 甲 --years 2022-2024
sed 1,2d out >csv.out
cmp -s json.out csv.out || fails "another answer: $(diff json.out csv.out | head -n 4)"
tiao eval policy.tiao --facts case.json --format json --years 2022
prints '"item": "一批"'
prints '"highest": "20000"'
printf '{"facts": {"外卖柜": [], "网点": [\n{"名称": "一号", "投递数": 1}]}}' >wrong.json
tiao eval policy.tiao --facts wrong.json
exits 3
says "第2行「网点[0].投递数」：不认识；是否想写「投递件数」"
tiao eval policy.tiao --facts wrong.json --lang en
says 'line 2, `网点[0].投递数`: unknown; did you mean `parcels delivered`'

finish
