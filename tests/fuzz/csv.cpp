#include "runtime/table/reader.h"
#include "runtime/table/writer.h"

#include <cstdio>
#include <cstdlib>

/// Any bytes at all: the reader accounts for every one of them, and what it read, written and read again, is the same.

using namespace tiao::table;

namespace {

void require(bool holds, const char* property) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", property);
  std::abort();
}

bool onlyLineEnds(const char* begin, const char* end) {
  return std::string_view(begin, static_cast<size_t>(end - begin)).find_first_not_of("\r\n") == std::string_view::npos;
}

bool within(std::string_view whole, std::string_view part) {
  return whole.data() <= part.data() && part.data() + part.size() <= whole.data() + whole.size();
}

using Rows = std::vector<std::vector<std::string>>;

/// All rows with the header, or nothing if the bytes are no table.
Rows readRows(std::string_view bytes) {
  Result<Text> decoded = Text::decode(bytes);
  if (const Failure* failure = failureOf(decoded)) {
    require(!describe(*failure).en.empty(), "a failure has words");
    return {};
  }
  const std::string_view text = std::get<Text>(decoded).bytes();
  Result<Reader> opened = Reader::from(std::get<Text>(std::move(decoded)));
  if (const Failure* failure = failureOf(opened)) {
    require(!describe(*failure).zh.empty(), "a failure has words");
    return {};
  }
  auto& reader = std::get<Reader>(opened);
  Rows rows;
  const char* accounted = text.data(); // every byte before it belongs to a row or is a line end between rows
  int64_t line = 0;
  const auto take = [&](const Row& row) {
    require(within(text, row.text), "a row is a part of the text");
    require(accounted <= row.text.data() && onlyLineEnds(accounted, row.text.data()), "only line ends between rows");
    require(row.line > line, "lines ascend");
    for (const Problem& problem : row.problems) require(!describe(problem).en.empty(), "a problem has words");
    accounted = row.text.data() + row.text.size();
    line = row.line;
    rows.emplace_back(row.cells.begin(), row.cells.end());
  };
  take(reader.header());
  for (Row row; reader.next(row);) take(row);
  require(onlyLineEnds(accounted, text.data() + text.size()), "only line ends after the last row");
  require(reader.bytesRead() == reader.bytesInAll(), "everything is read");
  return rows;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const Rows rows = readRows({reinterpret_cast<const char*>(data), size});
  std::string written;
  Writer writer(written);
  for (const auto& row : rows) {
    for (const std::string& cell : row) writer.cell(cell);
    writer.endRow();
  }
  // A NUL in a heading is a failure, and a header read before had none.
  require(readRows(written) == rows, "what is written is read again");
  return 0;
}
