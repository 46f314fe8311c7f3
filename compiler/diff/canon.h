#pragma once

#include "compiler/diff/input.h"

#include <array>
#include <set>
#include <tuple>
#include <unordered_map>

/// The canonical core: both versions in one table of terms, in which what is the same is one term. Facts, units, roles
/// and members are known by their names in either language, awards by the pairs of clauses; neither order nor place
/// nor wording counts.
namespace tiao::diff {

using core::AwardId;
using core::ExprId;
using core::Program;

/// A term of the table. Equal terms mean the same in every case.
using Term = uint32_t;

/// Which award of the new version an award of the old one is. Equal numbers are the same award.
struct AwardNumbers {
  std::array<std::vector<uint32_t>, 2> of; // by award; empty: an award knows only itself
};

/// An award with its parts as terms.
struct CanonAward {
  Term eligible = 0, amount = 0;
  std::optional<Term> startedIf;
  std::vector<Term> conditions; // that all must hold, sorted
  std::vector<Term> limits, overall;
  Term head = 0; // what else computes: period, key, part of a period, rounding, discretion
  Term dates = 0;
  Term payee = 0;
  bool operator==(const CanonAward&) const = default;
};

class Canon {
public:
  Canon(const Input& before, const Input& after, AwardNumbers awards);

  Term of(Side side, ExprId expr) { return term(side, expr, true); }
  /// The same with its literals left out: 年营业收入 ≥ ▢.
  Term shape(Side side, ExprId expr) { return term(side, expr, false); }
  CanonAward award(Side side, AwardId award);
  Term limit(Side side, const core::Limit& limit, bool values = true);
  /// Choices, pools, the split and so on: all that is of no award.
  Term choice(Side side, const core::Choice& choice);
  Term pool(Side side, const core::Pool& pool);
  Term split(Side side);
  Term procedure(Side side);
  Term schedule(Side side);

  [[nodiscard]] const Program& program(Side side) const { return input(side).program; }
  [[nodiscard]] const Input& input(Side side) const { return side == Side::Before ? before_ : after_; }
  /// The text of a term, which is the same for equal terms in every run.
  [[nodiscard]] const std::string& text(Term term) const { return texts_[term]; }
  /// What a fact is known by in both versions.
  const std::string& fact(Side side, core::FactId fact) { return facts_[index(side)][fact.index]; }
  /// The conditions that all must hold for this one to hold.
  [[nodiscard]] std::vector<ExprId> parts(Side side, ExprId condition) const;
  std::string unit(Side side, const core::Unit& unit);
  std::string role(Side side, core::Id<core::Role> role);

private:
  static size_t index(Side side) { return side == Side::Before ? 0 : 1; }
  Term term(Side side, ExprId expr, bool values);
  std::string node(Side side, ExprId expr, bool values);
  std::string constant(Side side, const core::Type& type, const core::Constant& value);
  Term intern(std::string text);
  std::string name(const core::Name& name);
  void nameFacts(Side side);
  void nameWholes(Side side);
  std::string own(Side side, uint32_t award) const;
  std::optional<std::string> byClause(Side side, const core::Name& fact) const;

  const Input& before_;
  const Input& after_;
  AwardNumbers awards_;
  std::array<std::set<std::tuple<uint32_t, uint32_t, uint32_t>>, 2> wholes_; // what the words say as one condition
  std::vector<core::Name> names_;
  std::array<std::vector<std::string>, 2> facts_;
  std::unordered_map<std::string, Term> terms_;
  std::vector<std::string> texts_;
  std::array<std::array<std::unordered_map<uint32_t, Term>, 2>, 2> known_; // by side, values, expression
};

} // namespace tiao::diff
