#pragma once

#include "compiler/plan/numbers.h"
#include "compiler/source/source.h"

#include <nlohmann/json_fwd.hpp>

/// The numeric plan, written.
namespace tiao::build {

/// As Markdown: a heading for each award, and a table.
std::string numbersText(const core::Program& program, const plan::Plan& plan, source::Language language);
nlohmann::ordered_json numbersJson(const core::Program& program, const plan::Plan& plan);

} // namespace tiao::build
