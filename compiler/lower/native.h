#pragma once

#include "compiler/lower/units.h"

#include <memory>
#include <string>
#include <variant>

/// A plan as machine code for this processor, ready to be called.
namespace tiao::lower {

enum class Effort : uint8_t { None, Full };

/// What compiling took, in seconds.
struct Times {
  double emit = 0, compile = 0;
};

class Native {
public:
  /// The text says why it cannot be compiled: a fault of ours or of the code generator.
  static std::variant<Native, std::string> compile(const plan::Plan& plan, Effort effort = Effort::Full);
  Native(Native&&) noexcept;
  Native& operator=(Native&&) noexcept;
  ~Native();

  /// Memory for the values between kernels; one for each thread.
  class Scratch {
  public:
    explicit Scratch(const Native& native);
    Scratch(Scratch&&) noexcept;
    ~Scratch();

  private:
    friend class Native;
    struct Memory;
    std::unique_ptr<Memory> memory_;
  };

  /// Evaluates every compiled group for the subjects of a tile. With `tell` false only the values between kernels and
  /// `again` are written. Thread-safe.
  void evaluate(const TiaoFrame& frame, Scratch& scratch, bool tell = true) const;
  [[nodiscard]] const Times& times() const;

private:
  struct Code;
  explicit Native(std::unique_ptr<Code> code);
  static void tellOutput(const Code& code, size_t index, const TiaoFrame& frame, Scratch::Memory& memory,
                         const std::vector<int64_t>& blocks);
  std::unique_ptr<Code> code_;
};

/// The LLVM IR of all kernels, for a person to read.
std::string textOfKernels(const plan::Plan& plan);

} // namespace tiao::lower
