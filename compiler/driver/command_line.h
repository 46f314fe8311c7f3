#pragma once

namespace tiao::driver {

/// Reads the command line, does what it asks, and returns the exit code.
int commandLine(int argc, char** argv);

} // namespace tiao::driver
