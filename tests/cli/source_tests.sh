#!/usr/bin/env bash
# tiao test: the tests in the sources.
. "$(dirname "$0")/cli.sh"

claim "tests that hold"
tiao test "$policy"
exits 0
prints "1 通过，0 失败"
tiao test "$policy" --lang en
prints "1 passed, 0 failed"

claim "the tests of the founding policy"
tiao test "$root/policies/hangzhou/2022-34"
exits 0
prints " 通过，0 失败"

claim "a failure shows the place, what was expected and found, and why"
sed 's/2024年 80万元/2024年 90万元/' "$policy" >wrong.tiao
tiao test wrong.tiao
exits 1
prints "wrong.tiao:"
prints "测试「三年封顶」失败：投资补贴 2024 年"
prints "期望 900,000.00，累计封顶"
prints "实际 800,000.00，限额给予"
prints "5,000,000.00 − 已给予 4,200,000.00 = 800,000.00"
prints "0 通过，1 失败"

claim "a reason that is not there, a status that is another"
sed 's/累计封顶/年限已满/' "$policy" >wrong.tiao
tiao test wrong.tiao --lang en
exits 1
prints "expected 800,000.00, years used up"
prints "0 passed, 1 failed"
sed 's/2022年 180万元、/2022年 180万元（限额给予）、/' "$policy" >wrong.tiao
tiao test wrong.tiao
exits 1
prints "实际 1,800,000.00，给予"

claim "what was awarded before counts"
cat >>ledger.tiao <<END
引用 $policy
测试 已有账目 / a ledger：
  企业：招引，落户，实际投资额 2024年 800万元，
       已给予 投资补贴 2022年 180万元、2023年 240万元。
  期望 投资补贴：2024年 80万元（限额给予，累计封顶）。
END
tiao test ledger.tiao
exits 0
prints "2 通过，0 失败"

claim "a policy without tests says so"
sed '/^测试/,$d' "$policy" >none.tiao
tiao test none.tiao
exits 0
says "没有测试"

claim "without files, those of this folder"
mkdir here && cp "$policy" here/
cd here && tiao test && cd ..
(cd here && "$TIAO" test) | grep -qF "1 通过" || fails "the folder's tests were not run"

claim "a policy with errors has no tests"
echo 条款 >broken.tiao
tiao test broken.tiao
exits 2

finish
