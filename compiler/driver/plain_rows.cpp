#include "compiler/driver/plain_rows.h"

#include "runtime/table/structure.h"

namespace tiao::driver {

bool PlainRows::find(std::string_view bytes, size_t columns) {
  bytes_ = bytes;
  columns_ = columns;
  const size_t most = bytes.size() + table::RoomForEnds;
  if (memory_.size() < 2 * most) memory_.resize(2 * most);
  uint32_t *const ends = memory_.data(), *const lasts = ends + most;
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
