#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

/// Where the lines and cells of CSV end, found many bytes at a time. Right only where nothing is quoted and lines end
/// with LF or CR LF; whatever else there is, is told, and is for RowReader.
namespace tiao::table {

/// Bytes that make the ends mean something else.
struct Unusual {
  bool quote = false, nul = false, carriageReturn = false;
};

/// Writes the offset of each line feed into `out`, which has room for one more than there are bytes, and adds to
/// `unusual`. The number written.
size_t lineEnds(std::string_view bytes, uint32_t* out, Unusual& unusual);
/// The same of each line feed and comma.
size_t cellEnds(std::string_view bytes, uint32_t* out, Unusual& unusual);

/// Is each carriage return followed by a line feed?
bool onlyCrLf(std::string_view bytes);

/// Are there none of the things that only RowReader can read?
inline bool plain(std::string_view bytes, const Unusual& unusual) {
  return !unusual.quote && !unusual.nul && (!unusual.carriageReturn || onlyCrLf(bytes));
}

} // namespace tiao::table
