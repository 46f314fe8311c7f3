#include "compiler/interpret/interpret.h"

#include <benchmark/benchmark.h>

#include <random>

/// How many subject-years a second the interpreter decides: a policy like articles 一 to 六 of the founding one, built
/// by hand, with facts that lie in cases already. The goal is 100 thousand a second on one core with Detail::Brief.
namespace {

using namespace tiao;
using core::AwardId;
using core::ExprId;
using core::FactId;
using number::Rational;

const core::Type Money{core::Kind::Number, core::yuan(), {}};
const core::Type Plain{core::Kind::Number, {}, {}};
const core::Type Yes{core::Kind::Truth, {}, {}};
constexpr interpret::Years Shown{2022, 2025};

struct Policy {
  core::Program program;
  std::vector<FactId> truths, moneys, assessments;

  Policy();

private:
  ExprId add(const core::Type& type, core::Node node) { return program.exprs.add({type, std::move(node), {}}); }
  ExprId ref(FactId fact) { return add(program.facts[fact].type, core::FactRef{fact}); }
  ExprId yuan(int64_t n) { return add(Money, core::Const{Rational(n)}); }
  ExprId plain(const Rational& value) { return add(Plain, core::Const{value}); }
  ExprId all(std::vector<ExprId> of) {
    const auto n = static_cast<uint32_t>(of.size());
    return add(Yes, core::AtLeast{n, std::move(of)});
  }
  FactId fact(const char* name, const core::Type& type, core::Per per = core::Per::Year) {
    core::Fact f;
    f.name.zh = name;
    f.type = type;
    f.per = per;
    f.hi = Rational(1'000'000'000'000);
    return program.facts.add(f);
  }
  FactId truth(const char* name) { return truths.emplace_back(fact(name, Yes)); }
  FactId money(const char* name) { return moneys.emplace_back(fact(name, Money)); }
  core::Limit cap(int64_t bound, core::Window window) { return {core::Cap{yuan(bound), window}, {}}; }
  core::Limit count(int n) { return {core::Count{plain(n), core::Per::Year, false}, {}}; }
  core::Award& award(const char* name, ExprId eligible, ExprId amount, std::vector<core::Limit> limits) {
    core::Award a;
    a.name.zh = name;
    a.from = program.from;
    a.to = program.to;
    a.eligible = eligible;
    a.amount = amount;
    a.limits = std::move(limits);
    return program.awards[program.awards.add(a)];
  }
  void shareOf(const char* name, FactId base, std::vector<FactId> conditions, std::vector<core::Limit> limits) {
    std::vector<ExprId> parts;
    for (const FactId condition : conditions) parts.push_back(ref(condition));
    award(name, all(parts), add(Money, core::Mul{ref(base), plain(Rational(1, 5))}), std::move(limits));
  }
  void upToOnce(const char* name, const char* assessedName, ExprId eligible, int64_t bound) {
    const FactId assessed = assessments.emplace_back(fact(assessedName, Money));
    program.facts[assessed].origin = core::FactOrigin::Assessment;
    award(name, eligible, ref(assessed), {cap(bound, core::Window::Period), count(1)}).assessment = assessed;
  }
  /// Compound growth of 20% over n years: 0 < v₀ and v₀·6ⁿ <= vₙ·5ⁿ.
  ExprId grows(FactId value, int years) {
    const auto n = static_cast<unsigned>(years);
    const ExprId last = ref(value);
    const ExprId first = add(Money, core::Back{last, years, core::TermUnit::Years});
    return all(
        {add(Yes, core::Compare{core::Comparison::Less, yuan(0), first}),
         add(Yes, core::Compare{core::Comparison::AtMost, add(Money, core::Mul{first, plain(number::power(6, n))}),
                                add(Money, core::Mul{last, plain(number::power(5, n))})})});
  }
  ExprId over(FactId value, int64_t bound) {
    return add(Yes, core::Compare{core::Comparison::Less, yuan(bound), ref(value)});
  }
};

Policy::Policy() {
  program.policy = {"新电商", "e-commerce"};
  program.from = *calendar::makeDate(2022, 7, 1);
  program.to = *calendar::makeDate(2025, 12, 31);
  program.units.add({{"元", "yuan"}});
  const FactId settled = truth("落户"), reporting = truth("联网直报"), statistics = truth("上报统计"),
               invited = truth("招引");
  const FactId model = truth("示范企业"), park = truth("园区"), scene = truth("数字场景"), top = truth("Top10");
  const FactId pavilion = truth("品牌馆");
  const FactId investment = money("投资额"), revenue = money("年营业收入"), volume = money("交易额");
  const FactId parkInvestment = money("园区投资额"), sceneInvestment = money("场景投资额"), input = money("年度投入");
  using core::Window;
  shareOf("招引资助", investment, {invited, settled, reporting, statistics}, {count(3), cap(5'000'000, Window::Life)});
  upToOnce("平台奖励", "平台奖励额", all({ref(settled), over(volume, 10'000'000'000)}), 1'000'000);
  upToOnce("规模奖励", "规模奖励额", all({ref(reporting), over(revenue, 20'000'000), grows(revenue, 3)}), 1'000'000);
  shareOf("园区资助", parkInvestment, {park}, {cap(5'000'000, Window::Period), count(1)});
  shareOf("场景资助", sceneInvestment, {scene, settled}, {cap(1'000'000, Window::Life)});
  upToOnce("示范奖励", "示范奖励额", ref(model), 500'000);
  award("Top10奖励", ref(top), yuan(1'000'000), {count(1)});
  award("Top10迁入", all({ref(top), ref(invited)}), yuan(1'000'000), {count(1)});
  shareOf("品牌馆资助", input, {pavilion}, {count(3), cap(2'000'000, Window::Life)});
  award("新锐品牌", all({over(volume, 10'000'000), grows(volume, 2)}), yuan(500'000), {count(1)});
}

/// A firm: which of its facts are known is in a hundred.
void fill(interpret::Case& facts, const Policy& policy, std::mt19937_64& random, int known) {
  const auto chance = [&](int percent) { return static_cast<int>(random() % 100) < percent; };
  for (int year = 2019; year <= 2025; ++year) {
    for (const FactId id : policy.truths) {
      if (chance(known)) facts.give(id, {}, {year, 0}, chance(60));
    }
    for (const FactId id : policy.moneys) {
      if (chance(known)) facts.give(id, {}, {year, 0}, Rational(static_cast<int64_t>(random() % 30'000'000'00), 100));
    }
    for (const FactId id : policy.assessments) {
      if (chance(known)) facts.give(id, {}, {year, 0}, Rational(static_cast<int64_t>(random() % 1'500'000)));
    }
  }
}

std::vector<interpret::Case> firms(const Policy& policy, int known) {
  std::mt19937_64 random(2022);
  std::vector<interpret::Case> cases;
  for (int i = 0; i < 256; ++i) fill(cases.emplace_back(policy.program), policy, random, known);
  return cases;
}

void decide(benchmark::State& state, interpret::Detail detail, int known) {
  const Policy policy;
  const auto cases = firms(policy, known);
  size_t next = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(interpret::evaluate(policy.program, cases[next], {}, Shown, detail));
    next = (next + 1) % cases.size();
  }
  const auto years = static_cast<double>(Shown.last - Shown.first + 1);
  state.counters["subject-years/s"] =
      benchmark::Counter(static_cast<double>(state.iterations()) * years, benchmark::Counter::kIsRate);
}

void completeFacts(benchmark::State& state) { decide(state, interpret::Detail::Brief, 100); }
void completeFactsExplained(benchmark::State& state) { decide(state, interpret::Detail::Full, 100); }
void someFactsMissing(benchmark::State& state) { decide(state, interpret::Detail::Brief, 97); }

BENCHMARK(completeFacts)->Unit(benchmark::kMicrosecond);
BENCHMARK(completeFactsExplained)->Unit(benchmark::kMicrosecond);
BENCHMARK(someFactsMissing)->Unit(benchmark::kMicrosecond);

} // namespace
