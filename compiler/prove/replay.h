#pragma once

#include "compiler/prove/prove.h"

#include <functional>

/// No case is shown that the interpreter has not computed too, with the same amounts.
namespace tiao::prove {

/// One award of one program, under other values of some facts.
struct Side {
  const Program* program;
  core::AwardId award;
  const Encoded* encoded;
  std::vector<std::pair<Symbol, Num>> lets;
};

/// The case of an assignment, with what each side is paid, in one year or in all; none if an interpreter finds anything
/// else. Facts without which all of them still find the same are left out. `also`: what must hold of the first side's
/// case besides.
using Also = std::function<bool(const interpret::Case&)>;
std::optional<Example> replay(const Terms& terms, Symbols& symbols, const std::vector<Side>& sides,
                              const Assignment& model, const Assumed& assumed, std::optional<int> year,
                              const Also& also = {});

/// Likewise, and only these facts are left out, if it is found so without them.
std::optional<Example> replayWithout(const Terms& terms, Symbols& symbols, const std::vector<Side>& sides,
                                     const Assignment& model, const Assumed& assumed, const std::set<Symbol>& left);
/// Only: do the interpreters find these amounts?
bool replays(const Terms& terms, Symbols& symbols, const std::vector<Side>& sides, const Assignment& model,
             const Assumed& assumed);

} // namespace tiao::prove
