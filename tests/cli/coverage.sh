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

# tests/cli/generate/: programs, and what is made of them (.expected), one command for each.
cp "$root"/tests/cli/generate/* .

claim "where facts chosen one after the other do not come to a side, the solver finds some; both languages"
for language in "" .en; do
  tiao test hidden$language.tiao --generate --output made.tiao
  exits 0
  is made.tiao "$(cat hidden$language.expected)"
  tiao test hidden$language.tiao made.tiao --coverage --fail-under 100
  exits 0
  tiao format --check made.tiao
  exits 0
done

claim "what no facts reach is told as proved, with its place, and is not missing"
for language in "" .en; do
  tiao test never$language.tiao --coverage
  is out "$(cat never$language.expected)"
done
tiao test never.tiao --generate --output made.tiao
exits 0
says "never.tiao:8：「收入达到500万元」差一步（4,999,999.99元）：已证明没有事实能到达它"
says "（100.0%）"
says "另有 6 侧已证明没有事实能到达，不计在内"
tiao test made.tiao --coverage --fail-under 100
exits 0
tiao test never.tiao --coverage --format json
python3 - out <<'END' || fails "the JSON is not as it should be"
import json, sys
told = json.load(open(sys.argv[1]))
sides = [side for clause in told["clauses"] for site in clause["sites"] for side in site["sides"]]
assert told["total"] == {"reached": 0, "sides": 7, "never": 6}, told["total"]
assert len(sides) == 13
assert [side["never"] for side in sides if "never" in side] == 6 * [{"from": 2022, "to": 2023}]
END

claim "a proof of one item is none of several: undecided, and the rest is written"
tiao test open.tiao --generate --output some.tiao
exits 1
says "open.tiao:13：「参展支出不低于45万元」差一步（449,999.99元）：未决：没有找到事实，也没有证明不存在；每类条目只查到 4 个"
holds some.tiao "测试 均衡奖 销售达到1000万元 差一步："
tiao test some.tiao
exits 0

claim "undecided where the solver's steps are used up, never proved"
tiao test open.tiao --generate --steps 1 --output some.tiao --lang en
exits 1
says "undecided: no facts were found, nor proved not to be; the solver did not settle it within its steps"
lacks err "proved: no facts reach it"
tiao test never.tiao --coverage --steps 1
prints "没有测试到：差一步（4,999,999.99元）"

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
