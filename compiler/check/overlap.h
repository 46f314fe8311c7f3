#pragma once

#include "compiler/core/program.h"
#include "compiler/diagnostics/diagnostics.h"
#include "compiler/source/source.h"

#include <optional>

/// Can two conditions both hold? Comparisons of facts with literals are reasoned with exactly, as intervals and
/// members; any other condition (growth, sums, computed values) may hold or not, but not both.
namespace tiao::check {

using diagnostics::Text;

/// Facts with values under which both hold, as words; nothing where none can be found.
std::optional<Text> bothHold(const core::Program& program, core::ExprId one, core::ExprId other,
                             const source::SourceSet& sources);

} // namespace tiao::check
