#include "runtime/table/text.h"

#include "runtime/table/utf8.h"

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tiao::table {

namespace {

/// A file at hand: `size` bytes and a NUL after them.
struct Bytes {
  std::unique_ptr<char[]> data;
  size_t size = 0;
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

int64_t lineAt(std::string_view text, size_t offset) {
  int64_t line = 1;
  for (size_t i = 0; i < offset; ++i) line += text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n');
  return line;
}

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
  const std::string_view content = all.substr(begin);
  if (isUtf8(content)) {
    text.bytes_ = std::move(bytes);
    text.begin_ = begin;
    text.end_ = size;
    return text;
  }

  Survey utf8;
  survey(content, true, utf8);
  Converted chosen;
  if (FromGb18030 fromGb18030; mayBeGb18030(utf8, marked) && fromGb18030.known()) {
    fromGb18030(content, true, chosen);
    if (chosen.badOffsets.size() < utf8.bad) text.encoding_ = Encoding::Gb18030;
  }
  if (text.encoding_ == Encoding::Utf8) {
    chosen = {};
    repairUtf8(content, true, chosen);
  }
  if (!isText(chosen))
    return Failure{.kind = Failure::Kind::NotText,
                   .path = path,
                   .line = lineAt(chosen.text, chosen.badOffsets.front()),
                   .detail = {}};
  text.bytes_ = std::make_unique_for_overwrite<char[]>(chosen.text.size() + 1);
  std::copy_n(chosen.text.c_str(), chosen.text.size() + 1, text.bytes_.get());
  text.end_ = chosen.text.size();
  text.badOffsets_ = std::move(chosen.badOffsets);
  return text;
}

} // namespace tiao::table
