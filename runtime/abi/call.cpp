#include "runtime/abi/call.h"

#include <cstring>

namespace tiao::abi {

namespace {

/// So much of a name as there is room for, whole characters only.
void copyName(const char* name, char* to, size_t room) {
  size_t length = 0;
  while (name[length] != 0 && length + 1 < room) ++length;
  if (name[length] != 0)
    while (length > 0 && (static_cast<unsigned char>(name[length]) & 0xC0U) == 0x80U) --length;
  std::memcpy(to, name, length);
  std::memset(to + length, 0, room - length);
}

} // namespace

int32_t fail(tiao_error* error, int32_t code, const char* column, int64_t row) {
  if (error == nullptr) return code;
  error->code = code;
  error->input = -1;
  error->row = row;
  copyName(column == nullptr ? "" : column, error->column, sizeof error->column);
  return code;
}

int32_t fine(tiao_error* error, int32_t input) {
  (void)fail(error, TIAO_OK);
  if (error != nullptr) error->input = input;
  return TIAO_OK;
}

int32_t wanted(const Policy& policy, const tiao_options* options, Wanted& result) {
  result = {policy->lastYear, 0};
  if (options == nullptr) return TIAO_OK;
  constexpr uint32_t known = TIAO_OTHER_COLUMNS;
  if (options->size != sizeof(tiao_options) || (options->flags & ~known) != 0 || options->reserved != 0)
    return TIAO_BAD_OPTIONS;
  if (options->through_year != 0) {
    if (options->through_year < policy->firstYear || options->through_year > policy->lastYear) return TIAO_BAD_OPTIONS;
    result.throughYear = options->through_year;
  }
  result.flags = options->flags;
  return TIAO_OK;
}

} // namespace tiao::abi
