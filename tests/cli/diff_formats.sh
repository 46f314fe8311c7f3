#!/usr/bin/env bash
# tiao diff --format …: three pairs of versions of the founding policy, in every format and language, kept in
# tests/diff/formats; and what must hold of every pair of tests/diff. UPDATE_EXPECTED=1 writes the files anew.
. "$(dirname "$0")/cli.sh"

founding=$root/policies/hangzhou/2022-34 expected=$root/tests/diff/formats
cp -r "$founding" in-force
for change in cap_raised at_least_becomes_more; do cp -r in-force $change; done
sed -i '/^  每年/s/累计不超过500万元/累计不超过800万元/' cap_raised/policy.tiao.md
sed -i '/^  对设立50个以上/s/设立50个以上/设立超过50个/' at_least_becomes_more/policy.tiao.md

declare -A new=([cap_raised]=cap_raised [at_least_becomes_more]=at_least_becomes_more [in-english]=in-force/policy.en.tiao.md)
declare -A ends=([cap_raised]=10 [at_least_becomes_more]=11 [in-english]=0) ending=([markdown]=md [html]=html [sarif]=sarif [junit]=xml)
closed() { # every element is closed in its place
  sed '/<style>/,/<\/style>/d' "$1" | sed -E 's/<[^>]*\/>//g; s/<(\?|!)[^>]*>//g' | grep -oE '</?[a-zA-Z][a-zA-Z0-9]*' |
    awk '/^<meta$/ { next } /^<\// { if (open[depth--] != substr($0, 3)) { wrong = 1; exit }; next }
         { open[++depth] = substr($0, 2) } END { exit wrong || depth != 0 }' || fails "an element is not closed where it should be"
}
for pair in cap_raised at_least_becomes_more in-english; do
  for format in markdown html sarif junit; do
    for language in zh en; do
      claim "$pair as $format in $language"
      tiao diff in-force "${new[$pair]}" --format $format --lang $language -o seen
      exits "${ends[$pair]}"
      silent out
      silent err
      file=$expected/$pair.$language.${ending[$format]}
      [[ -z ${UPDATE_EXPECTED:-} ]] || cp seen "$file"
      diff "$file" seen >difference || fails "it differs: $(head -n 6 difference)"
      case $format in
      html)
        closed seen
        for word in src= href=\"http @import javascript: onclick "<link" "<img" "<script"; do lacks seen "$word"; done
        ;;
      sarif) python3 -m json.tool seen >/dev/null || fails "no JSON" ;;
      junit) python3 -c 'import sys, xml.dom.minidom as xml; xml.parse(sys.argv[1])' seen || fails "no XML" ;;
      esac
    done
  done
  claim "$pair as JSON: the same in both languages"
  tiao diff in-force "${new[$pair]}" --format json --lang zh
  exits "${ends[$pair]}"
  cp out seen
  tiao diff in-force "${new[$pair]}" --format json --lang en
  diff seen out >difference || fails "the language changes it: $(head -n 6 difference)"
  python3 "$root/tests/diff/schema.py" seen || fails "the JSON is not as its schema says"
  tiao diff in-force "${new[$pair]}" --only 监测点资助 --format json
  [[ -z ${UPDATE_EXPECTED:-} ]] || cp out "$expected/$pair.json"
  diff "$expected/$pair.json" out >difference || fails "it differs: $(head -n 6 difference)"
done

claim "what names and texts hold is text, in each format"
cat >old.tiao <<'END'
政策 样例
施行 2022年1月1日 至 2022年12月31日
对象 企业：
- 落户：是否，每年
- 「A|B<b>&'"@all*_」：金额，每年，0 至 10亿元
条款 「资助|<i>」：对落户的企业，每年按其A|B<b>&'"@all*_的20%给予资助，累计不超过500万元。
END
sed 's/500万元/400万元/' old.tiao >new.tiao
tiao diff old.tiao new.tiao --format html
exits 11
closed out
lacks out "<b>&'"
lacks out "<i>"
prints "A|B&lt;b&gt;&amp;&#39;&quot;@all*_"
tiao diff old.tiao new.tiao --format markdown
prints 'A\|B&lt;b>&amp;'\''"&#64;all\*\_'
lacks out '@all'
tiao diff old.tiao new.tiao --format junit
python3 -c 'import sys, xml.dom.minidom as xml; xml.parse(sys.argv[1])' out || fails "no XML"

claim "a file is written whole or not at all; the exit code is that of the comparison"
tiao diff old.tiao new.tiao --format markdown --output comment.md
exits 11
silent out
holds comment.md "<!-- tiao diff -->"
tiao diff old.tiao new.tiao --format markdown -o nowhere/comment.md
exits 3
says "nowhere/comment.md"
absent nowhere
tiao diff old.tiao half.tiao --format html -o comment.md
exits 3
holds comment.md "<!-- tiao diff -->"
tiao diff old.tiao new.tiao --format pdf
exits 3
says "--format"
tiao diff old.tiao new.tiao -o -
exits 11
prints "更严（已证明：无人增加）"

claim "of every pair of tests/diff: JUnit fails and SARIF warns exactly where the exit code is above 10; every format is well-formed"
cp "$root/tests/diff/vocabulary.tiao" .
mkdir pair
for pair in "$root"/tests/diff/pairs/*.pair; do
  rm -f pair/*
  (cd pair && awk '/^=== /{ file = $2; next } file != "" { print > file }' "$pair")
  name=$(basename "$pair" .pair)
  for format in junit sarif html markdown json; do
    tiao diff pair/before.* pair/after.* --format $format --lang en --steps 20000 # of formats, not of proofs
    mv out $format.seen
    touch out
    ((code == 0 || code >= 10)) || fails "$name: ends with $code"
  done
  closed html.seen
  python3 "$root/tests/diff/schema.py" json.seen || fails "$name: the JSON is not as its schema says"
  python3 - $code <<'END' || fails "$name: a format does not tell what the exit code tells"
import json, sys, xml.etree.ElementTree as xml
code = int(sys.argv[1])
suites = xml.parse('junit.seen').getroot()
failing = sum(1 for _ in suites.iter('failure'))
assert failing == int(suites.get('failures')) == sum(int(s.get('failures')) for s in suites), 'counts'
assert len(list(suites.iter('testcase'))) == int(suites.get('tests')), 'counts'
assert (failing > 0) == (code > 10), f'{failing} failures, exit {code}'
run = json.load(open('sarif.seen'))['runs'][0]
levels = {r['level'] for r in run['results']}
assert bool(levels & {'error', 'warning'}) == (code > 10), f'{levels}, exit {code}'
assert ('error' in levels) == (code in (11, 13, 20)), f'{levels}, exit {code}'
rules = [r['id'] for r in run['tool']['driver']['rules']]
prints = [tuple(sorted(r['partialFingerprints'].items())) for r in run['results'] if 'partialFingerprints' in r]
assert len(prints) == len(set(prints)), 'a fingerprint stands twice'
for r in run['results']:
    assert rules[r['ruleIndex']] == r['ruleId']
    for place in r.get('locations', []):
        at = place['physicalLocation']
        file, line = at['artifactLocation']['uri'], at['region']['startLine']
        assert 1 <= line <= len(open(file).read().splitlines()), f'{file}:{line} is no place'
END
done

finish
