#!/usr/bin/env bash
# tiao eval: the line of a scale that applied.
. "$(dirname "$0")/cli.sh"
scales=$root/tests/lang/scale

cat >case.json <<'END'
{"subject": "甲公司", "facts": {"营业收入": {"2022": "9999999.99", "2023": 30000000}, "投资额": 100000}}
END

claim "which line of a scale holds, by its own words, and what a bound gives"
tiao eval "$scales/steps.zh.tiao" --facts case.json --all
prints "规模奖 150,000.00"
prints "营业收入 30,000,000.00：3000万元以上不满5000万元，150,000.00"
prints "营业收入 9,999,999.99：各行都不合，为零"
prints "规模奖（适用 营业收入（2022年）） 0.00"
prints "每年不超过 规模奖 150,000.00"

claim "the same in English"
tiao eval "$scales/steps.zh.tiao" --facts case.json --all --lang en
prints "revenue 30,000,000.00: at least 30,000,000 yuan, less than 50,000,000 yuan, 150,000.00"
prints "revenue 9,999,999.99: no line holds, which gives zero"
prints "size prize (applied to revenue (2022)) 0.00"

claim "a missing key leaves open only the lines that it may lie in"
echo '{"subject": "乙公司", "facts": {"研发占比": "3%"}}' >missing.json
tiao eval "$scales/values_of_any_kind.zh.tiao" --facts missing.json --all --years 2022
prints "营业收入 未提供"
prints "待补充"

claim "the parts of a marginal scale"
tiao eval "$scales/parts.zh.tiao" --facts case.json --years 2022
prints "不超过36000元的部分：36,000.00 × 3% = 1,080.00"
prints "超过36000元至144000元的部分：108,000.00 × 10% = 10,800.00"
prints "超过144000元的部分：9,855,999.99 × 20% = 1,971,199.998"

claim "a flat first part, and otherwise, in English"
echo '{"subject": "丙公司", "facts": {"设备台数": {"2022": 12}, "营业收入": {"2022": 30000000}}}' >flat.json
tiao eval "$scales/flat_first_part.en.tiao" --facts flat.json --years 2022 --lang en
prints "the part at most 10 device: fixed amount 500.00"
tiao eval "$scales/otherwise.en.tiao" --facts flat.json --years 2022 --lang en
prints "revenue 30,000,000.00: otherwise, 10,000.00"

claim "in JSON"
tiao eval "$scales/steps.zh.tiao" --facts case.json --years 2023 --format json
prints "营业收入 30,000,000.00：3000万元以上不满5000万元，150,000.00"
prints "revenue 30,000,000.00: at least 30,000,000 yuan, less than 50,000,000 yuan, 150,000.00"

finish
