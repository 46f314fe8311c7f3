#include "compiler/prove/replay.h"

#include "compiler/interpret/interpret.h"

#include <algorithm>

namespace tiao::prove {

namespace {

/// How far back the lists of items are given.
constexpr int Back = 30;

class Replay {
public:
  Replay(const Terms& terms, Symbols& symbols, const std::vector<Side>& sides, const Assignment& model,
         const Assumed& assumed, std::optional<int> year, const Also& also)
      : symbols_(symbols), sides_(sides), model_(model), assumed_(assumed), year_(year), also_(also),
        values_(terms, model), show_{year.value_or(assumed.firstYear), year.value_or(assumed.lastYear)},
        instead_(sides.size()), expected_(sides.size()) {
    for (size_t s = 0; s < sides.size(); ++s) {
      for (const auto& [symbol, num] : sides[s].lets) instead_[s][symbol] = core::Constant(values_.of(num));
      for (const Given& g : sides[s].encoded->given) {
        if (g.award != sides[s].award || g.period.year < show_.first || g.period.year > show_.last) continue;
        const Rational amount = values_.of(g.amount);
        if (amount.sign() > 0) expected_[s][g.period] += amount;
      }
    }
  }

  std::optional<Example> example() {
    if (!agrees(instead_)) return std::nullopt;
    std::set<Symbol> changed;
    for (const Side& side : sides_) {
      for (const auto& [symbol, num] : side.lets) changed.insert(symbol);
    }
    return told([&](const Symbol& symbol) { return !changed.contains(symbol) && leaveOut(symbol); });
  }

  std::optional<Example> without(const std::set<Symbol>& left) {
    if (!agrees(instead_)) return std::nullopt;
    std::vector<Symbols::Instead> fewer = instead_;
    for (auto& each : fewer) {
      for (const Symbol& symbol : left) each[symbol] = std::nullopt;
    }
    const bool enough = agrees(fewer);
    return told([&](const Symbol& symbol) { return enough && left.contains(symbol); });
  }

  bool agrees() { return agrees(instead_); }

private:
  /// Do the interpreters find what the terms say?
  bool agrees(const std::vector<Symbols::Instead>& given) {
    interpret::Result result;
    for (size_t s = 0; s < sides_.size(); ++s) {
      const Side& side = sides_[s];
      if (s == 0 || side.program != sides_[s - 1].program || given[s] != given[s - 1]) {
        const interpret::Case facts = symbols_.caseOf(*side.program, model_, assumed_.firstYear - Back,
                                                      assumed_.lastYear, assumed_.items, given[s]);
        result = interpret::evaluate(*side.program, facts, {}, show_, interpret::Detail::Brief);
        if (s == 0 && also_ && !also_(facts)) return false;
      }
      std::map<Period, Rational> found;
      for (const interpret::Outcome& o : result.outcomes) {
        if (o.award != side.award) continue;
        if (!o.amount.definite()) return false;
        if (o.amount.lo.sign() > 0) found[o.period] += o.amount.lo;
      }
      if (found != expected_[s]) return false;
    }
    return true;
  }

  template <typename F> Example told(F leftOut) {
    Example result;
    for (const Symbols::Unknown& unknown : symbols_.unknowns()) {
      const Symbol& symbol = unknown.symbol;
      if (leftOut(symbol)) continue;
      for (uint32_t s = 0; s < sides_.size(); ++s) {
        const auto fact = symbols_.factOf(*sides_[s].program, symbol.name);
        const auto value = symbols_.valueOf(*sides_[s].program, symbol, model_);
        if (!fact || !value) continue;
        result.facts.push_back({*fact, symbol.item, symbol.period, *value, false, s});
        break;
      }
    }
    std::ranges::sort(result.facts, {},
                      [](const Told& t) { return std::tuple(t.item, t.side, t.fact.index, t.period); });
    for (uint32_t s = 0; s < sides_.size(); ++s) result.variants.push_back(variant(s));
    return result;
  }

  bool leaveOut(const Symbol& symbol) {
    std::vector<Symbols::Instead> fewer = instead_;
    for (auto& each : fewer) each[symbol] = std::nullopt;
    if (!agrees(fewer)) return false;
    instead_ = std::move(fewer);
    return true;
  }

  Example::Variant variant(uint32_t s) {
    Example::Variant result;
    for (const auto& [symbol, num] : sides_[s].lets) {
      const auto fact = symbols_.factOf(*sides_[s].program, symbol.name);
      if (fact)
        result.changed.push_back({*fact, symbol.item, symbol.period, core::Constant(values_.of(num)), false, s});
    }
    Rational all;
    std::map<int, Rational> ofYears;
    for (const auto& [period, amount] : expected_[s]) {
      ofYears[period.year] += amount;
      all += amount;
    }
    for (int y = show_.first; y <= show_.last; ++y) {
      if (year_ || ofYears.contains(y)) result.paid.push_back({{y, 0}, ofYears[y]});
    }
    if (!year_) result.paid.push_back({{}, all});
    return result;
  }

  Symbols& symbols_;
  const std::vector<Side>& sides_;
  const Assignment& model_;
  const Assumed& assumed_;
  std::optional<int> year_;
  const Also& also_;
  Values values_;
  interpret::Years show_;
  std::vector<Symbols::Instead> instead_;
  std::vector<std::map<Period, Rational>> expected_;
};

} // namespace

std::optional<Example> replay(const Terms& terms, Symbols& symbols, const std::vector<Side>& sides,
                              const Assignment& model, const Assumed& assumed, std::optional<int> year,
                              const Also& also) {
  return Replay(terms, symbols, sides, model, assumed, year, also).example();
}

std::optional<Example> replayWithout(const Terms& terms, Symbols& symbols, const std::vector<Side>& sides,
                                     const Assignment& model, const Assumed& assumed, const std::set<Symbol>& left) {
  return Replay(terms, symbols, sides, model, assumed, std::nullopt, {}).without(left);
}

bool replays(const Terms& terms, Symbols& symbols, const std::vector<Side>& sides, const Assignment& model,
             const Assumed& assumed) {
  return Replay(terms, symbols, sides, model, assumed, {}, {}).agrees();
}

} // namespace tiao::prove
