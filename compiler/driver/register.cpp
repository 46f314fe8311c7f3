#include "compiler/driver/register.h"

#include "compiler/driver/first_pass.h"
#include "compiler/driver/headings.h"

#include <algorithm>
#include <filesystem>

namespace tiao::driver {

namespace {

/// Subjects of a batch, a multiple of a word's bits.
size_t batchSubjects(const core::Program& program) {
  size_t rows = 0; // of output of one subject; not those of items
  for (const core::Award& award : program.awards) {
    constexpr int MostYears = 8; // a register has hardly more
    const int years = calendar::yearOf(award.to) - calendar::yearOf(award.from) + 1;
    rows += static_cast<size_t>(std::clamp(years, 1, MostYears)) * (award.period == core::Per::Month ? 12 : 1);
  }
  return std::clamp(BatchRows / std::max<size_t>(rows, 1), FewestBatchSubjects, MostBatchSubjects) / 64 * 64;
}

Text inFile(const std::string& path, const Text& why) { return {path + "：" + why.zh, path + ": " + why.en}; }

} // namespace

bool RowHead::lost() const {
  return name.empty() || name.find("\xEF\xBF\xBD") != std::string_view::npos; // U+FFFD stands for no character
}

RowHead headOf(const table::Row& row, const Headings& headings) {
  RowHead head{trimmed(row[headings.subject]), {}, calendar::Period{}};
  if (!headings.period) return head;
  head.period = trimmed(row[*headings.period]);
  if (const auto period = readPeriod(head.period))
    head.when = *period;
  else
    head.when = head.period.empty() ? Text("没有写明年度", "does not say which year") : Text("不是年度", "not a year");
  return head;
}

std::variant<Register, Text> Register::open(const RegisterFiles& files, const core::Program& program,
                                            const std::vector<core::Name>& subjectNames, unsigned threads) {
  Register result;
  if (auto why = result.addTables(files, program, subjectNames)) return *why;
  for (;;) {
    auto noted = noteRows(result.tables_, batchSubjects(program), threads);
    if (auto* index = std::get_if<RowIndex>(&noted)) {
      result.index_ = std::make_shared<const RowIndex>(std::move(*index));
      break;
    }
    const auto& unread = std::get<Unread>(noted);
    if (unread.failure) return textOf(*unread.failure);
    Table& table = result.tables_[*unread.notUtf8];
    if (const auto failure = table.source->convert()) return textOf(*failure);
    if (auto why = readHeader(table, table.headings.kind.has_value(), program, subjectNames)) return *why;
  }
  result.absent_ = absentOf(result.tables_, program);
  result.noteOtherYears();
  return result;
}

std::variant<Register, Text> Register::readFor(const core::Program& program,
                                               const std::vector<core::Name>& subjectNames) const {
  Register result = *this;
  for (Table& table : result.tables_)
    if (auto why = understand(table, table.headings.kind.has_value(), program, subjectNames)) return *why;
  result.absent_ = absentOf(result.tables_, program);
  return result;
}

std::optional<Text> Register::addTables(const RegisterFiles& files, const core::Program& program,
                                        const std::vector<core::Name>& subjectNames) {
  constexpr size_t MostTables = 1000;
  const auto add = [&](const std::string& path, bool items) -> std::optional<Text> {
    if (tables_.size() == MostTables) return inFile(path, {"文件过多", "too many files"});
    auto opened = table::Source::open(path);
    if (const auto* failure = table::failureOf(opened)) return textOf(*failure);
    tables_.push_back({.source = std::make_shared<table::Source>(std::get<table::Source>(std::move(opened))),
                       .columns = {},
                       .headings = {},
                       .name = {},
                       .otherYears = {}});
    return readHeader(tables_.back(), items, program, subjectNames);
  };
  for (const std::string& path : files.inputs)
    if (auto why = add(path, false)) return why;
  const auto dated = [](const Table& table) { return table.headings.period.has_value(); };
  if (std::ranges::none_of(tables_, dated)) return inFile(files.inputs.front(), noPeriod());
  for (const std::string& path : files.items)
    if (auto why = add(path, true)) return why;
  nameTables(files);
  return std::nullopt;
}

std::optional<Text> Register::readHeader(Table& table, bool items, const core::Program& program,
                                         const std::vector<core::Name>& subjectNames) {
  const std::string& path = table.source->path();
  for (;;) {
    table::RowStream rows(*table.source, 0, 1, 0);
    table::Row header;
    const bool found = rows.next(header);
    if (rows.failure()) return textOf(*rows.failure());
    if (rows.notUtf8()) {
      if (const auto failure = table.source->convert()) return textOf(*failure);
      continue;
    }
    if (const auto failure = table::badHeader(found ? &header : nullptr, path)) return textOf(*failure);
    table.columns.assign(header.cells.begin(), header.cells.end());
    if (auto why = understand(table, items, program, subjectNames)) return why;
    table.rowsBegin = rows.offset();
    table.firstLine = rows.line();
    return std::nullopt;
  }
}

/// What the columns of a file are, whose headings have been read.
std::optional<Text> Register::understand(Table& table, bool items, const core::Program& program,
                                         const std::vector<core::Name>& subjectNames) {
  const std::vector<std::string_view> columns(table.columns.begin(), table.columns.end());
  auto headings =
      items ? readItemHeadings(columns, program, subjectNames) : readHeadings(columns, program, subjectNames);
  if (const auto* why = std::get_if<Text>(&headings)) return inFile(table.source->path(), *why);
  table.headings = std::get<Headings>(std::move(headings));
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

void Register::noteOtherYears() {
  for (size_t i = 0; i < index_->itemYears.size(); ++i)
    for (const int year : index_->itemYears[i])
      if (year < firstYear() || year > lastYear()) tables_[i].otherYears.insert(year);
}

std::optional<Text> Register::changed() const {
  for (const Table& table : tables_)
    if (table.source->changed()) return textOf(table.source->failure());
  return std::nullopt;
}

} // namespace tiao::driver
