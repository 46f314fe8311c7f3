#!/usr/bin/env bash
# tiao eval --format html: one page that stands alone. UPDATE_EXPECTED=1 writes html/zh.html and html/en.html anew.
. "$(dirname "$0")/cli.sh"

page=$root/tests/cli/html
for language in zh en; do
  claim "the whole page ($language)"
  tiao eval "$page/grants.tiao" --facts "$page/case.json" --events "$page/events.csv" --format html --lang $language
  exits 0
  silent err
  [[ -z ${UPDATE_EXPECTED:-} ]] || cp out "$page/$language.html"
  diff "$page/$language.html" out >difference || fails "the page differs: $(head -n 6 difference)"

  claim "what a name holds is text, not HTML ($language)"
  prints "&lt;script&gt;alert(&#39;甲 &amp; 乙&#39;)&lt;/script&gt;"
  prints "东&quot;村"
  lacks out "<script"

  claim "nothing is loaded and nothing runs ($language)"
  for word in src= href=\"http url\( @import javascript: onclick "<link" "<img"; do lacks out "$word"; done
  prints "default-src 'none'"

  claim "every element is closed in its place ($language)"
  sed '/<style>/,/<\/style>/d' out | grep -oE '</?[a-zA-Z][a-zA-Z0-9]*' |
    awk '/^<meta$/ { next } /^<\// { if (open[depth--] != substr($0, 3)) { wrong = 1; exit }; next }
         { open[++depth] = substr($0, 2) } END { exit wrong || depth != 0 }' || fails "an element is not closed where it should be"
done

claim "a page tells what the text tells: every line of a subject of the founding policy"
printf '企业,年度,所在区县\n甲<乙,2022,萧山区\n' >register.csv
tiao eval "$root/policies/hangzhou/2022-34" --register register.csv --subject '甲<乙' --all --lang zh
grep -E '^  +[^「]' out | sed -E 's/^ +//; s/ +(✓|✗|\?|← 起作用的限制)$//' | grep -v '  ' | sort -u >lines
tiao eval "$root/policies/hangzhou/2022-34" --register register.csv --subject '甲<乙' --all --lang zh --format html
sed -e 's/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&amp;/\&/g' out >text
(($(wc -l <lines) > 100)) || fails "there are only $(wc -l <lines) lines to look for"
while IFS= read -r line; do holds text "$line"; done <lines

claim "an unknown form of output"
tiao eval "$page/grants.tiao" --facts "$page/case.json" --format pdf --lang zh
exits 3
says "选项的值有误"

finish
