#include "compiler/driver/first_pass.h"

#include "compiler/driver/adjacent_pass.h"

#include <algorithm>

namespace tiao::driver {

namespace {

/// Reads tables row by row, whatever their rows look like and wherever those of a subject stand.
class Noter {
public:
  Noter(const std::vector<Register::Table>& tables, size_t batchSubjects) : tables_(tables) {
    index_.batchSubjects = batchSubjects;
    index_.itemYears.resize(tables.size());
  }

  std::variant<RowIndex, Unread> operator()() {
    for (uint16_t i = 0; i < tables_.size(); ++i) {
      const Register::Table& table = tables_[i];
      table::RowStream rows(*table.source, table.rowsBegin, table.firstLine, table.columns.size());
      uint64_t& count = table.headings.kind ? index_.itemRows : index_.rows;
      for (table::Row row; rows.next(row); ++count) note(row, rows.rowOffset(), i);
      if (rows.notUtf8()) return Unread{i, {}};
      if (rows.failure()) return Unread{{}, rows.failure()};
    }
    return std::move(index_);
  }

private:
  void note(const table::Row& row, size_t offset, uint16_t number) {
    const Register::Table& table = tables_[number];
    const RowHead head = headOf(row, table.headings);
    const bool items = table.headings.kind.has_value();
    if (auto bad = lostRow(row, table)) index_.lost.push_back(*std::move(bad));
    if (head.lost()) return;
    const std::optional<uint32_t> subject = items ? index_.names.find(head.name) : called(head.name);
    if (!subject) {
      index_.lost.push_back(stranger(row, table));
      return;
    }
    const auto* period = std::get_if<calendar::Period>(&head.when);
    const int year = period == nullptr ? 0 : period->year;
    if (items && year != 0) index_.itemYears[number].insert(year);
    if (!items && year != 0) {
      index_.firstYear = std::min(index_.firstYear, year);
      index_.lastYear = std::max(index_.lastYear, year);
    }
    RowIndex::Subject& owner = index_.subjects[*subject];
    add(items ? owner.items : owner.rows,
        {.offset = offset, .line = row.line, .size = static_cast<uint32_t>(row.text.size()), .table = number});
  }

  uint32_t called(std::string_view name) {
    const uint32_t number = index_.names.add(name);
    if (number == index_.subjects.size()) index_.subjects.emplace_back();
    return number;
  }

  void add(RowIndex::Chain& chain, const RowIndex::Row& row) {
    const auto number = static_cast<uint32_t>(index_.noted.size());
    index_.noted.push_back(row);
    if (chain.first == RowIndex::None)
      chain.first = number;
    else
      index_.noted[chain.last].next = number;
    chain.last = number;
  }

  const std::vector<Register::Table>& tables_;
  RowIndex index_;
};

} // namespace

std::optional<BadData> lostRow(const table::Row& row, const Register::Table& table) {
  const RowHead head = headOf(row, table.headings);
  const auto* why = std::get_if<Text>(&head.when);
  const bool nameless = head.lost();
  if (!nameless && (why == nullptr || table.headings.kind)) return std::nullopt;
  std::optional<Text> problem;
  if (!row.problems.empty()) problem = textOf(describe(row.problems.front()));
  BadData bad{row.line, {}, {}, {}, std::string(head.name), std::string(head.period), table.name};
  if (nameless) {
    bad.reason = problem.value_or(Text("没有写明是谁", "does not say who"));
    return bad;
  }
  bad.column = table.columns[*table.headings.period];
  bad.text = head.period;
  bad.reason = problem.value_or(*why);
  return bad;
}

BadData stranger(const table::Row& row, const Register::Table& table) {
  const RowHead head = headOf(row, table.headings);
  return {row.line,
          table.columns[table.headings.subject],
          std::string(head.name),
          {"不在名册中", "is not in the register"},
          std::string(head.name),
          std::string(head.period),
          table.name};
}

std::variant<RowIndex, Unread> noteRows(const std::vector<Register::Table>& tables, size_t batchSubjects,
                                        unsigned threads) {
  if (auto noted = noteAdjacent(tables, batchSubjects, threads)) return *std::move(noted);
  return Noter(tables, batchSubjects)();
}

} // namespace tiao::driver
