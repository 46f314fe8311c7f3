#include "compiler/driver/subject_names.h"

#include <algorithm>
#include <cstring>

namespace tiao::driver {

__extension__ using Wide = unsigned __int128;

uint64_t hashOf(std::string_view name) {
  constexpr uint64_t A = 0x9E3779B97F4A7C15U, B = 0xD6E8FEB86659FD93U;
  const auto mix = [](uint64_t x, uint64_t y) {
    const auto product = static_cast<Wide>(x) * y;
    return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64U);
  };
  uint64_t hash = A ^ name.size();
  const char* at = name.data();
  size_t left = name.size();
  for (; left >= 8; at += 8, left -= 8) {
    uint64_t word = 0;
    std::memcpy(&word, at, 8);
    hash = mix(hash ^ word, B);
  }
  uint64_t word = 0;
  if (left > 0) std::memcpy(&word, at, left);
  return mix(mix(hash ^ word, B), A);
}

size_t SubjectNames::slotOf(std::string_view name, uint64_t hash) const {
  const size_t mask = slots_.size() - 1;
  const auto part = static_cast<uint32_t>(hash >> 32U);
  for (size_t i = hash & mask;; i = (i + 1) & mask) {
    const Slot& slot = slots_[i];
    if (slot.number == UINT32_MAX || (slot.hash == part && names_[slot.number] == name)) return i;
  }
}

std::optional<uint32_t> SubjectNames::find(std::string_view name) const {
  if (slots_.empty()) return std::nullopt;
  const Slot& slot = slots_[slotOf(name, hashOf(name))];
  return slot.number == UINT32_MAX ? std::nullopt : std::optional(slot.number);
}

uint32_t SubjectNames::add(std::string_view name) {
  if (!names_.empty() && names_.back() == name) return static_cast<uint32_t>(names_.size() - 1);
  if ((names_.size() + 1) * 3 > slots_.size() * 2) grow();
  const uint64_t hash = hashOf(name);
  Slot& slot = slots_[slotOf(name, hash)];
  if (slot.number == UINT32_MAX) {
    slot = {static_cast<uint32_t>(names_.size()), static_cast<uint32_t>(hash >> 32U)};
    names_.push_back(kept(name));
  }
  return slot.number;
}

void SubjectNames::grow() {
  slots_.assign(std::max<size_t>(1024, slots_.size() * 2), {});
  for (uint32_t i = 0; i < names_.size(); ++i) {
    const uint64_t hash = hashOf(names_[i]);
    slots_[slotOf(names_[i], hash)] = {i, static_cast<uint32_t>(hash >> 32U)};
  }
}

std::string_view SubjectNames::kept(std::string_view name) {
  constexpr size_t BlockSize = size_t{1} << 18;
  if (left_ < name.size()) {
    left_ = std::max(BlockSize, name.size());
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(left_));
    free_ = blocks_.back().get();
  }
  char* const at = free_;
  std::copy(name.begin(), name.end(), at);
  free_ += name.size();
  left_ -= name.size();
  return {at, name.size()};
}

} // namespace tiao::driver
