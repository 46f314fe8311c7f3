#pragma once

#include <cstdint>

namespace tiao::source {

/// A stretch of bytes [begin, end) of one file. `file` indexes the SourceSet that the file was added to.
struct Span {
  uint32_t file = 0;
  uint32_t begin = 0;
  uint32_t end = 0;
  bool operator==(const Span&) const = default;
};

/// The stretch from the beginning of `a` to the end of `b`, both of one file.
inline Span join(Span a, Span b) {
  return {a.file, a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end};
}

} // namespace tiao::source
