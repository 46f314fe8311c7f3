#pragma once

#include "compiler/driver/console.h"
#include "compiler/prove/prove.h"

#include <nlohmann/json.hpp>

/// What `tiao prove` and `tiao test` tell machines of a proof.
namespace tiao::driver {

nlohmann::json textJson(const Text& text);
/// The facts of a case, and what each of its variants is paid.
nlohmann::json exampleJson(const core::Program& program, const prove::Example& example);

} // namespace tiao::driver
