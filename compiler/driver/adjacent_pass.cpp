#include "compiler/driver/adjacent_pass.h"

#include "compiler/driver/plain_pass.h"

#include <algorithm>
#include <bit>

namespace tiao::driver {

using Place = RowIndex::Place;

void Segment::begin(std::string_view name, Place place, size_t batchSubjects) {
  constexpr size_t BatchBytes = size_t{1} << 20; // a batch of few subjects with many rows is cut at so many
  if (names.empty()) firstName = name;
  names.push_back(hashOf(name));
  if (batchSubjects == 0) return begins.push_back(place);
  if (!cuts.empty() && ++inBatch < batchSubjects && place.offset - cuts.back().place.offset < BatchBytes) return;
  cuts.push_back({place, names.size() - 1});
  inBatch = 0;
}

namespace {

/// Does one of the hashes stand twice? Few enough at a time for a table that lies in the first cache.
bool repeats(const std::vector<uint64_t>& hashes) {
  const size_t parts = std::bit_ceil(hashes.size() / 256 + 1);
  const auto partOf = [&](uint64_t hash) { return static_cast<size_t>(hash >> 32U) & (parts - 1); };
  std::vector<uint32_t> begin(parts + 1);
  for (const uint64_t hash : hashes) ++begin[partOf(hash) + 1];
  for (size_t i = 0; i < parts; ++i) begin[i + 1] += begin[i];
  std::vector<uint64_t> parted(hashes.size());
  std::vector<uint32_t> at(begin.begin(), begin.end() - 1);
  for (const uint64_t hash : hashes) parted[at[partOf(hash)]++] = hash;
  std::vector<uint64_t> table;
  for (size_t i = 0; i < parts; ++i) {
    const size_t count = begin[i + 1] - begin[i];
    table.assign(std::bit_ceil(count * 2 + 1), 0);
    const size_t mask = table.size() - 1;
    for (size_t n = begin[i]; n < begin[i + 1]; ++n) {
      const uint64_t hash = parted[n] | 1U; // 0 is free
      size_t slot = hash >> 1U & mask;
      while (table[slot] != 0 && table[slot] != hash) slot = (slot + 1) & mask;
      if (table[slot] == hash) return true;
      table[slot] = hash;
    }
  }
  return false;
}
/// Of any sort, row by row; the lines are those of the file. Why it came to nothing.
std::optional<Unread> readRows(const Register::Table& table, size_t number, size_t batchSubjects, Segment& segment) {
  table::RowStream rows(*table.source, table.rowsBegin, table.firstLine, table.columns.size());
  for (table::Row row; rows.next(row); ++segment.rows) {
    const RowHead head = headOf(row, table.headings);
    if (auto bad = lostRow(row, table)) segment.bad.push_back(*std::move(bad));
    if (head.lost()) continue;
    const auto* period = std::get_if<calendar::Period>(&head.when);
    if (period != nullptr && period->year != 0) segment.years.set(static_cast<size_t>(period->year - FirstYear));
    if (head.name == segment.lastName) continue;
    segment.lastName = head.name;
    segment.begin(head.name, {rows.rowOffset(), row.line}, batchSubjects);
  }
  segment.lines = rows.line();
  segment.end = rows.offset();
  if (rows.notUtf8()) return Unread{number, {}};
  if (rows.failure()) return Unread{{}, rows.failure()};
  return std::nullopt;
}

/// Reads rows again, to say what is wrong with them.
template <typename F> bool eachRow(const Register::Table& table, Place place, size_t size, F f) {
  std::string text(size, '\0');
  if (!table.source->read(place.offset, size, text.data())) return false;
  std::pmr::monotonic_buffer_resource memory;
  table::RowReader reader({text, place.offset, place.line}, table.columns.size(), table.source->badOffsets(), memory);
  for (table::Row row; reader.next(row);) f(row);
  return true;
}

/// The segments of all tables as one index.
class Joining {
public:
  Joining(const std::vector<Register::Table>& tables, size_t batchSubjects) : tables_(tables) {
    index.batchSubjects = batchSubjects;
    index.adjacent = true;
    index.places.resize(tables.size());
    index.itemYears.resize(tables.size());
  }

  enum class End : uint8_t { Done, NotAdjacent, Failed };
  /// The next table, whose first row is on this line.
  End add(size_t number, std::vector<Segment>& segments, int64_t line) {
    const Register::Table& table = tables_[number];
    std::vector<Place>& places = index.places[number];
    const std::string* lastName = nullptr;
    strangers_ = false;
    at_ = 0;
    for (size_t i = 0; i < segments.size(); ++i) {
      Segment& segment = segments[i];
      const bool goesOn = lastName != nullptr && !segment.names.empty() && segment.firstName == *lastName;
      for (Place& begin : segment.begins) begin.line += line;
      if (number == 0) {
        cut(segment, goesOn, line);
      } else {
        const End end = follow(table, segment, goesOn, places);
        if (end != End::Done) return end;
      }
      if (!tellLost(table, segment, line)) return End::Failed;
      note(number, segment);
      if (!segment.names.empty()) lastName = &segment.lastName;
      line += segment.lines;
      segment.names = {};
      segment.begins = {};
    }
    if (number == 0 && repeats(names_)) return End::NotAdjacent;
    if (tables_.size() == 1) names_ = {};
    const Place end{table.source->size(), line};
    while (places.size() < batches_.size()) places.push_back(end);
    if (!batches_.empty()) places.push_back(end);
    return strangers_ && hasOtherYears(number) ? End::NotAdjacent : End::Done;
  }

  RowIndex index;

private:
  /// Of the first table: its batches are those of all.
  void cut(const Segment& segment, bool goesOn, int64_t line) {
    const size_t skipped = goesOn ? 1 : 0;
    for (size_t i = skipped; i < segment.cuts.size(); ++i) {
      const Segment::Cut& cut = segment.cuts[i];
      index.places.front().push_back({cut.place.offset, cut.place.line + line});
      batches_.push_back(names_.size() + cut.stretch - skipped);
    }
    names_.insert(names_.end(), segment.names.begin() + static_cast<ptrdiff_t>(skipped), segment.names.end());
    index.count = names_.size();
  }

  /// Of another: are its subjects those of the first, in the same order? Where do batches begin in it?
  End follow(const Register::Table& table, Segment& segment, bool goesOn, std::vector<Place>& places) {
    for (size_t i = 0; i < segment.names.size(); ++i) {
      const bool again = i == 0 && goesOn;
      if (!again) stranger_ = !advance(segment.names[i]);
      if (stranger_) {
        if (!table.headings.kind) return End::NotAdjacent; // a subject that the first table does not have
        const size_t end = i + 1 < segment.begins.size() ? segment.begins[i + 1].offset : segment.end;
        if (!tellStranger(table, segment.begins[i], end, segment.bad)) return End::Failed;
        continue;
      }
      if (again) continue;
      if (at_ == names_.size()) return End::NotAdjacent;
      while (places.size() < batches_.size() && batches_[places.size()] <= at_) places.push_back(segment.begins[i]);
      ++at_;
    }
    return End::Done;
  }

  /// To the subject of this name; false, and no further: there is none.
  bool advance(uint64_t name) {
    constexpr size_t Near = 4096;
    size_t at = at_;
    while (at < std::min(at_ + Near, names_.size()) && names_[at] != name) ++at;
    if (at == names_.size() || names_[at] != name) {
      if (sorted_.empty()) std::ranges::sort(sorted_ = names_);
      if (!std::ranges::binary_search(sorted_, name)) return false;
      while (at < names_.size() && names_[at] != name) ++at;
    }
    at_ = at;
    return true;
  }

  bool tellStranger(const Register::Table& table, Place place, size_t end, std::vector<BadData>& bad) {
    strangers_ = true;
    return eachRow(table, place, end - place.offset, [&](const table::Row& row) {
      const RowHead head = headOf(row, table.headings);
      if (head.lost()) return;
      index.strangers.emplace(head.name);
      bad.push_back(stranger(row, table));
    });
  }

  bool tellLost(const Register::Table& table, Segment& segment, int64_t line) {
    for (auto& [place, size] : segment.lost) {
      place.line += line;
      const auto tell = [&](const table::Row& row) {
        if (auto bad = lostRow(row, table)) segment.bad.push_back(*std::move(bad));
      };
      if (!eachRow(table, place, size, tell)) return false;
    }
    std::ranges::stable_sort(segment.bad, {}, &BadData::line);
    std::ranges::move(segment.bad, std::back_inserter(index.lost));
    return true;
  }

  void note(size_t number, const Segment& segment) {
    const bool items = tables_[number].headings.kind.has_value();
    (items ? index.itemRows : index.rows) += segment.rows;
    for (int year = FirstYear; segment.years.any() && year <= LastYear; ++year) {
      if (!segment.years[static_cast<size_t>(year - FirstYear)]) continue;
      if (items) {
        index.itemYears[number].insert(year);
      } else {
        index.firstYear = std::min(index.firstYear, year);
        index.lastYear = std::max(index.lastYear, year);
      }
    }
  }

  /// Years that the register does not have: those of strangers do not count.
  [[nodiscard]] bool hasOtherYears(size_t number) const {
    return std::ranges::any_of(index.itemYears[number],
                               [&](int year) { return year < index.firstYear || year > index.lastYear; });
  }

  const std::vector<Register::Table>& tables_;
  std::vector<uint64_t> names_, sorted_; // of the subjects of the first table
  std::vector<size_t> batches_;          // the first subject of each
  // Of the table at hand.
  size_t at_ = 0;          // of the subjects: the first that may come next
  bool stranger_ = false;  // is the last stretch of one that the first table does not have?
  bool strangers_ = false; // are there some?
};

} // namespace

std::optional<std::variant<RowIndex, Unread>> noteAdjacent(const std::vector<Register::Table>& tables,
                                                           size_t batchSubjects, unsigned threads) {
  Joining joining(tables, batchSubjects);
  for (size_t i = 0; i < tables.size(); ++i) {
    const Register::Table& table = tables[i];
    const size_t ofBatch = i == 0 ? batchSubjects : 0;
    std::vector<Segment> segments;
    PlainEnd end = PlainEnd::Unusual;
    if (table.source->badOffsets().empty()) end = readPlainly(table, ofBatch, threads, segments);
    if (end == PlainEnd::NotUtf8) return Unread{i, {}};
    if (end == PlainEnd::Failed) return Unread{{}, table.source->failure()};
    if (end == PlainEnd::Unusual) {
      segments.assign(1, {});
      if (auto unread = readRows(table, i, ofBatch, segments.front())) return *std::move(unread);
    }
    const Joining::End joined = joining.add(i, segments, end == PlainEnd::Unusual ? 0 : table.firstLine);
    if (joined == Joining::End::Failed) return Unread{{}, table.source->failure()};
    if (joined == Joining::End::NotAdjacent) return std::nullopt;
  }
  return std::move(joining.index);
}

} // namespace tiao::driver
