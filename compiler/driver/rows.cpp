#include "compiler/driver/rows.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace tiao::driver {

namespace {

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

void Rows::clear() {
  subjects_.clear();
  rows_.clear();
  kept_.clear();
  unescaped_.release();
}

bool Rows::read(size_t batch) {
  if (!register_.index().adjacent) return readNoted(batch);
  if (register_.tables().size() > 1) return readTogether(batch);
  if (!load(batch)) return false;
  parse(text_, firstLine_);
  return true;
}

bool Rows::load(size_t batch) {
  const std::vector<RowIndex::Place>& places = register_.index().places.front();
  offset_ = places[batch].offset;
  firstLine_ = places[batch].line;
  text_.resize(places[batch + 1].offset - offset_);
  return register_.tables().front().source->read(offset_, text_.size(), text_.data());
}

void Rows::parse(std::string_view part, int64_t line) {
  clear();
  const Register::Table& table = register_.tables().front();
  const auto begin = static_cast<size_t>(part.data() - text_.data());
  const size_t offset = offset_ + begin;
  char& after = text_[begin + part.size()];
  const char kept = std::exchange(after, '\0'); // a RowReader's text ends so
  table::RowReader reader({part, offset, line}, table.columns.size(), table.source->badOffsets(), unescaped_);
  while (reader.next(parsed_)) {
    const RowHead head = headOf(parsed_, table.headings);
    if (head.lost()) continue; // told when the register was opened
    if (subjects_.empty() || subjects_.back().name != head.name)
      subjects_.push_back({.name = head.name, .rows = {}, .items = {}});
    note(parsed_, subjects_.back(), 0);
  }
  after = kept;
}

/// Of several tables, in which subjects stand in the same order.
bool Rows::readTogether(size_t batch) {
  clear();
  const RowIndex& index = register_.index();
  std::vector<size_t> begins; // by table, in text_
  text_.clear();
  for (uint16_t i = 0; i < register_.tables().size(); ++i) {
    const size_t from = index.places[i][batch].offset, size = index.places[i][batch + 1].offset - from;
    begins.push_back(text_.size());
    text_.resize(text_.size() + size + 1); // with a NUL in the end
    if (!register_.tables()[i].source->read(from, size, text_.data() + begins.back())) return false;
  }
  begins.push_back(text_.size());
  for (uint16_t i = 0; i < register_.tables().size(); ++i) {
    const Register::Table& table = register_.tables()[i];
    const auto& [offset, line] = index.places[i][batch];
    const std::string_view part(text_.data() + begins[i], begins[i + 1] - begins[i] - 1);
    table::RowReader reader({part, offset, line}, table.columns.size(), table.source->badOffsets(), unescaped_);
    size_t at = 0; // of the subjects
    while (reader.next(parsed_)) {
      const std::string_view name = headOf(parsed_, table.headings).name;
      if (name.empty() || name.find("\xEF\xBF\xBD") != std::string_view::npos) continue; // lost, and told
      if (i == 0 && (subjects_.empty() || subjects_.back().name != name))
        subjects_.push_back({.name = name, .rows = {}, .items = {}});
      if (i == 0) at = subjects_.size() - 1;
      const size_t before = at;
      while (at < subjects_.size() && subjects_[at].name != name) ++at;
      if (at == subjects_.size()) {
        if (!index.strangers.contains(std::string(name))) return false; // the file is another by now
        at = before;
        continue;
      }
      note(parsed_, subjects_[at], i);
    }
  }
  return true;
}

bool Rows::readNoted(size_t batch) {
  clear();
  const RowIndex& index = register_.index();
  const size_t first = batch * index.batchSubjects, last = std::min(first + index.batchSubjects, index.subjects.size());
  std::vector<Wanted> wanted;
  const auto eachRow = [&](const RowIndex::Subject& subject, auto f) {
    for (const RowIndex::Chain& chain : {subject.rows, subject.items})
      for (uint32_t i = chain.first; i != RowIndex::None; i = index.noted[i].next) f(index.noted[i]);
  };
  for (size_t i = first; i < last; ++i)
    eachRow(index.subjects[i], [&](const RowIndex::Row& row) { wanted.push_back({&row}); });
  std::vector<Wanted> places = wanted;
  if (!gather(places)) return false;
  const auto byRow = [](const Wanted& a, const Wanted& b) { return a.row < b.row; };
  std::ranges::sort(places, byRow);
  for (size_t i = first; i < last; ++i) {
    Subject& owner =
        subjects_.emplace_back(Subject{.name = index.names[static_cast<uint32_t>(i)], .rows = {}, .items = {}});
    eachRow(index.subjects[i], [&](const RowIndex::Row& row) {
      const size_t at = std::ranges::lower_bound(places, Wanted{&row}, byRow)->at;
      const Register::Table& table = register_.tables()[row.table];
      text_[at + row.size] = '\0'; // in place of a line end
      table::RowReader reader({{text_.data() + at, row.size}, row.offset, row.line}, table.columns.size(),
                              table.source->badOffsets(), unescaped_);
      if (reader.next(parsed_)) note(parsed_, owner, row.table);
    });
  }
  return true;
}

/// Reads rows that lie near each other at once.
bool Rows::gather(std::vector<Wanted>& wanted) {
  constexpr size_t Near = size_t{1} << 14;
  std::ranges::sort(wanted, [](const Wanted& a, const Wanted& b) {
    return std::tie(a.row->table, a.row->offset) < std::tie(b.row->table, b.row->offset);
  });
  text_.clear();
  for (size_t i = 0; i < wanted.size();) {
    const RowIndex::Row& first = *wanted[i].row;
    size_t end = first.offset, next = i;
    for (; next < wanted.size(); ++next) {
      const RowIndex::Row& row = *wanted[next].row;
      if (row.table != first.table || row.offset > end + Near) break;
      end = row.offset + row.size;
    }
    const size_t base = text_.size();
    text_.resize(base + (end - first.offset) + 1);
    if (!register_.tables()[first.table].source->read(first.offset, end - first.offset, text_.data() + base))
      return false;
    for (; i < next; ++i) wanted[i].at = base + (wanted[i].row->offset - first.offset);
  }
  return true;
}

void Rows::note(const table::Row& row, Subject& owner, uint16_t index) {
  const Register::Table& table = register_.tables()[index];
  const RowHead head = headOf(row, table.headings);
  const bool items = table.headings.kind.has_value();
  const auto* period = std::get_if<calendar::Period>(&head.when);
  if (period == nullptr && !items) { // the row was told when the register was opened
    owner.periodUnread = true;
    return;
  }
  Row noted{.text = row.text, .line = row.line, .period = {}, .table = index};
  if (period != nullptr)
    noted.period = *period;
  else
    noted.periodUnread = true;
  if (!row.problems.empty() || row.text.find('"') != std::string_view::npos) {
    noted.kept = static_cast<uint32_t>(kept_.size());
    kept_.push_back({row.cells, {}});
    if (!row.problems.empty()) kept_.back().problem = textOf(describe(row.problems.front()));
  }
  addRow(items ? owner.items : owner.rows, noted);
}

void Rows::addRow(Chain& chain, Row row) {
  const auto index = static_cast<uint32_t>(rows_.size());
  rows_.push_back(row);
  if (chain.first == Row::None)
    chain.first = index;
  else
    rows_[chain.last].next = index;
  chain.last = index;
}

void Rows::cells(const Row& row, std::vector<std::string_view>& cells, std::optional<Text>& problem) const {
  problem.reset();
  if (row.kept == Row::None) return splitPlain(row.text, cells);
  cells = kept_[row.kept].cells;
  problem = kept_[row.kept].problem;
}

BadData Rows::bad(const Row& row, const Subject& subject) const {
  const std::string period = row.period.year == 0 ? "" : calendar::toString(row.period);
  return {row.line, {}, {}, {}, std::string(subject.name), period, tableOf(row).name};
}

} // namespace tiao::driver
