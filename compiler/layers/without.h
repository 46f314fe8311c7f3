#pragma once

#include "compiler/layers/policies.h"

namespace tiao::layers {

/// The tree as it would be if this layer, and those that stand under it, had never been written. What they declare
/// stays, as facts and parameters, since others may read it; tests and assertions of all policies go, as they may
/// speak of what is gone.
syntax::Tree without(const syntax::Tree& tree, const Policies& policies, uint32_t layer);

} // namespace tiao::layers
