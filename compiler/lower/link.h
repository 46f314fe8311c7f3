#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// Linking within this program, so that nothing needs to be installed where policies are compiled.
namespace tiao::lower {

struct Linked {
  std::string bytes;
};

/// Joins object files into a shared library that exports what is not hidden, or into one object file. The text says
/// what the linker says. Linking is done one at a time: the linker has a state of its own.
std::variant<Linked, std::string> link(const std::vector<std::string_view>& objects, bool library,
                                       const std::string& name);

} // namespace tiao::lower
