#pragma once

/// Which instructions the processor has. Code is made for three levels of x86-64, of which the best that it and the
/// system have is used; all compute the same.
namespace tiao::abi {

enum class Level : int { V1, V3, V4 };

/// Asked of the processor once.
Level level();

} // namespace tiao::abi
