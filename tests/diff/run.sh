#!/usr/bin/env bash
# tests/diff/run.sh [NAME…]: compares both versions of each pair, in Chinese and in English, with what is expected.
#
# pairs/NAME.pair: a line that says what it shows, then `=== before.tiao` (or .tiao.md) with the old version below it, and
# `=== after.tiao` with the new one. expected/NAME.zh.txt and NAME.en.txt: what `tiao diff` prints, and its exit code.
# UPDATE_EXPECTED=1 writes them anew: read the difference as a reviewer of the policy would.
set -uo pipefail
export LC_ALL=C.UTF-8
unset LANG NO_COLOR

here=$(realpath "$(dirname "${BASH_SOURCE[0]}")")
root=$(realpath "$here/../..")
: "${TIAO:=$root/build/release/tiao}"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp "$here/vocabulary.tiao" "$scratch"
mkdir "$scratch/pair" "$scratch/seen"
cd "$scratch/pair" || exit 1

pairs=0 failures=0
for pair in "$here"/pairs/*.pair; do
  name=$(basename "$pair" .pair)
  (($# == 0)) || [[ " $* " == *" $name "* ]] || continue
  pairs=$((pairs + 1))
  rm -f ./*
  awk '/^=== /{ file = $2; next } file != "" { print > file }' "$pair"
  for language in zh en; do
    seen=$scratch/seen/$name.$language.txt expected=$here/expected/$name.$language.txt
    "$TIAO" diff before.* after.* --lang $language >"$seen" 2>&1
    echo "exit $?" >>"$seen"
    if [[ -n ${UPDATE_EXPECTED:-} ]]; then
      mkdir -p "$here/expected" && cp "$seen" "$expected"
    elif ! diff "$expected" "$seen" >"$scratch/difference" 2>&1; then
      failures=$((failures + 1))
      printf 'FAILED: %s in %s (< expected, > seen)\n' "$name" "$language"
      head -n 20 "$scratch/difference"
    fi
  done
done
((pairs > 0)) || failures=1
echo "$pairs pairs, $failures failures"
exit $((failures > 0))
