#include "compiler/driver/first_pass.h"

#include "compiler/driver/plain_pass.h"

#include <algorithm>

namespace tiao::driver {

namespace {

/// Reads tables row by row, whatever their rows look like.
class Noter {
public:
  Noter(const std::vector<Register::Table>& tables, size_t batchSubjects, bool adjacent) : tables_(tables) {
    index_.batchSubjects = batchSubjects;
    index_.adjacent = adjacent;
    index_.places.resize(tables.size());
    index_.itemYears.resize(tables.size());
  }

  /// Nothing, and `adjacent` is false, where rows that were taken to be adjacent are not.
  std::optional<std::variant<RowIndex, Unread>> operator()() {
    for (uint16_t i = 0; i < tables_.size(); ++i) {
      const Register::Table& table = tables_[i];
      table::RowStream rows(*table.source, table.rowsBegin, table.firstLine, table.columns.size());
      uint64_t& count = table.headings.kind ? index_.itemRows : index_.rows;
      for (table::Row row; rows.next(row); ++count) note(row, rows.rowOffset(), i);
      if (rows.notUtf8()) return Unread{i, {}};
      if (rows.failure()) return Unread{{}, rows.failure()};
      if (index_.adjacent && !index_.places[i].empty()) index_.places[i].push_back({rows.offset(), rows.line()});
    }
    if (index_.adjacent && repeats(hashes_)) return std::nullopt;
    index_.count = hashes_.size();
    return std::move(index_);
  }

private:
  void note(const table::Row& row, size_t offset, uint16_t number) {
    const Register::Table& table = tables_[number];
    const RowHead head = headOf(row, table.headings);
    const bool items = table.headings.kind.has_value(), lost = head.lost();
    std::optional<uint32_t> subject;
    if (!lost && index_.adjacent) begin(head.name, {offset, row.line});
    if (!lost && !index_.adjacent) subject = items ? index_.names.find(head.name) : called(head.name);
    if (auto bad = lostRow(row, table)) index_.lost.push_back(*std::move(bad));
    if (lost) return;
    if (items && !subject) {
      BadData stranger{row.line,
                       table.columns[table.headings.subject],
                       std::string(head.name),
                       {"不在名册中", "is not in the register"},
                       std::string(head.name),
                       std::string(head.period),
                       table.name};
      index_.lost.push_back(std::move(stranger));
      return;
    }
    const auto* period = std::get_if<calendar::Period>(&head.when);
    const int year = period == nullptr ? 0 : period->year;
    if (items && year != 0) index_.itemYears[number].insert(year);
    if (!items && year != 0) {
      index_.firstYear = std::min(index_.firstYear, year);
      index_.lastYear = std::max(index_.lastYear, year);
    }
    if (index_.adjacent) return;
    RowIndex::Subject& owner = index_.subjects[*subject];
    add(items ? owner.items : owner.rows,
        {.offset = offset, .line = row.line, .size = static_cast<uint32_t>(row.text.size()), .table = number});
  }

  uint32_t called(std::string_view name) {
    const uint32_t number = index_.names.add(name);
    if (number == index_.subjects.size()) index_.subjects.emplace_back();
    return number;
  }

  /// A row of this subject, whose rows are taken to stand together.
  void begin(std::string_view name, RowIndex::Place place) {
    constexpr size_t MostBytes = size_t{1} << 20;
    if (name == name_) return;
    name_ = name;
    hashes_.push_back(hashOf(name));
    std::vector<RowIndex::Place>& places = index_.places.front();
    if (!places.empty() && ++inBatch_ < index_.batchSubjects && place.offset - places.back().offset < MostBytes) return;
    inBatch_ = 0;
    places.push_back(place);
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
  std::string name_; // of the subject at hand
  std::vector<uint64_t> hashes_;
  size_t inBatch_ = 0;
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

std::variant<RowIndex, Unread> noteRows(const std::vector<Register::Table>& tables, size_t batchSubjects,
                                        unsigned threads) {
  bool adjacent = tables.size() == 1;
  const auto whole = [](const Register::Table& table) { return table.source->badOffsets().empty(); };
  if (std::ranges::all_of(tables, whole)) {
    PlainPass pass = readPlainly(tables, batchSubjects, threads);
    switch (pass.end) {
    case PlainPass::End::Done: return std::move(pass.index);
    case PlainPass::End::Unusual: break;
    case PlainPass::End::NotAdjacent: adjacent = false; break;
    case PlainPass::End::NotUtf8: return Unread{pass.table, {}};
    case PlainPass::End::Failed: return Unread{{}, tables[pass.table].source->failure()};
    }
  }
  if (adjacent)
    if (auto noted = Noter(tables, batchSubjects, true)()) return *std::move(noted);
  return *Noter(tables, batchSubjects, false)();
}

} // namespace tiao::driver
