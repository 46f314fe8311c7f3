#pragma once

#include "compiler/diff/input.h"
#include "compiler/driver/console.h"

/// The file of accepted changes: JSON, an entry for each change that people have looked at and accept.
namespace tiao::driver {

/// Reads it; nothing, and that is told, if it cannot be read. A file that is not there has none where `mayLack`.
std::optional<diff::Accepted> readAcceptance(const std::string& path, bool mayLack, const Console& console);
/// Adds every change that is not accepted yet, with this reason and document number.
Exit writeAcceptance(const std::string& path, const diff::Accepted& known, const diff::Result& result,
                     const std::string& reason, const std::string& document, const Console& console);

} // namespace tiao::driver
