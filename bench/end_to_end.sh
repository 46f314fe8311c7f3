#!/usr/bin/env bash
# bench/end_to_end.sh [FIRMS [FOLDER]]: a whole run of article 1 over FIRMS firms (default: a million) of four years, CSV
# to CSV, with one thread and with two: the rows a second of each stage, and the peak memory. The register (51 bytes a
# row, nothing missing, the rows of a firm together) and what comes out lie in FOLDER, by default one that is removed
# afterwards; put it where writing is quick (/dev/shm), or the disk is what is measured.
#
# Needs a build with -DTIAO_BENCH=ON: cmake --preset release -DTIAO_BENCH=ON && cmake --build --preset release
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
firms=${1:-1000000}
folder=${2:-$(mktemp -d)}
[[ $# -ge 2 ]] || trap 'rm -rf "$folder"' EXIT
register=$folder/register.csv awards=$folder/awards.csv

awk -v firms="$firms" 'BEGIN {
  srand(5)
  print "企业,年度,招引,落户,纳入国家统计局联网直报平台,上报统计数据,实际投资额"
  for (i = 1; i <= firms; i++) {
    attracted = rand() < 0.3 ? "是" : "否"
    for (year = 2022; year <= 2025; year++)
      printf "杭州%07d号,%d,%s,%s,%s,%s,%d.%02d\n", i, year, attracted, rand() < 0.7 ? "是" : "否",
        rand() < 0.8 ? "是" : "否", rand() < 0.8 ? "是" : "否", rand() * 30000000, rand() * 100
  }
}' >"$register"

for engine in native hand; do
  for threads in 1 2; do
    echo "$engine:"
    rm -f "$awards" # to free the pages of an old one takes as long as a tenth of the run
    "$root/build/release/bench/end_to_end" "$register" "$awards" "$threads" "$engine"
    echo
  done
done
head -n 200001 "$register" >"$folder/small.csv"
"$root/build/release/bench/end_to_end" "$folder/small.csv" "$folder/kernel.csv" 1 >/dev/null
"$root/build/release/bench/end_to_end" "$folder/small.csv" "$folder/interpreter.csv" 1 interpret
cmp "$folder/kernel.csv" "$folder/interpreter.csv" && echo "the interpreter writes the same bytes"
