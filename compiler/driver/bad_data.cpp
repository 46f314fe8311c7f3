#include "compiler/driver/bad_data.h"

#include <fmt/format.h>

namespace tiao::driver {

std::string placeText(const BadData& bad, Language language) {
  const bool zh = language == Language::Zh;
  std::string place = bad.file.empty() ? "" : bad.file + " ";
  place += fmt::format(fmt::runtime(zh ? "第{}行" : "line {}"), bad.line);
  if (!bad.column.empty()) place += fmt::format(fmt::runtime(zh ? "「{}」" : ", column `{}`"), bad.column);
  return place;
}

std::string sentence(const BadData& bad, Language language) {
  return sayBad(placeText(bad, language), bad.text, bad.reason, language);
}

} // namespace tiao::driver
