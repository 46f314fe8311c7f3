#pragma once

#include "compiler/driver/register.h"

/// What the columns of a register's files are, by their headings.
namespace tiao::driver {

/// Of a file of subjects. The text is why it cannot be used: no column of subjects, none of years though a fact changes
/// with them, or two for the same thing.
std::variant<Headings, Text> readHeadings(const std::vector<std::string_view>& headings, const core::Program& program,
                                          const std::vector<core::Name>& subjectNames);
/// Of a file of items, whose kind is the one that a column is named after.
std::variant<Headings, Text> readItemHeadings(const std::vector<std::string_view>& headings,
                                              const core::Program& program,
                                              const std::vector<core::Name>& subjectNames);
/// "no column says which year"
Text noPeriod();

/// What awards read that no file has.
Absent absentOf(const std::vector<Register::Table>& tables, const core::Program& program);

/// Tells, before a run begins, which columns are not used, which facts have no column, which items no file, and which
/// years of items the register does not have.
void tellHeadings(const Register& reg, const core::Program& program, const Console& console);

/// The same of a register that two versions of a policy read: a column that one of them uses is used; of what a file
/// lacks it is told which version misses it.
void tellHeadings(const Register& before, const core::Program& old, const Register& after, const core::Program& fresh,
                  const Console& console);

/// The facts that some award of the program reads, its assessments and elections among them; ascending.
std::vector<core::FactId> factsRead(const core::Program& program);

} // namespace tiao::driver
