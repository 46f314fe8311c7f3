#include "compiler/native/image.h"

#include <algorithm>
#include <cstring>
#include <sys/mman.h>

__extension__ typedef unsigned __int128 UnsignedWide; // NOLINT(modernize-use-using): GCC's extension wants it so
/// The compiler's own, by the name that code generators know.
extern "C" UnsignedWide __udivti3(UnsignedWide dividend, UnsignedWide divisor); // NOLINT: its name

namespace tiao::native {

namespace {

size_t aligned(size_t bytes) { return (bytes + ImageAlignment - 1) / ImageAlignment * ImageAlignment; }

} // namespace

bool Image::isWhole() const {
  return entry < bytes.size() && std::ranges::all_of(divisions, [&](uint32_t at) {
           return bytes.size() >= sizeof(uint64_t) && at <= bytes.size() - sizeof(uint64_t);
         });
}

std::optional<Loaded> load(const std::vector<std::optional<Image>>& images) {
  Loaded loaded;
  loaded.kernels.resize(images.size());
  size_t size = 0;
  for (const auto& image : images) size += image ? aligned(image->bytes.size()) : 0;
  if (size == 0) return loaded;
  void* const memory = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return std::nullopt;
  loaded.memory = std::shared_ptr<const void>(memory, [size](void* all) { ::munmap(all, size); });
  char* at = static_cast<char*>(memory);
  for (size_t i = 0; i < images.size(); ++i) {
    if (!images[i]) continue;
    const Image& image = *images[i];
    std::memcpy(at, image.bytes.data(), image.bytes.size());
    const auto division = reinterpret_cast<uint64_t>(&__udivti3);
    for (const uint32_t place : image.divisions) std::memcpy(at + place, &division, sizeof division);
    loaded.kernels[i] = reinterpret_cast<TiaoKernel>(at + image.entry);
    at += aligned(image.bytes.size());
  }
  if (::mprotect(memory, size, PROT_READ | PROT_EXEC) != 0) return std::nullopt;
  return loaded;
}

} // namespace tiao::native
