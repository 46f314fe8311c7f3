#!/usr/bin/env bash
# The money after the award: who pays, the stages, payments and recoveries, in `run` and `eval`.
. "$(dirname "$0")/cli.sh"

cat >fund.tiao <<'END'
政策 资金 / money
施行 2022年1月1日 至 2025年12月31日
角色 市财政 / city treasury：
- 又称 市 / city
角色 属地财政 / local treasury：
- 又称 属地 / locality
角色 市商务局 / commerce bureau
对象 企业 / enterprise：
- 所在区县 / district：其一（上城区 / shangcheng、余杭区 / yuhang），按此汇总
- 投资额 / investment：金额，每年
- 弄虚作假 / fraud：是否，每年
- 出现征信问题 / a credit problem：是否，每年
条款 投资资助 / investment aid：对企业，每年按其投资额的20%给予资助，累计不超过100万元。
分担：
- 余杭区：属地 75%，市 25%
- 其他：属地 50%，市 50%
程序 专项资金 / special fund：初审 / review → 市商务局复审 / commerce bureau review → 公布 / publication。
拨付：分期，首期50%，其余按绩效；首次拨付后 出现征信问题 的，停止后续拨付。
追回：对弄虚作假的，追回全部已拨付款项，并取消再次申报资格。
END
cat >register.csv <<'END'
企业,年度,所在区县,投资额
甲,2022,余杭区,1000000.03
甲,2023,余杭区,2000000
甲,2024,余杭区,3000000
乙,2022,上城区,1000000.05
乙,2023,上城区,1000000
丙,2022,,100
丙,2023,,
END

claim "a column for each payer, the odd fen to the city, and totals by payer and district"
tiao run fund.tiao --input register.csv --output awards.csv
exits 0
holds awards.csv "主体,年度,条款,条,状态,金额,最低,最高,最高额度,市财政,属地财政,区县,理由"
holds awards.csv "甲,2022,投资资助,,给予,200000.01,,,,50000.01,150000.00,余杭区,"
holds awards.csv "乙,2022,投资资助,,给予,200000.01,,,,100000.01,100000.00,上城区,"
prints "按分担方（元）"
grep -A5 按分担方 out | tr -s ' ' >payers
holds payers "余杭区 250,000.01 250,000.01 749,999.99 749,999.99"

claim "where the district is missing, who pays is open, and that is told"
holds awards.csv "丙,2022,投资资助,,给予,20.00,,,,,,,分担未定：尚缺 所在区县"

claim "in English"
tiao run fund.tiao --input register.csv --output english.csv --lang en
holds english.csv "subject,period,clause,article,status,amount,lowest,highest,ceiling,city treasury,local treasury,district,reason"
prints "by payer (yuan)"

claim "the output is still the ledger of the next year"
tiao run fund.tiao --input register.csv --output before.csv --years 2022
sed -i '/^丙/d' before.csv
tiao run fund.tiao --input register.csv --output after.csv --ledger before.csv
exits 0
holds after.csv "甲,2023,投资资助,,给予,400000.00,,,,100000.00,300000.00,余杭区,"

claim "stages and payments stand beside the outcome"
cat >events.csv <<'END'
主体,条款,年度,环节,结果,日期
甲,投资资助,2022,初审,通过,2023-01-10
甲,投资资助,2022,市商务局复审,退回 初审,2023-02-10
甲,投资资助,2022,初审,通过,2023-02-11
甲,投资资助,2022,市商务局复审,通过,2023-02-12
甲,投资资助,2022,公布,通过,2023-03-01
甲,投资资助,2022,拨付,已拨付,2023-04-01
乙,投资资助,2022,初审,通过,2023-01-10
END
tiao run fund.tiao --input register.csv --output told.csv --events events.csv
exits 0
holds told.csv "市财政,属地财政,办理,环节,待拨付,应拨付,已拨付,停拨,已追回,区县,理由"
holds told.csv "甲,2022,投资资助,,给予,200000.01,,,,50000.01,150000.00,已批准,,100000.01,0.00,100000.00,0.00,0.00,余杭区,"
holds told.csv "甲,2023,投资资助,,给予,400000.00,,,,100000.00,300000.00,已算出,初审,400000.00,0.00,0.00,0.00,0.00,余杭区,"
holds told.csv "乙,2022,投资资助,,给予,200000.01,,,,100000.01,100000.00,已推荐,市商务局复审（市商务局）,200000.01,"

claim "an illegal event names the stage expected, the file and the line; nothing after it is read"
cat >wrong.csv <<'END'
subject,clause,period,stage,result,date
甲,investment aid,2022,review,passed,2023-01-10
甲,investment aid,2022,publication,passed,2023-02-10
甲,investment aid,2022,payment,paid,2023-02-11
乙,investment aid,2022,payment,paid,2023-02-11
丁,investment aid,2022,review,passed,2023-02-11
END
tiao run fund.tiao --input register.csv --output wrong_out.csv --events wrong.csv
exits 1
says "wrong.csv：第3行：甲 投资资助 2022：环节次序不对；此时应办的环节是「市商务局复审」"
says "wrong.csv：第5行：乙 投资资助 2022：尚未批准，不能拨付；此时应办的环节是「初审」"
says "名册中没有「丁」"
holds wrong_out.csv "已推荐,市商务局复审（市商务局）"
tiao run fund.tiao --input register.csv --events wrong.csv --lang en
says "wrong.csv: line 3: 甲 investment aid 2022: the stage is out of order; the stage expected is \`commerce bureau review\`"

claim "a decision reaches awards through the ledger: what was decided stands, and uses room"
cat >decided.csv <<'END'
主体,条款,年度,环节,结果,日期,金额
甲,投资资助,2022,初审,通过,2023-01-10,
甲,投资资助,2022,市商务局复审,通过,2023-02-12,
甲,投资资助,2022,公布,通过,2023-03-01,90万元
乙,投资资助,2022,初审,不通过,2023-01-10,
END
tiao run fund.tiao --input register.csv --output decided_out.csv --events decided.csv
exits 0
holds decided_out.csv "甲,2022,投资资助,,给予,900000.00,,,,225000.00,675000.00,已批准,"
holds decided_out.csv "甲,2023,投资资助,,限额给予,100000.00,"
holds decided_out.csv "乙,2022,投资资助,,不符合,0.00,,,,,,不予批准,"

claim "a recovery goes back to the payers, and bars the years after it"
{ cat events.csv; echo "甲,投资资助,2022,拨付,追回,2023-06-01"; } >back.csv
tiao run fund.tiao --input register.csv --output back_out.csv --events back.csv
exits 0
holds back_out.csv "甲,2022,投资资助,,给予,200000.01,,,,50000.01,150000.00,已批准,,0.00,0.00,0.00,100000.01,100000.00,余杭区,"
holds back_out.csv "甲,2023,投资资助,,给予,400000.00,"
holds back_out.csv "甲,2024,投资资助,,不符合,0.00,"
holds back_out.csv "被取消申报资格 须为否"

claim "what stops payments is known from the register"
sed '1s/$/,出现征信问题/; /^甲,2023/s/$/,是/; /出现征信问题/!{/,是$/!s/$/,/}' register.csv >trouble.csv
tiao run fund.tiao --input trouble.csv --output trouble_out.csv --events events.csv
holds trouble_out.csv "已批准,,0.00,0.00,100000.00,100000.01,0.00,余杭区,"

claim "eval tells who pays under each award, and where it stands"
tiao eval fund.tiao --register register.csv --subject 甲 --events back.csv
exits 0
prints "分担：市财政 50,000.01元，属地财政 150,000.00元"
prints "办理：已批准"
prints "已追回 100,000.00元，退回 市财政 25,000.00元、属地财政 75,000.00元"
prints "停拨 100,000.01元"
lacks out "被取消申报资格 未提供"
tiao eval fund.tiao --register register.csv --subject 甲 --events events.csv --lang en
prints "borne by: city treasury 50,000.01 yuan, local treasury 150,000.00 yuan"
prints "paid 100,000.00 yuan, of which city treasury 25,000.00 yuan, local treasury 75,000.00 yuan"
tiao eval fund.tiao --register register.csv --subject 甲 --format json --events events.csv
prints '"split"'
prints '"course"'

claim "a file of events is strict: what cannot be read is told, and nothing is computed"
printf '主体,条款,年度,环节\n' >columns.csv
tiao run fund.tiao --input register.csv --output none.csv --events columns.csv
exits 3
says "事件表应有"
cat >slips.csv <<'END'
主体,条款,年度,环节,结果,日期
甲,投资资住,2022,初审,通过,2023-01-10
甲,投资资助,2022,初审核,通过,2023-01-10
甲,投资资助,2022,初审,差不多,2023-01-10
甲,投资资助,2022,初审,已拨付,2023-01-10
甲,投资资助,2022,初审,通过,昨天
甲,投资资助,去年,初审,通过,2023-01-10
END
tiao run fund.tiao --input register.csv --output none.csv --events slips.csv
exits 3
says "slips.csv：第2行：「投资资住」不是条款；是否想写「投资资助」"
says "slips.csv：第3行：「初审核」不是环节；是否想写「初审」"
says "第4行：「差不多」不是环节的结果"
says "第5行：「已拨付」不是环节的结果"
says "第6行：日期有误"
says "第7行：年度有误"
absent none.csv
tiao run fund.tiao --input register.csv --events nowhere.csv
exits 3

claim "a test expects what each payer bears, and a failure shows it"
cat >test.tiao <<'END'
引用 fund.tiao
测试 分担：
  企业：所在区县 余杭区，投资额 2022年 100万元。
  期望 投资资助：2022年 20万元（给予，市 5万元，属地 15万元）。
END
tiao test test.tiao
exits 0
sed -i 's/市 5万元/市 6万元/' test.tiao
tiao test test.tiao
exits 1
prints "期望 200,000.00，给予，市财政 60,000.00"
prints "实际 200,000.00，给予，市财政 50,000.00"

finish
