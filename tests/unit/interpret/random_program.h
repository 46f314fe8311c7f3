#pragma once

#include "tests/unit/interpret/build.h"

#include <random>

/// Random well-formed core programs, small and dense: few facts, amounts and bounds of the same size, so that limits
/// bind, awards tie and cuts are shared. The same seed gives the same program everywhere.
namespace tiao::test {

class Random {
public:
  explicit Random(uint64_t seed) : engine_(seed) {}
  /// A whole number from 0 to n − 1.
  int below(int n) { return static_cast<int>(engine_() % static_cast<uint64_t>(n)); }
  bool chance(int percent) { return below(100) < percent; }
  template <typename T> const T& of(const std::vector<T>& choices) {
    return choices[static_cast<size_t>(below(static_cast<int>(choices.size())))];
  }
  template <typename T> void shuffle(std::vector<T>& values) {
    for (size_t i = values.size(); i > 1; --i) {
      std::swap(values[i - 1], values[static_cast<size_t>(below(static_cast<int>(i)))]);
    }
  }

private:
  std::mt19937_64 engine_;
};

/// How much of the language a random program uses.
struct Shape {
  bool items = true;
  bool months = true;
  bool choices = true;
  bool pools = true;
};

struct RandomProgram : Build {
  RandomProgram(Random& random, Shape shape);

  static constexpr int FirstYear = 2022, LastYear = 2024; // that are evaluated
  std::vector<FactId> truths, moneys, monthTruths, itemTruths, itemMoneys;
  std::vector<FactId> gates; // by award: a condition of each award of its own
  FactId opened, district;
  core::Id<core::ItemKind> outlet;

private:
  ExprId truthExpr(int depth, bool inItem, bool inMonth);
  ExprId moneyExpr(int depth, bool inItem, bool inMonth);
  ExprId count();
  std::vector<core::Limit> limits(bool monthly, bool overall);
  void addAward(Shape shape);
  void addChoices();
  void addPools();

  Random& random_;
};

} // namespace tiao::test
