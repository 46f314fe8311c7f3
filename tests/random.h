#pragma once

#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace tiao::test {

/// What random tests draw from. The same seed draws the same everywhere.
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

} // namespace tiao::test
