#pragma once

#include "compiler/lower/cache.h"
#include "compiler/lower/object.h"

#include <memory>
#include <string>
#include <variant>

/// A plan as machine code for this processor, ready to be called.
namespace tiao::lower {

class Native {
public:
  /// The text says why it cannot be compiled: a fault of ours or of the code generator.
  /// `cache`: where objects are found and kept; null: nowhere.
  static std::variant<Native, std::string> compile(const plan::Plan& plan, Effort effort = Effort::Full,
                                                   const ObjectCache* cache = nullptr);
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
  /// How many of its units were found, and how many there are.
  struct Found {
    size_t found = 0, all = 0;
  };
  [[nodiscard]] Found found() const;

private:
  struct Code;
  explicit Native(std::unique_ptr<Code> code);
  std::unique_ptr<Code> code_;
};

} // namespace tiao::lower
