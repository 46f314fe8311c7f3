#include "compiler/interpret/schedule.h"

#include "tests/unit/interpret/random_program.h"

using namespace tiao;
using namespace tiao::test;

/// core.md section 8, "Procedure" and "Schedule".

namespace {

using interpret::Event;
using interpret::Illegal;
using interpret::Payments;
using interpret::Progress;
using interpret::Standing;
using Kind = Event::Kind;
using Why = Illegal::Why;

struct Paying : Build {
  FactId trouble;
  explicit Paying(const std::vector<core::Instalment>& instalments) {
    program.procedure =
        core::Procedure{{}, {{{"", "review"}, {}}, {{"", "notice"}, {}}, {{"", "approval"}, {}}}, {}, {}, {}};
    core::Schedule schedule;
    schedule.instalments = instalments;
    trouble = truth("trouble");
    schedule.stop = ref(trouble);
    schedule.recovery = ref(truth("fraud"));
    program.schedule = schedule;
    REQUIRE(core::broken(program).empty());
  }
};

Event event(Kind kind, unsigned onDay, uint32_t stage = 0, uint32_t to = 0) {
  return {kind, stage, to, {}, day(2024, 1, 1) + std::chrono::days(onDay)};
}
Event paid(unsigned onDay, Rational amount) {
  Event e = event(Kind::Paid, onDay);
  e.amount = std::move(amount);
  return e;
}
std::vector<Event> approved() {
  return {event(Kind::Passed, 1, 0), event(Kind::Passed, 2, 1), event(Kind::Passed, 3, 2)};
}
std::vector<Event> operator+(std::vector<Event> events, const std::vector<Event>& more) {
  events.insert(events.end(), more.begin(), more.end());
  return events;
}

Payments followed(const Paying& p, const std::vector<Event>& events, const Rational& award = 100,
                  std::optional<int> stop = {}) {
  return interpret::pay(p.program, {award, award}, interpret::proceed(p.program, events), events, stop);
}
std::string text(const Payments& p) {
  return fmt::format("to come {}, due {}, paid {}, withheld {}, recovered {}", p.toCome.toString(), p.due.toString(),
                     p.paid.toString(), p.withheld.toString(), p.recovered.toString());
}

const std::vector<core::Instalment> halves = {{Rational(1, 2), false}, {Rational(1, 2), true}};

} // namespace

TEST_CASE("A case goes through the stages; passing the last approves it, a refusal is final", "[procedure]") {
  const Paying p(halves);
  std::vector<Event> events;
  CHECK(interpret::proceed(p.program, events).standing == Standing::Computed);
  events.push_back(event(Kind::Passed, 1, 0));
  Progress progress = interpret::proceed(p.program, events);
  CHECK(progress.standing == Standing::Recommended);
  CHECK(progress.stage == 1);
  events.push_back(event(Kind::Returned, 2, 1, 0));
  progress = interpret::proceed(p.program, events);
  CHECK(progress.standing == Standing::Computed);
  CHECK(progress.stage == 0);
  CHECK(interpret::proceed(p.program, approved()).standing == Standing::Approved);
  progress = interpret::proceed(p.program, std::vector<Event>{event(Kind::Passed, 1, 0), event(Kind::Refused, 2, 1)});
  CHECK(progress.standing == Standing::Refused);
  CHECK(progress.decided == Rational(0));
}

TEST_CASE("An illegal event names the stage expected, and nothing after it is read", "[procedure]") {
  const Paying p(halves);
  const auto illegal = [&](const std::vector<Event>& events) { return interpret::proceed(p.program, events).illegal; };
  CHECK(illegal({event(Kind::Passed, 1, 1)}) == Illegal{0, Why::WrongStage, 0, {}});
  CHECK(illegal({event(Kind::Passed, 2, 0), event(Kind::Passed, 1, 1)}) == Illegal{1, Why::BeforeLast, 1, {}});
  CHECK(illegal({event(Kind::Passed, 1, 0), event(Kind::Returned, 2, 1, 2)}) == Illegal{1, Why::WrongStage, 1, {}});
  CHECK(illegal({event(Kind::Passed, 1, 0), event(Kind::Paid, 2)}) == Illegal{1, Why::NotApproved, 1, {}});
  CHECK(illegal(approved() + std::vector{event(Kind::Passed, 4, 0)}) == Illegal{3, Why::Decided, {}, {}});
  CHECK(illegal({event(Kind::Refused, 1, 0), event(Kind::Paid, 2)}) == Illegal{1, Why::Decided, {}, {}});
  const Progress stuck =
      interpret::proceed(p.program, std::vector{event(Kind::Passed, 1, 1), event(Kind::Passed, 2, 0)});
  CHECK(stuck.standing == Standing::Computed);
}

TEST_CASE("Instalments fall due, are paid, withheld and recovered", "[schedule]") {
  const Paying p(halves);
  std::vector<Event> events;
  CHECK(text(followed(p, events)) == "to come 100, due 0, paid 0, withheld 0, recovered 0");
  events = approved();
  CHECK(text(followed(p, events)) == "to come 50, due 50, paid 0, withheld 0, recovered 0");
  events.push_back(event(Kind::Paid, 4));
  CHECK(text(followed(p, events)) == "to come 50, due 0, paid 50, withheld 0, recovered 0");
  CHECK(followed(p, events + std::vector{event(Kind::Paid, 5)}).illegal->why == Why::NothingDue);
  const std::vector<Event> performed = events + std::vector{event(Kind::Performed, 5)};
  CHECK(text(followed(p, performed)) == "to come 0, due 50, paid 50, withheld 0, recovered 0");
  const std::vector<Event> stopped = performed + std::vector{event(Kind::Stopped, 6)};
  CHECK(text(followed(p, stopped)) == "to come 0, due 0, paid 50, withheld 50, recovered 0");
  CHECK(text(followed(p, stopped + std::vector{event(Kind::Recovered, 7)})) ==
        "to come 0, due 0, paid 0, withheld 50, recovered 50");
  CHECK(text(followed(p, performed + std::vector{event(Kind::Recovered, 7)})) ==
        "to come 0, due 0, paid 0, withheld 50, recovered 50");
  CHECK(followed(p, approved() + std::vector{event(Kind::Stopped, 4)}).illegal->why == Why::NotPaid);
  CHECK(followed(p, approved() + std::vector{event(Kind::Recovered, 4)}).illegal->why == Why::NotPaid);
  CHECK(followed(p, stopped + std::vector{event(Kind::Recovered, 7), event(Kind::Paid, 8)}).illegal->why == Why::Over);
  CHECK(followed(p, approved() + std::vector{paid(4, 40)}).illegal == Illegal{3, Why::OtherAmount, {}, Rational(50)});
}

TEST_CASE("Where the text does not say how much, payments are what was paid, up to the award", "[schedule]") {
  const Paying p({});
  const std::vector<Event> some = approved() + std::vector{paid(4, 40)};
  CHECK(text(followed(p, some)) == "to come 60, due 0, paid 40, withheld 0, recovered 0");
  CHECK(followed(p, some + std::vector{paid(5, 61)}).illegal == Illegal{4, Why::TooMuch, {}, Rational(60)});
  CHECK(text(followed(p, some + std::vector{event(Kind::Paid, 5)})) ==
        "to come 0, due 0, paid 100, withheld 0, recovered 0");
}

TEST_CASE("What is known to stop payments stops those of later years; what is missing does not", "[schedule]") {
  const Paying p(halves);
  const std::vector<Event> events = approved() + std::vector{event(Kind::Paid, 4)};
  Case facts(p.program);
  CHECK_FALSE(interpret::stopYear(p.program, facts, {}, 2024, 2025));
  facts.give(p.trouble, {}, {2024, 0}, false);
  facts.give(p.trouble, {}, {2025, 0}, true);
  const std::optional<int> stop = interpret::stopYear(p.program, facts, {}, 2024, 2025);
  CHECK(stop == 2025);
  CHECK(text(followed(p, events, 100, stop)) == "to come 0, due 0, paid 50, withheld 50, recovered 0");
  const std::vector<Event> later = events + std::vector{event(Kind::Performed, 10), event(Kind::Paid, 800)};
  CHECK(followed(p, later, 100, stop).illegal->why == Why::NothingDue);
}

TEST_CASE("Every fen of an award has its place, whatever happens", "[schedule]") {
  for (uint64_t seed = 0; seed < 2000; ++seed) {
    Random random(seed);
    std::vector<core::Instalment> instalments;
    int left = 100;
    for (int i = random.below(3); i > 0; --i) {
      const int share = random.below(left + 1);
      instalments.push_back({Rational(share, 100), random.chance(40)});
      left -= share;
    }
    if (!instalments.empty()) instalments.push_back({Rational(left, 100), random.chance(40)});
    const Paying p(instalments);
    std::vector<Event> events = approved();
    for (unsigned i = 0; i < 6; ++i)
      events.push_back(
          event(random.of(std::vector{Kind::Paid, Kind::Performed, Kind::Stopped, Kind::Recovered}), 4 + i));
    const Rational award(random.below(1000), 100);
    const Payments payments = followed(p, events, award);
    CAPTURE(seed, text(payments), award.toString());
    REQUIRE(payments.all() == award);
    for (const Rational* part :
         {&payments.toCome, &payments.due, &payments.paid, &payments.withheld, &payments.recovered})
      REQUIRE(part->sign() >= 0);
  }
}

TEST_CASE("What was recovered counts in the limits, or is given back from the next year on", "[schedule]") {
  Build p;
  const FactId invested = p.money("invested");
  const AwardId aid = p.award("aid", p.yes(), p.ref(invested), {p.life(500)});
  Case facts(p.program);
  for (const auto& [year, amount] :
       {std::pair(2022, 300), std::pair(2023, 150), std::pair(2024, 100), std::pair(2025, 400)})
    facts.give(invested, {}, {year, 0}, Rational(amount));
  const std::vector<interpret::GivenBack> recovery = {{aid, {2022, 0}, 2023}};
  const interpret::Years all{2022, 2025};
  const Result kept = interpret::evaluate(p.program, facts, {}, all);
  const Result given = interpret::evaluate(p.program, facts, {}, recovery, all, interpret::Detail::Full);
  REQUIRE(given.outcomes.size() == 4);
  CHECK(find(kept, aid, 2024).amount == Amount{50, 50});
  CHECK(find(given, aid, 2023).amount == Amount{150, 150});
  CHECK(find(given, aid, 2024).amount == Amount{100, 100});
  CHECK(find(given, aid, 2025).amount == Amount{250, 250});
  const Result last =
      interpret::evaluate(p.program, facts, {}, recovery, interpret::Years{2025, 2025}, interpret::Detail::Full);
  REQUIRE(last.outcomes.size() == 1);
  CHECK(last.outcomes.front().amount == Amount{250, 250});
}

TEST_CASE("An event that is not told did not happen: barred is no fact to ask for", "[schedule]") {
  Build p;
  const FactId barred = p.truth("barred");
  p.program.facts[barred].origin = core::FactOrigin::Event;
  p.program.barred = barred;
  const AwardId aid = p.award("aid", p.negation(p.ref(barred)), p.yuan(100));
  Case facts(p.program);
  facts.give(barred, {}, {2024, 0}, true);
  const Result result = run(p, facts, 2023, 2024);
  CHECK(test::text(find(result, aid, 2023)) == "granted 100");
  CHECK(test::text(find(result, aid, 2024)) == "not entitled 0");
}
