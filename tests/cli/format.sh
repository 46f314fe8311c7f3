#!/usr/bin/env bash
# tiao format
. "$(dirname "$0")/cli.sh"

founding=$root/policies/hangzhou/2022-34

# same FILE OTHER: word for word.
same() { diff "$2" "$1" >difference || fails "$1 differs from $2: $(head -n 6 difference)"; }

claim "the policies of this tree, and the page that teaches the language, are in canonical form"
tiao format --check "$root/policies" "$root/examples" "$root/grammar/README.md" "$policy" "$root/tests/cli/html"
exits 0
silent out

claim "a file is rewritten in place, and that is told; a second time nothing changes"
printf '单位  台\n# 谁\n对象 企业:\n-  台数:数量(台),每年\n条款 甲：对企业 , 给予1万元的奖励.  # 一次\n' >untidy.tiao
cp untidy.tiao before.tiao
tiao format untidy.tiao
exits 0
silent out
says "已写 untidy.tiao"
is untidy.tiao "单位 台" "# 谁" "对象 企业：" "- 台数：数量（台），每年" "条款 甲：" "  对企业，给予1万元的奖励。  # 一次"
stamp=$(stat -c %Y.%i untidy.tiao)
tiao format untidy.tiao
exits 0
silent err
[[ $(stat -c %Y.%i untidy.tiao) == "$stamp" ]] || fails "it was written again"

claim "--check lists the files that would change, and changes none"
cp before.tiao untidy.tiao
tiao format --check before.tiao untidy.tiao "$founding/vocabulary.tiao"
exits 1
is out before.tiao untidy.tiao
same untidy.tiao before.tiao

claim "a folder stands for all its sources, of both languages"
mkdir -p many/inside
cp before.tiao many/a.tiao
cp before.tiao many/inside/b.en.tiao
printf '```tiao\n单位  台\n```\n' >many/inside/c.tiao.md
echo "not code" >many/notes.md
tiao format --check many
exits 1
is out many/a.tiao many/inside/b.en.tiao many/inside/c.tiao.md

claim "--stdout prints instead; - reads standard input and writes standard output"
tiao format --stdout before.tiao
exits 0
prints "  对企业，给予1万元的奖励。  # 一次"
holds before.tiao "单位  台"
tiao format - <before.tiao
exits 0
prints "- 台数：数量（台），每年"
tiao format --check - <before.tiao
exits 1
is out -

claim "--as says what standard input is, and from where it imports"
tiao format --as "$founding/other.tiao.md" - <"$founding/policy.tiao.md"
exits 0
same out "$founding/policy.tiao.md"

claim "a file that does not parse is told and not touched; the others are formatted"
printf '条款 甲：对很好的企业，给予1万元的奖励。\n' >broken.tiao
cp before.tiao untidy.tiao
tiao format broken.tiao untidy.tiao
exits 2
says "broken.tiao:1:7: 错误 T0201：不认识「很好」"
says "broken.tiao：有错误，没有改动"
says "已写 untidy.tiao"
holds broken.tiao "条款 甲：对很好的企业，给予1万元的奖励。"
head -c 4000 /dev/urandom >noise.tiao
tiao format noise.tiao
exits 2
: >empty.tiao
tiao format empty.tiao
exits 2
tiao format nowhere.tiao
exits 3
says "nowhere.tiao"

claim "no remains, and what cannot be written is told"
compgen -G '.tiao-*' >/dev/null && fails "a temporary file is left"
tiao format --to en --output nowhere/x.tiao before.tiao
exits 3
says "nowhere/x.tiao"

claim "--to writes the other surface: to standard output, or to the file that is named"
tiao format --to en "$founding/policy.tiao.md"
exits 0
prints "  since it is settled, on the reporting platform and reporting statistics,"
prints "import vocabulary.tiao"
prints "# 杭州市人民政府办公厅关于促进杭州市新电商高质量发展的若干意见"
cp "$founding/vocabulary.tiao" .
tiao format --to en --output english.tiao.md "$founding/policy.tiao.md"
exits 0
silent out
tiao check english.tiao.md --lang en
exits 0
says " clauses, 0 errors"

claim "there and back is the same tree"
tiao format --to zh --output chinese.tiao.md english.tiao.md
exits 0
tiao check --print tree chinese.tiao.md
mv out chinese.tree
tiao check --print tree "$founding/policy.tiao.md"
same out chinese.tree

claim "a translation never goes over its source, and takes one file"
cp before.tiao untidy.tiao
tiao format --to en --output untidy.tiao untidy.tiao --lang zh
exits 3
says "不能以译文覆盖原文"
tiao format --to en before.tiao untidy.tiao --lang en
exits 3
says "--to translates one file at a time"
same untidy.tiao before.tiao
tiao format --to en --check before.tiao
exits 3
tiao format --output x.tiao before.tiao
exits 3

claim "names without a translation are listed with their places, and written as they are"
tiao format --to en --output named.tiao before.tiao
exits 1
says "before.tiao:1:5：「台」没有英文名称"
says "before.tiao:3:4：「企业」没有英文名称"
says "before.tiao:4:4：「台数」没有英文名称"
says "before.tiao:5:4：「甲」没有英文名称"
says "4 个名称按原样写出"
holds named.tiao "  For each 企业, grant 10,000 yuan as an award.  # 一次"
tiao format --to en before.tiao --lang en
says "\`台数\` has no English name"
tiao check named.tiao --print tree
holds out 'clause `甲`'

claim "conditions of a target, with a noun and without one, read as English and mean the same"
cat >those.tiao <<'END'
政策 样例 / sample
施行 2022年1月1日 至 2025年12月31日
单位 台 / device
对象 企业 / enterprise：
- 举办展会 / hosting a fair：是否，每年
- 落户 / settled：是否，每年
- 受过处罚 / punished：是否，每年
- 购买设备 / devices bought：数量（台 / device），每年
- 设立…网点 / setting up … outlets：数值，每年
- 年营业收入 / revenue：金额，每年
- 进入…榜单 / in the ranking of …：其一（东榜 / East、西榜 / West、无 / none），每年
条款 甲 / first：对举办展会的，给予1万元的奖励。
条款 乙 / second：对购买设备的，给予1万元的奖励。
条款 丙 / third：对未受过处罚且落户的，给予1万元的奖励。
条款 丁 / fourth：对年营业收入达到100万元且落户的，给予1万元的奖励。
条款 戊 / fifth：对进入东榜、西榜榜单的，给予1万元的奖励。
条款 己 / sixth：对举办展会、购买设备且未受过处罚的企业，给予1万元的奖励。
条款 庚 / seventh：对未受过处罚的企业，给予1万元的奖励。
条款 辛 / eighth：对（举办展会或落户）且购买设备的，给予1万元的奖励。
条款 壬 / ninth：对一年内没有受过处罚的，给予1万元的奖励。
条款 癸 / tenth：对设立3以上网点的，给予1万元的奖励。
END
tiao format those.tiao --to en --output those.en.tiao
exits 0
grep 'For ' those.en.tiao | sed 's/, grant.*//; s/^ *//' >targets
is targets "For those hosting a fair" "For those with devices bought" "For those not punished and settled" \
  "For those whose revenue is at least 1,000,000 yuan and settled" "For those in the ranking of East or West" \
  "For each enterprise that is hosting a fair, with devices bought and not punished" \
  "For each enterprise that is not punished" "For those (hosting a fair or settled) and with devices bought" \
  "For those not punished within 1 year" "For those setting up at least 3 outlets"
tiao check --print tree those.tiao
mv out tree
tiao check --print tree those.en.tiao
diff tree out >difference || fails "the English is another program: $(head -n 4 difference)"

finish
