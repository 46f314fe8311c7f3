#include "compiler/check/checker.h"

#include <algorithm>

namespace tiao::check {

namespace diag = diagnostics::diag;
namespace remark = diagnostics::remark;
using core::match;

namespace {

// Bounds of facts that declare none: generous for one enterprise, and small enough that compiled code stays in 64 bits.
const Rational mostMoney = Rational(10'000'000'000'000); // 10万亿元
const Rational mostCount = Rational(1'000'000'000'000);  // 1万亿
const Rational mostNumber = Rational(1'000'000'000'000); // either sign
const core::Date firstDate = *calendar::makeDate(1900, 1, 1);
const core::Date lastDate = *calendar::makeDate(2199, 12, 31);

} // namespace

/// The heads of the policies read together: names, documents and days of those that are no layers.
void Checker::policy() {
  const auto join = [](std::string& all, const std::string& next, const char* between) {
    if (!next.empty()) all += (all.empty() ? "" : between) + next;
  };
  bool first = true;
  for (uint32_t i = 0; i < policies_.all().size(); ++i) {
    const layers::Policy& p = policies_[i];
    if (p.from && p.to && *p.to < *p.from)
      sink_.report(diag::DatesReversed, p.datesSpan, calendar::toString(*p.from), calendar::toString(policies_.to(i)));
    if (p.isLayer()) continue;
    join(program_.policy.zh, p.name.zh, "、");
    join(program_.policy.en, p.name.en, ", ");
    join(program_.document, p.document, "、");
    program_.from = first ? policies_.from(i) : std::min(program_.from, policies_.from(i));
    program_.to = first ? policies_.to(i) : std::max(program_.to, policies_.to(i));
    if (first) policySpan_ = p.span;
    first = false;
  }
  wholePolicy_.zh = program_.policy.zh;
  wholePolicy_.en = program_.policy.en;
  wholePolicy_.declared = policySpan_;
  horizon_ = program_.to;
  for (size_t file = 0; file < tree_.files.size(); ++file)
    for (size_t i = 0; i < tree_.files[file].declarations.size(); ++i) {
      const syntax::Declaration& d = tree_.files[file].declarations[i];
      const uint32_t owner = policies_.owner(file, i);
      if (const auto* c = std::get_if<syntax::Conventions>(&d.node)) {
        readings_.enter(owner);
        for (const syntax::ConventionChoice& choice : c->choices) {
          readings_.choose(choice, tree_, sink_);
          if (choice.convention == "OddFen" || choice.payer) oddFen_ = choice;
        }
      } else if (const auto* clause = std::get_if<syntax::Clause>(&d.node)) {
        if (clause->name.symbol) owners_[*clause->name.symbol] = owner;
        for (const syntax::Sentence& s : clause->sentences)
          for (const syntax::Phrase& p : s.phrases)
            if (const auto* start = std::get_if<syntax::Start>(&p.node); start != nullptr && start->until)
              horizon_ = std::max(horizon_, *start->until);
      }
    }
  readings_.enter(0);
}

void Checker::declareUnits() {
  for (uint32_t i = 0; i < tree_.symbols.size(); ++i) {
    const syntax::Symbol& s = tree_.symbols[SymbolId{i}];
    if (s.kind == syntax::SymbolClass::Unit) units_[{i}] = program_.units.add({{s.zh, s.en}}).index;
  }
  program_.units.add({{"年", "year"}});
  program_.units.add({{"个月", "month"}});
}

/// 个 means one: it is no unit. 元 counts money.
core::Unit Checker::unitOf(SymbolId unit) {
  const syntax::Symbol& s = symbol(unit);
  if (s.zh == "个") return {};
  if (s.zh == "元" || s.en == "yuan") return core::yuan();
  return {{{units_.at(unit), 1}}};
}

void Checker::declare(const syntax::Declaration& declaration) {
  std::visit(match{
                 [](const syntax::Policy&) {},
                 [](const syntax::DocumentNumber&) {},
                 [](const syntax::InForce&) {},
                 [](const syntax::Import&) {},
                 [](const syntax::Unit&) {},
                 [](const syntax::Conventions&) {},
                 [](const syntax::Requirement&) {},
                 [](const syntax::Clause&) {},
                 [](const syntax::Background&) {},
                 [](const syntax::Test&) {},
                 [](const syntax::Assertion&) {},
                 [](const syntax::Matter&) {},
                 [&](const syntax::Subject& s) {
                   if (program_.subject.zh.empty() && program_.subject.en.empty() && s.name.symbol)
                     program_.subject = nameOf(*s.name.symbol);
                   declareFacts(s.facts, std::nullopt);
                 },
                 [](const syntax::Amend&) {},
                 [](const syntax::EndClause&) {},
                 [](const syntax::Permission&) {},
                 [&](const syntax::Item& i) { declareItem(i); },
                 [](const syntax::NotRule&) {},
                 [](const syntax::Translation&) {},
                 [](const syntax::ChooseOne&) {},
                 [](const syntax::NoRepeat&) {},
                 [](const syntax::SameMatter&) {},
                 [&](const syntax::Role& r) {
                   if (!r.name.symbol) return;
                   const core::Id<core::Role> role = program_.roles.add({nameOf(*r.name.symbol)});
                   roles_[*r.name.symbol] = role;
                   for (const syntax::Alias& also : r.aliases)
                     if (also.name.symbol) roles_[*also.name.symbol] = role;
                 },
                 [&](const syntax::MemberGroup& g) {
                   if (g.name.symbol) memberGroups_[*g.name.symbol] = g.members;
                 },
                 [&](const syntax::Stage& s) {
                   if (s.name.symbol && s.body) bodies_[*s.name.symbol] = *s.body;
                 },
                 [](const syntax::Fund&) {},
                 [](const syntax::Split&) {},
                 [](const syntax::Procedure&) {},
                 [](const syntax::Payment&) {},
                 [](const syntax::Recovery&) {},
                 [&](const syntax::Definition& d) {
                   if (d.name.symbol) definitions_[*d.name.symbol] = &d;
                 },
                 [&](const syntax::Parameter& p) {
                   if (p.name.symbol) parameters_[*p.name.symbol] = &p;
                 },
                 [&](const syntax::Scale& s) {
                   if (s.name.symbol) scaleDeclared_[*s.name.symbol] = &declaration;
                 },
             },
             declaration.node);
}

void Checker::declareFacts(const std::vector<syntax::FactDeclaration>& facts,
                           std::optional<core::Id<core::ItemKind>> item) {
  for (const syntax::FactDeclaration& fact : facts) {
    if (!fact.name.symbol) continue;
    const SymbolId name = *fact.name.symbol;
    factDeclared_[name] = &fact;
    if (fact.byClause) continue; // a fact of each clause that uses it
    if (const auto id = declareFact(fact, nameOf(name), item)) {
      facts_[name] = *id;
      if (fact.grouping) program_.district = *id;
    }
  }
}

core::Id<core::Role> Checker::role(const syntax::Name& name) {
  const auto found = roles_.find(*name.symbol);
  if (found != roles_.end()) return found->second;
  return roles_[*name.symbol] = program_.roles.add({nameOf(*name.symbol)}); // a name of the subject, as a payee
}

std::optional<core::FactId> Checker::declareFact(const syntax::FactDeclaration& declared, const core::Name& name,
                                                 std::optional<core::Id<core::ItemKind>> item) {
  core::Fact fact;
  fact.name = name;
  fact.item = item;
  fact.span = declared.span;
  fact.per = declared.each == syntax::Each::Year    ? core::Per::Year
             : declared.each == syntax::Each::Month ? core::Per::Month
                                                    : core::Per::Fixed;
  if (declared.judge && declared.judge->symbol) fact.judge = role(*declared.judge);
  fact.dateLo = firstDate;
  fact.dateHi = lastDate;
  std::vector<SymbolId> members;
  switch (declared.kind) {
  case syntax::FactKind::Truth: fact.type = truth(); break;
  case syntax::FactKind::Money:
    fact.type = numberOf(core::yuan());
    if (declared.per && declared.per->symbol) fact.type.unit = core::yuan() / unitOf(*declared.per->symbol);
    fact.hi = mostMoney;
    break;
  case syntax::FactKind::Number:
    fact.type = numberOf({});
    fact.lo = -mostNumber;
    fact.hi = mostNumber;
    break;
  case syntax::FactKind::Rate:
    fact.type = numberOf({});
    fact.hi = 1;
    break;
  case syntax::FactKind::Count:
    fact.type = numberOf(declared.unit && declared.unit->symbol ? unitOf(*declared.unit->symbol) : core::Unit{});
    fact.hi = mostCount;
    break;
  case syntax::FactKind::Date: fact.type = {core::Kind::Date, {}, {}}; break;
  case syntax::FactKind::Text: fact.type = {core::Kind::Text, {}, {}}; break;
  case syntax::FactKind::OneOf: {
    core::Enumeration enumeration;
    for (const syntax::NewName& m : declared.members)
      if (m.symbol) {
        enumeration.members.push_back(nameOf(*m.symbol));
        members.push_back(*m.symbol);
      }
    fact.type = {core::Kind::Member, {}, program_.enumerations.add(std::move(enumeration))};
    break;
  }
  }
  setRange(declared, fact);
  const core::FactId id = program_.facts.add(std::move(fact));
  if (!members.empty()) members_[id] = std::move(members);
  return id;
}

void Checker::setRange(const syntax::FactDeclaration& declared, core::Fact& fact) {
  if (!declared.lo) return;
  const Lowered lo = value(*declared.lo);
  const Lowered hi = value(*declared.hi);
  if (!lo || !hi) return;
  const auto constantOf = [&](const Typed& t) -> std::optional<core::Constant> {
    const core::Node& node = program_.exprs[t.id].node;
    if (const auto* c = std::get_if<core::Const>(&node)) return c->value;
    if (const auto* product = std::get_if<core::Mul>(&node)) // a negative literal
      return Rational(-1) * std::get<Rational>(std::get<core::Const>(program_.exprs[product->right].node).value);
    return std::nullopt;
  };
  const auto a = constantOf(*lo);
  const auto b = constantOf(*hi);
  const Span span = source::join(tree_.exprs[*declared.lo].span, tree_.exprs[*declared.hi].span);
  if (fact.type.kind == core::Kind::Date && lo->type.kind == core::Kind::Date && hi->type.kind == core::Kind::Date) {
    fact.dateLo = std::get<core::Date>(*a);
    fact.dateHi = std::get<core::Date>(*b);
    if (fact.dateHi < fact.dateLo)
      sink_.report(diag::BadRange, span, calendar::toString(fact.dateLo), calendar::toString(fact.dateHi));
    return;
  }
  if (fact.type.kind != core::Kind::Number || hi->type.kind != core::Kind::Number ||
      lo->type.kind != core::Kind::Number) {
    sink_.report(diag::KindsDiffer, span, words(fact.type), words(hi->type));
    return;
  }
  // 0 至 1000亿元: a bare number takes the unit of the other end; 元 alone is enough for what is counted in 元/个.
  const auto fits = [&](const Typed& t) {
    return t.type.unit == fact.type.unit || t.type.unit.powers.empty() ||
           (t.type.unit == core::yuan() && fact.type.unit.powers.contains(0));
  };
  if (!fits(*lo) || !fits(*hi)) {
    sink_.report(diag::UnitsDiffer, span, words(fact.type.unit), words((fits(*lo) ? hi : lo)->type.unit))
        .help(remark::SameUnit);
    return;
  }
  fact.lo = std::get<Rational>(*a);
  fact.hi = std::get<Rational>(*b);
  if (fact.hi < fact.lo) sink_.report(diag::BadRange, span, fact.lo.toString(), fact.hi.toString());
}

} // namespace tiao::check
