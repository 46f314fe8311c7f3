#pragma once

#include "compiler/driver/console.h"
#include "compiler/driver/kernels.h"

/// tiao run --evaluator: the kernels of a library that tiao build made.
namespace tiao::driver {

class EvaluatorFile {
public:
  /// Looks at a file without running any of it, and loads it if it is an evaluator of just this policy, made by just
  /// this tiao. Else the text says what it is instead.
  static std::variant<EvaluatorFile, Text> open(const std::string& path, const core::Program& program);

  [[nodiscard]] int lastYear() const { return lastYear_; }
  /// For a run that shows the years up to `lastYear`, and knows nothing of later ones.
  [[nodiscard]] Kernels kernels(int lastYear) const;

private:
  struct Code;
  std::shared_ptr<const Code> code_;
  int lastYear_ = 0;
};

} // namespace tiao::driver
