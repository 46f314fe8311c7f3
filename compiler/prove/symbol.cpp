#include "compiler/prove/symbol.h"

#include <algorithm>

namespace tiao::prove {

using core::Kind;
using core::match;
using interpret::Key;

Rational grainOf(const core::Fact& fact) {
  const auto yuan = fact.type.unit.powers.find(0);
  const bool money = yuan != fact.type.unit.powers.end() && yuan->second > 0;
  return money ? Rational(1, 100) : Rational(1);
}

bool sameName(const core::Name& a, const core::Name& b) {
  return a.zh.empty() || b.zh.empty() ? !a.en.empty() && a.en == b.en : a.zh == b.zh;
}

uint32_t Symbols::nameOf(std::vector<core::Name>& names, const core::Name& name) {
  const auto found = std::ranges::find_if(names, [&](const core::Name& known) { return sameName(known, name); });
  if (found != names.end()) return static_cast<uint32_t>(found - names.begin());
  names.push_back(name);
  return static_cast<uint32_t>(names.size() - 1);
}

bool Symbols::same(const Identity& a, const Identity& b) {
  return a.nth == b.nth && sameName(a.fact, b.fact) &&
         (sameName(a.kind, b.kind) || (a.kind == core::Name{} && b.kind == core::Name{}));
}

Symbols::Identity Symbols::identityOf(const Program& program, FactId fact) {
  const auto kind = [&](const core::Fact& of) { return of.item ? program.itemKinds[*of.item].name : core::Name{}; };
  const core::Fact& declared = program.facts[fact];
  Identity identity{declared.name, kind(declared), 0};
  for (uint32_t i = 0; i < fact.index; ++i) {
    const core::Fact& other = program.facts[FactId{i}];
    if (other.item == declared.item && sameName(other.name, declared.name)) ++identity.nth;
  }
  return identity;
}

Symbol Symbols::symbolOf(const Program& program, FactId fact, Item item, Period period) {
  const auto [at, isNew] = nameOfFact_.try_emplace({&program, fact.index});
  const core::Fact& declared = program.facts[fact];
  if (isNew) {
    const Identity identity = identityOf(program, fact);
    const auto found = std::ranges::find_if(names_, [&](const Identity& known) { return same(known, identity); });
    at->second = static_cast<uint32_t>(found - names_.begin());
    if (found == names_.end()) names_.push_back(identity);
  }
  Period of = period;
  if (declared.per == core::Per::Fixed) of = {};
  if (declared.per == core::Per::Year) of = {period.year, 0};
  return {at->second, declared.item ? item : Subject, of};
}

std::optional<FactId> Symbols::factOf(const Program& program, uint32_t name) const {
  const auto [at, isNew] = factOfName_.try_emplace({&program, name});
  for (uint32_t i = 0; isNew && i < program.facts.size(); ++i) {
    if (!same(identityOf(program, {i}), names_[name])) continue;
    at->second = FactId{i};
    break;
  }
  return at->second;
}

Term Symbols::fact(const Program& program, FactId fact, Item item, Period period) {
  const Symbol symbol = symbolOf(program, fact, item, period);
  if (const auto let = lets_.find(symbol); let != lets_.end()) return let->second;
  const bool first = declared_[symbol].insert(&program).second;
  if (const auto found = known_.find(symbol); found != known_.end()) {
    if (first) narrow(program, program.facts[fact], found->second);
    return found->second;
  }
  Term term = make(program, program.facts[fact], symbol);
  known_.emplace(symbol, term);
  return term;
}

void Symbols::narrow(const Program& program, const core::Fact& fact, const Term& term) {
  const auto between = [&](Num n, const Rational& lo, const Rational& hi) {
    domain_.push_back(terms_.both(terms_.atMost(terms_.number(lo), n), terms_.atMost(n, terms_.number(hi))));
  };
  if (const auto* n = std::get_if<Num>(&term)) between(*n, fact.lo, fact.hi);
  if (const auto* d = std::get_if<DateTerm>(&term)) {
    between(d->day, fact.dateLo.time_since_epoch().count(), fact.dateHi.time_since_epoch().count());
  }
  if (const auto* m = std::get_if<MemberTerm>(&term)) {
    std::vector<Prop> one;
    for (const core::Name& name : program.enumerations[fact.type.enumeration].members) {
      one.push_back(terms_.equal(m->member, terms_.number(nameOf(members_, name))));
    }
    domain_.push_back(terms_.any(one));
  }
}

Term Symbols::make(const Program& program, const core::Fact& fact, const Symbol& symbol) {
  Unknown unknown{symbol, Prop{}, 1, 0, 0};
  switch (fact.type.kind) {
  case Kind::Truth: unknown.term = terms_.unknownTruth(); break;
  case Kind::Number:
    unknown.grain = grain_(fact);
    unknown.lo = fact.lo;
    unknown.hi = fact.hi;
    unknown.term = terms_.unknown({fact.lo, fact.hi, unknown.grain});
    break;
  case Kind::Date: {
    unknown.lo = fact.dateLo.time_since_epoch().count();
    unknown.hi = fact.dateHi.time_since_epoch().count();
    unknown.term = DateTerm{terms_.unknown({unknown.lo, unknown.hi, Rational(1)}), {}};
    break;
  }
  case Kind::Member: {
    std::vector<uint32_t> numbers;
    for (const core::Name& name : program.enumerations[fact.type.enumeration].members) {
      numbers.push_back(nameOf(members_, name));
    }
    const auto [least, most] = std::minmax_element(numbers.begin(), numbers.end());
    unknown.lo = *least;
    unknown.hi = *most;
    const Num member = terms_.unknown({unknown.lo, unknown.hi, Rational(1)});
    unknown.term = MemberTerm{member};
    if (*most - *least + 1 != numbers.size()) {
      std::vector<Prop> one;
      for (const uint32_t number : numbers) one.push_back(terms_.equal(member, terms_.number(number)));
      domain_.push_back(terms_.any(one));
    }
    break;
  }
  case Kind::Text:
    unknown.lo = 0;
    unknown.hi = 1'000'000;
    unknown.term = TextTerm{terms_.unknown({unknown.lo, unknown.hi, Rational(1)})};
    break;
  }
  unknowns_.push_back(unknown);
  return unknown.term;
}

MemberTerm Symbols::member(const Program& program, core::Id<core::Enumeration> of, core::Member value) {
  return {terms_.number(nameOf(members_, program.enumerations[of].members[value.index]))};
}

TextTerm Symbols::text(const std::string& value) {
  const auto [at, isNew] = texts_.try_emplace(value, static_cast<uint32_t>(texts_.size()));
  return {terms_.number(at->second)};
}

Term Symbols::constant(const Program& program, const core::Type& type, const core::Constant& value) {
  return std::visit(match{
                        [&](bool v) -> Term { return terms_.truth(v); },
                        [&](const Rational& v) -> Term { return terms_.number(v); },
                        [&](core::Date v) -> Term {
                          return DateTerm{terms_.number(v.time_since_epoch().count()), {}};
                        },
                        [&](core::Member v) -> Term { return member(program, type.enumeration, v); },
                        [&](const std::string& v) -> Term { return text(v); },
                    },
                    value);
}

Prop Symbols::listed(const Program& program, core::Id<core::ItemKind> kind, Item item, int year) {
  const List list{nameOf(kinds_, program.itemKinds[kind].name), item, year};
  if (const auto let = listLets_.find(list); let != listLets_.end()) return let->second;
  const auto [at, isNew] = lists_.try_emplace(list);
  if (isNew) at->second = terms_.unknownTruth();
  return at->second;
}

void Symbols::letListed(const Program& program, core::Id<core::ItemKind> kind, Item item, int year, bool value) {
  listLets_[{nameOf(kinds_, program.itemKinds[kind].name), item, year}] = terms_.truth(value);
}

std::string Symbols::itemName(const Program& program, core::Id<core::ItemKind> kind, Item item) {
  const core::Name& name = program.itemKinds[kind].name;
  return (name.zh.empty() ? name.en + " " : name.zh) + std::to_string(item + 1);
}

std::optional<core::Constant> Symbols::valueOf(const Program& program, const Symbol& symbol,
                                               const Assignment& given) const {
  const auto id = factOf(program, symbol.name);
  const auto term = known_.find(symbol);
  if (!id || term == known_.end()) return std::nullopt;
  const core::Fact& fact = program.facts[*id];
  Values values(terms_, given);
  const auto number = [&](Num n) { return values.of(n).toInt64().value_or(0); };
  return std::visit(
      match{
          [&](Prop p) -> core::Constant { return values.of(p); },
          [&](Num n) -> core::Constant { return values.of(n); },
          [&](const DateTerm& d) -> core::Constant { return core::Date(std::chrono::days(number(d.day))); },
          [&](const MemberTerm& m) -> core::Constant {
            const auto& members = program.enumerations[fact.type.enumeration].members;
            const auto found = std::ranges::find_if(members, [&](const core::Name& name) {
              return sameName(members_[static_cast<size_t>(number(m.member))], name);
            });
            return core::Member{static_cast<uint32_t>(found - members.begin())};
          },
          [&](const TextTerm& t) -> core::Constant {
            const int64_t asked = number(t.text);
            const auto found = std::ranges::find_if(texts_, [&](const auto& text) { return text.second == asked; });
            return found != texts_.end() ? found->first : "…" + std::to_string(asked);
          },
      },
      term->second);
}

interpret::Case Symbols::caseOf(const Program& program, const Assignment& given, int firstYear, int lastYear, int items,
                                const Instead& instead) const {
  interpret::Case facts(program);
  Values values(terms_, given);
  std::map<std::pair<uint32_t, Item>, Key> keys;
  for (uint32_t kind = 0; kind < program.itemKinds.size(); ++kind) {
    const core::Id<core::ItemKind> id{kind};
    for (Item item = 0; item < items; ++item) keys[{kind, item}] = facts.item(id, itemName(program, id, item));
    for (int year = firstYear; year <= lastYear; ++year) facts.giveList(id, year);
    for (const auto& [list, prop] : lists_) {
      if (!sameName(kinds_[list.name], program.itemKinds[id].name) || !values.of(prop)) continue;
      facts.list(keys[{kind, list.item}], list.year);
    }
  }
  for (const auto& [symbol, term] : known_) {
    const auto id = factOf(program, symbol.name);
    if (!id) continue;
    const core::Fact& fact = program.facts[*id];
    const Key key = fact.item ? keys[{fact.item->index, symbol.item}] : Key{};
    const auto other = instead.find(symbol);
    auto value = other == instead.end() ? valueOf(program, symbol, given) : other->second;
    if (value) facts.give(*id, key, symbol.period, std::move(*value));
  }
  return facts;
}

} // namespace tiao::prove
