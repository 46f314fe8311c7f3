#pragma once

#include <optional>
#include <string>

namespace tiao::native {

/// What the processor at hand says of itself, as far as code generators go by it: two that say the same run the same
/// code. None where it is of a sort for which nothing is kept (other than x86-64).
std::optional<std::string> thisProcessor();

} // namespace tiao::native
