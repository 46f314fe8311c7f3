#pragma once

#include "compiler/diff/wording.h"

#include <functional>
#include <set>

/// What turns one award into another, edit by edit. Of what is the same term nothing is said; of what is not, something
/// always is.
namespace tiao::diff {

/// A sentence of the table, with the thing that was changed.
Text editSentence(EditKind kind, const Text& what);

class AwardEdits {
public:
  /// How one condition stands to another: what asking the one instead of the other does to whom is paid.
  using Relate = std::function<prove::Change(ExprId before, ExprId after)>;

  AwardEdits(Canon& canon, const Wording& before, const Wording& after, Relate relate)
      : canon_(canon), before_(before), after_(after), relate_(std::move(relate)) {}

  /// The days of a policy are told of it, and not again of each award that has them.
  std::vector<Edit> of(AwardId before, AwardId after);
  /// Conditions, by themselves: those that every clause asks.
  std::vector<Edit> ofConditions(const std::vector<ExprId>& before, const std::vector<ExprId>& after);

private:
  enum class Role : uint8_t { Amount, Rate, Base, Cap, Factor };
  struct Said {
    std::optional<ExprId> expr;
    Text text;
    source::Span span;
  };
  /// A comparison of a quantity with a bound: quantity ≥ bound.
  struct Bounded {
    ExprId quantity, bound;
    bool atLeast = false; // the quantity is on the upper side
    bool included = false;
  };

  // award_edits.cpp
  void head(const core::Award& a, const core::Award& b);
  void add(EditKind kind, const Text& what, const Said& before, const Said& after);
  void add(EditKind kind, const Text& what, std::optional<ExprId> before, std::optional<ExprId> after);
  [[nodiscard]] Said saidBefore(ExprId expr) const { return {expr, before_.expr(expr), before_.span(expr)}; }
  [[nodiscard]] Said saidAfter(ExprId expr) const { return {expr, after_.expr(expr), after_.span(expr)}; }
  [[nodiscard]] const core::Node& old(ExprId expr) const { return before_.input.program.exprs[expr].node; }
  [[nodiscard]] const core::Node& fresh(ExprId expr) const { return after_.input.program.exprs[expr].node; }
  [[nodiscard]] bool same(ExprId before, ExprId after) {
    return canon_.of(Side::Before, before) == canon_.of(Side::After, after);
  }
  void join(); // what was taken away here and added there is one edit

  // condition_edits.cpp
  void conditions(const std::vector<ExprId>& before, const std::vector<ExprId>& after);
  void condition(ExprId before, ExprId after);
  void addedCondition(ExprId after);
  void removedCondition(ExprId before);
  bool bounds(ExprId before, ExprId after);
  bool held(ExprId before, ExprId after);
  bool growths(ExprId before, ExprId after);
  [[nodiscard]] std::optional<Bounded> bounded(Side side, ExprId expr) const;
  [[nodiscard]] std::set<std::string> facts(Side side, ExprId expr);

  // amount_edits.cpp
  void amount(ExprId before, ExprId after, Role role);
  bool layered(ExprId before, ExprId after, const std::function<void(ExprId, ExprId)>& each);
  void literals(ExprId before, ExprId after, Role role);
  bool capped(ExprId before, ExprId after, Role role);
  bool rounded(ExprId before, ExprId after, Role role);
  bool product(ExprId before, ExprId after);
  bool sum(ExprId before, ExprId after, Role role);
  bool scales(ExprId before, ExprId after);
  void otherwise(ExprId before, ExprId after, Role role);

  // limit_edits.cpp
  void limits(const core::Award& a, const core::Award& b, bool overall);

  Canon& canon_;
  const Wording& before_;
  const Wording& after_;
  Relate relate_;
  std::vector<Edit> edits_;
  std::vector<Text> layers_; // in which the edit lies
};

} // namespace tiao::diff
