#pragma once

#include "compiler/build/seal.h"

#include <memory>
#include <optional>

/// An evaluator's library, brought into this program.
namespace tiao::build {

class Loader {
public:
  /// Loads the library that these bytes are. None of it is run; but loading trusts it, so look at its seal first. The
  /// text says what the system says.
  static std::variant<Loader, std::string> load(std::string_view file);
  Loader(Loader&&) noexcept;
  Loader& operator=(Loader&&) noexcept;
  ~Loader();

  /// A function of it; null if it has none of this name.
  template <typename F> [[nodiscard]] F* function(const char* name) const {
    return reinterpret_cast<F*>(find(name)); // as dlsym gives it
  }

private:
  struct Library;
  explicit Loader(std::unique_ptr<Library> library);
  [[nodiscard]] void* find(const char* name) const;
  std::unique_ptr<Library> library_;
};

} // namespace tiao::build
