#!/usr/bin/env bash
# tests/guides/run.sh examples/〈guide〉/README.md: follows a guide as a reader would, and compares what the guide shows.
#
# It works in a scratch folder that looks like a checkout (grammar, policies, and the guide's own folder), with `tiao` on
# the PATH. What the fences of the guide mean, from top to bottom:
#
#   ```KIND PATH       the reader saves this as PATH
#   ```KIND +PATH      the reader adds this at the end of PATH, behind an empty line
#   ```KIND =PATH      the reader writes this row over the row of the table PATH that has the same first cell
#   ```sh              the reader runs this. Each command succeeds; `sh 1` says with which code the last one ends
#   ```text            and sees exactly this, directly behind (```` where there are marks in it); without it, nothing
#
# Other fences are for the eye. UPDATE_EXPECTED=1 writes what was seen into the guide: read the difference.
set -uo pipefail
export LC_ALL=C.UTF-8
unset LANG NO_COLOR

guide=$(realpath "$1")
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
: "${TIAO:=$root/build/release/tiao}"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$scratch/bin" "$scratch/checkout/examples"
ln -s "$TIAO" "$scratch/bin/tiao"
export PATH=$scratch/bin:$PATH
cd "$scratch/checkout" || exit 1
cp -r "$root/policies" "$root/grammar" .
cp -r "$(dirname "$guide")" examples/

# The keyword table is compiled in, so the drafter's guide builds the tool again. Here the build has been made already
# (tiao_with_row in CMakeLists.txt, from the row in the guide): it is taken if its table is the one that lies here now.
cat >"$scratch/bin/cmake" <<'END'
#!/usr/bin/env bash
cmp -s grammar/keywords.csv "${TIAO_WITH_ROW%/*}/keywords.csv" || { echo "the table that was built is another" >&2; exit 1; }
ln -sf "$TIAO_WITH_ROW" "$(dirname "$0")/tiao"
END
chmod +x "$scratch/bin/cmake"

commands=0 failures=0 told="$scratch/told.md" seen="$scratch/seen"

fail() {
  failures=$((failures + 1))
  printf 'FAILED: %s:%s: %s\n' "$guide" "$1" "$2"
}

# save TARGET: what the reader does with the lines in `body`.
save() {
  local path=${1#[+=]}
  mkdir -p "$(dirname "$path")"
  case $1 in
  +*) printf '\n' >>"$path" && printf '%s\n' "${body[@]}" >>"$path" ;;
  =*)
    awk -F, -v row="${body[0]}" 'BEGIN { split(row, cell, ",") } $1 == cell[1] { $0 = row; rows++ } { print }
                                 END { exit rows != 1 }' "$path" >"$scratch/table" ||
      fail "$began" "$path has not exactly one such row"
    mv "$scratch/table" "$path"
    ;;
  *) printf '%s\n' "${body[@]}" >"$path" ;;
  esac
}

# run CODE: the commands in `body`.
run() {
  local code
  commands=$((commands + ${#body[@]}))
  { printf 'set -e\ntrap "pwd >%q" EXIT\n' "$scratch/place" && printf '%s\n' "${body[@]}"; } >"$scratch/commands"
  bash "$scratch/commands" >"$seen" 2>&1 </dev/null
  code=$?
  cd "$(<"$scratch/place")" || exit 1 # `cd` holds for what follows, as it does for the reader
  ((code == $1)) || fail "$began" "the commands end with $code, not $1"
}

mapfile -t lines <"$guide"
at=0 began=0

# fence: reads the fence that begins at `at`: `marks`, `info` and `body`; `at` is then behind it.
fence() {
  [[ ${lines[at]:-} =~ ^(\`\`\`+)([^\`]*)$ ]] || return 1
  marks=${BASH_REMATCH[1]} info=${BASH_REMATCH[2]} body=() began=$((at + 1))
  while ((++at < ${#lines[@]})) && [[ ${lines[at]} != "$marks" ]]; do body+=("${lines[at]}"); done
  at=$((at + 1))
}

tell() { printf '%s\n' "$@" >>"$told"; }

: >"$told"
while ((at < ${#lines[@]})); do
  if ! fence; then
    tell "${lines[at]}"
    at=$((at + 1))
    continue
  fi
  tell "${lines[@]:began-1:at-began+1}"
  read -r kind argument <<<"$info"
  if [[ $kind != sh ]]; then
    [[ -z $argument ]] || save "$argument"
    continue
  fi
  run "${argument:-0}"
  shown=() next=$at place=$began
  [[ ${lines[at]:-} != '' ]] || next=$((at + 1))
  if [[ ${lines[next]:-} =~ ^\`\`\`+text$ ]]; then
    at=$next
    fence
    shown=("${body[@]}")
  fi
  if ((${#shown[@]} > 0)); then printf '%s\n' "${shown[@]}"; fi >"$scratch/shown"
  if [[ -n ${UPDATE_EXPECTED:-} ]]; then
    marks='```'
    if grep -q '```' "$seen"; then marks='````'; fi
    [[ ! -s $seen ]] || { tell '' "${marks}text" && cat "$seen" >>"$told" && tell "$marks"; }
  elif ! diff "$scratch/shown" "$seen" >"$scratch/difference"; then
    fail "$place" "what is shown differs (< the guide, > the tool)"
    head -n 20 "$scratch/difference"
  fi
done
[[ -z ${UPDATE_EXPECTED:-} ]] || cp "$told" "$guide"

((commands > 0)) || fail 1 "the guide has no commands"
echo "$commands commands, $failures failures"
exit $((failures > 0))
