#include "compiler/build/ids.h"

#include <fmt/format.h>

namespace tiao::build {

namespace {

constexpr size_t MostLength = 56;

bool isDigit(char c) { return '0' <= c && c <= '9'; }
bool isLower(char c) { return 'a' <= c && c <= 'z'; }
bool isUpper(char c) { return 'A' <= c && c <= 'Z'; }

/// Letters and digits; what lies between them becomes one _.
std::string plain(const std::string& name) {
  std::string id;
  for (const char c : name) {
    if (isLower(c) || isDigit(c))
      id.push_back(c);
    else if (isUpper(c))
      id.push_back(static_cast<char>(c - 'A' + 'a'));
    else if (!id.empty() && id.back() != '_')
      id.push_back('_');
  }
  if (id.size() > MostLength) id.resize(MostLength);
  while (!id.empty() && id.back() == '_') id.pop_back();
  return !id.empty() && isDigit(id.front()) ? "n" + id : id;
}

} // namespace

std::string Ids::of(const core::Name& name, const std::string& otherwise) {
  std::string base = plain(name.en);
  if (base.empty()) base = otherwise;
  std::string id = base;
  for (int n = 2; !taken_.insert(id).second; ++n) id = fmt::format("{}_{}", base, n);
  return id;
}

std::string upper(const std::string& id) {
  std::string result = id;
  for (char& c : result)
    if (isLower(c)) c = static_cast<char>(c - 'a' + 'A');
  return result;
}

std::string withPeriod(const std::string& id, int year, int month) {
  if (year == 0) return id;
  return month == 0 ? fmt::format("{}_{}", id, year) : fmt::format("{}_{}_{:02}", id, year, month);
}

} // namespace tiao::build
