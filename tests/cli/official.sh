#!/usr/bin/env bash
# tiao check --official and --open
. "$(dirname "$0")/cli.sh"

cat >policy.tiao.md <<'END'
# 关于样例的若干意见

```tiao
政策 样例 / sample
施行 2022年1月1日 至 2025年12月31日
角色 专家评审 / expert panel
对象 企业 / enterprise：
- 落户 / settled：是否，每年
- 符合条件 / found eligible：是否，每年，由 专家评审 评定
- 未用 / unused：是否，由 专家评审 评定
```

## （一）落户

> 推动企业落户，对符合条件且落户的企业，给予不超过1万元的一次性奖励。推动企业上报。

```tiao
非规则（倡导）「推动企业落户」。

条款 落户奖励 / settling award：
  对符合条件且落户的企业，给予不超过1万元的一次性奖励。
```
END

claim "each sentence with what accounts for it; what nothing accounts for has a line to paste; exit 1"
tiao check --official policy.tiao.md
exits 1
prints "（一）落户：2 句：规则 1，非规则 0，没有对应 1"
prints "  1.000  落户奖励：「对符合条件且落户的企业，给予不超过1万元的一次性奖励」"
prints "policy.tiao.md:15 没有对应："
prints "    非规则（理由）「推动企业上报」。"
prints "可用的理由：倡导、"
tiao check --official policy.tiao.md --lang en
exits 1
prints "2 sentences: 1 operative, 0 not rules, 1 open"
prints "the reasons are encouragement, "

claim "with every sentence accounted for, exit 0"
sed 's/^非规则（倡导）「推动企业落户」。/&\n非规则（倡导）「推动企业上报」。/' policy.tiao.md >whole.tiao.md
tiao check --official whole.tiao.md
exits 0
prints "合计：2 句：规则 1，非规则 1（倡导 1），没有对应 0；文字已对应 100.0%"
lacks out "可用的理由"

claim "words that differ are shown; figures that differ are no match"
sed 's/且落户的企业，给予不超过1万元的一次性奖励。推动/并且落户的企业，给予不超过1万元的一次性奖励。推动/' whole.tiao.md >words.tiao.md
tiao check --official words.tiao.md
exits 0
prints "原文→条款："
sed '/^> /s/1万元/2万元/' whole.tiao.md >figures.tiao.md
tiao check --official figures.tiao.md
exits 1
prints "但数字不同：「2」→「1」"

claim "words that are claimed as a rule and as none are told"
sed 's/^非规则（倡导）「推动企业上报」。/&\n非规则（裁量）「不超过1万元」。/' whole.tiao.md >twice.tiao.md
tiao check --official twice.tiao.md
exits 1
prints "两处声明说的是同样的文字"

claim "a changed text is an error, with what changed"
sed '/^> /s/推动企业上报/推动企业如实上报/' whole.tiao.md >changed.tiao.md
tiao check --official changed.tiao.md
exits 2
says "错误 T0503"
says "缺「如实」"
silent out

claim "the account as JSON"
tiao check --official --format json policy.tiao.md
exits 1
prints '"likeness": "1.000"'
prints '"official": "推动企业上报"'
tiao check --format json policy.tiao.md
exits 3

claim "a translation and a file of code alone have no official text"
sed 's/^施行.*/&\n译文 original.tiao.md/; /^非规则/d' policy.tiao.md >translated.tiao.md
tiao check --official translated.tiao.md
exits 0
prints "译文，没有官方文本"
tiao check --official "$policy"
prints "没有官方文本"

claim "the founding policy: what is not written yet is named, and only that"
tiao check --official "$root/policies/hangzhou/2022-34"
prints "（十一）构建金融保障体系：5 句：规则 0，非规则 5（倡导 2，部署 2，另有规定 1），没有对应 0；文字已对应 100.0%"

claim "what is left to judgement, by the body that decides"
tiao check --open policy.tiao.md
exits 0
prints "专家评审："
prints "  评定 符合条件：落户奖励（第一条）"
prints "  评定 未用：没有条款用到"
prints "没有写明由谁核定："
prints "  核定 落户奖励核定金额：落户奖励（第一条），最高 10,000.00元"
prints "条款 1：全由规则决定 0（0.0%），有评定或核定 1"
prints "条件 2：规则 1（50.0%），评定 1"
tiao check --open policy.tiao.md --lang en
prints "  decides found eligible: settling award (Article 1)"
prints "2 conditions: 1 by rule (50.0%), 1 judged"

finish
