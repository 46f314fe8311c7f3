#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace tiao::driver {

/// A number for each name, in the order in which they are added; a few words beside the bytes of each.
class SubjectNames {
public:
  [[nodiscard]] std::optional<uint32_t> find(std::string_view name) const;
  /// The number of the name, which may be new.
  uint32_t add(std::string_view name);
  [[nodiscard]] std::string_view operator[](uint32_t number) const { return names_[number]; }
  [[nodiscard]] size_t size() const { return names_.size(); }

private:
  [[nodiscard]] size_t slotOf(std::string_view name, uint64_t hash) const;
  std::string_view kept(std::string_view name);
  void grow();

  struct Slot {
    uint32_t number = UINT32_MAX; // free
    uint32_t hash = 0;
  };
  std::vector<std::string_view> names_;
  std::vector<Slot> slots_; // a power of two, at most two thirds of them taken
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* free_ = nullptr; // in the last block
  size_t left_ = 0;
};

/// Of a name, for telling names apart quickly; not for where someone may wish them to collide.
uint64_t hashOf(std::string_view name);

} // namespace tiao::driver
