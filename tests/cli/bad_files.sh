#!/usr/bin/env bash
# Files as they come: encodings, line ends, files that cannot be used at all. No such file leaves an output behind.
. "$(dirname "$0")/cli.sh"

cat >plain.csv <<'END'
企业,年度,招引,落户,实际投资额
甲,2022,是,是,100
乙,2022,是,是,"1,000.00"
END
tiao run "$policy" --input plain.csv --output plain.out

same() {
  tiao run "$policy" --input "$1" --output awards.csv
  exits 0
  cmp -s plain.out awards.csv || fails "another result: $(diff plain.out awards.csv | head -n 4)"
}

claim "a byte order mark"
{ printf '\xef\xbb\xbf' && cat plain.csv; } >bom.csv
same bom.csv

claim "CR LF, and no line end at the end"
sed 's/$/\r/' plain.csv >crlf.csv
same crlf.csv
head -c -1 plain.csv >no_end.csv
same no_end.csv

claim "GB18030, and that is said"
iconv -f UTF-8 -t GB18030 plain.csv >gb.csv
same gb.csv
says "GB18030"

claim "blank lines are passed over; blanks around cells are nothing"
sed 's/,/ , /; s/$/\n/' plain.csv >blank.csv
same blank.csv

# refused FILE WORDS: exit 3, a message, no output.
refused() {
  tiao run "$policy" --input "$1" --output refused.csv
  exits 3
  says "$2"
  absent refused.csv
}

claim "an empty file, and one of headings only"
: >empty.csv
refused empty.csv "empty.csv"
echo "企业,年度,招引" >headings.csv
refused headings.csv "没有一行写明年度"

claim "no column of subjects, none of years"
printf '年度,招引\n2022,是\n' >who.csv
refused who.csv "没有写明是谁的列：表头应有「企业」"
printf '企业,招引\n甲,是\n' >when.csv
refused when.csv "没有年度的列"
tiao run "$policy" --input who.csv --lang en
says 'no column says who: the header needs `enterprise`'

claim "two columns for one fact"
printf '企业,年度,招引,attracted\n甲,2022,是,否\n' >twice.csv
refused twice.csv "「招引」与「attracted」是同一项"

claim "no year in force"
printf '企业,年度,招引\n甲,2017,是\n' >years.csv
refused years.csv "名册的年度（2017）中没有要计算的年度：政策施行于 2022–2025 年"

claim "not there, not a file, not a text"
refused nowhere.csv "nowhere.csv"
mkdir folder
refused folder "folder"
printf 'PK\x03\x04rest' >book.csv
refused book.csv "book.csv"
printf '\xff\xfe1\x002\x00' >utf16.csv
refused utf16.csv "UTF-16"

claim "an output that cannot be written is told before anything is computed"
tiao run "$policy" --input plain.csv --output nowhere/awards.csv
exits 3
says "nowhere/awards.csv"

claim "an output that is there is replaced as a whole"
echo old >awards.csv
tiao run "$policy" --input plain.csv --output awards.csv
lacks awards.csv old
tiao run "$policy" --input empty.csv --output awards.csv
exits 3
cmp -s plain.out awards.csv || fails "a run that failed touched it"

finish
