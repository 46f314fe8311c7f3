#pragma once

#include "compiler/diff/input.h"
#include "compiler/driver/console.h"

#include <nlohmann/json_fwd.hpp>

/// What a comparison found, rendered from its one result.
namespace tiao::driver {

/// For a terminal.
std::string diffText(const diff::Result& result, Language language, bool colour);
/// For machines: schema tiao-diff/1.
std::string diffJson(const diff::Result& result);

/// Its parts for a terminal: who gets more or less in the register, who pays, and why one subject is given what it is.
std::string registerTables(const diff::Register& registered, Language language, bool colour);
std::string budgetTables(const diff::Budget& budget, Language language, bool colour);
std::string reasonsText(const diff::Reasons& reasons, Language language, bool colour);
/// For machines.
nlohmann::ordered_json registerJson(const diff::Register& registered);
nlohmann::ordered_json budgetJson(const diff::Budget& budget);
nlohmann::ordered_json reasonsJson(const diff::Reasons& reasons);

/// The words that every format shares.
Text verdictText(const diff::Law& law);
Text verdictText(diff::Verdict verdict, const std::vector<Text>& why);
/// One line: so many clauses, so many more generous …; who loses.
Text summaryText(const diff::Result& result);
Text endText(diff::End end);

} // namespace tiao::driver
