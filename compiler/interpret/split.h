#pragma once

#include "compiler/interpret/interpret.h"

/// Who pays an award, to the fen: core.md section 8, "Split".
namespace tiao::interpret {

/// The cases of the policy's split that may apply to a subject in a period: one, unless something is missing.
struct Sharing {
  std::vector<uint32_t> cases; // indices into Split::cases, ascending
  Needs needs;                 // empty when it is one
};
/// Precondition: the policy has a split.
Sharing sharing(const core::Program& program, const Case& facts, const Ledger& ledger, Period period);

/// What each payer bears of an amount, in the order of Split::payers. Definite when the case and the amount are: then
/// the parts sum to the amount, and every payer but the one named bears less than a fen below its share.
std::vector<Amount> parts(const core::Split& split, const Sharing& sharing, const Amount& amount);

} // namespace tiao::interpret
