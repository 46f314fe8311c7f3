#pragma once

#include "compiler/native/units.h"
#include "runtime/batch/tables.h"

#include <cstring>
#include <functional>
#include <map>
#include <string>

/// What a compiled policy knows of itself, as the block of bytes that the runtime reads (runtime/batch/tables.h).
namespace tiao::native {

/// Makes a block: first its head, then lists, each where it is added.
class BlockWriter {
public:
  explicit BlockWriter(size_t head) : bytes_((head + 15) / 16 * 16, char{}) {}

  template <typename T> batch::List<T> add(const std::vector<T>& items) {
    static_assert(std::is_trivially_copyable_v<T>);
    bytes_.resize((bytes_.size() + 15) / 16 * 16);
    const auto at = static_cast<uint32_t>(bytes_.size());
    bytes_.resize(bytes_.size() + items.size() * sizeof(T));
    if (!items.empty()) std::memcpy(bytes_.data() + at, items.data(), items.size() * sizeof(T));
    return {at, static_cast<uint32_t>(items.size())};
  }
  batch::Words words(const std::string& text);
  template <typename T> void head(const T& value) { std::memcpy(bytes_.data(), &value, sizeof value); }
  std::string finish() && { return std::move(bytes_); }

private:
  std::string bytes_;
  std::map<std::string, batch::Words> words_; // the same words stand once
};

/// The words of a reason: of an output, by its place among those that it may tell.
using ReasonWords = std::function<std::pair<std::string, std::string>(size_t output, size_t told)>;

/// `functions`: by unit. `words` may be empty: then reasons have none.
batch::KernelTables tablesOf(const plan::Plan& plan, const Units& units, const std::vector<Function>& functions,
                             const ReasonWords& words, BlockWriter& to);

} // namespace tiao::native
