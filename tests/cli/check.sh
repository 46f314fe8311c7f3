#!/usr/bin/env bash
# tiao check
. "$(dirname "$0")/cli.sh"

claim "a policy without errors: the notes, the counts, exit 0"
tiao check "$policy"
exits 0
silent out
says "3 条款，0 错误，0 警告，"
says "说明 T0601"
tiao check "$policy" --lang en
says "3 clauses, 0 errors, 0 warnings, "

claim "the founding policy, as a folder"
tiao check "$root/policies/hangzhou/2022-34"
exits 0
says "28 条款，0 错误"

claim "notes in full on demand"
tiao check "$policy" --notes
says "^^^"

claim "errors with their place, sorted, in the policy's language; exit 2"
sed 's/招引、落户的企业/招引、落户的公司/; s/达到2000万元/达到2000万元元/' "$policy" >broken.tiao
tiao check broken.tiao
exits 2
says "broken.tiao:20:10: 错误 T0201：不认识「公司」"
says "broken.tiao:23:17: 错误 T0201：不认识「元」"
says " 错误，0 警告"
tiao check broken.tiao --lang en
says 'unknown words `公司`'
says " errors, 0 warnings"

claim "other commands refuse a policy with errors, and say which"
tiao run broken.tiao --input x.csv --output y.csv
exits 2
says "不认识「公司」"
says "政策未能编译"
absent y.csv

claim "the stages print on standard output"
tiao check "$policy" --print tokens
prints "CLAUSE"
tiao check "$policy" --print tree
prints 'clause `投资补贴 / investment aid`'
tiao check "$policy" --print core
prints "award 投资补贴"
tiao check broken.tiao --print tree
exits 2
prints 'clause `网点奖励 / outlet award`'

claim "any bytes are an answer, never a crash"
head -c 4000 /dev/urandom >noise.tiao
tiao check noise.tiao
exits 2
: >empty.tiao
tiao check empty.tiao
exits 2

finish
