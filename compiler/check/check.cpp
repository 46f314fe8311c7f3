#include "compiler/check/checker.h"

#include <algorithm>
#include <fmt/format.h>

namespace tiao::check {

namespace diag = diagnostics::diag;
namespace remark = diagnostics::remark;

std::optional<Checked> check(const parse::Parsed& parsed, const source::SourceSet& sources, diagnostics::Sink& sink,
                             const std::optional<ForcedReading>& forced) {
  const layers::Laid laid = layers::lay(parsed.tree, layers::policiesOf(parsed.tree, sources, sink), sink);
  return Checker(parsed, laid, sources, sink, forced).run();
}

std::optional<Checked> Checker::run() {
  program_.units.add({{"元", "yuan"}});
  policy();
  declareUnits();
  for (const syntax::File& file : tree_.files)
    for (const syntax::Declaration& d : file.declarations) declare(d);
  for (const auto& [symbolId, definition] : definitions_) this->definition(symbolId, definition->name.span);
  for (const auto& [symbolId, declared] : parameters_) parameter(symbolId, declared->name.span);
  for (const auto& [symbolId, declared] : scaleDeclared_) scaleUse(symbolId, declared->span);
  for (const syntax::File& file : tree_.files)
    for (const syntax::Declaration& d : file.declarations)
      if (const auto* c = std::get_if<syntax::Clause>(&d.node)) declareGroups(*c);
  for (const syntax::File& file : tree_.files)
    for (const syntax::Declaration& d : file.declarations)
      if (const auto* r = std::get_if<syntax::Requirement>(&d.node)) requirement(*r);
  for (size_t file = 0; file < tree_.files.size(); ++file) quotations(file);
  bool clauses = false;
  for (size_t file = 0; file < tree_.files.size(); ++file)
    for (const syntax::Declaration& d : tree_.files[file].declarations)
      if (const auto* c = std::get_if<syntax::Clause>(&d.node)) {
        const bool dated = std::ranges::any_of(policies_.all(), [](const auto& p) { return p.from.has_value(); });
        if (!clauses && !dated) sink_.report(diag::NoDates, d.span).help(remark::WriteDates);
        clauses = true;
        clause(*c, d, file);
      }
  choices();
  joinOverrides();
  funding();
  misread();
  if (!readings_.areForced()) { // tests and assertions are of the policy as it stands
    for (const syntax::File& file : tree_.files) tests(file);
    eachDeclaration<syntax::Assertion>([&](const syntax::Assertion& a, Span span) { assertion(a, span); });
  }
  if (sink_.hasErrors()) return std::nullopt; // what was read by default matters once the policy compiles
  readings_.reportDefaults(policySpan_, sink_);
  for (const std::string& sentence : core::broken(program_))
    sink_.report(diag::Broken, policySpan_, sentence).help(remark::NoteIt);
  if (sink_.hasErrors()) return std::nullopt;
  return Checked{std::move(program_), std::move(tests_), std::move(assertions_), readings_.uses()};
}

core::ExprId Checker::add(core::Node node, const core::Type& type, Span span) {
  return program_.exprs.add({type, std::move(node), span});
}

core::ExprId Checker::constant(const Rational& value, const core::Unit& unit, Span span) {
  return add(core::Const{value}, numberOf(unit), span);
}

core::ExprId Checker::all(const std::vector<core::ExprId>& nested, Span span) {
  std::vector<core::ExprId> parts; // all of (a, all of (b, c)) is all of (a, b, c), save what is told as one thing
  for (const core::ExprId part : nested) {
    const auto* inner = std::get_if<core::AtLeast>(&program_.exprs[part].node);
    if (inner != nullptr && inner->k == inner->of.size() && !program_.glosses.contains(part))
      parts.insert(parts.end(), inner->of.begin(), inner->of.end());
    else
      parts.push_back(part);
  }
  if (parts.size() == 1) return parts[0];
  const auto n = static_cast<uint32_t>(parts.size());
  return add(core::AtLeast{n, std::move(parts)}, truth(), span);
}

core::ExprId Checker::compare(core::Comparison op, core::ExprId left, core::ExprId right, Span span) {
  return add(core::Compare{op, left, right}, truth(), span);
}

// ----------------------------------------------------------------------------------------------------------------
// words

Text Checker::words(const core::Unit& unit) const {
  if (unit.powers.empty()) return {"无单位", "no unit"};
  Text above;
  Text below;
  for (const auto& [base, power] : unit.powers) {
    const core::Name& name = program_.units[{base}].name;
    Text& side = power > 0 ? above : below;
    const std::string raised = std::abs(power) > 1 ? fmt::format("^{}", std::abs(power)) : "";
    side.zh += (side.zh.empty() ? "" : "·") + (name.zh.empty() ? name.en : name.zh) + raised;
    side.en += (side.en.empty() ? "" : "·") + (name.en.empty() ? name.zh : name.en) + raised;
  }
  if (above.zh.empty()) above = {"1", "1"};
  if (below.zh.empty()) return above;
  return {above.zh + "/" + below.zh, above.en + "/" + below.en};
}

Text Checker::words(const core::Type& type) const {
  switch (type.kind) {
  case core::Kind::Truth: return {"是否", "a yes or no"};
  case core::Kind::Date: return {"日期", "a date"};
  case core::Kind::Member: return {"其一", "a one-of"};
  case core::Kind::Text: return {"文本", "a text"};
  case core::Kind::Number: break;
  }
  if (type.unit == core::yuan()) return {"金额", "an amount of money"};
  if (type.unit.powers.empty()) return {"没有单位的数", "a number without a unit"};
  const Text unit = words(type.unit);
  return {"以「" + unit.zh + "」计的数", "a number of `" + unit.en + "`"};
}

/// The words at a place.
std::string Checker::quoted(Span span) const { return source::onOneLine(sources_.text(span)); }

bool Checker::broken(SymbolId id) const {
  for (const SymbolId b : parsed_.broken)
    if (b == id) return true;
  return false;
}

} // namespace tiao::check
