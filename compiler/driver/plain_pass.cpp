#include "compiler/driver/plain_pass.h"

#include "runtime/batch/threads.h"
#include "runtime/table/same.h"
#include "runtime/table/structure.h"
#include "runtime/table/utf8.h"

#include <algorithm>
#include <atomic>

namespace tiao::driver {

namespace {

using Place = RowIndex::Place;

/// Threads share the file in segments of so many bytes.
constexpr size_t SegmentSize = size_t{1} << 20;

/// One thread's memory.
class Scanner {
public:
  Scanner(const Register::Table& table, size_t batchSubjects)
      : table_(table), source_(*table.source), batchSubjects_(batchSubjects) {
    const Headings& headings = table.headings;
    last_ = std::max(headings.subject, headings.period.value_or(0));
  }

  /// Reads the rows that begin at an offset from `from` to `to`.
  Segment read(size_t from, size_t to, PlainEnd& end) {
    segment_ = {};
    if (!load(from, to)) {
      end = PlainEnd::Failed;
      return std::move(segment_);
    }
    const std::string_view bytes(bytes_.data() + begin_, end_ - begin_);
    if (!source_.converted() && !table::isUtf8(bytes)) {
      end = PlainEnd::NotUtf8;
      return std::move(segment_);
    }
    if (ends_.size() < bytes.size() + table::RoomForEnds) ends_.resize(bytes.size() + table::RoomForEnds);
    table::Unusual unusual;
    size_t count = table::lineEnds(bytes, ends_.data(), unusual);
    if (!plain(bytes, unusual)) {
      end = PlainEnd::Unusual;
      return std::move(segment_);
    }
    if (!bytes.empty() && bytes.back() != '\n') ends_[count++] = static_cast<uint32_t>(bytes.size());
    const size_t begin = base_ + begin_;
    size_t at = 0;
    name_ = {};
    for (size_t i = 0; i < count; ++i) {
      row(bytes.substr(at, ends_[i] - at), {begin + at, static_cast<int64_t>(i)});
      at = ends_[i] + 1;
    }
    segment_.lines = static_cast<int64_t>(count);
    segment_.end = base_ + end_;
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
      if (!source_.read(base, upTo - base, bytes_.data())) return false;
      begin_ = from == first ? 0 : lineFrom(from - 1);
      end_ = to >= size ? size - base : lineFrom(to - 1);
      if (upTo == size) {
        begin_ = std::min(begin_, size - base);
        end_ = std::min(end_, size - base);
      }
      if (begin_ != std::string_view::npos && end_ != std::string_view::npos) break;
    }
    end_ = std::max(begin_, end_);
    base_ = base;
    return true;
  }

  void row(std::string_view text, Place place) {
    if (text.ends_with('\r')) text.remove_suffix(1);
    if (text.empty()) return; // a blank line
    ++segment_.rows;
    const std::optional<size_t>& when = table_.headings.period;
    std::string_view name;
    bool inYear = !when;
    const size_t size = text.size();
    size_t column = 0, at = 0;
    if (table_.headings.subject == 0 && goesOn(text)) { // no comma need be sought
      name = name_;
      at = name_.size() + 1;
      column = 1;
    }
    for (; column <= last_ && at <= size; ++column) {
      if (column == when && plainYearAt(text, at)) { // nor here
        inYear = true;
        at += 5;
        continue;
      }
      const size_t comma = std::min(text.find(',', at), size);
      if (column == table_.headings.subject) name = text.substr(at, comma - at);
      if (column == when) inYear = year(text.substr(at, comma - at));
      at = comma + 1;
    }
    if (inYear && !name.empty() && table::same(name, name_)) return;
    subject(trimmed(name), text, place, inYear);
  }

  /// Does this row begin with the name of the subject at hand?
  [[nodiscard]] bool goesOn(std::string_view text) const {
    const size_t size = name_.size();
    return size > 0 && text.size() > size && text[size] == ',' && table::same(text.substr(0, size), name_);
  }

  bool year(std::string_view text) {
    const auto period = readPeriod(trimmed(text));
    if (period) note(period->year);
    return period.has_value();
  }
  /// Is the cell from `at` on four digits of a year?
  bool plainYearAt(std::string_view text, size_t at) {
    if (text.size() < at + 4 || (text.size() > at + 4 && text[at + 4] != ',')) return false;
    const int year = plainYear(text.substr(at, 4));
    if (year != 0) note(year);
    return year != 0;
  }
  void note(int year) { segment_.years.set(static_cast<size_t>(year - FirstYear)); }

  /// A row that may begin another subject, or be lost.
  void subject(std::string_view name, std::string_view text, Place place, bool inYear) {
    const bool same = !name_.empty() && name == name_;
    const bool nameless = !same && (name.empty() || name.find("\xEF\xBF\xBD") != std::string_view::npos);
    if (nameless || !inYear) segment_.lost.emplace_back(place, text.size());
    if (nameless || same) return;
    name_ = name;
    segment_.begin(name, place, batchSubjects_);
  }

  const Register::Table& table_;
  const table::Source& source_;
  size_t batchSubjects_;
  size_t last_; // column that is looked at
  std::string bytes_;
  std::vector<uint32_t> ends_;
  size_t base_ = 0; // of the bytes, in the file
  size_t begin_ = 0, end_ = 0;
  Segment segment_;
  std::string_view name_; // of the subject at hand
};

} // namespace

PlainEnd readPlainly(const Register::Table& table, size_t batchSubjects, unsigned threads,
                     std::vector<Segment>& segments) {
  const size_t begin = table.rowsBegin, size = table.source->size() - begin;
  const size_t count = (size + SegmentSize - 1) / SegmentSize;
  segments.assign(count, {});
  std::vector<PlainEnd> ends(count, PlainEnd::Done);
  std::vector<Scanner> scanners(threads, Scanner(table, batchSubjects));
  std::atomic<bool> stopped = false;
  batch::forEach(count, threads, [&](size_t i, unsigned thread) {
    if (stopped) return;
    const size_t from = begin + i * SegmentSize;
    segments[i] = scanners[thread].read(from, std::min(from + SegmentSize, begin + size), ends[i]);
    if (ends[i] != PlainEnd::Done) stopped = true;
  });
  for (const PlainEnd end : ends)
    if (end != PlainEnd::Done) return end;
  return PlainEnd::Done;
}

} // namespace tiao::driver
