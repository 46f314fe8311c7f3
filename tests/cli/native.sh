#!/usr/bin/env bash
# A register by compiled kernels and by the interpreter: the same bytes, the same summary, the same exit code.
. "$(dirname "$0")/cli.sh"
: "${TIAO_NATIVE:=1}"
example=$root/examples/register
policy=$root/policies/hangzhou/2022-34
facts=(--input "$example/register.csv" --input "$example/months.csv" --items "$example/exhibitions.csv"
  --items "$example/cabinets.csv" --items "$example/centres.csv" --items "$example/outlets.csv")

if [[ $TIAO_NATIVE != 1 ]]; then
  claim "a tiao without compiled kernels says so"
  tiao run "$policy" --input "$example/register.csv" --engine native
  exits 3
  says "政策未能编译（构建时未用 LLVM），请用 --engine interpret"
  finish
fi

# agrees LEAST ARGUMENTS…: both engines, with one thread and with three; at least LEAST rows are of kernels.
agrees() {
  local least=$1 expected rows
  rm -f interpreted.csv native.csv
  shift
  tiao run "$@" --engine interpret --output interpreted.csv
  expected=$code
  mv out interpreted.txt
  for threads in 1 3; do
    tiao run "$@" --engine native --output native.csv --threads $threads --timings
    exits "$expected"
    cmp -s interpreted.csv native.csv ||
      fails "other rows: $(diff interpreted.csv native.csv | head -n 6)"
    cmp -s interpreted.txt out || fails "another summary: $(diff interpreted.txt out | head -n 6)"
    rows=$(sed -n 's/.*内核 \([0-9]*\) 行.*/\1/p; s/.*: \([0-9]*\) by kernels.*/\1/p' err)
    ((${rows:-0} >= least)) || fails "only ${rows:-no} rows by kernels"
  done
}

claim "the policy alone"
agrees 130000 "$policy" "${facts[@]}"

claim "what was compiled is found again, and serves"
kept=("$XDG_CACHE_HOME"/tiao/*.code)
((${#kept[@]} > 10)) || fails "nothing was kept"
touch -d '1 hour ago' "${kept[@]}"
agrees 50000 "$policy" "${facts[@]}"
[[ -z $(find "${kept[@]}" -mmin +30) ]] || fails "it was compiled anew"
LD_DEBUG=files tiao run "$policy" --input "$example/register.csv" --engine native
holds err libstdc++
lacks err libLLVM
chmod 755 "$XDG_CACHE_HOME/tiao"
touch -d '1 hour ago' "${kept[@]}"
agrees 50000 "$policy" "${facts[@]}"
[[ -n $(find "${kept[0]}" -mmin +30) ]] || fails "a folder that is open to others was used"
chmod 700 "$XDG_CACHE_HOME/tiao"

claim "a row for each item"
agrees 130000 "$policy" "${facts[@]}" --by-item

claim "one file, with all that is missing in it"
agrees 70000 "$policy" --input "$example/register.csv"

claim "in English, for some years, on a day"
agrees 60000 "$policy" "${facts[@]}" --lang en --years 2023-2024 --on 2024-07-01

claim "with the rules"
agrees 25000 "$policy/rules-2023-76/rules.tiao" "${facts[@]}" --input "$example/rules.csv"

claim "with a district's layer"
agrees 110000 "$policy/districts/binjiang.tiao" "${facts[@]}" --input "$example/bases.csv"

claim "a ledger is the interpreter's, and that is told"
tiao run "$root/tests/cli/grants.tiao" --input "$root/examples/register/register.csv" --output all.csv --years 2022
sed -n '1p; /,未施行,/p' all.csv >before.csv
agrees 0 "$root/tests/cli/grants.tiao" --input "$root/examples/register/register.csv" --ledger before.csv --ledger-through 2022
says "有台账或事件的名册由解释器计算"

claim "of a small register the interpreter is quicker"
tiao run "$policy" "${facts[@]}" --timings
says "结果行：内核 0 行"

finish
