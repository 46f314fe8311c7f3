#include "compiler/driver/plain_pass.h"

#include "runtime/batch/threads.h"
#include "runtime/table/structure.h"
#include "runtime/table/utf8.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <bitset>

namespace tiao::driver {

namespace {

using End = PlainPass::End;
using Place = RowIndex::Place;

/// Threads share the file in segments of so many bytes.
constexpr size_t SegmentSize = size_t{1} << 20;
/// A batch of few subjects with many rows is cut at so many.
constexpr size_t BatchBytes = size_t{1} << 20;

/// Where batches may begin: at the first stretch of rows of one subject in a segment, and then every so often.
struct Cut {
  Place place;
  size_t stretch = 0;
};

/// The rows that begin in one segment. Lines count from its first row.
struct Segment {
  Place begin;
  int64_t lines = 0;
  uint64_t rows = 0;
  std::vector<uint64_t> names; // a hash for each stretch
  std::string firstName, lastName;
  std::vector<Cut> cuts;                             // of the first table
  std::vector<std::pair<uint32_t, uint32_t>> begins; // of others: how far each stretch is from the first row, and its line
  std::vector<std::pair<Place, size_t>> lost;        // with their size
  std::bitset<LastYear - FirstYear + 1> years;       // from FirstYear on
  End end = End::Done;
};

/// One thread's memory.
class Scanner {
public:
  Scanner(const Register::Table& table, size_t batchSubjects, bool first)
      : table_(table), source_(*table.source), batchSubjects_(batchSubjects), first_(first) {
    const Headings& headings = table.headings;
    last_ = std::max(headings.subject, headings.period.value_or(0));
  }

  /// Reads the rows that begin at an offset from `from` to `to`.
  Segment read(size_t from, size_t to) {
    segment_ = {};
    if (!load(from, to)) return std::move(segment_);
    const std::string_view bytes(bytes_.data() + begin_, end_ - begin_);
    if (!source_.converted() && !table::isUtf8(bytes)) {
      segment_.end = End::NotUtf8;
      return std::move(segment_);
    }
    if (ends_.size() < bytes.size() + 2) ends_.resize(bytes.size() + 2);
    table::Unusual unusual;
    size_t count = table::lineEnds(bytes, ends_.data(), unusual);
    if (!plain(bytes, unusual)) {
      segment_.end = End::Unusual;
      return std::move(segment_);
    }
    if (!bytes.empty() && bytes.back() != '\n') ends_[count++] = static_cast<uint32_t>(bytes.size());
    size_t at = 0;
    name_ = {};
    for (size_t i = 0; i < count; ++i) {
      const size_t end = ends_[i];
      row(bytes.substr(at, end - at), {segment_.begin.offset + at, static_cast<int64_t>(i)});
      at = end + 1;
    }
    segment_.lines = static_cast<int64_t>(count);
    segment_.lastName = name_;
    return std::move(segment_);
  }

private:
  /// The bytes of the segment's rows, [begin_, end_) of bytes_. A row begins after a line feed.
  bool load(size_t from, size_t to) {
    const size_t first = table_.rowsBegin, size = source_.size();
    const size_t base = from == first ? from : from - 1;
    size_t upTo = std::min(size, to + (size_t{1} << 16));
    const auto lineFrom = [&](size_t offset) { // after the first line feed from there on; npos: not yet read
      const size_t found = std::string_view(bytes_.data(), upTo - base).find('\n', offset - base);
      return found == std::string_view::npos ? found : found + 1;
    };
    for (;; upTo = std::min(size, upTo * 2)) {
      bytes_.resize(upTo - base);
      if (!source_.read(base, upTo - base, bytes_.data())) {
        segment_.end = End::Failed;
        return false;
      }
      begin_ = from == first ? 0 : lineFrom(from - 1);
      end_ = to >= size ? size - base : lineFrom(to - 1);
      if (upTo == size) {
        begin_ = std::min(begin_, size - base);
        end_ = std::min(end_, size - base);
      }
      if (begin_ != std::string_view::npos && end_ != std::string_view::npos) break;
    }
    end_ = std::max(begin_, end_);
    segment_.begin.offset = base + begin_;
    return true;
  }

  void row(std::string_view text, Place place) {
    if (text.ends_with('\r')) text.remove_suffix(1);
    if (text.empty()) return; // a blank line
    ++segment_.rows;
    std::string_view name, period;
    const size_t size = text.size();
    for (size_t column = 0, at = 0; column <= last_ && at <= size; ++column) {
      const size_t comma = std::min(text.find(',', at), size);
      if (column == table_.headings.subject) name = text.substr(at, comma - at);
      if (column == table_.headings.period) period = text.substr(at, comma - at);
      at = comma + 1;
    }
    const bool inYear = !table_.headings.period || year(period);
    if (name == name_ && inYear && !name.empty()) return;
    subject(trimmed(name), text, place, inYear);
  }

  bool year(std::string_view text) {
    if (const int year = plainYear(text); year != 0) return note(year);
    const auto period = readPeriod(trimmed(text));
    return period && note(period->year);
  }
  bool note(int year) {
    segment_.years.set(static_cast<size_t>(year - FirstYear));
    return true;
  }

  /// A row that may begin another subject, or be lost.
  void subject(std::string_view name, std::string_view text, Place place, bool inYear) {
    const bool same = !name_.empty() && name == name_;
    const bool nameless = !same && (name.empty() || name.find("\xEF\xBF\xBD") != std::string_view::npos);
    if (nameless || !inYear) segment_.lost.emplace_back(place, text.size());
    if (nameless || same) return;
    name_ = name;
    if (segment_.names.empty()) segment_.firstName = name;
    segment_.names.push_back(hashOf(name));
    if (!first_) {
      segment_.begins.emplace_back(static_cast<uint32_t>(place.offset - segment_.begin.offset), place.line);
      return;
    }
    if (segment_.names.size() > 1 && ++inBatch_ < batchSubjects_ && place.offset - batchBegin_ < BatchBytes) return;
    segment_.cuts.push_back({place, segment_.names.size() - 1});
    inBatch_ = 0;
    batchBegin_ = place.offset;
  }

  const Register::Table& table_;
  const table::Source& source_;
  size_t batchSubjects_;
  bool first_;
  size_t last_; // column that is looked at
  std::string bytes_;
  std::vector<uint32_t> ends_;
  size_t begin_ = 0, end_ = 0;
  Segment segment_;
  std::string_view name_; // of the subject at hand
  size_t inBatch_ = 0, batchBegin_ = 0;
};

/// Reads a lost row again, to say what is wrong with it.
bool tellLost(const Register::Table& table, Place place, size_t size, std::vector<BadData>& lost) {
  std::string text(size, '\0');
  if (!table.source->read(place.offset, size, text.data())) return false;
  std::pmr::monotonic_buffer_resource memory;
  table::RowReader reader({text, place.offset, place.line}, table.columns.size(), table.source->badOffsets(), memory);
  table::Row row;
  if (!reader.next(row)) return false;
  if (auto bad = lostRow(row, table)) lost.push_back(*std::move(bad));
  return true;
}

/// The segments of all tables as one index.
class Joining {
public:
  Joining(const std::vector<Register::Table>& tables, size_t batchSubjects, RowIndex& index)
      : tables_(tables), index_(index) {
    index_.batchSubjects = batchSubjects;
    index_.adjacent = true;
    index_.places.resize(tables.size());
    index_.itemYears.resize(tables.size());
  }

  End add(size_t number, std::vector<Segment>& segments) {
    const Register::Table& table = tables_[number];
    std::vector<Place>& places = index_.places[number];
    const std::string* lastName = nullptr;
    int64_t line = table.firstLine;
    for (Segment& segment : segments) {
      const bool goesOn = lastName != nullptr && !segment.names.empty() && segment.firstName == *lastName;
      if (number == 0)
        cut(segment, goesOn, line);
      else if (!follow(segment, goesOn, line, places))
        return End::NotAdjacent;
      note(table, number, segment);
      for (auto& [place, size] : segment.lost) {
        place.line += line;
        if (!tellLost(table, place, size, index_.lost)) return End::Failed;
      }
      if (!segment.names.empty()) lastName = &segment.lastName;
      line += segment.lines;
      segment.names = {};
      segment.begins = {};
    }
    if (number == 0 && repeats(names_)) return End::NotAdjacent;
    if (number == 0 && tables_.size() == 1) names_ = {};
    const Place end{table.source->size(), line};
    while (places.size() < batches_.size()) places.push_back(end);
    if (!batches_.empty()) places.push_back(end);
    at_ = 0;
    return End::Done;
  }

private:
  /// Of the first table: its batches are those of all.
  void cut(const Segment& segment, bool goesOn, int64_t line) {
    const size_t skipped = goesOn ? 1 : 0;
    for (size_t i = skipped; i < segment.cuts.size(); ++i) {
      const Cut& cut = segment.cuts[i];
      index_.places.front().push_back({cut.place.offset, cut.place.line + line});
      batches_.push_back(names_.size() + cut.stretch - skipped);
    }
    names_.insert(names_.end(), segment.names.begin() + static_cast<ptrdiff_t>(skipped), segment.names.end());
    index_.count = names_.size();
  }

  /// Of another: are its subjects those of the first, in the same order? Where do batches begin in it?
  bool follow(const Segment& segment, bool goesOn, int64_t line, std::vector<Place>& places) {
    for (size_t i = goesOn ? 1 : 0; i < segment.names.size(); ++i) {
      while (at_ < names_.size() && names_[at_] != segment.names[i]) ++at_;
      if (at_ == names_.size()) return false;
      const auto& [offset, of] = segment.begins[i];
      while (places.size() < batches_.size() && batches_[places.size()] <= at_)
        places.push_back({segment.begin.offset + offset, line + of});
      ++at_;
    }
    return true;
  }

  void note(const Register::Table& table, size_t number, const Segment& segment) {
    const bool items = table.headings.kind.has_value();
    (items ? index_.itemRows : index_.rows) += segment.rows;
    for (int year = FirstYear; segment.years.any() && year <= LastYear; ++year) {
      if (!segment.years[static_cast<size_t>(year - FirstYear)]) continue;
      if (items) {
        index_.itemYears[number].insert(year);
      } else {
        index_.firstYear = std::min(index_.firstYear, year);
        index_.lastYear = std::max(index_.lastYear, year);
      }
    }
  }

  const std::vector<Register::Table>& tables_;
  RowIndex& index_;
  std::vector<uint64_t> names_;  // of the subjects of the first table
  std::vector<size_t> batches_;  // the first subject of each
  size_t at_ = 0;                // of the subjects: the first that may come next
};

/// The segments of one table.
End read(const Register::Table& table, size_t batchSubjects, bool first, unsigned threads,
         std::vector<Segment>& segments) {
  const size_t begin = table.rowsBegin, size = table.source->size() - begin;
  segments.resize((size + SegmentSize - 1) / SegmentSize);
  std::vector<Scanner> scanners(threads, Scanner(table, batchSubjects, first));
  std::atomic<bool> stopped = false;
  batch::forEach(segments.size(), threads, [&](size_t i, unsigned thread) {
    if (stopped) return;
    const size_t from = begin + i * SegmentSize;
    segments[i] = scanners[thread].read(from, std::min(from + SegmentSize, begin + size));
    if (segments[i].end != End::Done) stopped = true;
  });
  for (const Segment& segment : segments)
    if (segment.end != End::Done) return segment.end;
  return End::Done;
}

} // namespace

PlainPass readPlainly(const std::vector<Register::Table>& tables, size_t batchSubjects, unsigned threads) {
  PlainPass pass;
  Joining joining(tables, batchSubjects, pass.index);
  for (pass.table = 0; pass.table < tables.size() && pass.end == End::Done; ++pass.table) {
    std::vector<Segment> segments;
    pass.end = read(tables[pass.table], batchSubjects, pass.table == 0, threads, segments);
    if (pass.end == End::Done) pass.end = joining.add(pass.table, segments);
    if (pass.end != End::Done) break;
  }
  return pass;
}

/// Few enough at a time for a table that lies in the first cache.
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

} // namespace tiao::driver
