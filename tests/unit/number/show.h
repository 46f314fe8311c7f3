#pragma once

#include <catch2/catch.hpp>

#include "runtime/number/rational.h"

/// How a failed check prints its numbers.
template <> struct Catch::StringMaker<tiao::number::Rational> {
  static std::string convert(const tiao::number::Rational& value) { return value.toString(); }
};
