#include "compiler/check/checker.h"

#include "compiler/core/rules.h"
#include "compiler/parse/declarations.h"

namespace tiao::check {

namespace diag = diagnostics::diag;

void Checker::declareItem(const syntax::Item& item) {
  if (!item.name.symbol) return;
  const SymbolId name = *item.name.symbol;
  const core::Id<core::ItemKind> kind =
      program_.itemKinds.add({.name = nameOf(name), .span = item.name.span, .yearly = item.yearly});
  itemKinds_[name] = kind;
  for (const syntax::Alias& also : item.aliases)
    if (also.name.symbol) itemKinds_[*also.name.symbol] = kind;
  if (item.owner && item.owner->symbol && symbol(*item.owner->symbol).kind != syntax::SymbolClass::Subject)
    sink_.report(diag::NotThisKind, item.owner->span, item.owner->text,
                 parse::classText(symbol(*item.owner->symbol).kind), Text("对象", "a subject"));
  declareFacts(item.facts, kind);
}

core::Id<core::ItemKind> Checker::itemKind(SymbolId item) const { return itemKinds_.at(item); }

/// The kind of item that an expression is of: it reads a fact of one, outside any sum over them. Two kinds are an
/// error.
std::optional<core::Id<core::ItemKind>> Checker::itemOf(core::ExprId expr, Span span) {
  std::set<uint32_t> seen;
  std::set<uint32_t> kinds;
  const auto walk = [&](const auto& self, core::ExprId id, std::optional<core::Id<core::ItemKind>> summed) -> void {
    const core::Node& node = program_.exprs[id].node;
    if (const auto* ref = std::get_if<core::FactRef>(&node)) {
      const auto& item = program_.facts[ref->fact].item;
      if (item && item != summed) kinds.insert(item->index);
    }
    if (const auto* sum = std::get_if<core::Sum>(&node))
      if (const auto* items = std::get_if<core::OverItems>(&sum->domain)) {
        self(self, sum->where, items->kind);
        self(self, sum->value, items->kind);
        return;
      }
    if (!summed && !seen.insert(id.index).second) return;
    core::eachOperand(node, [&](core::ExprId part) { self(self, part, summed); });
  };
  walk(walk, expr, std::nullopt);
  if (kinds.empty()) return std::nullopt;
  const auto& kindOf = program_.itemKinds;
  if (kinds.size() > 1)
    sink_.report(diag::TwoItems, span, shown(kindOf[{*kinds.begin()}].name), shown(kindOf[{*kinds.rbegin()}].name));
  return core::Id<core::ItemKind>{*kinds.begin()};
}

/// An award is counted by the items whose facts it reads.
bool Checker::setKey(core::Award& award, core::ExprId expr, Span span) {
  const auto kind = itemOf(expr, span);
  if (!kind || award.key == kind) return true;
  if (!award.key) {
    award.key = kind;
    return true;
  }
  sink_.report(diag::TwoItems, span, shown(program_.itemKinds[*award.key].name), shown(program_.itemKinds[*kind].name));
  return false;
}

} // namespace tiao::check
