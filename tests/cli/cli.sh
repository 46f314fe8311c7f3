# What the tests of the command line share; sourced by each. A test runs in a folder of its own and makes claims:
#
#   claim "a word in a money column is invalid"     what the following lines show
#   tiao run policy.tiao --input register.csv       runs the tool; its output lies in out and err, its exit code in $code
#   exits 1                                         and how it must have ended
#   says "不是金额"                                  on standard error; `prints` is standard output, `holds FILE` a file
#
# shellcheck shell=bash
set -uo pipefail
export LC_ALL=C.UTF-8
unset LANG NO_COLOR

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
policy=$root/tests/cli/grants.tiao
: "${TIAO:=$root/build/release/tiao}" "${TIAO_REGISTER:=$root/build/release/examples/register/tiao-register}"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export XDG_CACHE_HOME=$scratch/.cache
cd "$scratch" || exit 1

claims=0 failures=0 claim= code=0 command=

claim() {
  claim=$1
  claims=$((claims + 1))
}

tiao() {
  command="tiao $*"
  "$TIAO" "$@" >out 2>err
  code=$?
}

fails() {
  failures=$((failures + 1))
  printf 'FAILED: %s\n  %s\n  %s\n' "$claim" "$command" "$1"
  sed 's/^/  out: /' out | head -n 12
  sed 's/^/  err: /' err | head -n 12
}

exits() { ((code == $1)) || fails "exits with $code instead of $1"; }
# As fixed text, somewhere on a line.
holds() { grep -qF -- "$2" "$1" 2>/dev/null || fails "$1 does not hold: $2"; }
lacks() { ! grep -qF -- "$2" "$1" 2>/dev/null || fails "$1 holds: $2"; }
says() { holds err "$1"; }
prints() { holds out "$1"; }
silent() { [[ ! -s $1 ]] || fails "$1 is not empty"; }
absent() { [[ ! -e $1 ]] || fails "$1 is there"; }
# is FILE LINE…: these lines and no others.
is() { diff <((($# == 1)) || printf '%s\n' "${@:2}") "$1" >difference || fails "$1 differs: $(head -n 6 difference)"; }

finish() {
  echo "$claims claims, $failures failures"
  exit $((failures > 0))
}
