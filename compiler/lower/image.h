#pragma once

#include "compiler/lower/object.h"
#include "compiler/native/image.h"

namespace tiao::lower {

/// An object's kernel as bytes that run wherever they are laid. None where it asks for more than an image can give:
/// another processor's relocations, a symbol that is not its own and not the division of 128-bit numbers.
std::optional<native::Image> imageOf(const Object& object);

} // namespace tiao::lower
