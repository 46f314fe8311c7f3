#!/usr/bin/env bash
# tiao test --coverage and --generate: which sides the tests reach, and tests for the others.
. "$(dirname "$0")/cli.sh"

claim "what is not reached is told in the words of the policy, with file and line"
tiao test "$policy" --coverage
exits 0
prints "  投资补贴  "
prints "grants.tiao:"
prints "没有测试到：不成立"
prints " 侧（"
prints "1 通过，0 失败"

claim "in English"
tiao test "$policy" --coverage --lang en
prints "not reached: does not hold"
prints " sides reached ("

claim "as JSON, with the test that reaches each side"
tiao test "$policy" --coverage --format json
exits 0
python3 - out <<'END' || fails "the JSON is not as it should be"
import json, sys
told = json.load(open(sys.argv[1]))
assert told["tests"] == {"passed": 1, "failed": []}, told["tests"]
sides = [side for clause in told["clauses"] for site in clause["sites"] for side in site["sides"]]
assert len(sides) == told["total"]["sides"]
assert sum(side["reached"] for side in sides) == told["total"]["reached"]
assert all(("test" in side) == side["reached"] for side in sides)
assert any(site["line"] > 0 and site["words"]["zh"] for clause in told["clauses"] for site in clause["sites"])
END

claim "a share that is asked for"
tiao test "$policy" --coverage --fail-under 10
exits 0
tiao test "$policy" --coverage --fail-under 99.5
exits 1
says "测试到的不足 99.5%"
tiao test "$policy" --coverage --fail-under 120
exits 3
tiao test "$policy" --fail-under 50
exits 3

claim "tests for the rest, on standard output; they are canonical, they pass, and nothing is left"
tiao test "$policy" --generate
exits 0
says "（100.0%）"
cp out made.tiao
tiao format --check made.tiao
exits 0
tiao test "$policy" made.tiao --coverage --fail-under 100
exits 0
prints "（100.0%）"

claim "in English they are English"
tiao test "$policy" --generate --lang en --output made.en.tiao
exits 0
holds made.en.tiao "test "
holds made.en.tiao "  expect "
lacks made.en.tiao "期望"
tiao test made.en.tiao
exits 0

claim "a name of the policy's own tests is not taken twice"
tiao test "$policy" made.tiao --generate
exits 0
silent out
says "写了 0 个测试"

claim "the founding policy, from no test at all: every side"
tiao test "$root/policies/hangzhou/2022-34/policy.tiao.md" --generate --output all.tiao
exits 0
tiao test all.tiao --coverage --fail-under 100
exits 0
tiao format --check all.tiao
exits 0

claim "what cannot be found is named, with the reason, and the rest is written"
cat >hard.tiao <<'END'
政策 样例
施行 2022年1月1日 至 2023年12月31日
对象 企业：
- 落户：是否，每年
条款 长期补贴：
  对落户的企业，每年给予1万元的补贴，最长不超过3年。
END
tiao test hard.tiao --generate --output some.tiao
exits 1
says "「最长不超过3年」已经用完：没有找到能到达它、又满足其余条件的事实"
holds some.tiao "测试 长期补贴 落户 不成立："
tiao test some.tiao
exits 0

claim "no file is left where it cannot be written, or the policy does not compile"
tiao test "$policy" --generate --output nowhere/made.tiao
exits 3
absent nowhere
echo 条款 >broken.tiao
tiao test broken.tiao --generate --output made.broken.tiao
exits 2
absent made.broken.tiao
tiao test broken.tiao --coverage
exits 2

claim "a file without clauses has nothing to reach"
: >empty.tiao
tiao test empty.tiao --coverage
tiao test "$policy" --generate --coverage
exits 3

finish
