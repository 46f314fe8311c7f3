#pragma once

#include "compiler/layers/lay.h"
#include "compiler/parse/parse.h"

namespace tiao::layers {

/// A consolidated policy as a literate file: under each article its clauses, with where each changed part came from.
/// It compiles to the program of the layered policy at that standing (law 16). Tests and quotations stay behind: they
/// are of the policy and the layers as they were issued.
std::string consolidatedText(const parse::Parsed& parsed, const source::SourceSet& sources, const Standing& standing,
                             source::Language language);

} // namespace tiao::layers
