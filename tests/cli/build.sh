#!/usr/bin/env bash
# tiao build: evaluators, their headers and manifests, the numeric plan; tiao run --evaluator refuses what is none.
. "$(dirname "$0")/cli.sh"
: "${TIAO_NATIVE:=1}"
founding=$root/policies/hangzhou/2022-34
# A series that runs on after the policy's end is nothing that is compiled.
{ cat "$policy"; printf '\n约定：\n- 到期后 按 已开始的继续\n'; } >runs_on.tiao

claim "the numeric plan, in both languages and as JSON"
tiao build "$policy" --numeric-plan
exits 0
prints "## 投资补贴"
prints "| 实际投资额 2025 | 一列，以1/100计 | 0 … 10000000000 | 64位 | 在±2^63之内 |"
tiao build "$policy" --numeric-plan --lang en
prints "## investment aid"
prints "below 2^32: times the reciprocal"
tiao build "$policy" --numeric-plan --format json -o plan.json
exits 0
holds plan.json '"greatest": "10000000000"'
tiao build runs_on.tiao --through 2027 --numeric-plan
prints "由解释器计算："

claim "a manifest says what there is"
tiao build "$policy" --emit manifest
exits 0
holds grants.json '"id": "actual_investment_2024"'
holds grants.json '"writtenIn": "fen"'
holds grants.json '"greatest": 10000000000'
holds grants.json '"zh": "最长不超过 3 年"'
holds grants.json '"leftToAsk": []'

claim "so does a header, which needs no code generator either"
tiao build "$policy" --emit header
exits 0
holds grants.h "tiao_evaluate_batch"
holds grants.h "ACTUAL_INVESTMENT_2024"
rm grants.h

if [[ $TIAO_NATIVE != 1 ]]; then
  claim "a tiao without a code generator says so"
  tiao build "$policy"
  exits 3
  says "这个 tiao 没有代码生成器"
  absent libgrants.so
  tiao build "$policy" --emit library --lang en
  exits 3
  says "it was built without LLVM"
  finish
fi

claim "a library, a header and a manifest, named after the policy's file"
tiao build "$policy"
exits 0
says "已写出 libgrants.so"
silent out
[[ -s libgrants.so && -s grants.h && -s grants.json ]] || fails "a file is missing"

claim "it names no library, exports its interface only, and asks the C library for memory only"
readelf -dW libgrants.so >out
lacks out NEEDED
lacks out TEXTREL
nm -D --defined-only libgrants.so | awk '$3 !~ /^tiao_/' >out
silent out
nm -D --undefined-only libgrants.so | awk '{ print $2 }' | sed 's/@.*//' | grep -vxE 'malloc|calloc|free|memcpy|memmove|memset|memcmp' >out
silent out

claim "its header is C11 and C++ without a warning, and has the policy's hash"
printf '#include "grants.h"\nint main(void) { return TIAO_OUTPUT_INVESTMENT_AID_2022; }\n' >use.c
cc -std=c11 -Wall -Wextra -Wpedantic -Werror -fsyntax-only use.c >out 2>&1 || fails "the header is not C"
c++ -std=c++17 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -x c++ use.c >out 2>&1 || fails "the header is not C++"
hash=$(sed -n 's/#define TIAO_POLICY_HASH "\(.*\)"/\1/p' grants.h)
[[ ${#hash} == 64 ]] || fails "no hash in the header"
holds grants.json "\"hash\": \"$hash\""
holds grants.h "/* 实际投资额 2024 / actual investment 2024: fen, 0 … 10000000000 */"

claim "an object is linked into a program, and answers"
tiao build "$policy" --emit object -o grants.o
exits 0
cat >answer.c <<'END'
#include "grants.h"
#include <stdio.h>
#include <string.h>
int main(void) {
  static int64_t values[TIAO_INPUT_COUNT];
  static uint8_t known[TIAO_INPUT_COUNT];
  static struct tiao_outcome outcomes[TIAO_OUTPUT_COUNT];
  struct tiao_error error;
  memset(known, 1, sizeof known);
  for (int i = 0; i < TIAO_INPUT_COUNT; ++i) {
    struct tiao_input input;
    tiao_input_at(i, &input);
    values[i] = input.least; /* nothing of anything */
    if (input.role == TIAO_FIRST_YEAR) known[i] = 0;
  }
  values[TIAO_INPUT_ATTRACTED] = values[TIAO_INPUT_SETTLED_2022] = values[TIAO_INPUT_SETTLED_2023] = 1;
  values[TIAO_INPUT_ACTUAL_INVESTMENT_2022] = 900000000;
  values[TIAO_INPUT_ACTUAL_INVESTMENT_2023] = 10000000001; /* a fen too much */
  if (tiao_evaluate_one(values, known, NULL, NULL, outcomes, &error) != TIAO_OK) return 1;
  printf("%d %d %d %d\n", outcomes[TIAO_OUTPUT_INVESTMENT_AID_2022].status == TIAO_ASK,
         outcomes[TIAO_OUTPUT_INVESTMENT_AID_2023].status == TIAO_ASK,
         outcomes[TIAO_OUTPUT_INVESTMENT_AID_2023].amount == TIAO_NONE,
         error.input == TIAO_INPUT_ACTUAL_INVESTMENT_2023);
  struct tiao_options options = {sizeof options, 0, 2022, 0};
  if (tiao_evaluate_one(values, known, NULL, &options, outcomes, &error) != TIAO_OK) return 1;
  printf("%d %lld %d %d\n", outcomes[TIAO_OUTPUT_INVESTMENT_AID_2022].status == TIAO_GRANTED,
         (long long)outcomes[TIAO_OUTPUT_INVESTMENT_AID_2022].amount,
         outcomes[TIAO_OUTPUT_INVESTMENT_AID_2023].status == TIAO_LATER, error.input);
  return 0;
}
END
cc -std=c11 -Wall -Werror answer.c grants.o -o answer >out 2>&1 && ./answer >out
# A fact of 2023 that cannot be used leaves all years of its group open; `through_year` leaves that year out.
is out "1 1 1 1" "1 180000000 1 -1"

claim "a district's own, and a folder to write to"
mkdir evaluators
tiao build "$policy" --district yuhang -o evaluators
exits 0
[[ -s evaluators/libgrants.so ]] || fails "not in the folder"
holds evaluators/grants.json '"district": {'
tiao build "$policy" --emit manifest -o made/as/said/
exits 0
[[ -s made/as/said/grants.json ]] || fails "a folder that ends in / is not made"
tiao build "$founding/districts/yuhang.tiao" --emit header
holds yuhang.h "TIAO_INPUT_DISTRICT = "
holds yuhang.h "TIAO_DISTRICT_YUHANG = 5, /* 余杭区 / yuhang */"
tiao build "$founding/districts/yuhang.tiao" --emit header --district 余杭区
lacks yuhang.h TIAO_INPUT_DISTRICT
tiao build "$policy" --district 余行区 --emit header
exits 3
says "不认识的区县「余行区」；是否想写「余杭区」"

claim "what is not compiled is told, with the reason, and recorded"
tiao build runs_on.tiao --through 2027 --emit manifest -o runs_on.json
exits 1
says "没有编译，求值器一律答「未定」（ask）："
holds runs_on.json '"compiled": false'
tiao build runs_on.tiao --through 2027 --emit header -o runs_on.h --lang en
exits 1
says "the evaluator always answers \`ask\`"
holds runs_on.h "always TIAO_ASK"

claim "nothing is half written"
: >policy.tiao
tiao build policy.tiao
exits 2
tiao build "$root/tests/cli/nosuch.tiao" --emit library
exits 3
absent libnosuch.so
tiao build "$policy" --emit library -o nowhere/there.so
exits 3
tiao build "$policy" --emit library --emit header -o one.h
exits 3
says "-o 只能写一个文件"
absent one.h

claim "years that make no sense"
for year in 1999 2099 soon 2022-2024; do
  tiao build "$policy" --emit manifest --through $year
  exits 3
  says "--through 应是 2022 至"
done
tiao build "$policy" --emit manifest --through 2023 -o short.json
exits 0
lacks short.json '_2024"'

# refused WORDS FILE: the file is not run.
refused() {
  tiao run "$policy" --input register.csv --evaluator "$2"
  exits 3
  says "$1"
  silent out
}
printf '企业,年度,所在区县,招引,落户,实际投资额,年营业收入,网点数,设立日期,研发占比\n甲,2022,余杭区,是,是,9000000,0,0,2020-01-01,0\n乙,2022,上城区,是,是,,0,0,2020-01-01,0\n' >register.csv

claim "a register is run by the evaluator, to the same bytes"
tiao run "$policy" --input register.csv --engine interpret --output interpreted.csv
tiao run "$policy" --input register.csv --evaluator libgrants.so --output evaluated.csv --timings
exits 0
cmp -s interpreted.csv evaluated.csv || fails "other rows: $(diff interpreted.csv evaluated.csv | head -n 6)"
holds evaluated.csv "甲,2022,投资补贴,,给予,1800000.00"
says "结果行：内核"
lacks err "内核 0 行"

claim "a file that is no evaluator, or is damaged, foreign, or of another policy, is refused"
refused "打不开" nosuch.so
refused "不是 tiao build 写出的求值器" register.csv
: >empty.so
refused "不是 tiao build 写出的求值器" empty.so
head -c 20000 libgrants.so >cut.so
refused "不是 tiao build 写出的求值器" cut.so
cp libgrants.so bad.so
printf '\377' | dd of=bad.so bs=1 seek=9000 conv=notrunc 2>/dev/null
refused "已损坏" bad.so
refused "只为「余杭区」而编译" evaluators/libgrants.so
sed 's/20%给予/21%给予/' "$policy" >changed.tiao
tiao build changed.tiao --emit library -o changed.so
refused "是另一政策的，或编译之后政策改过" changed.so
tiao run "$policy" --input register.csv --evaluator changed.so --lang en
says "is of another policy, or the policy was changed after it was built"
refused "不是 tiao build 写出的求值器" grants.o
tiao build "$policy" --emit library --through 2023 -o short.so
printf '甲,2024,余杭区,是,是,9000000,0,0,2020-01-01,0\n' >>register.csv
refused "只计算到 2023 年，而名册要到 2024 年" short.so

finish
