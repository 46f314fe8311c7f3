#include "examples/register/draw.h"

#include <algorithm>

namespace tiao::examples {

int64_t drawSize(Random& random, int64_t least, int64_t greatest) {
  constexpr Fixed Farthest = Fixed{20} << FixedPlaces;
  const Fixed exponent = random.halvings() * 100 / 115;
  return std::min(timesPowerOf2(least, std::min(exponent, Farthest)), greatest);
}

std::string yuan(int64_t fen) {
  std::string text = std::to_string(fen / 100) + ".00";
  text[text.size() - 2] = static_cast<char>('0' + fen % 100 / 10);
  text[text.size() - 1] = static_cast<char>('0' + fen % 10);
  return text;
}

std::string yesNo(bool yes) { return yes ? "是" : "否"; }

std::string unlessMissing(Random& random, std::string value) {
  return random.chance(MissingPermille) ? std::string() : std::move(value);
}

} // namespace tiao::examples
