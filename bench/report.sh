#!/usr/bin/env bash
# bench/report.sh [FOLDER [FIRMS]]: runs every benchmark and writes FOLDER/report.md with its plots (default:
# build/report, and a million firms for the whole run). It takes some minutes on an idle machine; on a busy one the
# numbers are worth nothing.
#
# Needs a build with -DTIAO_BENCH=ON: cmake --preset release -DTIAO_BENCH=ON && cmake --build --preset release
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
folder=${1:-$root/build/report}
firms=${2:-1000000}
release=$root/build/release
for program in tiao bench/bench_native bench/end_to_end; do
  [[ -x $release/$program ]] || {
    echo "bench/report.sh: there is no $release/$program; build with -DTIAO_BENCH=ON" >&2
    exit 2
  }
done
mkdir -p "$folder"
data=$folder/measured.tsv # a section, a name, a number and its unit
"$release/bench/bench_native" >"$data"

# cold NAME COMMAND…: the least time of five starts, in ms.
cold() {
  local name=$1 best=1000000 begin end
  shift
  for _ in 1 2 3 4 5; do
    begin=$(date +%s%N)
    "$@" >/dev/null 2>&1 || true
    end=$(date +%s%N)
    ((end - begin < best * 1000)) && best=$(((end - begin) / 1000))
  done
  printf 'start\t%s\t%s\tms\n' "$name" "$(awk -v us="$best" 'BEGIN { printf "%.1f", us / 1000 }')" >>"$data"
}
tiao=$release/tiao
policy=$root/policies/hangzhou/2022-34
example=$root/examples/register
cold "tiao --version" "$tiao" --version
cold "tiao check" "$tiao" check "$policy"
cold "tiao check, with the rules of 2023" "$tiao" check "$policy/rules-2023-76"
cold "tiao eval, one firm" "$tiao" eval "$policy" --facts "$root/examples/reviewer/firm.json"
cold "tiao test" "$tiao" test "$policy"
cold "tiao run, 1,000 firms of the example" "$tiao" run "$policy" --input "$example/register.csv" --output "$folder/awards.csv"
rm -f "$folder/awards.csv"

"$root/bench/end_to_end.sh" "$firms" >"$folder/end_to_end.txt"

# table SECTION HEADING: a table of it.
table() {
  printf '\n## %s\n\n| what | |\n| --- | ---: |\n' "$2"
  awk -F'\t' -v section="$1" '$1 == section { printf "| %s | %s %s |\n", $2, $3, $4 }' "$data"
}

# bars SECTION FILE: its numbers as bars.
bars() {
  awk -F'\t' -v section="$1" '
    $1 == section { name[++n] = $2; value[n] = $3; unit = $4; if ($3 > most) most = $3 }
    END {
      printf "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"900\" height=\"%d\" font-family=\"sans-serif\" font-size=\"13\">\n", n * 22 + 10
      for (i = 1; i <= n; ++i) {
        y = (i - 1) * 22 + 5
        printf "<text x=\"390\" y=\"%d\" text-anchor=\"end\">%s</text>", y + 14, name[i]
        printf "<rect x=\"400\" y=\"%d\" width=\"%.1f\" height=\"16\" fill=\"#47a\"/>", y, value[i] / most * 400
        printf "<text x=\"%.1f\" y=\"%d\">%s %s</text>\n", 405 + value[i] / most * 400, y + 14, value[i], unit
      }
      print "</svg>"
    }' "$data" >"$folder/$2"
}

bars article1 article1.svg
bars clause clauses.svg
bars policy policy.svg
bars rows rows.svg
bars clauses growth.svg
{
  echo "# What Tiao takes"
  printf '\n%s cores' "$(nproc)"
  grep -qm1 avx512f /proc/cpuinfo && printf ', AVX-512'
  printf '. Times of kernels are of the processor, for one subject in one year.\n'
  table article1 "Article 1, by kernels of the compiler and by hand, for a firm and a year"
  printf '\n![article 1](article1.svg)\n'
  table policy "The whole policy, for a subject and a year"
  printf '\n![the whole policy](policy.svg)\n'
  table clause "Each clause with what all share, in cache"
  printf '\n![clauses](clauses.svg)\n'
  table clauses "So many clauses together, in cache"
  printf '\n![growth with clauses](growth.svg)\n'
  table rows "Article 1 over so many subjects"
  printf '\n![growth with rows](rows.svg)\n'
  table threads "Threads, the whole policy out of cache, on the clock"
  table compile "Compiling, of the processor; machine code on the clock"
  table start "Cold starts, on the clock"
  printf '\n## A whole run of article 1, %s firms of four years, CSV to CSV\n\n```\n' "$firms"
  cat "$folder/end_to_end.txt"
  echo '```'
} >"$folder/report.md"
echo "$folder/report.md"
