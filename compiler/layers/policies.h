#pragma once

#include "compiler/diagnostics/diagnostics.h"
#include "compiler/syntax/tree.h"

/// The policies that are read together, and how they stand: bases side by side, and layers under them (core.md section
/// 9). A file's head says whose its declarations are; several heads in a file each begin another policy.
namespace tiao::layers {

using diagnostics::Text;
using source::Span;
using syntax::Date;
using syntax::SymbolId;

/// The days and districts of a policy or layer.
struct Policy {
  syntax::NewName name;
  std::string document; // 文号
  std::optional<Date> from, to;
  std::optional<uint32_t> under; // of a layer: the policy that it changes
  std::vector<syntax::Name> districts;
  Span span;      // of its name
  Span datesSpan; // of its days

  [[nodiscard]] Text shown() const;
  [[nodiscard]] bool isLayer() const { return under.has_value(); }
};

class Policies {
public:
  [[nodiscard]] const std::vector<Policy>& all() const { return all_; }
  [[nodiscard]] const Policy& operator[](uint32_t i) const { return all_[i]; }
  /// Whose a declaration is.
  [[nodiscard]] uint32_t owner(size_t file, size_t declaration) const { return owner_[file][declaration]; }
  /// The policy at the bottom of those that it stands under; itself, for one that is no layer.
  [[nodiscard]] uint32_t base(uint32_t policy) const;
  /// How many policies it stands under.
  [[nodiscard]] int depth(uint32_t policy) const;
  [[nodiscard]] bool standsUnder(uint32_t layer, uint32_t policy) const;
  /// Is there a day and a district for which both are in force?
  [[nodiscard]] bool meet(uint32_t a, uint32_t b) const;
  /// The first day of a policy, and its last: of a layer, those of its base where it says none. The ends of the
  /// calendar where nobody says any.
  [[nodiscard]] Date from(uint32_t policy) const;
  [[nodiscard]] Date to(uint32_t policy) const;

private:
  friend Policies policiesOf(const syntax::Tree&, const source::SourceSet&, diagnostics::Sink&);
  std::vector<Policy> all_;
  std::vector<std::vector<uint32_t>> owner_;
};

/// Finds them. There is always one, without a name where no head stands. A layer that stands under itself is reported
/// and taken for none.
Policies policiesOf(const syntax::Tree& tree, const source::SourceSet& sources, diagnostics::Sink& sink);

/// The fact that summaries are grouped by: what districts are told by.
const syntax::FactDeclaration* groupingFact(const syntax::Tree& tree);

} // namespace tiao::layers
