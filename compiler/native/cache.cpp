#include "compiler/native/cache.h"

#include "runtime/hash/sha256.h"

#include <algorithm>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

namespace tiao::native {

namespace {

/// A file: these words, the key, the kernel's inputs and slots as the key numbers them, its entry, how many divisions
/// it has and where, its bytes; SHA-256 of it all.
constexpr std::string_view Mark = "tiao code 1\n";
constexpr size_t HashDigits = 64;
constexpr size_t MostBytes = size_t{1} << 26; // of one file

/// Is it one's own, and closed to others?
bool isPrivate(const struct stat& of) { return of.st_uid == ::geteuid() && (of.st_mode & 077U) == 0; }

class Descriptor {
public:
  explicit Descriptor(int value) : value_(value) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  [[nodiscard]] int value() const { return value_; }

private:
  int value_;
};

std::optional<std::string> contents(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  struct stat of {};
  if (file.value() < 0 || ::fstat(file.value(), &of) != 0 || !S_ISREG(of.st_mode) || !isPrivate(of))
    return std::nullopt;
  if (of.st_size < 0 || static_cast<size_t>(of.st_size) > MostBytes) return std::nullopt;
  std::string bytes(static_cast<size_t>(of.st_size), '\0');
  size_t read = 0;
  while (read < bytes.size()) {
    const ssize_t got = ::read(file.value(), bytes.data() + read, bytes.size() - read);
    if (got <= 0) return std::nullopt;
    read += static_cast<size_t>(got);
  }
  (void)::futimens(file.value(), nullptr); // used now
  return bytes;
}

void append(std::string& bytes, uint32_t number) {
  for (int shift = 0; shift < 32; shift += 8) bytes.push_back(static_cast<char>(number >> shift & 0xFFU));
}

/// Takes numbers from the front; what is left may be too short.
class Reading {
public:
  explicit Reading(std::string_view bytes) : left(bytes) {}
  std::optional<uint32_t> number() {
    if (left.size() < 4) return std::nullopt;
    uint32_t value = 0;
    for (size_t i = 0; i < 4; ++i) value |= uint32_t{static_cast<uint8_t>(left[i])} << (8 * i);
    left.remove_prefix(4);
    return value;
  }
  /// A list of places in `of`.
  std::optional<std::vector<uint32_t>> places(const std::vector<uint32_t>& of) {
    const auto count = number();
    if (!count || *count > of.size()) return std::nullopt;
    std::vector<uint32_t> result;
    for (uint32_t i = 0; i < *count; ++i) {
      const auto place = number();
      if (!place || *place >= of.size()) return std::nullopt;
      result.push_back(of[*place]);
    }
    return result;
  }
  /// A list of numbers.
  std::optional<std::vector<uint32_t>> numbers() {
    const auto count = number();
    if (!count || *count > left.size() / 4) return std::nullopt;
    std::vector<uint32_t> result;
    for (uint32_t i = 0; i < *count; ++i) result.push_back(*number());
    return result;
  }
  std::string_view left;
};

void appendPlaces(std::string& bytes, const std::vector<uint32_t>& list, const std::vector<uint32_t>& of) {
  append(bytes, static_cast<uint32_t>(list.size()));
  for (const uint32_t each : list) append(bytes, static_cast<uint32_t>(std::ranges::find(of, each) - of.begin()));
}

} // namespace

std::string CodeCache::usualFolder() {
  // NOLINTBEGIN(concurrency-mt-unsafe): nothing sets the environment
  const char* cache = std::getenv("XDG_CACHE_HOME");
  if (cache != nullptr && *cache == '/') return std::string(cache) + "/tiao";
  const char* home = std::getenv("HOME");
  // NOLINTEND(concurrency-mt-unsafe)
  return home != nullptr && *home == '/' ? std::string(home) + "/.cache/tiao" : std::string();
}

std::optional<CodeCache> CodeCache::open(const std::string& folder) {
  if (folder.empty()) return std::nullopt;
  std::error_code failed;
  std::filesystem::create_directories(std::filesystem::path(folder).parent_path(), failed);
  (void)::mkdir(folder.c_str(), 0700);
  struct stat of {};
  if (::lstat(folder.c_str(), &of) != 0 || !S_ISDIR(of.st_mode) || !isPrivate(of)) return std::nullopt;
  return CodeCache(folder);
}

std::optional<Image> CodeCache::find(const UnitKey& key) const {
  const auto bytes = contents(pathOf(key));
  const size_t least = Mark.size() + 2 * HashDigits;
  if (!bytes || bytes->size() < least || !bytes->starts_with(Mark)) return std::nullopt;
  const std::string_view whole = *bytes, body = whole.substr(0, whole.size() - HashDigits);
  if (hash::hex(hash::sha256(body)) != whole.substr(body.size())) return std::nullopt;
  if (body.substr(Mark.size(), HashDigits) != key.hash) return std::nullopt;
  Reading reading(body.substr(Mark.size() + HashDigits));
  auto inputs = reading.places(key.inputs);
  auto slots = inputs ? reading.places(key.slots) : std::nullopt;
  const auto entry = slots ? reading.number() : std::nullopt;
  auto divisions = entry ? reading.numbers() : std::nullopt;
  if (!divisions) return std::nullopt;
  Image image{{{}, *std::move(inputs), *std::move(slots)}, std::string(reading.left), *entry, *std::move(divisions)};
  if (!image.isWhole()) return std::nullopt;
  return image;
}

void CodeCache::keep(const UnitKey& key, const Image& image) const {
  std::string bytes(Mark);
  bytes += key.hash;
  appendPlaces(bytes, image.function.inputs, key.inputs);
  appendPlaces(bytes, image.function.slots, key.slots);
  append(bytes, image.entry);
  append(bytes, static_cast<uint32_t>(image.divisions.size()));
  for (const uint32_t each : image.divisions) append(bytes, each);
  bytes += image.bytes;
  bytes += hash::hex(hash::sha256(bytes));
  std::string path = folder_ + "/new-XXXXXX";
  const Descriptor file(::mkostemp(path.data(), O_CLOEXEC)); // 0600
  if (file.value() < 0) return;
  std::string_view left = bytes;
  while (!left.empty()) {
    const ssize_t written = ::write(file.value(), left.data(), left.size());
    if (written <= 0) break;
    left.remove_prefix(static_cast<size_t>(written));
  }
  if (!left.empty() || ::rename(path.c_str(), pathOf(key).c_str()) != 0) (void)::unlink(path.c_str());
}

void CodeCache::bound(size_t most) const {
  struct Kept {
    std::filesystem::file_time_type used;
    size_t bytes;
    std::filesystem::path path;
  };
  std::vector<Kept> all;
  size_t bytes = 0;
  std::error_code failed;
  for (auto at = std::filesystem::directory_iterator(folder_, failed); !failed && at != end(at); at.increment(failed)) {
    if (!at->is_regular_file(failed)) continue;
    Kept kept{at->last_write_time(failed), static_cast<size_t>(at->file_size(failed)), at->path()};
    if (failed) return;
    bytes += kept.bytes;
    all.push_back(std::move(kept));
  }
  std::ranges::sort(all, {}, &Kept::used);
  for (const Kept& kept : all) {
    if (bytes <= most) break;
    if (std::filesystem::remove(kept.path, failed)) bytes -= kept.bytes;
  }
}

} // namespace tiao::native
