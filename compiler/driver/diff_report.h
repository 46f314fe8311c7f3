#pragma once

#include "compiler/diff/input.h"
#include "compiler/driver/console.h"

#include <nlohmann/json_fwd.hpp>

/// What a comparison found, rendered from its one result.
namespace tiao::driver {

class Sheet;

/// For a terminal.
std::string diffText(const diff::Result& result, Language language, bool colour);
/// For machines: schema tiao-diff/1.
std::string diffJson(const diff::Result& result);
/// A comment of a merge request, as GitHub and GitLab show it.
std::string diffMarkdown(const diff::Result& result, Language language);
/// A page of its own (explain/html.h).
std::string diffHtml(const diff::Result& result, Language language);
/// SARIF 2.1.0, for code review.
std::string diffSarif(const diff::Result& result, Language language);
/// As results of tests.
std::string diffJunit(const diff::Result& result, Language language);

/// Its parts for a terminal: who gets more or less in the register, who pays, and why one subject is given what it is.
void addRegister(Sheet& sheet, const diff::Register& registered);
void addBudget(Sheet& sheet, const diff::Budget& budget);
void addReasons(Sheet& sheet, const diff::Reasons& reasons);
/// For machines.
nlohmann::ordered_json lawJson(const diff::Law& law);
nlohmann::ordered_json registerJson(const diff::Register& registered);
nlohmann::ordered_json budgetJson(const diff::Budget& budget);
nlohmann::ordered_json reasonsJson(const diff::Reasons& reasons);

} // namespace tiao::driver
