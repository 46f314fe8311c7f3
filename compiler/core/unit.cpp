#include "compiler/core/program.h"

namespace tiao::core {
namespace {

Unit combined(Unit result, const Unit& other, int sign) {
  for (const auto& [base, exponent] : other.powers) {
    int& power = result.powers[base];
    power += sign * exponent;
    if (power == 0) result.powers.erase(base);
  }
  return result;
}

} // namespace

Unit operator*(const Unit& a, const Unit& b) { return combined(a, b, 1); }
Unit operator/(const Unit& a, const Unit& b) { return combined(a, b, -1); }

} // namespace tiao::core
