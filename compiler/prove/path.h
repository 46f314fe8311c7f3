#pragma once

#include "compiler/prove/encode.h"
#include "compiler/prove/regions.h"

#include <set>

/// By what a version of an award goes, as truths over the periods of a table: what tells its paths apart.
namespace tiao::prove {

struct Selectors {
  using ByExpr = std::vector<std::pair<core::ExprId, Prop>>;
  using ByLimit = std::vector<std::pair<uint32_t, Prop>>;

  Prop inForce, entitled, open; // in some period
  ByExpr asked;                 // each condition, where it is in force
  ByExpr then, otherwise;       // of the amount: some amount goes so
  ByExpr within;                // limits inside the amount: one cuts
  ByLimit reached;              // a cap: an amount is as much as it leaves; a floor: it lifts one
  ByLimit cut;                  // a cap takes something away, before rounding; a floor: as above
  ByLimit closed;               // it closes what would else be given
  Num paid;                     // of all periods

  /// Calls f with the index of each term.
  template <typename F> void each(F f) {
    for (Prop* one : {&inForce, &entitled, &open}) f(one->index);
    for (ByExpr* list : {&asked, &then, &otherwise, &within}) {
      for (auto& [expr, prop] : *list) f(prop.index);
    }
    for (ByLimit* list : {&reached, &cut, &closed}) {
      for (auto& [limit, prop] : *list) f(prop.index);
    }
    f(paid.index);
  }
  /// Those by which paths differ; the first three are of the status.
  [[nodiscard]] std::vector<Prop> telling() const;
  static constexpr size_t OfStatus = 3;
  /// Without some of them, by number of `telling`.
  [[nodiscard]] Selectors without(const std::set<size_t>& left) const;
};

Selectors selectorsOf(Terms& terms, const Program& program, core::AwardId award, const Encoded& encoded);

/// The path between two values of the driver: what holds at both. All that `telling` tells is the same at both.
Path pathOf(const Selectors& selectors, Values& first, Values& last);

} // namespace tiao::prove
