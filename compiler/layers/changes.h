#pragma once

#include "compiler/layers/policies.h"

#include <map>

/// What the layers change, put in order: of two that change one part, the one that comes later in the order prevails
/// where both are in force.
namespace tiao::layers {

/// One change of one clause or parameter by one layer.
struct Changing {
  uint32_t layer = 0;
  const syntax::Amendment* amendment = nullptr; // null: the clause is stopped
  Span span;                                    // of the words that change it
  std::optional<Date> from = std::nullopt;      // the policy stops a clause of its own, from this day on

  [[nodiscard]] syntax::Part part() const { return amendment == nullptr ? syntax::Part::End : amendment->part; }
};

/// By clause or parameter. Jurisdiction goes before the rest, then the place under other policies, then the later date.
using Changes = std::map<SymbolId, std::vector<Changing>>;

/// Collects them. Reports what is no layer's to say, what is not open to it, and two that are equal in rank.
Changes changesOf(const syntax::Tree& tree, const Policies& policies, diagnostics::Sink& sink);

/// Does the permission leave this part of the clause open? Without a clause: that clauses are added.
bool opens(const syntax::Permission& permission, std::optional<SymbolId> clause, syntax::Part part);

/// What a part is called in messages: 累计上限, total cap.
Text partText(syntax::Part part);

} // namespace tiao::layers
