#!/usr/bin/env bash
# A run that is interrupted leaves nothing behind, and what was there before stays.
. "$(dirname "$0")/cli.sh"
set -m # jobs of their own, which signals reach as they would from a terminal

"$TIAO_REGISTER" --firms 100000 --output register.csv
mkdir folder

# interrupted SIGNAL: starts a run, waits until it writes, and sends the signal.
interrupted() {
  command="tiao run, then SIG$1"
  "$TIAO" run "$root/policies/hangzhou/2022-34" --input register.csv --output folder/awards.csv >out 2>err &
  local process=$!
  for _ in $(seq 600); do
    compgen -G 'folder/.tiao-*' >/dev/null && break
    sleep 0.05
  done
  compgen -G 'folder/.tiao-*' >/dev/null || fails "the run never began to write"
  sleep 0.1
  kill -s "$1" "$process" 2>/dev/null || fails "the run was over already"
  wait "$process" 2>/dev/null
  code=$?
}

claim "interrupted from the keyboard: no output, no remains"
interrupted INT
exits 130
is <(ls -A folder)

claim "terminated: an output that was there stays as it was"
echo before >folder/awards.csv
interrupted TERM
exits 143
is folder/awards.csv before
is <(ls -A folder) awards.csv

finish
