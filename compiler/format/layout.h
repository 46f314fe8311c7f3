#pragma once

#include "compiler/format/pieces.h"

#include <set>

/// A statement on lines of its own, in the one form that its words have: blanks, width of punctuation, indentation,
/// and line breaks follow from the words alone, never from how they stood. The words stay as they were written.
namespace tiao::format {

/// Lines are no wider than this where a break can be had, a Chinese character taking two columns.
constexpr uint32_t widest = 120;

/// `phraseBounds`: the bytes where targets begin and end, and where starts end. A sentence that needs more lines than
/// one breaks at the commas there first.
std::string layOut(const Statement& statement, const std::set<uint32_t>& phraseBounds);

} // namespace tiao::format
