#pragma once

#include "compiler/plan/plan.h"
#include "tests/agree/tile.h"

/// Does an engine say what the interpreter says?
namespace tiao::test {

/// One output of one row, as an engine found it.
struct Found {
  interpret::Status status = interpret::Status::NotInForce;
  int64_t amount = 0;   // fen
  int64_t ceiling = -1; // fen; -1: none
  uint64_t reasons = 0; // bits of OutputPlan::told, that its status tells
};

/// What an engine says of an output and row.
using Engine = std::function<Found(size_t output, size_t row)>;
/// Whether the interpreter is to be asked about a group of a subject.
using Again = std::function<bool(size_t group, size_t subject)>;

struct Agreement {
  size_t compared = 0;      // outcomes
  size_t again = 0;         // left to the interpreter, though …
  size_t definite = 0;      // … all of the group was definite
  std::string disagreement; // the first; empty if there is none
};

/// Compares an engine with the interpreter on every group that is compiled and every subject that fits its columns.
Agreement agreement(const core::Program& program, const plan::Plan& plan, const std::vector<interpret::Case>& cases,
                    const Tile& tile, const Engine& engine, const Again& again);

/// The engine that evaluates the graph itself.
Agreement graphAgreement(const core::Program& program, const plan::Plan& plan,
                         const std::vector<interpret::Case>& cases);

} // namespace tiao::test
