#pragma once

#include "compiler/native/cache.h"
#include "runtime/batch/frame.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>

/// A plan as machine code for this processor, ready to be called. Knows nothing of LLVM: what is kept from an earlier
/// run needs none, and what is not is compiled by whoever is given for it.
namespace tiao::native {

/// What compiling took, in seconds of all threads together.
struct Times {
  double emit = 0, compile = 0;
};

/// Units, compiled and in memory.
struct Compiled {
  struct Kernel {
    Function function;
    TiaoKernel address = nullptr;
    std::optional<Image> image; // none: it can only be called, not kept
  };
  std::vector<Kernel> kernels;
  std::shared_ptr<const void> memory; // of their code
  Times times;
};

/// Compiles some units of a plan, by their indices, for this processor. The text says why it cannot: a fault of ours or
/// of the code generator.
using Compile = std::function<std::variant<Compiled, std::string>(const plan::Plan& plan, const Units& units,
                                                                  const std::vector<size_t>& wanted, Effort effort)>;

class Code {
public:
  /// `cache`: where code is found and kept; null: nowhere. `compile` is called only if something is not found there.
  static std::variant<Code, std::string> make(const plan::Plan& plan, Effort effort, const Compile& compile,
                                              const CodeCache* cache = nullptr);
  Code(Code&&) noexcept;
  Code& operator=(Code&&) noexcept;
  ~Code();

  /// Memory for the values between kernels; one for each thread.
  class Scratch {
  public:
    explicit Scratch(const Code& code);
    Scratch(Scratch&&) noexcept;
    ~Scratch();

  private:
    friend class Code;
    struct Memory;
    std::unique_ptr<Memory> memory_;
  };

  /// Evaluates every compiled group for the subjects of a tile. With `tell` false only the values between kernels and
  /// `again` are written. Thread-safe.
  void evaluate(const TiaoFrame& frame, Scratch& scratch, bool tell = true) const;
  [[nodiscard]] const Times& times() const;
  /// How many of its units were found, and how many there are.
  struct Found {
    size_t found = 0, all = 0;
  };
  [[nodiscard]] Found found() const;

private:
  struct Parts;
  explicit Code(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

} // namespace tiao::native
