#include "compiler/prove/compare.h"

#include "compiler/prove/prover.h"
#include "compiler/prove/replay.h"

#include <algorithm>

namespace tiao::prove {

using core::AwardId;

namespace {

/// The units of two programs are the same where their names are.
std::map<std::string, int> powers(const Program& program, const core::Unit& unit) {
  std::map<std::string, int> result;
  for (const auto& [base, power] : unit.powers) {
    const core::Name& name = program.units[core::Id<core::BaseUnit>{base}].name;
    result[base == 0 ? "" : name.zh.empty() ? name.en : name.zh] = power;
  }
  return result;
}

class Comparing {
public:
  Comparing(const Program& a, AwardId ofA, const Program& b, AwardId ofB, const CompareOptions& options)
      : a_(a), b_(b), ofA_(ofA), ofB_(ofB), options_(options), symbols_(terms_),
        search_(terms_, symbols_, static_cast<const Options&>(options)) {
    const Assumed first = assumedOf(a, options), second = assumedOf(b, options);
    assumed_ = {options.items, std::min(first.firstYear, second.firstYear), std::max(first.lastYear, second.lastYear)};
  }

  Comparison result() {
    if (const auto fact = differentType()) {
      comparison_.change = Change::NotComparable;
      comparison_.fact = fact;
      return std::move(comparison_);
    }
    encodedA_ = Encoder(terms_, symbols_, a_, assumed_).encode({ofA_});
    encodedB_ = Encoder(terms_, symbols_, b_, assumed_).encode({ofB_});
    sides_ = {{&a_, ofA_, &encodedA_, {}}, {&b_, ofB_, &encodedB_, {}}};
    const Num before = encodedA_.ofAllYears(terms_, ofA_);
    const Num after = encodedB_.ofAllYears(terms_, ofB_);
    const Answer more = direction(terms_.subtract(after, before), comparison_.gains);
    const Answer less = direction(terms_.subtract(before, after), comparison_.loses);
    if (more == Answer::Yes && less == Answer::Yes) {
      comparison_.change = Change::BothWays;
    } else if (more == Answer::No && less == Answer::No) {
      years();
    } else if (more == Answer::Yes && less == Answer::No) {
      comparison_.change = Change::MoreGenerous;
    } else if (more == Answer::No && less == Answer::Yes) {
      comparison_.change = Change::LessGenerous;
    }
    // What holds of what was assumed only is not proved.
    if (comparison_.change != Change::BothWays) {
      if (encodedA_.items || encodedB_.items) comparison_.why.insert(Why::Items);
      if (moreYears(a_) || moreYears(b_)) comparison_.why.insert(Why::Years);
      if (!comparison_.why.empty()) comparison_.change = Change::Undecided;
    }
    return std::move(comparison_);
  }

private:
  std::optional<core::FactId> differentType() {
    for (uint32_t i = 0; i < a_.facts.size(); ++i) {
      const core::Fact& one = a_.facts[core::FactId{i}];
      const auto id = symbols_.factOf(b_, symbols_.symbolOf(a_, {i}, Subject, {}).name);
      if (!id) continue;
      const core::Fact& other = b_.facts[*id];
      const bool same = one.type.kind == other.type.kind && one.per == other.per &&
                        powers(a_, one.type.unit) == powers(b_, other.type.unit);
      if (!same) return core::FactId{i};
    }
    return std::nullopt;
  }

  /// Is `difference` above 0 in some case?
  Answer direction(Num difference, std::optional<Difference>& told) {
    const std::vector<Prop> props{terms_.positive(difference)};
    Found found = search_.find(props);
    note(found);
    if (found.answer != Answer::Yes) return found.answer;
    Difference result;
    if (options_.most) {
      const Most most = search_.most({}, difference, Rational(1, 100), {});
      result.by = most.value;
      result.most = most.proved && !encodedA_.items && !encodedB_.items;
    }
    const Assignment least = search_.least(props, found.model);
    result.least = replay(terms_, symbols_, sides_, least, assumed_, {});
    if (!result.least) return disagreed();
    if (!options_.most) result.by = Values(terms_, least).of(difference);
    for (const int64_t much : {1'000'000, 10'000, 100, 1}) {
      const std::vector<Prop> larger{terms_.atMost(terms_.number(much), difference)};
      const Found large = search_.find(larger);
      if (large.answer != Answer::Yes) continue;
      const Assignment round = search_.round(larger, search_.least(larger, large.model));
      result.readable = replay(terms_, symbols_, sides_, round, assumed_, {});
      break;
    }
    told = std::move(result);
    return Answer::Yes;
  }

  /// The same over all years: also in each?
  void years() {
    std::vector<Prop> differ;
    for (int y = assumed_.firstYear; y <= assumed_.lastYear; ++y) {
      const Num before = encodedA_.ofYear(terms_, ofA_, y);
      differ.push_back(terms_.negation(terms_.equal(before, encodedB_.ofYear(terms_, ofB_, y))));
    }
    const std::vector<Prop> props{terms_.any(differ)};
    const Found found = search_.find(props);
    note(found);
    if (found.answer == Answer::No) comparison_.change = Change::Unchanged;
    if (found.answer != Answer::Yes) return;
    comparison_.moved = replay(terms_, symbols_, sides_, search_.least(props, found.model), assumed_, {});
    if (comparison_.moved)
      comparison_.change = Change::BothWays;
    else
      disagreed();
  }

  void note(const Found& found) {
    if (found.answer == Answer::Exhausted) comparison_.why.insert(Why::Exhausted);
    if (found.answer == Answer::Failed) comparison_.why.insert(Why::SolverFailed);
    if (!found.failure.empty()) comparison_.failure = found.failure;
  }

  Answer disagreed() {
    comparison_.leftOut = encodedA_.leftOut;
    comparison_.leftOut.insert(encodedB_.leftOut.begin(), encodedB_.leftOut.end());
    comparison_.why.insert(comparison_.leftOut.empty() ? Why::Disagreement : Why::LeftOut);
    return Answer::Exhausted;
  }

  const Program& a_;
  const Program& b_;
  AwardId ofA_, ofB_;
  CompareOptions options_;
  Assumed assumed_;
  Terms terms_;
  Symbols symbols_;
  Search search_;
  Encoded encodedA_, encodedB_;
  std::vector<Side> sides_;
  Comparison comparison_;
};

} // namespace

Comparison compare(const Program& a, AwardId ofA, const Program& b, AwardId ofB, const CompareOptions& options) {
  return Comparing(a, ofA, b, ofB, options).result();
}

Comparison compareAlone(const Program& a, AwardId ofA, const Program& b, AwardId ofB, const CompareOptions& options) {
  const Program one = alone(a, ofA);
  const Program other = alone(b, ofB);
  return compare(one, ofA, other, ofB, options);
}

} // namespace tiao::prove
