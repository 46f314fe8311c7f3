#include "compiler/driver/years.h"

#include <fmt/format.h>

namespace tiao::driver {

std::string yearsText(const std::vector<int>& years, const std::string& comma) {
  std::string out;
  for (size_t i = 0; i < years.size();) {
    size_t last = i;
    while (last + 1 < years.size() && years[last + 1] == years[last] + 1) ++last;
    if (last < i + 2) last = i;
    if (i > 0) out += comma;
    out += std::to_string(years[i]);
    if (last > i) out += "–" + std::to_string(years[last]);
    i = last + 1;
  }
  return out;
}

namespace {

/// The months of one year: 2022年7–12月.
std::string monthsText(int year, const std::vector<int>& months, bool zh) {
  std::string list;
  for (size_t i = 0; i < months.size();) {
    size_t last = i;
    while (last + 1 < months.size() && months[last + 1] == months[last] + 1) ++last;
    if (i > 0) list += zh ? "、" : ", ";
    list += fmt::format(fmt::runtime(zh ? "{}" : "{:02}"), months[i]);
    if (last > i) list += fmt::format(fmt::runtime(zh ? "–{}" : "–{:02}"), months[last]);
    i = last + 1;
  }
  return zh ? fmt::format("{}年{}月", year, list) : fmt::format("{}-{}", year, list);
}

} // namespace

std::string periodsText(const std::vector<calendar::Period>& periods, Language language) {
  const bool zh = language == Language::Zh;
  std::string out;
  std::vector<int> years; // whole ones that wait to be told together
  const auto add = [&](const std::string& text) { out += (out.empty() ? "" : zh ? "，" : "; ") + text; };
  const auto flush = [&] {
    if (!years.empty()) add(yearsText(years, zh ? "、" : ", ") + (zh ? "年" : ""));
    years.clear();
  };
  for (size_t i = 0; i < periods.size();) {
    const int year = periods[i].year;
    std::vector<int> months;
    for (; i < periods.size() && periods[i].year == year; ++i)
      if (periods[i].isMonth()) months.push_back(periods[i].month);
    if (months.empty() || months.size() == 12) {
      years.push_back(year);
      continue;
    }
    flush();
    add(monthsText(year, months, zh));
  }
  flush();
  return out;
}

} // namespace tiao::driver
