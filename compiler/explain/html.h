#pragma once

#include "compiler/explain/explain.h"

#include <string_view>

/// A page that stands alone: one file, no script, nothing from elsewhere, for screens light and dark and for A4 paper.
namespace tiao::explain {

/// As text within HTML, and within a quoted attribute. What cannot stand in HTML becomes U+FFFD: control characters,
/// and bytes that are not UTF-8.
std::string escaped(std::string_view text);

/// The page around `body`, which is HTML already; `title` is text. The classes that explanations have are styled here;
/// `more` is the style of what a page has besides.
std::string page(std::string_view title, std::string_view body, Language language, std::string_view more = {});

} // namespace tiao::explain
