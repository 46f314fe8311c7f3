#include "compiler/check/checker.h"

#include "compiler/parse/declarations.h"

#include <algorithm>

namespace tiao::check {

namespace diag = diagnostics::diag;
namespace remark = diagnostics::remark;

/// The fact that a name stands for where facts are given: itself, a clause's assessment, or a fact decided for one
/// clause.
std::optional<core::FactId> Checker::factOf(SymbolId id) {
  const syntax::Symbol& s = symbol(id);
  if (s.clause && s.base) {
    const auto found = clauseFacts_.find({*s.base, *s.clause});
    return found == clauseFacts_.end() ? std::nullopt : std::optional(found->second);
  }
  if (s.clause) {
    const auto found = assessments_.find(*s.clause);
    return found == assessments_.end() ? std::nullopt : std::optional(found->second);
  }
  const auto found = facts_.find(id);
  return found == facts_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<Rational> Checker::money(syntax::ExprId id) {
  const auto* literal = std::get_if<syntax::Literal>(&tree_.exprs[id].node);
  if (literal != nullptr && literal->kind == syntax::Literal::Kind::Money && !literal->unit) return literal->value;
  sink_.report(diag::ExpectedMoney, tree_.exprs[id].span);
  return std::nullopt;
}

/// The tests of a file, each with the facts that they all start from (前提) unless it gives others.
void Checker::tests(const syntax::File& file) {
  syntax::Test background;
  for (const syntax::Declaration& d : file.declarations)
    if (const auto* b = std::get_if<syntax::Background>(&d.node)) {
      const syntax::Test& more = b->given;
      background.facts.insert(background.facts.end(), more.facts.begin(), more.facts.end());
      background.items.insert(background.items.end(), more.items.begin(), more.items.end());
      background.awarded.insert(background.awarded.end(), more.awarded.begin(), more.awarded.end());
      background.elseNo |= more.elseNo;
    }
  for (const syntax::Declaration& d : file.declarations) {
    const auto* t = std::get_if<syntax::Test>(&d.node);
    if (t == nullptr) continue;
    syntax::Test whole = *t;
    for (const syntax::Given& g : background.facts)
      if (std::ranges::none_of(t->facts, [&](const syntax::Given& own) { return own.fact.symbol == g.fact.symbol; }))
        whole.facts.push_back(g);
    for (const syntax::GivenItem& i : background.items)
      if (std::ranges::none_of(t->items,
                               [&](const syntax::GivenItem& own) { return own.kind.symbol == i.kind.symbol; }))
        whole.items.push_back(i);
    if (t->awarded.empty()) whole.awarded = background.awarded;
    whole.elseNo |= background.elseNo;
    test(whole, d.span);
  }
}

void Checker::test(const syntax::Test& source, Span span) {
  Test test;
  test.name = {source.name.zh, source.name.en};
  test.span = span;
  test.elseNo = source.elseNo;
  int first = calendar::yearOf(program_.from);
  int last = first;
  const auto mention = [&](int year) {
    first = std::min(first, year);
    last = std::max(last, year);
  };
  const auto mentioned = [&](const std::vector<syntax::Given>& facts) {
    for (const syntax::Given& g : facts)
      for (const syntax::GivenValue& v : g.values)
        if (v.year) first = std::min(first, *v.year);
  };
  mentioned(source.facts);
  for (const syntax::GivenItem& item : source.items) mentioned(item.facts);
  for (const syntax::Expectation& e : source.expectations)
    for (const syntax::Expected& o : e.outcomes) mention(o.year);
  test.lastYear = last;
  for (const syntax::Given& g : source.facts) given(g, std::nullopt, test.facts, first, last);
  for (const syntax::GivenItem& item : source.items) givenItem(item, test, first, last);
  givenAwards(source.awarded, std::nullopt, test.awarded, first);
  for (const syntax::Expectation& e : source.expectations) expect(e, test);
  tests_.push_back(std::move(test));
}

/// Earlier payments, of the subject or of one of its items: each to the first award of its clause that is counted so.
void Checker::givenAwards(const std::vector<syntax::GivenAward>& given, std::optional<core::Id<core::ItemKind>> item,
                          std::vector<GivenAward>& out, int first) {
  for (const syntax::GivenAward& g : given) {
    if (!g.clause.symbol || !awards_.contains(*g.clause.symbol)) continue;
    const std::vector<core::AwardId>& awards = awards_[*g.clause.symbol];
    if (awards.empty()) continue; // what is wrong with the clause is told there
    const auto of =
        std::ranges::find_if(awards, [&](core::AwardId award) { return program_.awards[award].key == item; });
    if (of == awards.end()) {
      const std::optional<core::Id<core::ItemKind>> key = program_.awards[awards.front()].key;
      const core::Name& whose = key ? program_.itemKinds[*key].name : program_.subject;
      sink_.report(diag::AwardOfOther, g.clause.span, g.clause.text,
                   Text(whose.zh.empty() ? whose.en : whose.zh, whose.en.empty() ? whose.zh : whose.en));
      continue;
    }
    for (const syntax::GivenValue& v : g.values) {
      const auto* literal = std::get_if<syntax::ExprId>(&v.value);
      if (literal == nullptr)
        sink_.report(diag::ExpectedMoney, v.span);
      else if (const auto paid = money(*literal))
        out.push_back({*of, {v.year.value_or(first), v.month}, *paid});
    }
  }
}

/// The years that are said: an item of each year is there in those, one that lives on from the first of them.
void Checker::givenItem(const syntax::GivenItem& given, Test& test, int first, int last) {
  if (!given.kind.symbol) return;
  const auto kind = itemKinds_.find(*given.kind.symbol);
  if (kind == itemKinds_.end()) {
    sink_.report(diag::NotThisKind, given.kind.span, given.kind.text, parse::classText(symbol(*given.kind.symbol).kind),
                 Text("条目", "a kind of item"));
    return;
  }
  GivenItem item{kind->second, given.name, given.years, {}, {}};
  const bool livesOn = !program_.itemKinds[kind->second].yearly;
  const int from = given.years.empty() ? first : *std::ranges::min_element(given.years);
  if (livesOn || given.years.empty()) {
    item.years.clear();
    for (int year = from; year <= last; ++year) item.years.push_back(year);
  }
  std::ranges::sort(item.years);
  for (const syntax::Given& g : given.facts) this->given(g, kind->second, item.facts, first, last);
  givenAwards(given.awarded, kind->second, item.awarded, first);
  test.items.push_back(std::move(item));
}

void Checker::given(const syntax::Given& given, std::optional<core::Id<core::ItemKind>> item,
                    std::vector<GivenFact>& out, int first, int last) {
  if (!given.fact.symbol) return;
  const auto id = factOf(*given.fact.symbol);
  if (!id) {
    const syntax::Symbol& s = symbol(*given.fact.symbol);
    const bool told = s.kind == syntax::SymbolClass::Fact && !s.clause && !s.byClause && !s.election; // broken
    if (!told)
      sink_.report(diag::NotThisKind, given.fact.span, given.fact.text,
                   s.byClause               ? Text("按条款分别评定的", "decided by clause")
                   : s.clause || s.election ? Text("没有用到的", "not used")
                                            : Text("算出来的", "computed"),
                   s.byClause ? Text("写明条款的名称（条款名在前）", "the name with its clause before it")
                              : Text("事实", "a fact"));
    return;
  }
  const core::Fact& fact = program_.facts[*id];
  if (fact.item != item) { // of a firm among those of an item, or the other way round
    const core::Name& whose = fact.item ? program_.itemKinds[*fact.item].name : program_.subject;
    sink_.report(diag::FactOfOther, given.fact.span, given.fact.text,
                 Text(whose.zh.empty() ? whose.en : whose.zh, whose.en.empty() ? whose.zh : whose.en));
    return;
  }
  const Text name{fact.name.zh.empty() ? fact.name.en : fact.name.zh,
                  fact.name.en.empty() ? fact.name.zh : fact.name.en};
  for (const syntax::GivenValue& v : given.values) {
    const auto constant = datum(fact, name, v);
    if (!constant) continue;
    if (v.year && fact.per == core::Per::Fixed) {
      sink_.report(diag::FixedHasYears, v.span, name);
      continue;
    }
    if (fact.per == core::Per::Fixed)
      out.push_back({*id, {}, *constant});
    else if (fact.per == core::Per::Year) {
      const int from = v.year.value_or(first);
      for (int year = from; year <= v.year.value_or(last); ++year) out.push_back({*id, {year, 0}, *constant});
    } else {
      for (int year = v.year.value_or(first); year <= v.year.value_or(last); ++year)
        for (int month = v.month > 0 ? v.month : 1; month <= (v.month > 0 ? v.month : 12); ++month)
          out.push_back({*id, {year, month}, *constant});
    }
  }
}

/// A value given for a fact, checked against its type and range.
std::optional<core::Constant> Checker::datum(const core::Fact& fact, const Text& name, const syntax::GivenValue& v) {
  const auto wrong = [&](const Text& found) -> std::optional<core::Constant> {
    sink_.report(diag::WrongValue, v.span, name, words(fact.type), found);
    return std::nullopt;
  };
  if (const auto* b = std::get_if<bool>(&v.value))
    return fact.type.kind == core::Kind::Truth ? std::optional<core::Constant>(*b) : wrong({"是否", "a yes or no"});
  if (const auto* m = std::get_if<syntax::Name>(&v.value)) {
    if (!m->symbol) return std::nullopt;
    if (fact.type.kind != core::Kind::Member) return wrong(Text(m->text));
    if (fact.origin == core::FactOrigin::Election && awards_.contains(*m->symbol)) {
      const std::vector<core::AwardId>& awards = awards_[*m->symbol];
      if (awards.empty()) return std::nullopt; // what is wrong with the clause is told there
      return core::Member{awards.front().index};
    }
    const std::vector<core::Name>& members = program_.enumerations[fact.type.enumeration].members;
    const auto found = std::ranges::find(members, nameOf(*m->symbol));
    if (found == members.end()) {
      sink_.report(diag::NotInList, m->span, m->text, name);
      return std::nullopt;
    }
    return core::Member{static_cast<uint32_t>(found - members.begin())};
  }
  const Lowered lowered = value(std::get<syntax::ExprId>(v.value));
  if (!lowered) return std::nullopt;
  if (lowered->type.kind != fact.type.kind || lowered->type.unit != fact.type.unit) return wrong(words(lowered->type));
  const core::Node& node = program_.exprs[lowered->id].node;
  core::Constant constant;
  if (const auto* c = std::get_if<core::Const>(&node))
    constant = c->value;
  else
    constant = Rational(-1) *
               std::get<Rational>(std::get<core::Const>(program_.exprs[std::get<core::Mul>(node).right].node).value);
  if (const auto* n = std::get_if<Rational>(&constant); n != nullptr && (*n < fact.lo || fact.hi < *n)) {
    sink_.report(diag::ValueOutside, v.span, name, fact.lo.toFixed(2, true), fact.hi.toFixed(2, true));
    return std::nullopt;
  }
  return constant;
}

void Checker::expect(const syntax::Expectation& expectation, Test& test) {
  if (!expectation.clause.symbol || broken(*expectation.clause.symbol)) return;
  const auto found = awards_.find(*expectation.clause.symbol);
  if (found == awards_.end()) return; // the clause has errors of its own
  for (const syntax::Expected& o : expectation.outcomes) {
    Expected expected;
    expected.awards = found->second;
    expected.period = {o.year, o.month};
    expected.annotations = o.annotations;
    expected.span = o.span;
    for (const auto& [name, amount] : o.parts)
      if (const auto payer = this->payer(name)) {
        if (!program_.split && splitSaid_) continue; // a split that was broken has been told
        if (!program_.split || std::ranges::find(program_.split->payers, *payer) == program_.split->payers.end())
          sink_.report(diag::NotThisKind, name.span, name.text, parse::classText(syntax::SymbolClass::Role),
                       Text("分担中的一方", "a payer of the split"));
        else if (const auto part = money(amount))
          expected.parts.emplace_back(*payer, *part);
      }
    if (o.amount) expected.lo = expected.hi = money(*o.amount);
    if (o.upTo) expected.hi = money(*o.upTo);
    test.expected.push_back(std::move(expected));
  }
}

} // namespace tiao::check
