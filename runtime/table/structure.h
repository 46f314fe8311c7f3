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

/// What is written to has room for so many more than there are bytes.
constexpr size_t RoomForEnds = 64;

/// Writes the offset of each line feed into `out`, and adds to `unusual`. The number written.
size_t lineEnds(std::string_view bytes, uint32_t* out, Unusual& unusual);
/// The same of each line feed and comma; and into `lines`, which of those are line feeds.
struct Ends {
  size_t cells = 0, lines = 0; // the numbers written
};
Ends cellEnds(std::string_view bytes, uint32_t* out, uint32_t* lines, Unusual& unusual);

/// Is each carriage return followed by a line feed?
bool onlyCrLf(std::string_view bytes);

/// Are there none of the things that only RowReader can read?
inline bool plain(std::string_view bytes, const Unusual& unusual) {
  return !unusual.quote && !unusual.nul && (!unusual.carriageReturn || onlyCrLf(bytes));
}

} // namespace tiao::table
