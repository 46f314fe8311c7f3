#pragma once

#include "compiler/format/format.h"
#include "compiler/format/pieces.h"

namespace tiao::format {

/// A declaration said in the other language from the tree, with the comments of its statement beside the same bullets
/// and sentences, not yet laid out. A comment in the middle of a sentence stands above it.
std::string translate(const syntax::Tree& tree, const syntax::Declaration& declaration, const Statement& statement,
                      Language to);

} // namespace tiao::format
