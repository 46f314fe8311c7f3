#!/usr/bin/env bash
# tests/diff/run.sh [NAME…]: compares both versions of each pair, in Chinese and in English, with what is expected.
#
# pairs/NAME.pair: a line that says what it shows, then `=== before.tiao` (or .tiao.md) with the old version below it, and
# `=== after.tiao` with the new one. Every edit of compiler/diff/edits.def is shown by some pair. expected/NAME.zh.txt and NAME.en.txt: what `tiao diff` prints, and its exit code.
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

pairs=0 failures=0 told=
for pair in "$here"/pairs/*.pair; do
  name=$(basename "$pair" .pair)
  (($# == 0)) || [[ " $* " == *" $name "* ]] || continue
  pairs=$((pairs + 1))
  rm -f ./*
  awk '/^=== /{ file = $2; next } file != "" { print > file }' "$pair"
  told+=$("$TIAO" diff before.* after.* --format json 2>/dev/null | grep -o '"edit": "[a-z-]*"')
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
# Each edit of the vocabulary is told of some pair.
if (($# == 0)); then
  for edit in $(grep -o '^EDIT([A-Za-z]*, "[a-z-]*"' "$root/compiler/diff/edits.def" | cut -d'"' -f2); do
    [[ $told == *"\"$edit\""* ]] && continue
    failures=$((failures + 1))
    printf 'FAILED: no pair shows the edit %s\n' "$edit"
  done
fi
((pairs > 0)) || failures=1
echo "$pairs pairs, $failures failures"
exit $((failures > 0))
