#include "compiler/driver/register.h"

#include "compiler/driver/headings.h"

#include <algorithm>
#include <fmt/format.h>

namespace tiao::driver {

namespace {

constexpr std::string_view Replacement = "\xEF\xBF\xBD"; // stands for a byte of no character

/// The cells of a row without quotes.
void splitPlain(std::string_view text, std::vector<std::string_view>& cells) {
  cells.clear();
  while (true) {
    const size_t comma = text.find(',');
    cells.push_back(text.substr(0, comma));
    if (comma == std::string_view::npos) return;
    text.remove_prefix(comma + 1);
  }
}

} // namespace

std::string placeText(const BadData& bad, Language language) {
  if (bad.column.empty()) return fmt::format(fmt::runtime(language == Language::Zh ? "第{}行" : "line {}"), bad.line);
  return fmt::format(fmt::runtime(language == Language::Zh ? "第{}行「{}」" : "line {}, column `{}`"), bad.line,
                     bad.column);
}

std::string sentence(const BadData& bad, Language language) {
  return sayBad(placeText(bad, language), bad.text, bad.reason, language);
}

std::variant<Register, Text> Register::open(const std::string& path, const core::Program& program,
                                            const std::vector<core::Name>& subjectNames) {
  auto reader = table::Reader::open(path);
  if (const auto* failure = table::failureOf(reader)) return textOf(*failure);
  Register result(std::get<table::Reader>(std::move(reader)));
  auto headings = readHeadings(result.reader_.headings(), program, subjectNames);
  if (const auto* why = std::get_if<Text>(&headings)) return Text(path + "：" + why->zh, path + ": " + why->en);
  result.headings_ = std::get<Headings>(std::move(headings));
  result.noteRows();
  return result;
}

void Register::noteRows() {
  table::Row row;
  while (reader_.next(row)) {
    ++rowCount_;
    note(row);
  }
}

void Register::note(const table::Row& row) {
  const std::string_view subject = trimmed(row[headings_.subject]);
  const std::string_view year = trimmed(row[headings_.period]);
  std::optional<Text> problem;
  if (!row.problems.empty()) problem = textOf(describe(row.problems.front()));

  BadData bad{row.line, {}, {}, {}, std::string(subject), std::string(year)};
  if (subject.empty() || subject.find(Replacement) != std::string_view::npos) {
    bad.reason = problem.value_or(Text("没有写明是谁", "does not say who"));
    lostRows_.push_back(std::move(bad));
    return;
  }
  const std::optional<calendar::Period> period = readPeriod(year);
  if (!period) {
    subjects_[subjectCalled(subject)].periodUnread = true;
    bad.column = reader_.headings()[headings_.period];
    bad.text = year;
    bad.reason = problem.value_or(year.empty() ? Text("没有写明年度", "does not say which year")
                                               : Text("不是年度", "not a year"));
    lostRows_.push_back(std::move(bad));
    return;
  }
  Row noted{.text = row.text, .line = row.line, .period = *period};
  if (problem || row.text.find('"') != std::string_view::npos) {
    noted.kept = static_cast<uint32_t>(kept_.size());
    kept_.push_back({row.cells, std::move(problem)});
  }
  addRow(subject, noted);
}

void Register::addRow(std::string_view subject, Row row) {
  firstYear_ = std::min(firstYear_, row.period.year);
  lastYear_ = std::max(lastYear_, row.period.year);
  const auto index = static_cast<uint32_t>(rows_.size());
  rows_.push_back(row);
  Subject& owner = subjects_[subjectCalled(subject)];
  if (owner.first == Row::None)
    owner.first = index;
  else
    rows_[owner.last].next = index;
  owner.last = index;
}

uint32_t Register::subjectCalled(std::string_view name) {
  if (!subjects_.empty() && subjects_.back().name == name) return static_cast<uint32_t>(subjects_.size() - 1);
  const auto [at, isNew] = byName_.emplace(name, static_cast<uint32_t>(subjects_.size()));
  if (isNew) subjects_.push_back({.name = name});
  return at->second;
}

void Register::cells(const Row& row, std::vector<std::string_view>& cells, std::optional<Text>& problem) const {
  problem.reset();
  if (row.kept == Row::None) return splitPlain(row.text, cells);
  cells = kept_[row.kept].cells;
  problem = kept_[row.kept].problem;
}

} // namespace tiao::driver
