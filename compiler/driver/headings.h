#pragma once

#include "compiler/driver/register.h"

/// What the columns of a register are, by their headings.
namespace tiao::driver {

/// The text is why the register cannot be used: no column of subjects or of years, or two for the same thing.
std::variant<Headings, Text> readHeadings(const std::vector<std::string_view>& headings, const core::Program& program,
                                          const std::vector<core::Name>& subjectNames);

/// Tells, before a run begins, which columns are not used and which facts have no column.
void tellHeadings(const Headings& headings, const core::Program& program, const Console& console);

} // namespace tiao::driver
