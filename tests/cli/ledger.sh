#!/usr/bin/env bash
# What was awarded before: evaluating on from a ledger is evaluating all the years.
. "$(dirname "$0")/cli.sh"

cat >register.csv <<'END'
企业,年度,所在区县,招引,落户,实际投资额,网点数,研发占比
甲,2022,余杭区,是,是,9000000,5,5%
甲,2023,余杭区,是,是,12000000,5,5%
甲,2024,余杭区,是,是,8000000,5,5%
乙,2022,上城区,是,是,9000000,0,0
乙,2023,上城区,是,是,9000000,0,0
乙,2024,上城区,是,是,9000000,5,5%
END
sed -i 's/$/,0/; 1s/0$/年营业收入/' register.csv

claim "the output of earlier years is the ledger of the next"
tiao run "$policy" --input register.csv --output all.csv
exits 0
tiao run "$policy" --input register.csv --output before.csv --years 2022-2023
tiao run "$policy" --input register.csv --output after.csv --ledger before.csv
exits 0
says "账本记至 2023 年"
{ head -n 1 all.csv && grep ',2024,' all.csv; } >wanted.csv
cmp -s wanted.csv after.csv || fails "another result: $(diff wanted.csv after.csv | head -n 4)"

claim "a ledger as JSON, for one subject and for many"
cat >ledger.json <<'END'
{"completeThrough": 2023, "awards": [
  {"subject": "甲", "award": "投资补贴", "year": 2022, "amount": 1800000},
  {"subject": "甲", "award": "investment_aid", "year": 2023, "amount": "240万元"},
  {"subject": "甲", "award": "网点奖励", "year": 2022, "amount": 100000.00},
  {"subject": "乙", "award": "投资补贴", "year": "2022", "amount": "1,800,000.00"},
  {"subject": "乙", "award": "投资补贴", "year": 2023, "amount": 1800000}]}
END
tiao run "$policy" --input register.csv --output json.csv --ledger ledger.json
exits 0
cmp -s wanted.csv json.csv || fails "another result: $(diff wanted.csv json.csv | head -n 4)"

claim "a ledger that cannot be read in full is refused: it would change what is given"
sed 's/投资补贴/投资补帖/' before.csv >typo.csv
tiao run "$policy" --input register.csv --output refused.csv --ledger typo.csv
exits 3
says "「投资补帖」不是条款；是否想写「投资补贴」"
absent refused.csv
sed 's/1800000/1.8e6/' ledger.json >typo.json
tiao run "$policy" --input register.csv --output refused.csv --ledger typo.json --lang en
exits 3
says '`1.8e6` is not an amount'
printf '主体,年度,条款,金额,最低,最高\n甲,2022,投资补贴,,0.00,5.00\n' >pending.csv
tiao run "$policy" --input register.csv --output refused.csv --ledger pending.csv
exits 3
says "金额未定"
printf '主体,年度,条款,金额\n甲,2022,投资补贴,5\n甲,2022,投资补贴,6\n' >repeated.csv
tiao run "$policy" --input register.csv --output refused.csv --ledger repeated.csv
exits 3
says "甲 投资补贴 2022 写了两次"

claim "years that the ledger has settled are not computed again"
tiao run "$policy" --input register.csv --output refused.csv --ledger before.csv --years 2022
exits 3
says "从 2024 年起才有可计算的年度"
absent refused.csv

finish
