#pragma once

#include "compiler/driver/passes.h"

namespace tiao::driver {

/// The district of this name: a value of the fact that summaries are grouped by. None, and that is told with the
/// nearest names, if it is not known.
std::optional<syntax::SymbolId> districtOf(const Compiled& policy, const std::string& name, const Console& console);

/// Writes a text whole or not at all; "-" is standard output.
Exit writeWhole(const std::string& path, const std::string& text, const Console& console);

} // namespace tiao::driver
