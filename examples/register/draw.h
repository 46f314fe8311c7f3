#pragma once

#include "examples/register/random.h"

#include <string>

/// What is drawn and written alike in all files of the example.
namespace tiao::examples {

constexpr int64_t Yuan = 100;              // in fen
constexpr int64_t Wan = 10'000 * Yuan;     // 万元
constexpr int64_t Yi = 100'000'000 * Yuan; // 亿元

/// So many of a thousand facts are not known.
constexpr int64_t MissingPermille = 35;

/// Sizes: P(size > x) = (least ÷ x)^1.15, which is Zipf's law with an exponent of 1 ÷ 1.15 by rank; cut at `greatest`.
int64_t drawSize(Random& random, int64_t least, int64_t greatest);

/// Money as the files write it: 1200.50.
std::string yuan(int64_t fen);
std::string yesNo(bool yes);
/// The value, or an empty cell now and then.
std::string unlessMissing(Random& random, std::string value);

} // namespace tiao::examples
