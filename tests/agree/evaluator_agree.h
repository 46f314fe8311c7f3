#pragma once

#include "compiler/build/loader.h"
#include "runtime/abi/tiao_evaluator.h"
#include "tests/agree/agree.h"

#include <memory>

/// Evaluators that are handed over, called as a stranger calls them: through their C interface alone.
namespace tiao::test {

/// The functions of a library.
struct Evaluator {
  build::Loader loader;
  decltype(tiao_evaluate_batch)* batch = nullptr;
  decltype(tiao_evaluate_one)* one = nullptr;
  decltype(tiao_input_at)* inputAt = nullptr;
  decltype(tiao_output_at)* outputAt = nullptr;
  decltype(tiao_input_count)* inputCount = nullptr;
  decltype(tiao_output_count)* outputCount = nullptr;
  decltype(tiao_item_kind_id)* kindId = nullptr;
  decltype(tiao_reason_text)* reasonText = nullptr;
};
/// Compiles a plan, links it, and loads it. Fails the test if it cannot.
Evaluator evaluatorOf(const core::Program& program, const plan::Plan& plan);

struct EvaluatorAgreement {
  size_t compared = 0; // outcomes that are definite
  size_t asked = 0;    // left open, though …
  size_t definite = 0; // … the interpreter's is definite
  std::string disagreement;
};

/// Compares both ways of evaluating with the interpreter and with each other, on cases of any content: of the years
/// through `through`, the facts of later years not told.
EvaluatorAgreement evaluatorAgreement(const core::Program& program, const plan::Plan& plan, const Evaluator& evaluator,
                                      const std::vector<interpret::Case>& cases, int through);

} // namespace tiao::test
