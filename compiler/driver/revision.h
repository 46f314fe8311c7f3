#pragma once

#include "compiler/driver/passes.h"

/// A version to compare: files or folders on disk, or `git:REV:path`, read from the repository as it was.
namespace tiao::driver {

/// Compiles one. Nothing, and that is told, where there is no git, no such revision, no such path, no such file.
std::unique_ptr<Compiled> compileVersion(const std::vector<std::string>& paths, const Console& console);

} // namespace tiao::driver
