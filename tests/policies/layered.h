#pragma once

#include "tests/lang/front_end.h"

#include "compiler/interpret/interpret.h"
#include "compiler/layers/lay.h"

#include <map>
#include <string>

/// Law 16 of core.md section 11: a policy with its layers, and the same policy consolidated. Their facts and awards may
/// be numbered apart; they have the same names.
namespace tiao::policies {

/// The last day of a year, in a district.
layers::Standing standing(const test::Compiled& policy, int year, const std::string& district);
/// The policy as it stands there, from the text that `tiao consolidate` writes.
test::Compiled consolidated(const test::Compiled& policy, const layers::Standing& at, source::Language language);
/// Status and amount of each award in a year, by its name.
std::map<std::string, std::string> outcomes(const core::Program& program, const interpret::Result& result, int year);
/// The ledger of one program as that of another.
interpret::Ledger carried(const core::Program& from, const interpret::Ledger& ledger, const core::Program& to);
/// Empty where it is missing.
std::string districtOf(const core::Program& program, const interpret::Case& facts);

} // namespace tiao::policies
