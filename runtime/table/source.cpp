#include "runtime/table/source.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace tiao::table {

namespace {

constexpr size_t Block = size_t{1} << 20;
/// What is greater lies in a temporary file.
constexpr size_t MostInMemory = size_t{16} << 20;

Failure systemFailure(Failure::Kind kind, const std::string& path, int error) {
  const std::string words = std::strerror(error);
  return {.kind = kind, .path = path, .detail = {words, words}};
}

int64_t modifiedAt(const struct stat& status) {
  return int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
}

/// A file without a name, that is gone when it is closed; -1 if there can be none.
int temporaryFile() {
  const char* folder = std::getenv("TMPDIR");
  std::string name = std::string(folder == nullptr || *folder == '\0' ? "/tmp" : folder) + "/tiao-XXXXXX";
  const int descriptor = mkostemp(name.data(), O_CLOEXEC);
  if (descriptor >= 0) unlink(name.c_str());
  return descriptor;
}

bool writeAll(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
    if (count >= 0)
      bytes.remove_prefix(static_cast<size_t>(count));
    else if (errno != EINTR)
      return false;
  }
  return true;
}

} // namespace

/// A store that grows at its end.
class Source::Builder {
public:
  Builder() = default;
  Builder(const Builder&) = delete;
  Builder& operator=(const Builder&) = delete;
  ~Builder() { store_.close(); }

  bool append(std::string_view bytes) {
    if (store_.descriptor < 0 && store_.bytes.size() + bytes.size() > MostInMemory) {
      store_.descriptor = temporaryFile();
      store_.mustClose = true;
      if (store_.descriptor < 0 || !writeAll(store_.descriptor, store_.bytes)) return false;
      store_.bytes = {};
    }
    store_.end += bytes.size();
    if (store_.descriptor >= 0) return writeAll(store_.descriptor, bytes);
    store_.bytes += bytes;
    return true;
  }
  Store finish() { return std::exchange(store_, {}); }

private:
  Store store_;
};

void Source::Store::close() {
  if (mustClose && descriptor >= 0) ::close(descriptor);
  descriptor = -1;
}

Source::Source(Source&& other) noexcept
    : path_(std::move(other.path_)), store_(std::exchange(other.store_, {})), modified_(other.modified_),
      marked_(other.marked_), converted_(other.converted_), encoding_(other.encoding_),
      badOffsets_(std::move(other.badOffsets_)) {}

Source& Source::operator=(Source&& other) noexcept {
  if (this == &other) return *this;
  store_.close();
  path_ = std::move(other.path_);
  store_ = std::exchange(other.store_, {});
  modified_ = other.modified_;
  marked_ = other.marked_;
  converted_ = other.converted_;
  encoding_ = other.encoding_;
  badOffsets_ = std::move(other.badOffsets_);
  return *this;
}

Source::~Source() { store_.close(); }

Result<Source> Source::open(const std::string& path) {
  Source source;
  source.path_ = path;
  const bool standard = path == "-";
  const int descriptor = standard ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return systemFailure(Failure::Kind::CannotOpen, path, errno);
  struct stat status {};
  if (fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && !standard) {
    source.store_ = {descriptor, {}, 0, static_cast<size_t>(status.st_size), true};
    source.modified_ = modifiedAt(status);
  } else {
    const auto failure = source.spool(descriptor);
    if (!standard) ::close(descriptor);
    if (failure) return *failure;
  }
  if (const auto failure = source.sniff()) return *failure;
  return source;
}

std::optional<Failure> Source::spool(int descriptor) {
  Builder builder;
  std::string block(Block, '\0');
  while (true) {
    const ssize_t count = ::read(descriptor, block.data(), block.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return systemFailure(Failure::Kind::CannotRead, path_, errno);
    if (count == 0) break;
    if (!builder.append({block.data(), static_cast<size_t>(count)}))
      return systemFailure(Failure::Kind::CannotRead, path_, errno);
  }
  store_ = builder.finish();
  return std::nullopt;
}

/// What the first bytes say.
std::optional<Failure> Source::sniff() {
  char first[4] = {};
  if (!read(0, std::min<size_t>(size(), 4), first)) return failure();
  const std::string_view begin(first, std::min<size_t>(size(), 4));
  if (begin.starts_with("\xFF\xFE") || begin.starts_with("\xFE\xFF"))
    return Failure{.kind = Failure::Kind::Utf16, .path = path_, .detail = {}};
  if (begin == "PK\x03\x04" || begin == "\xD0\xCF\x11\xE0")
    return Failure{.kind = Failure::Kind::Workbook, .path = path_, .detail = {}};
  marked_ = begin.starts_with("\xEF\xBB\xBF");
  if (marked_) store_.begin = 3;
  return std::nullopt;
}

size_t Source::size() const { return store_.end - store_.begin; }

bool Source::read(size_t at, size_t count, char* to) const {
  at += store_.begin;
  if (at > store_.end || count > store_.end - at) return false;
  if (store_.descriptor < 0) {
    std::copy_n(store_.bytes.data() + at, count, to);
    return true;
  }
  while (count > 0) {
    const ssize_t got = ::pread(store_.descriptor, to, count, static_cast<off_t>(at));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    at += static_cast<size_t>(got);
    to += got;
    count -= static_cast<size_t>(got);
  }
  return true;
}

bool Source::changed() const {
  if (store_.descriptor < 0 || modified_ == 0) return false;
  struct stat status {};
  return fstat(store_.descriptor, &status) != 0 || static_cast<size_t>(status.st_size) != store_.end ||
         modifiedAt(status) != modified_;
}

Failure Source::failure() const {
  if (changed()) return {.kind = Failure::Kind::Changed, .path = path_, .detail = {}};
  return systemFailure(Failure::Kind::CannotRead, path_, errno);
}

template <typename Take> bool Source::eachBlock(Take take) const {
  std::string block(Block, '\0');
  for (size_t at = 0; at < size();) {
    const size_t count = std::min(Block, size() - at);
    if (!read(at, count, block.data())) return false;
    at += take(std::string_view(block.data(), count), at + count == size());
  }
  return true;
}

std::optional<Failure> Source::convert() {
  Survey utf8;
  if (!eachBlock([&](std::string_view bytes, bool last) { return survey(bytes, last, utf8); })) return failure();
  Converted text;
  Builder builder;
  bool written = true;
  const auto with = [&](auto& conversion) {
    return eachBlock([&](std::string_view bytes, bool last) {
      const size_t count = conversion(bytes, last, text);
      written = written && builder.append(text.text);
      text.take();
      return count;
    });
  };
  Store chosen;
  const auto finish = [&] {
    chosen.close();
    chosen = builder.finish();
  };
  if (FromGb18030 fromGb18030; mayBeGb18030(utf8, marked_) && fromGb18030.known()) {
    if (!with(fromGb18030)) return failure();
    finish();
    if (text.badOffsets.size() < utf8.bad) encoding_ = Encoding::Gb18030;
  }
  if (encoding_ == Encoding::Utf8) {
    text = {};
    if (!with(repairUtf8)) return failure();
    finish();
  }
  if (!written) {
    chosen.close();
    return systemFailure(Failure::Kind::CannotRead, path_, errno);
  }
  const bool unchanged = !changed();
  if (!unchanged) {
    chosen.close();
    return failure();
  }
  store_.close();
  store_ = std::move(chosen);
  modified_ = 0;
  converted_ = true;
  badOffsets_ = text.badOffsets;
  if (isText(text)) return std::nullopt;
  Failure why{.kind = Failure::Kind::NotText, .path = path_, .line = 1, .detail = {}};
  const size_t before = badOffsets_.front();
  size_t at = 0;
  char last = '\0';
  eachBlock([&](std::string_view bytes, bool) {
    for (size_t i = 0; i < bytes.size() && at + i < before; ++i) {
      why.line += bytes[i] == '\n' ? last != '\r' : bytes[i] == '\r';
      last = bytes[i];
    }
    at += bytes.size();
    return bytes.size();
  });
  return why;
}

} // namespace tiao::table
