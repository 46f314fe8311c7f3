#pragma once

#include "tests/random.h"
#include "tests/unit/interpret/build.h"

/// Random well-formed core programs, small and dense: few facts, amounts and bounds of the same size, so that limits
/// bind, awards tie and cuts are shared. The same seed gives the same program everywhere. That every node and every
/// shape of an award, a choice, a pool and a split occurs is held by generator_test.cpp.
namespace tiao::test {

/// How much of the language a random program uses.
struct Shape {
  bool items = true;
  bool months = true;
  bool choices = true;
  bool pools = true;
  bool splits = true;
};

/// Shares of hundredths that sum to 1.
std::vector<Rational> randomShares(Random& random);

/// The number that an expression is as a literal, if it is one.
std::optional<Rational> literal(const core::Program& program, ExprId e);

struct RandomProgram : Build {
  RandomProgram(Random& random, Shape shape);

  static constexpr int FirstYear = 2022, LastYear = 2024; // that are evaluated
  std::vector<FactId> truths, moneys, monthTruths, monthMoneys, itemTruths, itemMoneys;
  std::vector<FactId> gates; // by award: a condition of each award of its own
  FactId opened, district, kind, pieces, itemOpened;
  core::Id<core::ItemKind> outlet;
  core::Unit piece;

private:
  /// Where an expression stands: which facts may be read there.
  struct Place {
    bool item = false, month = false;
  };
  ExprId truthExpr(int depth, Place at);
  ExprId moneyExpr(int depth, Place at);
  ExprId dateExpr(Place at);
  ExprId comparedDates(Place at);
  ExprId comparedNames();
  ExprId priced(Place at);
  ExprId rounded(int depth, Place at);
  ExprId summed(int depth, Place at);
  ExprId number(Place at);
  ExprId since(int year); // the version in force is the one from this year on
  ExprId bound();
  ExprId years(int most);

  void addFacts();
  std::vector<core::Limit> limits(bool monthly, bool overall);
  void addAward(Shape shape);
  void addChoices();
  void addChoice(std::vector<std::pair<AwardId, AwardId>> conflicts, bool items);
  void allowDifference(core::Choice& choice);
  void addPools();
  void addSplit();

  Random& random_;
  std::vector<AwardId> rank_; // of all choices; empty: none
  bool elected_ = false;      // of all choices
};

} // namespace tiao::test
