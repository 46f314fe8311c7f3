#!/usr/bin/env bash
# Assertions (断言): proved, refuted by a case, or undecided, by tiao prove and tiao test
. "$(dirname "$0")/cli.sh"

cat >policy.tiao <<'END'
政策 样例 / sample
施行 2022年1月1日 至 2025年12月31日
对象 企业 / enterprise：
- 落户 / settled：是否，每年
- 上报数据 / reporting：是否，每年
- 投资额 / investment：金额，每年
- 占比 / share：比率，每年
条目 展会 / fair：企业的，每年若干
- 参展 / shown：是否

条款 投资补贴 / investment aid：
  对落户的企业，每年按其投资额的20%给予补贴，最长不超过3年，累计不超过500万元。
条款 上报奖励 / reporting award：
  对上报数据的企业，每年给予10万元的奖励。
条款 展会奖励 / fair award：
  对参展的企业，给予1万元的一次性奖励。
择一：投资补贴、上报奖励 同一年度只享受一项，从高。
END
# policy.tiao with these assertions
asserting() {
  { echo "引用 policy.tiao"; printf '%s\n' "$@"; } >asserted.tiao
}

claim "what holds in every case is proved, choices included; exit 0"
asserting "断言：投资补贴 累计 不超过 500万元。" "断言：投资补贴、上报奖励 同一年度不同时给予。" \
  "断言：若未落户，则 投资补贴 不给予。" "断言：投资补贴、上报奖励 合计 每年 不超过 500万元。" \
  "断言：上报奖励 给予时 每年 不低于 10万元。" "断言：若落户且投资额超过1000万元，则 投资补贴 每年 不超过 投资额 × 20% + 0.01元。"
tiao test asserted.tiao
exits 0
prints "断言：6 已证明，0 不成立，0 未决"
silent err
tiao test asserted.tiao --lang en
prints "assertions: 6 proved, 0 refuted, 0 undecided"
tiao prove asserted.tiao --clause 上报奖励
prints "断言：整个政策，择一、不重复和各项总额都在内"
prints "✓ 投资补贴、上报奖励 同一年度不同时给予"
lacks out "累计 不超过 500万元"

claim "what does not hold is refuted by the smallest case, which the interpreter has computed; exit 1"
asserting "断言：投资补贴 每年 不超过 100万元。"
tiao test asserted.tiao
exits 1
prints "asserted.tiao:2:1：断言不成立：投资补贴 每年 不超过 100万元"
prints "2022 年可以是 1,000,000.01元"
prints "最小例  投资补贴：得 2022年 1,000,000.01元"
prints "投资额 5,000,000.03"
prints "断言：0 已证明，1 不成立，0 未决"
tiao test asserted.tiao --lang en
prints "the assertion does not hold: investment aid per year is at most 1,000,000 yuan"
prints "in 2022 it can be 1,000,000.01 yuan"
tiao prove asserted.tiao --clause 投资补贴
exits 1
prints "✗ 投资补贴 每年 不超过 100万元——2022 年可以是 1,000,000.01元"

claim "an amount rounded half up is above its rate, by less than a fen"
asserting "断言：投资补贴 每年 不超过 投资额 × 20%。"
tiao test asserted.tiao
exits 1
prints "2022 年可以是 0.01元"
prints "投资额 0.03"

claim "a total is told year by year"
asserting "断言：投资补贴 累计 不超过 499万元。"
tiao test asserted.tiao
exits 1
prints "合计 4,990,000.01元"

claim "a choice is part of the policy: alone the award would be given, beside a higher one it is not"
asserting "断言：若上报数据，则 上报奖励 给予。"
tiao test asserted.tiao
exits 1
prints "2022 年可以不是这样"
prints "投资补贴"

claim "without the choice both are given in one year"
sed '/^择一/d' policy.tiao >without.tiao
echo "断言：投资补贴、上报奖励 同一年度不同时给予。" >>without.tiao
tiao test without.tiao
exits 1
prints "投资补贴：得 2022年"
prints "上报奖励：得 2022年 100,000.00元"

claim "what is proved of one item only is undecided, with what was searched: exit 12, neither a pass nor a failure"
asserting "断言：展会奖励 每年 不超过 10万元。"
tiao test asserted.tiao
exits 12
prints "断言未决：展会奖励 每年 不超过 10万元"
prints "只查了每类条目不超过一个的情形；查了 2022 年至 2025 年"
prints "断言：0 已证明，0 不成立，1 未决"
tiao prove asserted.tiao --clause 展会奖励
exits 1
prints "? 展会奖励 每年 不超过 10万元——未决："

claim "so is what takes the solver more steps than it may"
asserting "断言：投资补贴、上报奖励 同一年度不同时给予。"
tiao test asserted.tiao --steps 1
exits 12
prints "求解器在限定的步数内没有得出结论"

claim "a failing test goes before an undecided assertion"
asserting "断言：展会奖励 每年 不超过 10万元。" "测试 错：" "  企业：上报数据；其余为否。" "  期望 上报奖励：2022年 1元。"
tiao test asserted.tiao
exits 1

claim "for machines"
asserting "断言：投资补贴 每年 不超过 100万元。" "断言：投资补贴 累计 不超过 500万元。"
tiao prove asserted.tiao --clause 投资补贴 --format json
exits 1
prints '"verdict": "fails"'
prints '"found": "1000000.01"'
prints '"bound": "1000000"'
prints '"line": 2'
tiao test asserted.tiao --coverage --format json
exits 1
prints '"en": "investment aid in total is at most 5,000,000 yuan"'

finish
