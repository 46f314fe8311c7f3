#!/usr/bin/env bash
# tiao run: what comes out of a register in which everything is right.
. "$(dirname "$0")/cli.sh"

cat >register.csv <<'END'
企业,年度,所在区县,招引,落户,实际投资额,年营业收入,网点数,研发占比,设立日期,规模奖励核定金额
甲,2022,余杭区,是,是,9000000,0,2,5%,2020-01-01,
甲,2023,余杭区,是,是,12000000,0,3,5%,2020-01-01,
甲,2024,余杭区,是,是,8000000,20000000,3,0.05,2020-01-01,
甲,2025,余杭区,是,是,10000000,20000000,3,5%,2020-01-01,600000
END

claim "a row for each subject, clause and year, exact"
tiao run "$policy" --input register.csv --output awards.csv
exits 0
silent err
grep 投资补贴 awards.csv >aid.csv
is aid.csv \
  "甲,2022,投资补贴,,给予,1800000.00,,,,余杭区," \
  "甲,2023,投资补贴,,给予,2400000.00,,,,余杭区," \
  "$(grep '甲,2024,投资补贴,,限额给予,800000.00,,,,余杭区,' awards.csv)" \
  "$(grep '甲,2025,投资补贴,,已用尽,0.00,,,,余杭区,' awards.csv)"
holds awards.csv "5,000,000.00"
holds awards.csv '甲,2022,规模奖励,,不符合,0.00,,,,余杭区,"不满足：年营业收入'
holds awards.csv "甲,2024,规模奖励,,待核定,,0.00,1000000.00,1000000.00,余杭区,尚缺 规模奖励核定金额（2024年）"
holds awards.csv "甲,2023,网点奖励,,给予,100000.00"
holds awards.csv "甲,2024,网点奖励,,已用尽,0.00"

claim "the summary: by clause, district and year"
prints "1 个主体，4 行"
prints "按条款"
prints "按区县"
prints "按年度"
prints "5,000,000.00"

claim "the same in English: headings, words, names"
tiao run "$policy" --input register.csv --output awards.csv --lang en
exits 0
holds awards.csv "subject,period,clause,article,status,amount,lowest,highest,ceiling,district,reason"
holds awards.csv "甲,2022,investment aid,,granted,1800000.00,,,,yuhang,"
prints "by district"

claim "headings in English, in ids, and the same result"
tiao run "$policy" --input register.csv --output zh.csv
sed '1s/.*/enterprise,year,district,Attracted,settled,actual_investment,revenue,outlets,research-share,founded_on,size_award_assessed_amount/' register.csv >en.csv
tiao run "$policy" --input en.csv --output en_out.csv
exits 0
cmp -s zh.csv en_out.csv || fails "another result"
sed '1s/企业,年度/主体,年份/' register.csv >other.csv
tiao run "$policy" --input other.csv --output other_out.csv
cmp -s zh.csv other_out.csv || fails "another result"

claim "values as people write them"
cat >written.csv <<'END'
企业,年度,所在区县,招引,落户,实际投资额,年营业收入,网点数,研发占比,设立日期,规模奖励核定金额
甲,2022年,yuhang,yes,1,900万元,0,2家,5%,2020年1月1日,
甲,2023,Yuhang,TRUE,true,"12,000,000.00",0元,3,5％,2020/1/1,
甲, 2024 ,余杭区,1,是,800万,2000万元,3 家,0.05,,
甲,2025,,,Yes,0.1亿元,"20,000,000元",3,5%,,60万元
END
tiao run "$policy" --input written.csv --output written_out.csv
exits 0
cmp -s zh.csv written_out.csv || fails "another result: $(diff zh.csv written_out.csv | head -n 4)"

claim "standard streams: the register from standard input, the awards to standard output, the summary elsewhere"
"$TIAO" run "$policy" --input - --output - <register.csv >out 2>err
code=$?
exits 0
cmp -s zh.csv out || fails "another result"
says "按条款"

claim "without --output the summary only; with --quiet not even that"
tiao run "$policy" --input register.csv
exits 0
prints "按条款"
tiao run "$policy" --input register.csv --output quiet.csv --quiet
silent out
silent err

claim "only the years asked for; what went before still counts"
tiao run "$policy" --input register.csv --output asked.csv --years 2024
is asked.csv "$(head -n 1 zh.csv)" "$(grep '^甲,2024,投资补贴' zh.csv)" "$(grep '^甲,2024,规模奖励' zh.csv)" \
  "$(grep '^甲,2024,网点奖励' zh.csv)"

claim "rows of one subject need not be adjacent; subjects in order of first appearance"
cat >mixed.csv <<'END'
企业,年度,招引,落户,实际投资额
乙,2023,是,是,100
甲,2022,是,是,100
乙,2022,是,是,200
甲,2023,是,是,200
END
tiao run "$policy" --input mixed.csv --output mixed_out.csv
cut -d, -f1-3 mixed_out.csv | grep 投资补贴 >order
is order "乙,2022,投资补贴" "乙,2023,投资补贴" "甲,2022,投资补贴" "甲,2023,投资补贴"
holds mixed_out.csv "乙,2022,投资补贴,,给予,40.00"

claim "missing columns and unknown columns are named, with the nearest name, and the run goes on"
cat >columns.csv <<'END'
企业,年度,招引,落户,实际投资金额,备注
甲,2022,是,是,9000000,老客户
END
tiao run "$policy" --input columns.csv --output columns_out.csv
exits 0
says "不认识的列「实际投资金额」，不使用；是否想写「实际投资额」"
says "不认识的列「备注」，不使用"
says "缺少的列，按未提供计：「实际投资额」"
holds columns_out.csv "甲,2022,投资补贴,,待补充,,0.00,5000000.00,,,尚缺 实际投资额（2022年）"
tiao run "$policy" --input columns.csv --output columns_out.csv --lang en
says 'unknown column `实际投资金额`, not used; did you mean `actual investment`'
says 'missing columns, taken as not given: `actual investment`'

printf '企业,年度,招引,\n甲,2022,是,\n' >unnamed.csv
tiao run "$policy" --input unnamed.csv
says "第4列没有表头，不使用"

claim "an empty cell is missing, and missing is not no"
cat >missing.csv <<'END'
企业,年度,招引,落户,实际投资额
甲,2022,是,,9000000
END
tiao run "$policy" --input missing.csv --output missing_out.csv
holds missing_out.csv "甲,2022,投资补贴,,待补充,,0.00,1800000.00,,,尚缺 落户（2022年）"

claim "a subject whose rows begin after the register's did not exist before, and that is told"
cat >later.csv <<'END'
企业,年度,招引,落户,实际投资额
甲,2022,是,是,100
乙,2023,是,是,100
甲,2023,是,是,100
END
tiao run "$policy" --input later.csv --output later_out.csv
holds later_out.csv "乙,2022,投资补贴,,未施行,0.00"
holds later_out.csv ",2022年时尚不存在，自2023年起存在"
holds later_out.csv "乙,2023,投资补贴,,给予,20.00"
prints "1 个主体的第一行晚于名册的第一年（2022）"
tiao run "$policy" --input later.csv --output later_en.csv --lang en
holds later_en.csv '"it did not exist in 2022, but since 2023"'

claim "a reason that reads the year before names that year, in each row its own"
cat >before.tiao <<'END'
政策 老企业
施行 2022年1月1日 至 2023年12月31日
对象 企业 / enterprise：
- 年营业收入 / revenue：金额，每年
条款 老企业奖励：
  对上年年营业收入超过100万元的企业，每年给予1万元的奖励。
END
printf '企业,年度,年营业收入\n甲,2021,100\n甲,2022,200\n甲,2023,300\n' >before.csv
tiao run before.tiao --input before.csv --output before_out.csv
holds before_out.csv "不满足：年营业收入（2021年） > 1,000,000.00"
holds before_out.csv "不满足：年营业收入（2022年） > 1,000,000.00"

claim "the number of threads changes nothing"
"$TIAO_REGISTER" --firms 1500 --output many.csv
tiao run "$root/policies/hangzhou/2022-34" --input many.csv --output one.csv --threads 1
mv out one.out
tiao run "$root/policies/hangzhou/2022-34" --input many.csv --output five.csv --threads 5
cmp -s one.csv five.csv || fails "other rows"
cmp -s one.out out || fails "another summary"

claim "a register that is read in many pieces, with quotes, other line ends or rows apart, comes out the same"
sed 's/$/\r/' many.csv >crlf.csv
sed '1!s/^\([^,"]*\),/"\1",/' many.csv >quoted.csv
for file in crlf quoted; do
  tiao run "$root/policies/hangzhou/2022-34" --input $file.csv --output $file.out --threads 3
  cmp -s one.csv $file.out || fails "other rows: $(diff one.csv $file.out | head -n 4)"
done
{ head -n 1 many.csv && tail -n +2 many.csv | sort -s -t, -k2,2; } >apart.csv
tiao run "$root/policies/hangzhou/2022-34" --input apart.csv --output apart.out --threads 2
exits 1
sort one.csv | sed 's/第[0-9]*行/行/g' >one.sorted
sort apart.out | sed 's/第[0-9]*行/行/g' >apart.sorted
cmp -s one.sorted apart.sorted || fails "other rows: $(diff one.sorted apart.sorted | head -n 4)"
"$TIAO" run "$root/policies/hangzhou/2022-34" --input - --output piped.out <many.csv >out 2>err
cmp -s one.csv piped.out || fails "other rows from standard input"

claim "where the time went, without a change in what comes out"
tiao run "$policy" --input register.csv --output timed.csv --timings
exits 0
says "各线程合计：读取"
says "结果行：内核 0 行，解释器 12 行"
cmp -s timed.csv zh.csv || fails "other rows"
tiao run "$policy" --input register.csv --timings --lang en
says "of all threads: reading"

claim "a register that is changed while it is read is no result"
mkfifo gate
{ head -n 1 many.csv && cat many.csv many.csv many.csv | sed 1d; } >changing.csv
("$TIAO" run "$root/policies/hangzhou/2022-34" --input changing.csv --output - --threads 1 >gate 2>err; echo $? >code) &
{ read -r _ <&3; echo "新企业,2024" >>changing.csv; cat <&3 >/dev/null; } 3<gate
wait
code=$(cat code)
exits 3
says "changing.csv 在读取时被改动，请重新运行"

finish
