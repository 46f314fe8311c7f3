#pragma once

#include "compiler/diff/input.h"
#include "compiler/driver/console.h"

/// What a comparison found, rendered from its one result.
namespace tiao::driver {

/// For a terminal.
std::string diffText(const diff::Result& result, Language language, bool colour);
/// For machines: schema tiao-diff/1.
std::string diffJson(const diff::Result& result);

/// The words that every format shares.
Text verdictText(const diff::Law& law);
Text verdictText(diff::Verdict verdict, const std::vector<Text>& why);
/// One line: so many clauses, so many more generous …; who loses.
Text summaryText(const diff::Result& result);
Text endText(diff::End end);

} // namespace tiao::driver
