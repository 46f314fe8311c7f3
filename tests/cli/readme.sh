#!/usr/bin/env bash
# README.md at the root: what it shows of the demonstration is what the demonstration prints.
. "$(dirname "$0")/cli.sh"

claim "the explanation that it shows"
value() { sed -n "s/^$1=//p" "$root/scripts/demo"; }
files=(--register "$root/examples/register/register.csv" --register "$root/examples/register/months.csv")
for kind in exhibitions cabinets centres outlets; do files+=(--items "$root/examples/register/$kind.csv"); done
tiao --lang zh eval "$root/policies/hangzhou/2022-34" "${files[@]}" --subject "$(value subject)" --years "$(value year)"
awk '/^```/ { inside = !inside; plain = inside && $0 == "```"; next } plain' "$root/README.md" >lines
(($(wc -l <lines) > 5)) || fails "no explanation found in README.md"
while IFS= read -r line; do prints "$line"; done <lines

claim "every folder and file that it names is there"
grep -oE '\]\([^):]+\)' "$root/README.md" | sed 's/^](//; s/)$//; s/#.*//' >paths
(($(wc -l <paths) > 8)) || fails "no links found in README.md"
while IFS= read -r path; do [[ -e $root/$path ]] || fails "$path is not there"; done <paths

finish
