# What scripts/demo and scripts/test share: running one titled step, with its output in a log. Sourced, from the root of
# the tree.
# shellcheck shell=bash

# quietly LOG COMMAND…: appends the command's output to LOG; on a terminal its last line shows while it runs. When it
# fails, the end of the log is printed.
quietly() {
  local log=$1 status=0 line columns
  shift
  mkdir -p "$(dirname "$log")"
  if [[ -t 1 ]]; then
    columns=$(tput cols 2>/dev/null || echo 80)
    "$@" 2>&1 </dev/null | tee -a "$log" | while IFS= read -r line; do
      printf '\r\e[K  %s' "${line:0:columns-3}"
    done || status=$?
    printf '\r\e[K'
  else
    "$@" >>"$log" 2>&1 </dev/null || status=$?
  fi
  if ((status != 0)); then
    tail -n 40 "$log" >&2
    echo "failed: $* (the whole log is $log)" >&2
  fi
  return "$status"
}

# build TREE OPTION… [-- TARGET…]: configures build/TREE as the preset of that name, with further options, and builds the
# targets (without any, all). Warnings in our code are errors (TIAO_WERROR in CMakeLists.txt). The log is build/TREE/log.
build() {
  local tree=$1 options=() targets=()
  shift
  while (($# > 0)) && [[ $1 != -- ]]; do
    options+=("$1")
    shift
  done
  (($# == 0)) || targets=(--target "${@:2}")
  mkdir -p "build/$tree"
  : >"build/$tree/log"
  quietly "build/$tree/log" cmake --preset "$tree" "${options[@]}" &&
    quietly "build/$tree/log" cmake --build "build/$tree" "${targets[@]}"
}
