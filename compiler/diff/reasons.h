#pragma once

#include "compiler/diff/input.h"
#include "compiler/explain/explain.h"

/// Why one subject is given what it is given, under both versions.
namespace tiao::diff {

/// The subject under one version, evaluated in full detail.
struct Evaluated {
  const Input& input;
  const interpret::Case& facts;
  const interpret::Result& result;
};

Reasons reasonsOf(const Evaluated& before, const Evaluated& after, const std::vector<Pair>& pairs);

} // namespace tiao::diff
