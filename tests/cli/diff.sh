#!/usr/bin/env bash
# tiao diff: two versions, from files, folders and git; what it ends with, and what was accepted
. "$(dirname "$0")/cli.sh"

head='政策 样例 / sample
施行 2022年1月1日 至 2025年12月31日
对象 企业 / enterprise：
- 落户 / settled：是否，每年
- 实际投资额 / actual investment：金额，每年，0 至 10亿元
'
version() { printf '%s%s\n' "$head" "$2" >"$1"; }
version old.tiao '条款 招引资助 / attraction aid：对落户的企业，每年按其实际投资额的20%给予资助，累计不超过500万元。'
version new.tiao '条款 招引资助 / attraction aid：对落户的企业，每年按其实际投资额的20%给予资助，累计不超过800万元。'

claim "a cap raised: what was changed, from which fen on, proved; exit 10"
tiao diff old.tiao new.tiao
exits 10
prints "招引资助  更优惠（已证明：无人减少）"
prints "累计上限提高  500万元 → 800万元"
prints "25,000,000.03 至 39,999,999.97"
prints "+0.01 … +2,999,999.99"
prints "1 条款：更优惠 1。有变化，无人减少"
silent err
tiao diff old.tiao new.tiao --lang en
exits 10
prints "attraction aid  more generous (proved: none gets less)"
prints "cap in total raised  5,000,000 yuan → 8,000,000 yuan"
prints "1 clause: 1 more generous. Changed, and nobody loses"

claim "the other way somebody loses: exit 11; the same version: exit 0"
tiao diff new.tiao old.tiao
exits 11
prints "更严（已证明：无人增加）"
tiao diff old.tiao old.tiao
exits 0
prints "1 条款：不变 1。两个版本意思相同"

claim "without proof nothing is promised: exit 12"
tiao diff old.tiao new.tiao --words-only
exits 12
prints "累计上限提高"
prints "有改动（没有证明）"

claim "for machines, by a schema with a number"
tiao diff old.tiao new.tiao --format json
exits 10
prints '"schema": "tiao-diff/1"'
prints '"edit": "cap-raised"'
prints '"verdict": "moreGenerous"'
prints '"exit": 10'

claim "what was accepted is not reported twice, and does not set the exit code"
tiao diff old.tiao new.tiao --accept accepted.json --write-acceptance --reason 市政府常务会议通过 --document 杭政〔2026〕1号
exits 0
says "写入 1 项变化"
holds accepted.json '"schema": "tiao-accepted/1"'
tiao diff old.tiao new.tiao --accept accepted.json
exits 0
prints "招引资助：市政府常务会议通过（杭政〔2026〕1号）"
prints "已认可的变化 1"
version other.tiao '条款 招引资助 / attraction aid：对落户的企业，每年按其实际投资额的20%给予资助，累计不超过900万元。'
tiao diff old.tiao other.tiao --accept accepted.json
exits 10
tiao diff old.tiao new.tiao --accept accepted.json --write-acceptance --lang zh
exits 3
says "要写明文件（--accept）和理由（--reason）"
tiao diff old.tiao new.tiao --accept nothing.json
exits 3
says "nothing.json：读不出"
echo '{"schema": "tiao-accepted/1", "accepted": [{"fingerprint": "1234"}]}' >bad.json
tiao diff old.tiao new.tiao --accept bad.json
exits 3
says "要有 fingerprint 和 reason"
echo '{}' >bad.json
tiao diff old.tiao new.tiao --accept bad.json
exits 3
says "不是认可文件"

claim "a version that does not compile, one that is empty, one that is not there"
echo '条款 半句 / half：' >half.tiao
tiao diff old.tiao half.tiao
exits 2
says "half.tiao：未能编译，没有比较"
: >empty.tiao
tiao diff empty.tiao new.tiao
exits 2
tiao diff old.tiao nothing.tiao --lang zh
exits 3
says "nothing.tiao：没有这个文件或文件夹"
tiao diff old.tiao --lang zh
exits 3
says "要写明两个版本"

claim "one clause only; a name that is not there"
tiao diff old.tiao new.tiao --only "attraction aid"
exits 10
prints "1 条款"
tiao diff old.tiao new.tiao --only 招引资金
exits 3
says "没有条款「招引资金」；是否想写「招引资助」"

claim "huge figures stay exact"
version huge.tiao '条款 招引资助 / attraction aid：对落户的企业，每年按其实际投资额的20%给予资助，累计不超过123456789012345678901234567890元。'
tiao diff old.tiao huge.tiao
exits 10
prints "累计上限提高"

claim "a layer is read with either side"
version base.tiao '条款 招引资助 / attraction aid：对落户的企业，每年按其实际投资额的20%给予资助，累计不超过500万元。
各区县可另定：招引资助 累计上限。'
cat >layer.tiao <<'END'
引用 base.tiao
政策 新规定 / new rules，依据 样例
施行 2023年1月1日 起
修改 招引资助：累计上限 改为 800万元。
END
tiao diff base.tiao base.tiao --with-after layer.tiao
exits 10
prints "累计上限提高（新规定）  500万元 → 800万元"

if command -v git >/dev/null; then
  claim "revisions of git: files and folders, with what they import"
  mkdir -p repository/policy && cd repository || exit 1
  git init -q . && git config user.email t@example.org && git config user.name t
  printf '%s\n' '对象 企业 / enterprise：' '- 落户 / settled：是否，每年' >policy/vocabulary.tiao
  printf '%s\n' '引用 vocabulary.tiao' '政策 样例 / sample' '施行 2022年1月1日 至 2025年12月31日' \
    '条款 落户奖励 / settling award：对落户的企业，每年给予5万元的奖励。' >policy/policy.tiao
  git add . && git commit -qm first
  sed -i 's/5万元/6万元/' policy/policy.tiao
  # The vocabulary of that revision, not the one that lies here.
  printf '%s\n' '对象 企业 / enterprise：' '- 落户 / settled：是否，每年' '- 登记 / registered：是否' >policy/vocabulary.tiao
  tiao diff git:HEAD:policy/policy.tiao policy/policy.tiao
  exits 10
  prints "金额提高  5万元 → 6万元  policy.tiao:4"
  tiao diff git:HEAD:policy policy
  exits 10
  git commit -qam second
  tiao diff git:HEAD~1:policy git:HEAD:policy --lang en
  exits 10
  prints "amount raised"
  claim "no such revision, no such path, no path at all"
  tiao diff git:nothing:policy policy --lang zh
  exits 3
  says "没有版本「nothing」"
  tiao diff git:HEAD:nothing policy --lang zh
  exits 3
  says "git:HEAD:nothing：这个版本里没有这个文件或文件夹"
  tiao diff git:--help:policy policy --lang zh
  exits 3
  says "应写作 git:版本:路径"
  claim "as the diff driver of git"
  printf '*.tiao diff=tiao\n' >.gitattributes
  git config diff.tiao.command "$TIAO diff --git-driver"
  git diff HEAD~1 HEAD -- policy/policy.tiao >out 2>err
  prints "金额提高  5万元 → 6万元"
  git show --ext-diff --format= HEAD -- policy/policy.tiao >out 2>err
  prints "落户奖励  更优惠（已证明：无人减少）"
  cd "$scratch" || exit 1
  tiao diff git:HEAD:policy policy --lang zh
  exits 3
  says "这里不是 git 的工作区"
  claim "without git"
  PATH=$scratch/nowhere "$TIAO" diff git:HEAD:policy policy --lang zh >out 2>err
  says "没有找到 git"
fi

claim "the founding policy: one cap changed, whole in a second; and its English text is equal"
cp -r "$root/policies/hangzhou/2022-34" before && cp -r before after
sed -i 's/^  每年按其实际投资额的20%给予资助，最长不超过3年，累计不超过500万元。$/  每年按其实际投资额的20%给予资助，最长不超过3年，累计不超过800万元。/' after/policy.tiao.md
started=$(date +%s%N)
tiao diff before after
took=$((($(date +%s%N) - started) / 1000000))
exits 10
prints "28 条款：更优惠 1，不变 27。有变化，无人减少"
((took < 3000)) || fails "took ${took} ms"
tiao diff before after/policy.en.tiao.md
exits 0
prints "28 clauses: 28 the same. Both versions mean the same"

finish
