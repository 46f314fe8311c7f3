#include "tests/unit/interpret/build.h"

// Worked example h of core.md section 12: amounts that a body fixes.

using namespace tiao;
using namespace tiao::test;
using enum interpret::Status;

namespace {

struct UpToOnce : Build {
  FactId condition = truth("condition");
  AwardId a = discretionary("up to 50", ref(condition), wan(50), {count(1)});
  FactId assessed = *program.awards[a].assessment;
  Case facts;
  UpToOnce() : facts(program) {
    facts.give(condition, {}, {2022, 0}, true);
    facts.give(condition, {}, {2023, 0}, true);
  }
  std::vector<std::string> assessedAt(std::optional<Rational> amount) {
    Case with = facts;
    if (amount) with.give(assessed, {}, {2022, 0}, *amount);
    const Result result = run(*this, with, 2022, 2023);
    return {text(find(result, a, 2022)), text(find(result, a, 2023))};
  }
};

} // namespace

TEST_CASE("h: up to 50 once, nothing assessed", "[examples]") {
  UpToOnce p;
  const Result result = run(p, p.facts, 2022, 2023);
  CHECK(text(find(result, p.a, 2022)) == text(ToBeAssessed, 0, wan(50)));
  CHECK(text(find(result, p.a, 2023)) == text(ToBeAssessed, 0, wan(50)));
  CHECK(find(result, p.a, 2022).ceiling == wan(50));
  CHECK(text(interpret::total(p.program, result, p.a)) == text(Amount{0, wan(50)}));
}

TEST_CASE("h: assessed below, above the ceiling, and at nothing", "[examples]") {
  UpToOnce p;
  using Two = std::vector<std::string>;
  CHECK(p.assessedAt(wan(30)) == Two{text(Granted, wan(30)), text(Exhausted, 0)});
  CHECK(p.assessedAt(wan(60)) == Two{text(Limited, wan(50)), text(Exhausted, 0)});
  CHECK(p.assessedAt(0) == Two{text(NotEntitled, 0), text(ToBeAssessed, 0, wan(50))});
}

TEST_CASE("The ceiling stays when the amount is fixed, and goes when nothing may be given", "[discretion]") {
  UpToOnce p;
  p.facts.give(p.assessed, {}, {2022, 0}, wan(30));
  const Result result = run(p, p.facts, 2022, 2024);
  CHECK(find(result, p.a, 2022).ceiling == wan(50));
  CHECK_FALSE(find(result, p.a, 2023).ceiling.has_value());
}

TEST_CASE("An invalid assessment is told as invalid; one not needed is left alone", "[discretion]") {
  UpToOnce p;
  p.facts.give(p.assessed, {}, {2022, 0}, std::string("abc"), "line 7");
  const Result result = run(p, p.facts, 2022, 2022);
  CHECK(text(find(result, p.a, 2022)) == text(Invalid, 0, wan(50)));
  UpToOnce q;
  Case facts(q.program);
  facts.give(q.condition, {}, {2022, 0}, false);
  facts.give(q.assessed, {}, {2022, 0}, std::string("abc"), "line 7");
  CHECK(text(find(run(q, facts, 2022, 2022), q.a, 2022)) == text(NotEntitled, 0));
}

TEST_CASE("Entitlement unknown and assessment missing: unknown", "[discretion]") {
  UpToOnce p;
  const Case nothing(p.program);
  CHECK(text(find(run(p, nothing, 2022, 2022), p.a, 2022)) == text(Unknown, 0, wan(50)));
}
