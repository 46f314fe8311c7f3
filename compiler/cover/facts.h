#pragma once

#include "compiler/interpret/expression.h"
#include "compiler/interpret/interpret.h"

#include <algorithm>
#include <map>

/// Facts chosen one after the other, as a search needs them: cheap to copy and to take back.
namespace tiao::cover {

/// Whose: the subject, or one of the items of a kind that a made test has; mostly there is one.
struct FactPlace {
  core::FactId fact;
  interpret::Period period; // year 0 for a fixed fact
  int item = 0;             // of a fact of an item: which
  auto operator<=>(const FactPlace&) const = default;
};

class Facts {
public:
  /// The items of these kinds stand in the lists of these years.
  Facts(const core::Program& program, interpret::Years years) : program_(&program), years_(years) {}

  /// Gives a value; false where another is given already, or the fact may not have it.
  bool give(core::FactId fact, interpret::Period at, const core::Constant& value, int item = 0);
  /// There are at least so many items of a kind.
  void addItem(core::Id<core::ItemKind> kind, int number = 1) { items_[kind] = std::max(items_[kind], number); }
  [[nodiscard]] Facts without(const FactPlace& place) const;

  [[nodiscard]] interpret::Case asCase() const;
  /// The key of the first item of a kind in that case.
  [[nodiscard]] interpret::Key keyOf(core::Id<core::ItemKind> kind) const;
  /// What an expression is with what is known so far.
  [[nodiscard]] interpret::Value value(core::ExprId expr, interpret::Key key, interpret::Period period,
                                       core::AwardId award) const;

  [[nodiscard]] const std::map<FactPlace, core::Constant>& given() const { return given_; }
  /// How many there are of each kind.
  [[nodiscard]] const std::map<core::Id<core::ItemKind>, int>& items() const { return items_; }
  [[nodiscard]] interpret::Years years() const { return years_; }

private:
  const core::Program* program_;
  interpret::Years years_;
  std::map<FactPlace, core::Constant> given_;
  std::map<core::Id<core::ItemKind>, int> items_;
};

} // namespace tiao::cover
