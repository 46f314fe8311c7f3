#!/usr/bin/env bash
# tiao diff --register: both versions over one register, what it costs whom, and why one subject is given what it is
. "$(dirname "$0")/cli.sh"

head='政策 样例 / sample
施行 2022年1月1日 至 2025年12月31日
角色 市财政 / city treasury：
- 又称 市 / city
角色 属地财政 / local treasury
对象 企业 / enterprise：
- 所在区县 / district：其一（甲区 / jia、乙区 / yi），按此汇总
- 落户 / settled：是否，每年
- 实际投资额 / actual investment：金额，每年，0 至 10亿元
分担：市财政 30%，属地财政 70%。
'
version() { printf '%s%s\n' "$head" "$2" >"$1"; }
version old.tiao '条款 招引资助 / attraction aid：对落户的企业，每年按其实际投资额的20%给予资助，累计不超过500万元。
条款 落户奖励 / bonus：对落户的企业，每年给予1万元的奖励。'
version new.tiao '条款 招引资助 / attraction aid：对落户的企业，每年按其实际投资额的20%给予资助，累计不超过800万元。
条款 落户奖励 / bonus：对落户的企业，每年给予1万元的奖励。'
# 400 firms, of whom some stand at the cap; every ninth is not settled.
awk 'BEGIN { print "企业,年度,所在区县,落户,实际投资额"
  for (i = 1; i <= 400; ++i) for (year = 2022; year <= 2024; ++year)
    printf "企业%03d,%d,%s,%s,%d.%02d\n", i, year, i % 3 ? "甲区" : "乙区", i % 9 ? "是" : "否", i * 47111 + year, i % 100 }' >register.csv

claim "the register: who gets more, who pays; nobody loses: exit 10"
tiao diff old.tiao new.tiao --register register.csv --changes changed.csv
exits 10
silent err
prints "400 个主体，2022–2024 年"
prints "减少 0"
cp out both

claim "its totals are those of two runs, subtracted: in all, by district, by year, by payer"
amount() { # FILE of a run, column, value: the sum in fen
  awk -F, -v column="${2-}" -v value="${3-}" 'NR == 1 { for (i = 1; i <= NF; ++i) { if ($i == "金额") amount = i; if ($i == column) by = i } next }
    !column || $by == value { sub(/\./, "", $amount); sum += $amount } END { printf "%.0f", sum }' "$1"
}
for side in old new; do
  tiao run $side.tiao --input register.csv --output $side.csv
  exits 0
done
check() { # what, old fen, new fen: a line that has both and their difference
  local before after change
  before=$(grouped "$2") after=$(grouped "$3") change=+$(grouped $(($3 - $2)))
  (($2 == $3)) && change=—
  grep -F -- "$1" both | grep -F -- "$before" | grep -F -- "$after" | grep -qF -- "$change" || fails "no line $1 $before $after $change"
}
grouped() { # fen → 1,234.56
  local yuan=$(($1 / 100)) out=
  while ((yuan >= 1000)); do
    out=,$(printf %03d $((yuan % 1000)))$out
    yuan=$((yuan / 1000))
  done
  printf '%d%s.%02d' "$yuan" "$out" $(($1 % 100))
}
check 合计 "$(amount old.csv)" "$(amount new.csv)"
for district in 甲区 乙区; do check $district "$(amount old.csv 区县 $district)" "$(amount new.csv 区县 $district)"; done
for year in 2022 2023 2024; do check ${year}年 "$(amount old.csv 年度 $year)" "$(amount new.csv 年度 $year)"; done
check 招引资助 "$(amount old.csv 条款 招引资助)" "$(amount new.csv 条款 招引资助)"

claim "exactly the firms that a count of both outputs finds, each with its change"
totals() { awk -F, 'NR == 1 { for (i = 1; i <= NF; ++i) if ($i == "金额") amount = i; next } { sub(/\./, "", $amount); sum[$1] += $amount }
  END { for (name in sum) printf "%s %.0f\n", name, sum[name] }' "$1" | sort; }
join <(totals old.csv) <(totals new.csv) | awk '$2 != $3 { print $1, $3 - $2 }' >counted
awk -F, 'NR > 1 { sub(/\./, "", $12); sum[$1] += $12 } END { for (name in sum) printf "%s %.0f\n", name, sum[name] }' changed.csv | sort >found
[[ -s counted ]] || fails "nobody gets more"
diff counted found >difference || fails "$(head -n 4 difference)"
holds both "增加 $(wc -l <counted)，"
median=$(cut -d' ' -f2 counted | sort -n | awk '{ a[NR] = $1 } END { print NR % 2 ? a[(NR + 1) / 2] : int((a[NR / 2] + a[NR / 2 + 1]) / 2) }')
[[ $(($(wc -l <counted) % 2)) = 0 ]] || holds both "增加的中位数 +$(grouped "$median")"

claim "one thread or several: the same"
tiao diff old.tiao new.tiao --register register.csv --threads 1
diff both out >difference || fails "$(head -n 4 difference)"
tiao diff old.tiao new.tiao --register register.csv --threads 3
diff both out >difference || fails "$(head -n 4 difference)"

claim "kernels and the interpreter: the same, and the same changes"
: "${TIAO_NATIVE:=1}"
engines() { # BEFORE AFTER REGISTER
  tiao diff "$1" "$2" --register "$3" --engine interpret --changes interpreted.csv
  exits 10
  cp out interpreted
  if [[ $TIAO_NATIVE != 1 ]]; then
    tiao diff "$1" "$2" --register "$3" --engine native
    exits 3
    return
  fi
  tiao diff "$1" "$2" --register "$3" --engine native --changes compiled.csv
  exits 10
  diff interpreted out >difference || fails "$(head -n 4 difference)"
  diff interpreted.csv compiled.csv >difference || fails "$(head -n 4 difference)"
}
engines old.tiao new.tiao register.csv
cp -r "$root/policies/hangzhou/2022-34" raised
sed -i '/^  每年/s/累计不超过500万元/累计不超过800万元/' raised/policy.tiao.md
"$TIAO_REGISTER" --firms 600 --output founding.csv
engines "$root/policies/hangzhou/2022-34" raised founding.csv
tiao diff old.tiao new.tiao --register register.csv --engine abacus
exits 3

claim "interrupted: no changes are written, nothing remains"
set -m # a job of its own, which the signal reaches as it would from a terminal
"$TIAO_REGISTER" --firms 10000 --output many.csv
mkdir folder
"$TIAO" diff "$root/policies/hangzhou/2022-34" raised --register many.csv --changes folder/changes.csv >out 2>err &
process=$!
for _ in $(seq 600); do
  compgen -G 'folder/.tiao-*' >/dev/null && break
  sleep 0.05
done
compgen -G 'folder/.tiao-*' >/dev/null || fails "the comparison never began to write"
kill -s INT "$process" 2>/dev/null || fails "the comparison was over already"
wait "$process" 2>/dev/null
code=$?
exits 130
is <(ls -A folder)
set +m

claim "the other way the register says who loses: exit 11; in English, and by an English text"
tiao diff new.tiao old.tiao --register register.csv --lang en
exits 11
prints "$(wc -l <counted) get less"
prints "the greatest losses"
tiao format new.tiao --to en --output new.en.tiao
tiao diff old.tiao new.en.tiao --register register.csv --lang zh
exits 10
prints "增加 $(wc -l <counted)，"

claim "an increase that is allowed, to the fen: exit 20 where it is more"
increase=$(($(amount new.csv) - $(amount old.csv)))
tiao diff old.tiao new.tiao --register register.csv --budget "$((increase / 100)).$(printf %02d $((increase % 100)))"
exits 10
prints "未超出"
less=$((increase - 1))
tiao diff old.tiao new.tiao --register register.csv --budget "$((less / 100)).$(printf %02d $((less % 100)))"
exits 20
prints "超出 0.01"
prints "超出预算"
tiao diff old.tiao new.tiao --register register.csv --budget 1亿元
exits 20
tiao diff old.tiao new.tiao --register register.csv --budget 许多
exits 3
says "--budget 「许多」不是金额"

claim "for machines"
tiao diff old.tiao new.tiao --register register.csv --budget 100亿元 --format json
exits 10
prints '"subjects": 400'
prints '"over": "no"'
prints '"allowed": "10000000000"'

claim "why one subject is given what it is: what differs first, both explanations as one"
tiao diff old.tiao new.tiao --register register.csv --subject 企业400
exits 10
prints "理由：企业400"
prints "新 "
prints "    − "
prints "    + "
prints "落户奖励（2022）：不变，10,000.00元"
tiao diff old.tiao new.tiao --register register.csv --subject 企业400 --format json --lang en
prints '"subject": "企业400"'
prints '"in": "after"'
tiao diff old.tiao new.tiao --register register.csv --subject 企业4000
exits 3
says "名册中没有「企业4000」；是否想写「企业400」"
echo '{"subject": "甲", "facts": {"所在区县": "甲区", "落户": true, "实际投资额": {"2022": "3000万元"}}}' >case.json
tiao diff old.tiao new.tiao --facts case.json
exits 10
prints "招引资助（2022）"
prints "原 5,000,000.00元"
prints "新 6,000,000.00元"

claim "a fact that only one version knows: its column is used, and where it is missing that is told and pending"
sed 's/^- 落户/- 研发投入 \/ research：金额，每年，0 至 1亿元\n- 落户/; s/给予1万元的奖励/给予1万元的奖励。\n条款 研发资助 \/ research aid：对落户的企业，每年按研发投入的10%给予资助，每年不超过10万元/' old.tiao >more.tiao
tiao diff old.tiao more.tiao --register register.csv
exits 13
says "缺少只有新版本要用的列，按未提供计：「研发投入」"
prints "待定 356"
prints "研发资助"
sed '1s/$/,研发投入/; 1!s/$/,2000/' register.csv >research.csv
tiao diff old.tiao more.tiao --register research.csv
exits 13
silent err
prints "增加 356，"
tiao diff more.tiao old.tiao --register research.csv
silent err
prints "减少 356，"

claim "what a ledger has of a clause that one version renamed, or does not have"
grep -v ',2024,\|,2023,' old.csv >ledger.csv
tiao diff old.tiao new.tiao --register register.csv --ledger ledger.csv
exits 10
prints "2023–2024 年"
sed 's/落户奖励 \/ bonus/安家奖励 \/ settling bonus/' new.tiao >renamed.tiao
tiao diff old.tiao renamed.tiao --register register.csv --ledger ledger.csv
says "账本记至 2022 年"
prints "2023–2024 年"
tiao diff more.tiao old.tiao --register research.csv --ledger ledger.csv
prints "2023–2024 年"

claim "a register that cannot be used: no such file, none of its headings, no rows"
tiao diff old.tiao new.tiao --register none.csv
exits 3
says "none.csv"
echo 'name,amount' >wrong.csv
tiao diff old.tiao new.tiao --register wrong.csv
exits 3
says "表头应有"
: >empty.csv
tiao diff old.tiao new.tiao --register empty.csv
exits 3
head -n 1 register.csv >headings.csv
tiao diff old.tiao new.tiao --register headings.csv
exits 3
says "没有一行写明年度"
tiao diff old.tiao new.tiao --register register.csv --only 招引资助
exits 3

finish
