#include "compiler/driver/plain_rows.h"

#include "runtime/table/structure.h"

namespace tiao::driver {

bool PlainRows::find(std::string_view bytes, size_t columns) {
  bytes_ = bytes;
  columns_ = columns;
  if (const size_t most = bytes.size() + table::RoomForEnds; most > room_) {
    memory_ = std::make_unique_for_overwrite<uint32_t[]>(2 * most); // few of its pages are ever touched
    room_ = most;
  }
  uint32_t *const ends = memory_.get(), *const lasts = ends + room_;
  table::Unusual unusual;
  auto [cells, rows] = table::cellEnds(bytes, ends, lasts, unusual);
  if (!plain(bytes, unusual)) return false;
  returns_ = unusual.carriageReturn;
  if (!bytes.empty() && bytes.back() != '\n') { // the last row
    lasts[rows++] = static_cast<uint32_t>(cells);
    ends[cells++] = static_cast<uint32_t>(bytes.size());
  }
  ends_ = {ends, cells};
  lasts_ = {lasts, rows};
  return true;
}

} // namespace tiao::driver
