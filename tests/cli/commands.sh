#!/usr/bin/env bash
# Help, versions, languages, exit codes of the command line itself.
. "$(dirname "$0")/cli.sh"

claim "each command has help with an example"
for each in check eval run test prove diff build format completion; do
  tiao "$each" --help
  exits 0
  prints "Example: "
done
tiao completion --help
prints "tiao completion bash"

claim "the tool's help lists the commands and the exit codes"
tiao --help
exits 0
prints "Exit codes: 0 fine; 1 findings"
prints "  eval  "

claim "help is Chinese where the environment is, and --lang goes before it"
inChina() {
  command="tiao $* (in a Chinese environment)"
  env LC_ALL=zh_CN.UTF-8 "$TIAO" "$@" >out 2>err
  code=$?
}
inChina run --help
prints "用法"
prints "例：tiao run"
inChina run --help --lang en
prints "Usage"
tiao --lang zh --help
prints "退出码"

claim "the version"
tiao --version
exits 0
prints "tiao 0."

claim "a command line that makes no sense is told, and exits with 3"
tiao
exits 3
says "A subcommand is required"
tiao fly
exits 3
tiao run "$policy"
exits 3
says "--input is required"
tiao --lang zh run "$policy"
says "缺少 --input"
tiao check "$policy" --print poem
exits 3
tiao run "$policy" --input a.csv --years next
exits 3
tiao eval "$policy"
exits 3
says "--facts"

claim "a policy that is not there"
tiao check nowhere.tiao
exits 3
says "nowhere.tiao: no such file"

claim "the completion script is bash, and names the commands"
"$TIAO" completion bash >script
bash -n script || fails "bash cannot read it"
holds script "check eval run test prove diff build format"

claim "no colour where nobody looks on"
printf '条款\n' >broken.tiao
tiao check broken.tiao
lacks err $'\x1b'

finish
