#pragma once

#include <cstddef>
#include <string_view>

/// Well-formed UTF-8 (RFC 3629).
namespace tiao::table {

/// Is all of it UTF-8? At the speed of memory where the processor allows.
bool isUtf8(std::string_view bytes);

/// The length of the sequence of more than one byte that begins at `at`; 0 if there is none.
size_t sequenceLength(const char* at, const char* end);
/// The end of the ASCII characters that begin at `at`.
const char* skipAscii(const char* at, const char* end);

} // namespace tiao::table
