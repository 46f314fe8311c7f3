#pragma once

#include "compiler/parse/declarations.h"

namespace tiao::parse {

/// The declared names most like an unknown one, at most three, the likest first; units only, or all but units. Empty
/// when nothing is like it: fewer than half of the characters would stay.
std::vector<std::string> nearestNames(const std::string& unknown, const Vocabulary& vocabulary, bool units);

/// The same of the names of conventions and readings.
std::vector<std::string> nearestConventions(const std::string& unknown);

/// The reasons why official words are no rule, in either language.
std::vector<std::string> grounds(bool chinese);

/// How many characters must be put in, left out or changed to make one text the other.
size_t editDistance(const std::u32string& a, const std::u32string& b);

} // namespace tiao::parse
