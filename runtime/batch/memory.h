#pragma once

#include <cstddef>
#include <cstdint>

/// One block of memory in pieces: the same walk counts them and, with a block, lays them out.
namespace tiao::batch {

constexpr size_t up64(size_t count) { return (count + 63) / 64 * 64; }

/// The first multiple of 64 in a block that has 64 bytes to spare.
inline char* aligned(void* block) {
  return static_cast<char*>(block) + (64 - reinterpret_cast<uintptr_t>(block) % 64) % 64;
}

class Memory {
public:
  explicit Memory(char* bytes) : bytes_(bytes) {}
  template <typename T> T* take(size_t count) {
    T* piece = bytes_ == nullptr ? nullptr : reinterpret_cast<T*>(bytes_ + used_);
    used_ += up64(count * sizeof(T)); // NOLINT(bugprone-sizeof-expression): pieces of pointers too
    return piece;
  }
  [[nodiscard]] size_t used() const { return used_; }

private:
  char* bytes_;
  size_t used_ = 0;
};

} // namespace tiao::batch
