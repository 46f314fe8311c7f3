#pragma once

#include "compiler/native/units.h"
#include "runtime/batch/arguments.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

/// The code of a kernel as plain bytes that run wherever they are laid: what is kept from run to run, and brought into
/// memory without a linker.
namespace tiao::native {

struct Image {
  Function function;
  std::string bytes;               // instructions and constants, which reach each other by their distances
  uint32_t entry = 0;              // where the kernel begins
  std::vector<uint32_t> divisions; // where the address of the division of 128-bit numbers belongs, in 8 bytes

  /// Does all that it tells lie within its bytes?
  [[nodiscard]] bool isWhole() const;
};

/// Where images begin, at the least.
constexpr size_t ImageAlignment = 64;

/// Images in memory that can be run and no longer be written.
struct Loaded {
  std::vector<TiaoKernel> kernels; // by image; null where there is none
  std::shared_ptr<const void> memory;
};
/// None: the system gives no memory for code.
std::optional<Loaded> load(const std::vector<std::optional<Image>>& images);

} // namespace tiao::native
