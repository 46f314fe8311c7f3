#include "compiler/layers/without.h"

namespace tiao::layers {

using namespace syntax;

namespace {

template <typename... Nodes> bool isOneOf(const Declaration& d) {
  return (std::holds_alternative<Nodes>(d.node) || ...);
}

} // namespace

Tree without(const Tree& tree, const Policies& policies, uint32_t layer) {
  Tree result = tree;
  for (size_t file = 0; file < tree.files.size(); ++file) {
    std::vector<Declaration>& kept = result.files[file].declarations;
    kept.clear();
    for (size_t i = 0; i < tree.files[file].declarations.size(); ++i) {
      const Declaration& d = tree.files[file].declarations[i];
      const uint32_t owner = policies.owner(file, i);
      const bool gone = owner == layer || policies.standsUnder(owner, layer);
      const bool does = isOneOf<syntax::Policy, DocumentNumber, InForce, Permission, Amend, EndClause, Clause,
                                Requirement, ChooseOne, NoRepeat, SameMatter>(d);
      if (!(gone && does) && !isOneOf<Background, Test, syntax::Assertion>(d)) kept.push_back(d);
    }
  }
  return result;
}

} // namespace tiao::layers
