#pragma once

#include "compiler/check/check.h"
#include "compiler/diff/diff.h"
#include "compiler/prove/compare.h"

/// What a comparison reads, and the one way into this folder.
namespace tiao::diff {

/// One version, as it was compiled. What it refers to outlives the comparison.
struct Input {
  const core::Program& program;
  const parse::Parsed& parsed;
  const source::SourceSet& sources;
  const std::vector<check::ReadingUse>& readings;
  std::string given; // as it was asked for
};

struct Options {
  bool law = true;           // ask who is treated differently
  std::string only;          // one clause, by its name in either version; empty: all
  prove::CompareOptions how; // of the proofs
};

/// Compares. `only` names no clause: nothing.
std::optional<Result> compare(const Input& before, const Input& after, const Options& options);

/// What people have accepted of changes, by fingerprint: why, and by which document.
using Accepted = std::map<std::string, Text>;
/// Marks what is accepted, and says anew what the comparison ends with.
void accept(Result& result, const Accepted& accepted);

} // namespace tiao::diff
