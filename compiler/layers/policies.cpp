#include "compiler/layers/policies.h"

#include <algorithm>
#include <filesystem>
#include <map>

namespace tiao::layers {

namespace diag = diagnostics::diag;
using syntax::Declaration;

Text Policy::shown() const { return {name.zh.empty() ? name.en : name.zh, name.en.empty() ? name.zh : name.en}; }

uint32_t Policies::base(uint32_t policy) const {
  while (all_[policy].under) policy = *all_[policy].under;
  return policy;
}

int Policies::depth(uint32_t policy) const {
  int depth = 0;
  for (; all_[policy].under; policy = *all_[policy].under) ++depth;
  return depth;
}

bool Policies::standsUnder(uint32_t layer, uint32_t policy) const {
  while (all_[layer].under) {
    layer = *all_[layer].under;
    if (layer == policy) return true;
  }
  return false;
}

bool Policies::meet(uint32_t a, uint32_t b) const {
  if (to(a) < from(b) || to(b) < from(a)) return false;
  const auto& one = all_[a].districts;
  const auto& other = all_[b].districts;
  return one.empty() || other.empty() || std::ranges::any_of(one, [&](const syntax::Name& n) {
           return std::ranges::any_of(other, [&](const syntax::Name& m) { return n.symbol == m.symbol; });
         });
}

Date Policies::from(uint32_t policy) const {
  const std::optional<Date>& own = all_[policy].from;
  const Date base = all_[this->base(policy)].from.value_or(*calendar::makeDate(1900, 1, 1));
  return std::max(own.value_or(base), base);
}

Date Policies::to(uint32_t policy) const {
  const Date last = *calendar::makeDate(2199, 12, 31);
  return all_[policy].to.value_or(all_[base(policy)].to.value_or(last));
}

namespace {

/// The folder of a file, or nothing for what is no file.
std::string folderOf(const source::SourceSet& sources, const syntax::File& file) {
  return std::filesystem::path(sources[file.source].path()).parent_path().string();
}

} // namespace

Policies policiesOf(const syntax::Tree& tree, const source::SourceSet& sources, diagnostics::Sink& sink) {
  Policies result;
  std::map<SymbolId, uint32_t> byName;
  std::vector<std::optional<syntax::Name>> under;
  std::map<std::string, uint32_t> firstOfFolder;
  constexpr uint32_t nobody = UINT32_MAX;
  // Heads first; a declaration before the first head of its file belongs to that head.
  for (const syntax::File& file : tree.files) {
    std::vector<uint32_t> owners;
    uint32_t current = nobody;
    for (const Declaration& d : file.declarations) {
      if (const auto* head = std::get_if<syntax::Policy>(&d.node)) {
        current = static_cast<uint32_t>(result.all_.size());
        result.all_.push_back({head->name, {}, {}, {}, {}, head->districts, head->name.span, {}});
        under.push_back(head->under);
        if (head->name.symbol) byName[*head->name.symbol] = current;
        if (!head->under) firstOfFolder.emplace(folderOf(sources, file), current);
      }
      owners.push_back(current);
    }
    const auto first = std::ranges::find_if(owners, [&](uint32_t o) { return o != nobody; });
    if (first != owners.end()) std::replace(owners.begin(), owners.end(), nobody, *first);
    result.owner_.push_back(std::move(owners));
  }
  if (result.all_.empty()) {
    result.all_.emplace_back();
    under.emplace_back();
  }
  // Files without a head belong to the policy of their folder, or else to the first that is no layer.
  const auto firstBase = std::ranges::find_if(under, [](const auto& name) { return !name; });
  const uint32_t base = firstBase == under.end() ? 0 : static_cast<uint32_t>(firstBase - under.begin());
  for (size_t i = 0; i < tree.files.size(); ++i) {
    const auto ofFolder = firstOfFolder.find(folderOf(sources, tree.files[i]));
    std::ranges::replace(result.owner_[i], nobody, ofFolder == firstOfFolder.end() ? base : ofFolder->second);
  }
  for (size_t i = 0; i < tree.files.size(); ++i)
    for (size_t k = 0; k < tree.files[i].declarations.size(); ++k) {
      const Declaration& d = tree.files[i].declarations[k];
      Policy& policy = result.all_[result.owner_[i][k]];
      if (const auto* number = std::get_if<syntax::DocumentNumber>(&d.node)) policy.document = number->text;
      if (const auto* dates = std::get_if<syntax::InForce>(&d.node)) {
        policy.from = dates->from;
        policy.to = dates->to;
        policy.datesSpan = d.span;
        if (policy.span == Span{}) policy.span = d.span;
      }
    }
  for (uint32_t i = 0; i < under.size(); ++i) {
    if (!under[i] || !under[i]->symbol) continue;
    const auto found = byName.find(*under[i]->symbol);
    if (found == byName.end()) continue; // its head was broken, told already
    result.all_[i].under = found->second;
    if (found->second != i && !result.standsUnder(found->second, i)) continue;
    sink.report(diag::LayerCycle, under[i]->span, result.all_[i].shown());
    result.all_[i].under.reset();
  }
  return result;
}

const syntax::FactDeclaration* groupingFact(const syntax::Tree& tree) {
  for (const syntax::File& file : tree.files)
    for (const Declaration& d : file.declarations)
      if (const auto* subject = std::get_if<syntax::Subject>(&d.node))
        for (const syntax::FactDeclaration& fact : subject->facts)
          if (fact.grouping) return &fact;
  return nullptr;
}

} // namespace tiao::layers
