#!/usr/bin/env bash
# The page of the example register: its commands run as they stand there, make the files that are kept, and its figures are
# those of the files.
. "$(dirname "$0")/cli.sh"
example=$root/examples/register
page=$example/README.md

claim "the commands of the page run, in its order"
mkdir -p examples/register bin
cp -r "$root/policies" .
ln -s "$TIAO" bin/tiao
ln -s "$TIAO_REGISTER" bin/tiao-register
sed -n 's/^    //p' "$page" >commands
(($(grep -c '^tiao' commands) >= 10)) || fails "no commands found"
cat >whole.sh <<'END'
set -uE
trap 'status=$?; ((status == 1)) || echo "exit code $status: $BASH_COMMAND" >>"$failures"' ERR
. "$commands"
END
command="the commands of the page"
failures=$PWD/failures commands=$PWD/commands PATH=$PWD/bin:$PATH bash whole.sh >out 2>err
[[ ! -e failures ]] || fails "$(cat failures)"
prints "外卖柜补贴·2024年第1批（第十三条）2024年：123,500.00元，限额给予"
holds examples/register/by_item.csv "杭州朱野达国际贸易有限公司,2024,外卖柜补贴,2024年第1批,第十三条,限额给予,123500.00"
lacks err "缺少的列"
lacks err "不认识"

claim "what they make is what is kept"
for kept in "$example"/*.csv "$example"/summary*.txt; do
  name=$(basename "$kept")
  cmp -s "$kept" "examples/register/$name" || fails "another $name: $(diff "$kept" "examples/register/$name" | head -n 4)"
done
cmp -s outlets.csv "$example/outlets.csv" || fails "another outlets.csv alone"
for file in larger other; do
  (($(find "$file" -name '*.csv' | wc -l) == 8)) || fails "not eight files in $file"
done
head -n 1000 larger/register.csv | cmp -s - <(head -n 1000 "$example/register.csv") || fails "other firms in a larger register"
head -n 1 other/outlets.csv >heading
is heading "enterprise,year,village outlet,opening a new service outlet in a village,operation,rural parcels delivered,last year"

claim "the figures of the page are those of the files"
for name in register months exhibitions cabinets centres outlets rules bases; do
  rows=$(($(wc -l <"$example/$name.csv") - 1))
  rows=$(sed ':a; s/\B[0-9]\{3\}\>/,&/; ta' <<<"$rows")
  grep -q "^| \`$name.csv\` |.* | $rows | " "$page" || fails "the page does not say that $name.csv has $rows rows"
done
for name in summary.txt summary.rules.txt summary.yuhang.txt summary.binjiang.txt; do
  total=$(awk '$1 == "合计" { print $(NF - 1) " | " $NF; exit }' "$example/$name")
  holds "$page" "| $total |"
done

finish
