#include "tests/unit/interpret/build.h"

using namespace tiao;
using namespace tiao::test;

TEST_CASE("A program prints as text with the names of its source", "[core]") {
  Build p;
  p.program.policy.zh = "试行政策";
  const FactId invested = p.money("投资额");
  const FactId settled = p.truth("落户");
  const AwardId a = p.award("招引资助", p.all({p.ref(settled), p.less(p.yuan(0), p.ref(invested))}),
                            p.times(p.ref(invested), p.plain(Rational(1, 5))), {p.count(3), p.life(wan(500))});
  p.program.awards[a].article = "第一条";
  p.program.awards[a].quotation = "按20%给予资助";
  CHECK(core::print(p.program) == R"(policy 试行政策, 2022-07-01 to 2025-12-31

fact 投资额: number of 元, 0 to 10000000000, each year
fact 落户: yes or no, each year

award 招引资助 (第一条), each year
  「按20%给予资助」
  in force: 2022-07-01 to 2025-12-31
  eligible: all of
    - 落户
    - 0元 < 投资额
  amount: 投资额 × 0.2
  limits:
    1. 3 years with an award
    2. at most 5000000元 in all
  rounded half up to 0.01
)");
}

TEST_CASE("Expressions print with the parentheses they need", "[core]") {
  Build p;
  const ExprId a = p.yuan(1), b = p.yuan(2);
  const auto text = [&](ExprId e) { return core::print(p.program, e); };
  CHECK(text(p.times(p.plus(a, b), p.plain(3))) == "(1元 + 2元) × 3");
  CHECK(text(p.plus(p.times(a, p.plain(3)), b)) == "1元 × 3 + 2元");
  CHECK(text(p.negation(p.less(a, b))) == "not (1元 < 2元)");
  CHECK(text(p.back(p.plus(a, b), 2)) == "(1元 + 2元) 2 years before");
  CHECK(text(p.least(a, b, true)) == "limited(1元, 2元)");
  CHECK(text(p.add(Yes, core::AtLeast{2, {p.yes(), p.yes(false), p.yes()}})) == "at least 2 of (是, 否, 是)");
}
