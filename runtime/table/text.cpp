#include "runtime/table/text.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <iconv.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tiao::table {

namespace {

constexpr std::string_view Replacement = "\xEF\xBF\xBD"; // U+FFFD

/// A file at hand: `size` bytes and a NUL after them.
struct Bytes {
  std::unique_ptr<char[]> data;
  size_t size = 0;
};

/// Text under conversion. `data` has room for every byte of the input to become a Replacement, and a NUL.
struct Converted {
  std::unique_ptr<char[]> data;
  size_t size = 0;
  std::vector<size_t> badOffsets;

  explicit Converted(size_t inputSize)
      : data(std::make_unique_for_overwrite<char[]>(inputSize * Replacement.size() + 1)) {}
  void append(const char* from, size_t count) {
    std::memcpy(data.get() + size, from, count);
    size += count;
  }
  void appendBad() {
    badOffsets.push_back(size);
    append(Replacement.data(), Replacement.size());
  }
};

Failure systemFailure(Failure::Kind kind, const std::string& path, int error) {
  const std::string words = std::strerror(error);
  return {.kind = kind, .path = path, .detail = {words, words}};
}

std::unique_ptr<char[]> allocate(size_t size) {
  auto data = std::make_unique_for_overwrite<char[]>(size);
  // Large pages: a register is read through once, and half of that would be spent on faulting small pages in.
  constexpr size_t Page = size_t{1} << 21;
  const auto begin = std::bit_cast<uintptr_t>(data.get());
  const uintptr_t first = (begin + Page - 1) / Page * Page, last = (begin + size) / Page * Page;
  if (first < last) madvise(data.get() + (first - begin), last - first, MADV_HUGEPAGE);
  return data;
}

Result<Bytes> readAll(int descriptor, const std::string& path) {
  struct stat status {};
  size_t capacity = 1 << 16;
  if (fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode))
    capacity = std::max(capacity, static_cast<size_t>(status.st_size) + 2);
  Bytes bytes{allocate(capacity), 0};
  while (true) {
    if (bytes.size + 1 == capacity) {
      auto larger = allocate(capacity * 2);
      std::memcpy(larger.get(), bytes.data.get(), bytes.size);
      bytes.data = std::move(larger);
      capacity *= 2;
    }
    const ssize_t count = ::read(descriptor, bytes.data.get() + bytes.size, capacity - 1 - bytes.size);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return systemFailure(Failure::Kind::CannotRead, path, errno);
    if (count == 0) break;
    bytes.size += static_cast<size_t>(count);
  }
  bytes.data[bytes.size] = '\0';
  return bytes;
}

/// The length of the well-formed UTF-8 sequence (RFC 3629) of more than one byte that begins at `at`, or 0.
size_t sequenceLength(const char* at, const char* end) {
  const auto byte = [&](ptrdiff_t i) { return static_cast<unsigned char>(at[i]); };
  const auto trails = [&](ptrdiff_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const unsigned char lead = byte(0);
  const ptrdiff_t room = end - at;
  if (lead >= 0xC2 && lead <= 0xDF) return room >= 2 && trails(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    if (room < 3 || !trails(1) || !trails(2)) return 0;
    const bool overlong = lead == 0xE0 && byte(1) < 0xA0, surrogate = lead == 0xED && byte(1) >= 0xA0;
    return overlong || surrogate ? 0 : 3;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    if (room < 4 || !trails(1) || !trails(2) || !trails(3)) return 0;
    const bool overlong = lead == 0xF0 && byte(1) < 0x90, tooGreat = lead == 0xF4 && byte(1) >= 0x90;
    return overlong || tooGreat ? 0 : 4;
  }
  return 0;
}

/// The end of the ASCII characters that begin at `at`.
const char* skipAscii(const char* at, const char* end) {
  uint64_t eight = 0;
  while (end - at >= 8) {
    std::memcpy(&eight, at, 8);
    if ((eight & 0x8080808080808080U) != 0) break;
    at += 8;
  }
  while (at < end && static_cast<unsigned char>(*at) < 0x80) ++at;
  return at;
}

/// How far bytes are UTF-8.
struct Survey {
  size_t bad = 0;           // bytes that belong to no sequence
  size_t longSequences = 0; // well-formed ones of three or more bytes, which hardly ever arise by chance
};

Survey surveyUtf8(const char* at, const char* end) {
  Survey survey;
  while ((at = skipAscii(at, end)) < end) {
    const size_t length = sequenceLength(at, end);
    survey.bad += length == 0;
    survey.longSequences += length >= 3;
    at += std::max<size_t>(length, 1);
  }
  return survey;
}

Converted repairUtf8(const char* at, const char* end) {
  Converted text(static_cast<size_t>(end - at));
  while (at < end) {
    const char* good = skipAscii(at, end);
    if (good == at) good += sequenceLength(at, end);
    text.append(at, static_cast<size_t>(good - at));
    if (good == at) {
      text.appendBad();
      ++good;
    }
    at = good;
  }
  return text;
}

std::optional<Converted> convertGb18030(const char* at, const char* end) {
  const iconv_t conversion = iconv_open("UTF-8", "GB18030");
  if (conversion == std::bit_cast<iconv_t>(intptr_t{-1})) return std::nullopt;
  Converted text(static_cast<size_t>(end - at));
  auto* in = const_cast<char*>(at); // iconv does not write to its input, whatever its type says
  auto inLeft = static_cast<size_t>(end - at);
  while (inLeft > 0) {
    char* out = text.data.get() + text.size;
    size_t outLeft = inLeft * Replacement.size();
    const size_t room = outLeft;
    const size_t result = iconv(conversion, &in, &inLeft, &out, &outLeft);
    text.size += room - outLeft;
    if (result != static_cast<size_t>(-1)) break;
    // A byte that begins no character, or a character cut by the end of the file.
    text.appendBad();
    ++in;
    --inLeft;
    iconv(conversion, nullptr, nullptr, nullptr, nullptr);
  }
  iconv_close(conversion);
  return text;
}

int64_t lineAt(std::string_view text, size_t offset) {
  int64_t line = 1;
  for (size_t i = 0; i < offset; ++i) line += text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n');
  return line;
}

/// A text with a few bad bytes is still a text; one with many is something else.
bool isText(const Converted& text) { return text.badOffsets.size() <= 8 || text.badOffsets.size() <= text.size / 32; }

} // namespace

Result<Text> Text::read(const std::string& path) {
  const bool standard = path == "-";
  const int descriptor = standard ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return systemFailure(Failure::Kind::CannotOpen, path, errno);
  Result<Bytes> all = readAll(descriptor, path);
  if (!standard) ::close(descriptor);
  if (const Failure* failure = failureOf(all)) return *failure;
  auto& bytes = std::get<Bytes>(all);
  return decode(std::move(bytes.data), bytes.size, path);
}

Result<Text> Text::decode(std::string_view bytes, const std::string& path) {
  auto copy = allocate(bytes.size() + 1);
  std::copy(bytes.begin(), bytes.end(), copy.get());
  copy[bytes.size()] = '\0';
  return decode(std::move(copy), bytes.size(), path);
}

Result<Text> Text::decode(std::unique_ptr<char[]> bytes, size_t size, const std::string& path) {
  const std::string_view all(bytes.get(), size);
  const bool marked = all.starts_with("\xEF\xBB\xBF");
  if (all.starts_with("\xFF\xFE") || all.starts_with("\xFE\xFF"))
    return Failure{.kind = Failure::Kind::Utf16, .path = path, .detail = {}};
  if (all.starts_with("PK\x03\x04") || all.starts_with("\xD0\xCF\x11\xE0"))
    return Failure{.kind = Failure::Kind::Workbook, .path = path, .detail = {}};

  Text text;
  const size_t begin = marked ? 3 : 0;
  const char* first = all.data() + begin;
  const char* last = all.data() + size;
  const Survey utf8 = surveyUtf8(first, last);
  if (utf8.bad == 0) {
    text.bytes_ = std::move(bytes);
    text.begin_ = begin;
    text.end_ = size;
    return text;
  }

  // Bytes that mostly fail as UTF-8 may be GB18030; UTF-8 with a few broken characters can look like GB18030 by chance.
  std::optional<Converted> gb18030;
  if (!marked && utf8.longSequences <= utf8.bad) gb18030 = convertGb18030(first, last);
  if (gb18030 && gb18030->badOffsets.size() < utf8.bad) text.encoding_ = Encoding::Gb18030;
  Converted chosen = text.encoding_ == Encoding::Gb18030 ? *std::move(gb18030) : repairUtf8(first, last);
  if (!isText(chosen)) {
    const std::string_view converted(chosen.data.get(), chosen.size);
    return Failure{.kind = Failure::Kind::NotText,
                   .path = path,
                   .line = lineAt(converted, chosen.badOffsets.front()),
                   .detail = {}};
  }
  chosen.data[chosen.size] = '\0';
  text.bytes_ = std::move(chosen.data);
  text.end_ = chosen.size;
  text.badOffsets_ = std::move(chosen.badOffsets);
  return text;
}

} // namespace tiao::table
