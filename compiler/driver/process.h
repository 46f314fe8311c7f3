#pragma once

#include <optional>
#include <string>
#include <vector>

/// Running another program, without a shell.
namespace tiao::driver {

struct Ran {
  int code = 0; // what it ended with
  std::string out, err;
};
/// Runs the program of this name on the PATH with these arguments and no input. Nothing where there is no such program.
std::optional<Ran> run(const std::string& program, const std::vector<std::string>& arguments);

} // namespace tiao::driver
