#include "tests/unit/interpret/random_case.h"

#include "compiler/attain/hits.h"
#include "compiler/core/rules.h"
#include "compiler/cover/measure.h"
#include "compiler/cover/stride.h"

/// What the measure finds of a case, the terms say of it: on random programs and random cases, each fact given. And
/// they say nothing else, but for what hits.h names.
namespace tiao::test {
namespace {

using cover::Side;
using prove::Assignment;

constexpr int Items = 2;

/// Near each other and near the literals, so that bounds are met and values are a step apart.
Assignment randomAssignment(Random& random, const prove::Terms& terms) {
  Assignment result;
  for (uint32_t i = 0; i < terms.numbers(); ++i) {
    const prove::Bounds& of = terms.boundsOfUnknown(i);
    const Rational grain = of.grain.value_or(1);
    const int64_t steps = ((*of.hi - *of.lo) / grain).floor().toInt64().value_or(1000);
    Rational value = *of.lo + grain * Rational(random.below(static_cast<int>(std::min<int64_t>(steps, 3000)) + 1));
    if (random.chance(40)) value = number::greatest(*of.lo, (value / 5).floor() * 5);
    result.numbers.push_back(value);
  }
  for (size_t i = 0; i < terms.truths(); ++i) result.truths.push_back(random.chance(75));
  return result;
}

/// Is it none of those of which more is said?
bool isExact(const core::Program& program, const core::Award& award) {
  bool exact = !award.assessment;
  std::set<ExprId> seen;
  const auto look = [&](auto self, ExprId id) -> void {
    if (!seen.insert(id).second) return;
    const core::Expr& expr = program.exprs[id];
    if (std::holds_alternative<core::If>(expr.node) && expr.type.kind == core::Kind::Truth) exact = false;
    core::eachOperand(expr.node, [&](ExprId part) { self(self, part); });
  };
  core::eachExpr(award, [&](ExprId id) { look(look, id); });
  return exact;
}

/// The sides that the measure finds of one award in one period.
cover::Reached measured(const core::Program& program, const cover::Sites& sites, const Case& facts, AwardId award,
                        calendar::Period period) {
  cover::Measure measure(program, sites);
  measure.begin(0, {{award, period}});
  interpret::evaluate(program, facts, {}, {period.year, period.year}, interpret::Detail::Full, &measure);
  measure.end();
  return measure.reached();
}

TEST_CASE("what the measure finds, the terms say, and nothing else", "[attain]") {
  const int programs = cases(60);
  std::map<Side, int> found;
  int exactly = 0;
  for (int seed = 0; seed < programs; ++seed) {
    Random random(static_cast<uint64_t>(seed) + 31'000);
    const RandomProgram made(random, {});
    const core::Program& program = made.program;
    const cover::Sites sites = cover::sitesOf(program);
    for (uint32_t i = 0; i < program.awards.size(); ++i) {
      const AwardId award{i};
      prove::Terms terms;
      prove::Symbols symbols(terms, cover::stepOf);
      prove::Encoder encoder(terms, symbols, program, {Items, RandomProgram::FirstYear, RandomProgram::LastYear});
      const prove::Encoded encoded = encoder.encode({award});
      const auto hits = attain::Hitting(terms, encoder, program, sites, award).hits(encoded);
      if (!encoded.leftOut.empty() || !encoder.leftOut().empty()) continue;
      const bool exact = isExact(program, program.awards[award]);
      for (int round = 0; round < 3; ++round) {
        const Assignment given = randomAssignment(random, terms);
        const Case facts = symbols.caseOf(program, given, 2015, 2025, Items);
        prove::Values values(terms, given);
        for (const auto& [period, all] : hits) {
          const cover::Reached reached = measured(program, sites, facts, award, period);
          for (size_t site = 0; site < sites.all.size(); ++site)
            for (const Side side : sites.all[site].sides) {
              const auto hit = all.find({site, side});
              const bool said = hit != all.end() && values.of(hit->second);
              INFO("seed " << seed << ", award " << i << ", " << calendar::toString(period) << ", site " << site
                           << ", side " << static_cast<int>(side) << "\n"
                           << core::print(program));
              if (reached.has(site, side)) REQUIRE(said);
              if (exact) REQUIRE(said == reached.has(site, side));
              if (!reached.has(site, side)) continue;
              ++found[side];
              if (exact) ++exactly;
            }
        }
      }
    }
  }
  CHECK(exactly > programs * 20);
  for (const Side side :
       {Side::No, Side::Yes, Side::Below, Side::At, Side::Above, Side::Free, Side::Cut, Side::Open, Side::UsedUp})
    CHECK(found[side] > 20);
}

} // namespace
} // namespace tiao::test
