#!/usr/bin/env bash
# tiao eval: one subject, explained.
. "$(dirname "$0")/cli.sh"

cat >case.json <<'END'
{
  "subject": "杭州某某科技",
  "facts": {
    "招引": true,
    "settled": true,
    "所在区县": "余杭区",
    "实际投资额": {"2022": 9000000, "2023": "1200万元", "2024": 8000000.00, "2025": "10,000,000.00"},
    "年营业收入": {"2022": 0.1, "2023": null},
    "outlets": {"2022": 3},
    "research_share": {"2022": "5%"}
  }
}
END

claim "the waterfall of article one's figures"
tiao eval "$policy" --facts case.json
exits 0
prints "杭州某某科技 · 测试补贴（测〔2022〕1号）"
prints "投资补贴 2022年：1,800,000.00元，给予"
prints "投资补贴 2024年：800,000.00元，限额给予"
prints "5,000,000.00 − 已给予 4,200,000.00 = 800,000.00"
prints "投资补贴 2025年：0.00元，已用尽"
prints "网点奖励 2022年：100,000.00元，给予"
prints "规模奖励 2022年：不满足：年营业收入"
prints "规模奖励 2023–2025年：尚缺 年营业收入（2023–2025年）"
prints "合计"
lacks out $'\x1b'

claim "in English; one clause; one year"
tiao eval "$policy" --facts case.json --lang en --clause investment_aid --years 2024
exits 0
prints "800,000.00 yuan, limited"
lacks out "2023:"
lacks out "outlet award"

claim "from standard input"
"$TIAO" eval "$policy" --facts - <case.json >out 2>err
prints "800,000.00"

claim "as JSON, sums as exact text"
tiao eval "$policy" --facts case.json --format json --clause 投资补贴
exits 0
prints '"status": "limited"'
prints '"lowest": "5000000"'

claim "tests are not read: a slip in one stops a check, not a computation"
cp "$policy" slip.tiao
printf '\n测试 写错的：\n  企业：招因；其余为否。\n  期望 投资补贴：2022年 0元。\n' >>slip.tiao
tiao eval slip.tiao --facts case.json --clause 投资补贴 --years 2024
exits 0
prints "800,000.00元，限额给予"
tiao check slip.tiao
exits 2
says "不认识「招因」"

claim "numbers are taken as written, however long"
printf '{"facts": {"招引": true, "落户": true, "实际投资额": {"2022": 20000000.049999999999999999999999999999}}}' >long.json
tiao eval "$policy" --facts long.json --clause 投资补贴 --years 2022
prints "4,000,000.01元，给予"
printf '{"facts": {"招引": true, "落户": true, "实际投资额": {"2022": 0.07}}}' >small.json
tiao eval "$policy" --facts small.json --clause 投资补贴 --years 2022
prints "0.01元，给予"

claim "a ledger in the case, and one beside it"
cat >later.json <<'END'
{"subject": "甲", "facts": {"招引": true, "落户": true, "实际投资额": {"2024": 8000000}},
 "ledger": {"completeThrough": 2023, "awards": [{"award": "投资补贴", "year": 2022, "amount": 1800000},
                                                {"award": "投资补贴", "year": 2023, "amount": 2400000}]}}
END
tiao eval "$policy" --facts later.json --clause 投资补贴
exits 0
prints "投资补贴 2024年：800,000.00元，限额给予"
printf '主体,年度,条款,金额\n甲,2022,投资补贴,180万元\n甲,2023,投资补贴,240万元\n' >ledger.csv
printf '{"subject": "甲", "facts": {"招引": true, "落户": true, "实际投资额": {"2024": 8000000}}}' >bare.json
tiao eval "$policy" --facts bare.json --ledger ledger.csv --clause 投资补贴
prints "投资补贴 2024年：800,000.00元，限额给予"

claim "a subject of a register; its bad cells are told"
cat >register.csv <<'END'
企业,年度,所在区县,招引,落户,实际投资额
杭州某某科技,2022,余杭区,是,是,9000000
杭州某某科技,2023,余杭区,是,是,很多
END
tiao eval "$policy" --register register.csv --subject 杭州某某科技 --clause 投资补贴
exits 1
prints "投资补贴 2022年：1,800,000.00元，给予"
prints "投资补贴 2023年：0.00–3,200,000.00元，数据有误"
says "第3行「实际投资额」：「很多」不是金额"
tiao eval "$policy" --register register.csv --subject 杭州某某
exits 3
says "名册中没有「杭州某某」；是否想写「杭州某某科技」"

# wrong JSON WORDS WORDS_EN: one clear message, exit 3.
wrong() {
  claim "$2"
  printf '%s' "$1" >wrong.json
  tiao eval "$policy" --facts wrong.json
  exits 3
  says "$2"
  silent out
  tiao eval "$policy" --facts wrong.json --lang en
  exits 3
  says "$3"
}

wrong '{"facts": {
  "实际投资": {"2022": 1}}}' '第2行「实际投资」：不认识的事实；是否想写「实际投资额」' 'line 2, `实际投资`: unknown fact; did you mean `actual investment`'
wrong '{"facts": {"实际投资额": {"2022": true}}}' '第1行「实际投资额 2022」：「true」不是金额' '`true`: not an amount of money'
wrong '{"facts": {"实际投资额": {"2022": 1e3}}}' '「1e3」不是金额' '`1e3`: not an amount of money'
wrong '{"facts": {"实际投资额": {"2022": -1}}}' '「-1」不在0至100,000,000之间' '`-1`: not between 0 and 100,000,000'
wrong '{"facts": {"实际投资额": {"next": 1}}}' '「实际投资额 next」：不是年度（如 2022）' 'not a year, as in 2022'
wrong '{"facts": {"招引": {"2022": true}}}' '「招引」：不分年度，应是一个值' 'has no years: one value is expected'
wrong '{"facts": {"招引": [true]}}' '「招引」：应是一个值' 'one value is expected'
wrong '{"facts": {"所在区县": "苏州市"}}' '「苏州市」不是所列各项之一' 'not one of those listed'
wrong '{"facts": {"招引": true, "招引": false}}' '第1行：「招引」写了两次' '`招引` stands twice'
wrong '{"fact": {}}' '「fact」：不认识；此处可以有 subject、facts、ledger' 'unknown; subject, facts and ledger may stand here'
wrong '[]' '应是一个对象' 'an object {…} is expected'
wrong '{"facts": {
  "招引": true,
  "落户": yes}}' '第3行：不是有效的 JSON' 'line 3: not valid JSON'
wrong '' '不是有效的 JSON' 'not valid JSON'
wrong "$(printf '[%.0s' $(seq 200))" '嵌套过深' 'nested too deep'
wrong '{"facts": {}, "ledger": {"awards": [{"award": "投资补帖", "year": 2022, "amount": 1}]}}' '「投资补帖」不是条款；是否想写「投资补贴」' 'is no clause; did you mean `investment aid`'

claim "files and clauses that are not there"
tiao eval "$policy" --facts nowhere.json
exits 3
says "nowhere.json：无法读取"
tiao eval "$policy" --facts case.json --clause 投资补帖
exits 3
says "没有条款「投资补帖」；是否想写「投资补贴」"

finish
