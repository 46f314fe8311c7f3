#include "compiler/driver/commands.h"

namespace tiao::driver {

std::string bashCompletion() {
  return R"bash(# tiao: completion for bash. To use it: source <(tiao completion bash)
_tiao() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]} options
  case $before in
  --lang) COMPREPLY=($(compgen -W "zh en" -- "$word")) && return ;;
  --print) COMPREPLY=($(compgen -W "tokens tree core" -- "$word")) && return ;;
  --to) COMPREPLY=($(compgen -W "zh en" -- "$word")) && return ;;
  --emit) COMPREPLY=($(compgen -W "library object header manifest llvm-ir" -- "$word")) && return ;;
  --format) COMPREPLY=($(compgen -W "text json" -- "$word")) && return ;;
  esac
  if ((COMP_CWORD == 1)); then
    COMPREPLY=($(compgen -W "check eval run test prove diff build format consolidate new-district completion --help --version --lang" -- "$word"))
    return
  fi
  case $command in
  check) options="--print --notes --official --format --open" ;;
  eval) options="--facts --register --items --subject --ledger --ledger-through --events --years --on --clause --format --all" ;;
  run) options="--input --items --output --engine --evaluator --timings --by-item --ledger --ledger-through --events --years --on --threads --quiet" ;;
  prove) options="--clause --format --readings --steps" ;;
  diff) options="--with-before --with-after --only --format --words-only --accept --write-acceptance --reason --document --steps --git-driver --register --items --output --changes --budget --subject --facts --ledger --ledger-through --years --on --threads --quiet" ;;
  build) options="--emit --output --through --district --numeric-plan --format" ;;
  consolidate) options="--on --district --to --output" ;;
  new-district) options="--policy --output" ;;
  format) options="--check --stdout --to --output --as" ;;
  completion) options="bash" ;;
  *) options= ;;
  esac
  if [[ $word == -* || $command == completion ]]; then
    COMPREPLY=($(compgen -W "$options --lang --help" -- "$word"))
  else
    compopt -o default
    COMPREPLY=()
  fi
}
complete -F _tiao tiao
)bash";
}

} // namespace tiao::driver
