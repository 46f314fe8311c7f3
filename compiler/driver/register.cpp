#include "compiler/driver/register.h"

#include "compiler/driver/headings.h"

#include <algorithm>
#include <filesystem>
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

Text inFile(const std::string& path, const Text& why) { return {path + "：" + why.zh, path + ": " + why.en}; }

} // namespace

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

std::variant<Register, Text> Register::open(const RegisterFiles& files, const core::Program& program,
                                            const std::vector<core::Name>& subjectNames) {
  Register result;
  for (const std::string& path : files.inputs)
    if (auto why = result.add(path, false, program, subjectNames)) return *why;
  const auto dated = [](const Table& table) { return table.headings.period.has_value(); };
  if (std::ranges::none_of(result.tables_, dated)) return inFile(files.inputs.front(), noPeriod());
  for (const std::string& path : files.items)
    if (auto why = result.add(path, true, program, subjectNames)) return *why;
  result.nameTables(files);
  result.absent_ = absentOf(result.tables_, program);
  for (uint16_t i = 0; i < result.tables_.size(); ++i) result.noteRows(i);
  result.noteOtherYears();
  return result;
}

std::variant<Register, Text> Register::readFor(const core::Program& program,
                                               const std::vector<core::Name>& subjectNames) const {
  Register result = *this;
  for (Table& table : result.tables_) {
    const std::vector<std::string_view>& written = table.reader->headings();
    auto headings = table.headings.kind ? readItemHeadings(written, program, subjectNames)
                                        : readHeadings(written, program, subjectNames);
    if (const auto* why = std::get_if<Text>(&headings)) return inFile(table.name, *why);
    table.headings = std::get<Headings>(std::move(headings));
  }
  result.absent_ = absentOf(result.tables_, program);
  return result;
}

std::optional<Text> Register::add(const std::string& path, bool items, const core::Program& program,
                                  const std::vector<core::Name>& subjectNames) {
  constexpr size_t MostTables = 1000;
  if (tables_.size() == MostTables) return inFile(path, {"文件过多", "too many files"});
  auto reader = table::Reader::open(path);
  if (const auto* failure = table::failureOf(reader)) return textOf(*failure);
  auto& opened = std::get<table::Reader>(reader);
  auto headings = items ? readItemHeadings(opened.headings(), program, subjectNames)
                        : readHeadings(opened.headings(), program, subjectNames);
  if (const auto* why = std::get_if<Text>(&headings)) return inFile(path, *why);
  tables_.push_back(
      {std::make_shared<table::Reader>(std::move(opened)), std::get<Headings>(std::move(headings)), {}, {}});
  return std::nullopt;
}

/// By file name, or as the command line has it where two files have the same.
void Register::nameTables(const RegisterFiles& files) {
  if (tables_.size() < 2) return;
  std::vector<std::string> paths = files.inputs, names;
  paths.insert(paths.end(), files.items.begin(), files.items.end());
  for (const std::string& path : paths) names.push_back(std::filesystem::path(path).filename().string());
  for (size_t i = 0; i < tables_.size(); ++i)
    tables_[i].name = std::ranges::count(names, names[i]) > 1 ? paths[i] : names[i];
}

bool Register::hasItems(core::Id<core::ItemKind> kind) const {
  return std::ranges::any_of(tables_, [&](const Table& table) { return table.headings.kind == kind; });
}

void Register::noteRows(uint16_t table) {
  size_t& count = tables_[table].headings.kind ? itemRowCount_ : rowCount_;
  table::Row row;
  while (tables_[table].reader->next(row)) {
    ++count;
    note(row, table);
  }
}

std::variant<calendar::Period, Text> Register::periodOf(const table::Row& row, const Table& table) const {
  if (!table.headings.period) return calendar::Period{};
  const std::string_view text = trimmed(row[*table.headings.period]);
  if (const auto period = readPeriod(text)) return *period;
  return text.empty() ? Text("没有写明年度", "does not say which year") : Text("不是年度", "not a year");
}

void Register::note(const table::Row& row, uint16_t index) {
  const Table& table = tables_[index];
  const std::string_view name = trimmed(row[table.headings.subject]);
  std::optional<Text> problem;
  if (!row.problems.empty()) problem = textOf(describe(row.problems.front()));
  const std::string_view periodText = table.headings.period ? trimmed(row[*table.headings.period]) : "";

  BadData bad{row.line, {}, {}, {}, std::string(name), std::string(periodText), table.name};
  if (name.empty() || name.find(Replacement) != std::string_view::npos) {
    bad.reason = problem.value_or(Text("没有写明是谁", "does not say who"));
    lostRows_.push_back(std::move(bad));
    return;
  }
  const bool items = table.headings.kind.has_value();
  const std::optional<uint32_t> known = items ? find(name) : subjectCalled(name);
  if (!known) {
    bad.column = table.reader->headings()[table.headings.subject];
    bad.text = name;
    bad.reason = {"不在名册中", "is not in the register"};
    lostRows_.push_back(std::move(bad));
    return;
  }
  Subject& owner = subjects_[*known];
  const auto period = periodOf(row, table);
  if (const auto* why = std::get_if<Text>(&period); why != nullptr && !items) {
    owner.periodUnread = true;
    bad.column = table.reader->headings()[*table.headings.period];
    bad.text = periodText;
    bad.reason = problem.value_or(*why);
    lostRows_.push_back(std::move(bad));
    return;
  }
  Row noted{.text = row.text, .line = row.line, .period = {}, .table = index};
  if (const auto* found = std::get_if<calendar::Period>(&period))
    noted.period = *found;
  else
    noted.periodUnread = true;
  if (problem || row.text.find('"') != std::string_view::npos) {
    noted.kept = static_cast<uint32_t>(kept_.size());
    kept_.push_back({row.cells, std::move(problem)});
  }
  if (!items && noted.period.year != 0) {
    firstYear_ = std::min(firstYear_, noted.period.year);
    lastYear_ = std::max(lastYear_, noted.period.year);
  }
  addRow(items ? owner.items : owner.rows, noted);
}

void Register::addRow(Chain& chain, Row row) {
  const auto index = static_cast<uint32_t>(rows_.size());
  rows_.push_back(row);
  if (chain.first == Row::None)
    chain.first = index;
  else
    rows_[chain.last].next = index;
  chain.last = index;
}

std::optional<uint32_t> Register::find(std::string_view subject) const {
  const auto found = byName_.find(subject);
  return found == byName_.end() ? std::nullopt : std::optional(found->second);
}

uint32_t Register::subjectCalled(std::string_view name) {
  if (!subjects_.empty() && subjects_.back().name == name) return static_cast<uint32_t>(subjects_.size() - 1);
  const auto [at, isNew] = byName_.emplace(name, static_cast<uint32_t>(subjects_.size()));
  if (isNew) subjects_.push_back({.name = name, .rows = {}, .items = {}});
  return at->second;
}

void Register::noteOtherYears() {
  for (const Row& row : rows_) {
    Table& table = tables_[row.table];
    const int year = row.period.year;
    if (table.headings.kind && year != 0 && (year < firstYear_ || year > lastYear_)) table.otherYears.insert(year);
  }
}

void Register::cells(const Row& row, std::vector<std::string_view>& cells, std::optional<Text>& problem) const {
  problem.reset();
  if (row.kept == Row::None) return splitPlain(row.text, cells);
  cells = kept_[row.kept].cells;
  problem = kept_[row.kept].problem;
}

BadData Register::bad(const Row& row, const Subject& subject) const {
  const std::string period = row.period.year == 0 ? "" : calendar::toString(row.period);
  return {row.line, {}, {}, {}, std::string(subject.name), period, tableOf(row).name};
}

} // namespace tiao::driver
