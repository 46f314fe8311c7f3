#pragma once

#include "compiler/native/image.h"
#include "compiler/native/key.h"

#include <optional>

/// Compiled units that are kept from one run to the next, by their keys. What is kept is code: it lies in a folder that
/// only its owner can enter, and a file that is damaged, cut short, or not of this owner is as if it were not there.
namespace tiao::native {

class CodeCache {
public:
  /// In `folder`, which is made if it is not there. None where it cannot be trusted or made: not one's own, open to
  /// others, a link.
  static std::optional<CodeCache> open(const std::string& folder);
  /// Where code of this user belongs: $XDG_CACHE_HOME/tiao or ~/.cache/tiao; empty if neither is known.
  static std::string usualFolder();

  [[nodiscard]] std::optional<Image> find(const UnitKey& key) const;
  /// Whole or not at all; a failure is silent, for the next run compiles again.
  void keep(const UnitKey& key, const Image& image) const;
  /// Takes away those that have not been used for longest, until no more bytes are left than this.
  void bound(size_t most) const;

private:
  explicit CodeCache(std::string folder) : folder_(std::move(folder)) {}
  [[nodiscard]] std::string pathOf(const UnitKey& key) const { return folder_ + "/" + key.hash + ".code"; }
  std::string folder_;
};

} // namespace tiao::native
