#include "runtime/abi/column.h"

#include "runtime/abi/words.h"

namespace tiao::abi {

namespace {

/// The types that columns may have.
enum class Format : uint8_t { None, Bit, I8, U8, I16, U16, I32, U32, I64, U64, Text, LongText };

Format formatOf(const char* format) {
  if (format == nullptr) return Format::None;
  if (same(format, "tdD")) return Format::I32;
  if (format[0] == 0 || format[1] != 0) return Format::None;
  switch (format[0]) {
  case 'b': return Format::Bit;
  case 'c': return Format::I8;
  case 'C': return Format::U8;
  case 's': return Format::I16;
  case 'S': return Format::U16;
  case 'i': return Format::I32;
  case 'I': return Format::U32;
  case 'l': return Format::I64;
  case 'L': return Format::U64;
  case 'u': return Format::Text;
  case 'U': return Format::LongText;
  default: return Format::None;
  }
}

bool bitAt(const void* bits, int64_t at) { return (static_cast<const uint8_t*>(bits)[at / 8] >> (at % 8) & 1U) != 0; }

/// Which member is called so; -1: none.
int64_t memberCalled(const Policy& policy, const InputAbout& about, const char* text, size_t length) {
  const MemberAbout* members = policy.begin(about.members);
  for (uint32_t i = 0; i < about.members.count; ++i) {
    if (length == 0) break;
    if (is(text, length, policy.text(members[i].zh), members[i].zh.count) ||
        is(text, length, policy.text(members[i].en), members[i].en.count))
      return i;
  }
  return -1;
}

/// Calls put(row, value) for each row that has one, and miss(row) for the others.
template <typename T, typename Put, typename Miss>
void each(const ArrowArray& array, const Stretch& rows, Put put, Miss miss) {
  const T* values = static_cast<const T*>(array.buffers[1]) + array.offset + rows.at;
  for (int64_t row = 0; row < rows.count; ++row) {
    if (!valid(array, array.offset + rows.at + row))
      miss(row);
    else
      put(row, values[row]);
  }
}

template <typename Offset, typename Put, typename Miss>
void eachText(const Policy& policy, const InputAbout& about, const ArrowArray& array, const Stretch& rows, Put put,
              Miss miss) {
  const char* text = static_cast<const char*>(array.buffers[2]);
  const Offset* offsets = static_cast<const Offset*>(array.buffers[1]) + array.offset + rows.at;
  for (int64_t row = 0; row < rows.count; ++row) {
    if (!valid(array, array.offset + rows.at + row))
      miss(row);
    else
      put(row, memberCalled(policy, about, text + offsets[row], static_cast<size_t>(offsets[row + 1] - offsets[row])));
  }
}

} // namespace

bool valid(const ArrowArray& array, int64_t at) {
  return array.null_count == 0 || array.buffers[0] == nullptr || bitAt(array.buffers[0], at);
}

bool someNull(const ArrowArray& array, int64_t from, int64_t count) {
  if (array.null_count == 0 || array.buffers[0] == nullptr) return false;
  for (int64_t i = 0; i < count; ++i)
    if (!bitAt(array.buffers[0], array.offset + from + i)) return true;
  return false;
}

bool holds(const Policy& policy, uint32_t input, const ArrowSchema& schema) {
  const Format format = formatOf(schema.format);
  if (format == Format::None || schema.dictionary != nullptr) return false;
  const int32_t type = policy.about(input).type;
  if (format == Format::Text || format == Format::LongText) return type == TIAO_MEMBER;
  if (format == Format::Bit) return type == TIAO_TRUTH;
  return type == TIAO_DATE || schema.format[1] == 0;
}

void read(const Policy& policy, Tile& tile, uint32_t input, const Column& column, const Stretch& rows, Null null) {
  const InputAbout& about = policy.about(input);
  const auto put = [&](int64_t row, int64_t value) {
    tile.put(input, rows.to + row, rows.subject < 0 ? rows.to + row : rows.subject, value);
  };
  const auto miss = [&](int64_t row) {
    switch (null) {
    case Null::Unknown: tile.putUnknown(input, rows.to + row); break;
    case Null::Yes: put(row, 1); break;
    case Null::Keep: break;
    }
  };
  const ArrowArray& array = *column.array;
  switch (formatOf(column.schema->format)) {
  case Format::None: break;
  case Format::Bit:
    for (int64_t row = 0; row < rows.count; ++row) {
      const int64_t at = array.offset + rows.at + row;
      if (!valid(array, at))
        miss(row);
      else
        put(row, bitAt(array.buffers[1], at) ? 1 : 0);
    }
    break;
  case Format::I8: each<int8_t>(array, rows, put, miss); break;
  case Format::U8: each<uint8_t>(array, rows, put, miss); break;
  case Format::I16: each<int16_t>(array, rows, put, miss); break;
  case Format::U16: each<uint16_t>(array, rows, put, miss); break;
  case Format::I32: each<int32_t>(array, rows, put, miss); break;
  case Format::U32: each<uint32_t>(array, rows, put, miss); break;
  case Format::I64: each<int64_t>(array, rows, put, miss); break;
  case Format::U64: {
    // Beyond every range: no input reaches beyond 2⁶².
    const auto putWide = [&](int64_t row, uint64_t value) {
      put(row, value > static_cast<uint64_t>(INT64_MAX) ? INT64_MAX : static_cast<int64_t>(value));
    };
    each<uint64_t>(array, rows, putWide, miss);
    break;
  }
  case Format::Text: eachText<int32_t>(policy, about, array, rows, put, miss); break;
  case Format::LongText: eachText<int64_t>(policy, about, array, rows, put, miss); break;
  }
}

} // namespace tiao::abi
