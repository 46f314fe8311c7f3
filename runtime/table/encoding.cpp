#include "runtime/table/encoding.h"

#include "runtime/table/utf8.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <iconv.h>

namespace tiao::table {

namespace {

constexpr std::string_view Replacement = "\xEF\xBF\xBD"; // U+FFFD
constexpr ptrdiff_t LongestCharacter = 4;

void appendBad(Converted& converted) {
  converted.badOffsets.push_back(converted.size());
  converted.text += Replacement;
}

/// Before it every character is whole.
const char* safeEnd(std::string_view bytes, bool last) {
  const char* const end = bytes.data() + bytes.size();
  return last ? end : std::max(bytes.data(), end - (LongestCharacter - 1));
}

} // namespace

size_t survey(std::string_view bytes, bool last, Survey& survey) {
  const char *at = bytes.data(), *const end = at + bytes.size(), *const safe = safeEnd(bytes, last);
  while ((at = skipAscii(at, end)) < safe) {
    const size_t length = sequenceLength(at, end);
    survey.bad += length == 0;
    survey.longSequences += length >= 3;
    at += std::max<size_t>(length, 1);
  }
  return static_cast<size_t>(at - bytes.data());
}

size_t repairUtf8(std::string_view bytes, bool last, Converted& converted) {
  const char *at = bytes.data(), *const end = at + bytes.size(), *const safe = safeEnd(bytes, last);
  while (at < safe) {
    const char* good = skipAscii(at, end);
    if (good == at) good += sequenceLength(at, end);
    converted.text.append(at, static_cast<size_t>(good - at));
    if (good == at) {
      appendBad(converted);
      ++good;
    }
    at = good;
  }
  return static_cast<size_t>(at - bytes.data());
}

FromGb18030::FromGb18030() : conversion_(iconv_open("UTF-8", "GB18030")) {
  if (conversion_ == std::bit_cast<void*>(intptr_t{-1})) conversion_ = nullptr;
}

FromGb18030::~FromGb18030() {
  if (known()) iconv_close(conversion_);
}

size_t FromGb18030::operator()(std::string_view bytes, bool last, Converted& converted) {
  auto* in = const_cast<char*>(bytes.data()); // iconv does not write to its input, whatever its type says
  size_t left = bytes.size();
  std::array<char, 1 << 14> buffer{};
  while (left > 0) {
    char* out = buffer.data();
    size_t room = buffer.size();
    const size_t result = iconv(conversion_, &in, &left, &out, &room);
    const int error = errno;
    converted.text.append(buffer.data(), buffer.size() - room);
    if (result != static_cast<size_t>(-1) || error == E2BIG) continue;
    if (error == EINVAL && !last) break; // a character that goes on in the next block
    // A byte that begins no character, or a character cut by the end of the file.
    appendBad(converted);
    ++in;
    --left;
    iconv(conversion_, nullptr, nullptr, nullptr, nullptr);
  }
  return bytes.size() - left;
}

} // namespace tiao::table
