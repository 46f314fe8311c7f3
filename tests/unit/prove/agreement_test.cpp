#include "tests/unit/interpret/random_case.h"

#include "compiler/prove/encode.h"
#include "compiler/prove/solver.h"

/// The encoding is the interpreter: on random programs and random complete cases every amount of every year is the
/// same, found by evaluating the terms, and found by the solver.
namespace tiao::test {
namespace {

using prove::Assignment;
using prove::Encoded;
using prove::Subject;

constexpr int Items = 2;

/// A random value for each unknown, within its bounds.
Assignment randomAssignment(Random& random, const prove::Terms& terms) {
  Assignment result;
  for (uint32_t i = 0; i < terms.numbers(); ++i) {
    const prove::Bounds& of = terms.boundsOfUnknown(i);
    const Rational grain = of.grain.value_or(1);
    const int64_t steps = ((*of.hi - *of.lo) / grain).floor().toInt64().value_or(1000);
    Rational value = *of.lo + grain * Rational(random.below(static_cast<int>(std::min<int64_t>(steps, 4000)) + 1));
    if (random.chance(10)) value = random.chance(50) ? *of.lo : *of.hi;
    if (random.chance(60)) value = number::greatest(*of.lo, value.floor()); // whole yuan, so that awards tie
    result.numbers.push_back(value);
  }
  for (size_t i = 0; i < terms.truths(); ++i) result.truths.push_back(random.chance(75));
  return result;
}

struct Encoding {
  prove::Terms terms;
  prove::Symbols symbols{terms};
  Encoded encoded;
};

void encodeAll(Encoding& e, const core::Program& program) {
  std::vector<AwardId> awards;
  for (uint32_t i = 0; i < program.awards.size(); ++i) awards.push_back({i});
  prove::Encoder encoder(e.terms, e.symbols, program, {Items, RandomProgram::FirstYear, RandomProgram::LastYear});
  e.encoded = encoder.encode(awards);
}

interpret::Result interpreted(const Encoding& e, const core::Program& program, const Assignment& given) {
  const Case facts = e.symbols.caseOf(program, given, 2015, 2025, Items);
  return interpret::evaluate(program, facts, {}, {RandomProgram::FirstYear, RandomProgram::LastYear});
}

/// What the interpreter says of one candidate; 0 where it has none, as for an item that is not listed.
const Amount* amountOf(const interpret::Result& result, const prove::Given& g) {
  for (const Outcome& o : result.outcomes) {
    if (o.award == g.award && o.period == g.period && o.key.item == g.item) return &o.amount;
  }
  return nullptr;
}

TEST_CASE("the encoding agrees with the interpreter on random programs", "[prove]") {
  const int programs = cases(30);
  int compared = 0, positive = 0;
  for (int seed = 0; seed < programs; ++seed) {
    Random random(static_cast<uint64_t>(seed) + 7'000);
    const RandomProgram program(random, {});
    Encoding e;
    encodeAll(e, program.program);
    if (!e.encoded.leftOut.empty()) continue;
    for (int round = 0; round < 4; ++round) {
      const Assignment given = randomAssignment(random, e.terms);
      const interpret::Result result = interpreted(e, program.program, given);
      prove::Values values(e.terms, given);
      for (const prove::Given& g : e.encoded.given) {
        const Amount* amount = amountOf(result, g);
        const Rational expected = amount == nullptr ? Rational(0) : amount->lo;
        INFO("seed " << seed << " award " << g.award.index << " item " << g.item << " " << calendar::toString(g.period)
                     << "\n"
                     << core::print(program.program) << text(result));
        if (amount != nullptr) REQUIRE(amount->definite());
        REQUIRE(values.of(g.amount) == expected);
        ++compared;
        if (expected.sign() > 0) ++positive;
      }
    }
  }
  CHECK(compared > 100);
  CHECK(positive * 20 > compared); // and not all of them are nothing
}

TEST_CASE("the solver finds the interpreter's amounts, and no others", "[prove]") {
  const int programs = std::max(10, cases(200));
  int asked = 0;
  for (int seed = 0; seed < programs; ++seed) {
    Random random(static_cast<uint64_t>(seed) + 90'000);
    const RandomProgram program(random, {});
    Encoding e;
    encodeAll(e, program.program);
    if (!e.encoded.leftOut.empty()) continue;
    const Assignment given = randomAssignment(random, e.terms);
    const interpret::Result result = interpreted(e, program.program, given);
    prove::Session session(e.terms, 50'000'000, prove::Nonlinear::Exactly);
    for (uint32_t i = 0; i < e.terms.numbers(); ++i) {
      session.hold(e.terms.equal(e.terms.termOfUnknown(i), e.terms.number(given.numbers[i])));
    }
    for (const auto& unknown : e.symbols.unknowns()) {
      if (const auto* truth = std::get_if<prove::Prop>(&unknown.term)) {
        prove::Values values(e.terms, given);
        session.hold(values.of(*truth) ? *truth : e.terms.negation(*truth));
      }
    }
    for (uint32_t k = 0; k < program.program.itemKinds.size(); ++k) {
      for (int year = 2015; year <= 2025; ++year) {
        for (int item = 0; item < Items; ++item) {
          const prove::Prop listed = e.symbols.listed(program.program, {k}, item, year);
          prove::Values values(e.terms, given);
          session.hold(values.of(listed) ? listed : e.terms.negation(listed));
        }
      }
    }
    std::vector<prove::Prop> equal;
    for (const prove::Given& g : e.encoded.given) {
      const Amount* amount = amountOf(result, g);
      equal.push_back(e.terms.equal(g.amount, e.terms.number(amount == nullptr ? Rational(0) : amount->lo)));
    }
    const prove::Prop all = e.terms.all(equal);
    INFO("seed " << seed << "\n" << core::print(program.program) << text(result));
    const prove::Found other = session.ask({e.terms.negation(all)});
    INFO(other.failure);
    CHECK(other.answer == prove::Answer::No);
    CHECK(session.ask({all}).answer == prove::Answer::Yes);
    ++asked;
  }
  CHECK(asked * 2 > programs);
}

} // namespace
} // namespace tiao::test
