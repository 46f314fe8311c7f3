#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tiao::core {

/// A typed index into a Store.
template <typename T> struct Id {
  uint32_t index = 0;
  auto operator<=>(const Id&) const = default;
};

/// A vector whose elements are named by typed ids.
template <typename T> class Store {
public:
  Id<T> add(T value) {
    values_.push_back(std::move(value));
    return {static_cast<uint32_t>(values_.size() - 1)};
  }
  T& operator[](Id<T> id) { return values_[id.index]; }
  const T& operator[](Id<T> id) const { return values_[id.index]; }
  [[nodiscard]] size_t size() const { return values_.size(); }
  [[nodiscard]] bool empty() const { return values_.empty(); }
  auto begin() const { return values_.begin(); }
  auto end() const { return values_.end(); }
  auto begin() { return values_.begin(); }
  auto end() { return values_.end(); }

private:
  std::vector<T> values_;
};

/// The two-line overload set, for std::visit. Never give it a catch-all arm: a new node is then a build error in every
/// place that must learn of it.
template <typename... Fs> struct match : Fs... { using Fs::operator()...; };
template <typename... Fs> match(Fs...) -> match<Fs...>;

} // namespace tiao::core
