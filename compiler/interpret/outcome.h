#pragma once

#include "compiler/interpret/award.h"

/// Outcomes: core.md section 7.
namespace tiao::interpret {

/// The outcome of a candidate when its year is settled.
Outcome outcomeOf(const core::Program& program, const Case& facts, Candidate candidate, Detail detail);

inline uint16_t bit(Status status) { return static_cast<uint16_t>(1U << static_cast<unsigned>(status)); }

} // namespace tiao::interpret
