#include "compiler/check/checker.h"

#include "compiler/parse/characters.h"
#include "compiler/parse/declarations.h"
#include "compiler/parse/keywords.h"

#include <algorithm>

/// 分担: who pays. Checked exactly, on every member of the district fact.
namespace tiao::check {

namespace diag = diagnostics::diag;
namespace remark = diagnostics::remark;

/// A list of members, where a group stands for its own.
std::vector<syntax::Name> Checker::members(const std::vector<syntax::Name>& names) const {
  std::vector<syntax::Name> result;
  for (const syntax::Name& n : names) {
    const auto group = n.symbol ? memberGroups_.find(*n.symbol) : memberGroups_.end();
    if (group == memberGroups_.end()) {
      result.push_back(n);
      continue;
    }
    for (syntax::Name member : group->second) {
      member.span = n.span;
      result.push_back(std::move(member));
    }
  }
  return result;
}

std::optional<core::Id<core::Role>> Checker::payer(const syntax::Name& name) {
  if (!name.symbol) return std::nullopt; // an unknown word, told already
  const syntax::SymbolClass kind = symbol(*name.symbol).kind;
  if (kind == syntax::SymbolClass::Role) return role(name);
  sink_
      .report(diag::NotThisKind, name.span, name.text, parse::classText(kind),
              parse::classText(syntax::SymbolClass::Role))
      .label(remark::DeclaredHere, symbol(*name.symbol).declared);
  return std::nullopt;
}

void Checker::split(const syntax::Split& s, const source::Section& section, Span span) {
  const bool byPlace =
      std::ranges::any_of(s.cases, [](const syntax::SplitCase& c) { return c.others || !c.places.empty(); });
  if (byPlace && !program_.district) {
    sink_.report(diag::NoDistrict, span).help(remark::MarkDistrict);
    return;
  }
  const std::vector<SymbolId> rest = byPlace ? everyPlace(s) : std::vector<SymbolId>();
  core::Split split;
  split.article = source::articleText(s.article > 0 ? s.article : section.article, source::Language::Zh);
  split.quotation = sentenceOf(span);
  split.span = span;
  for (const syntax::SplitCase& each : s.cases) {
    auto made = splitCase(each);
    if (!made) return;
    if (!byPlace) {
      made->condition = add(core::Const{true}, truth(), each.span);
    } else {
      std::vector<SymbolId> places;
      for (const syntax::Name& n : members(each.places))
        if (n.symbol) places.push_back(*n.symbol);
      if (each.others) places.insert(places.end(), rest.begin(), rest.end());
      made->condition = placesOf(places, each.span);
    }
    for (const core::Portion& portion : made->portions)
      if (std::ranges::find(split.payers, portion.payer) == split.payers.end()) split.payers.push_back(portion.payer);
    split.cases.push_back(*std::move(made));
  }
  jointly(s);
  std::ranges::sort(split.payers);
  split.rest = oddFen(split, span);
  program_.split = std::move(split); // whole, or errors have been told and no program comes of it
}

/// Every case names only payers of 由…共同承担, where the text says who they are.
void Checker::jointly(const syntax::Split& s) {
  if (s.jointly.empty()) return;
  std::vector<core::Id<core::Role>> payers;
  for (const syntax::Name& n : s.jointly)
    if (const auto id = payer(n)) payers.push_back(*id);
  for (const syntax::SplitCase& each : s.cases)
    for (const syntax::Portion& portion : each.portions)
      if (portion.payer.symbol && symbol(*portion.payer.symbol).kind == syntax::SymbolClass::Role &&
          std::ranges::find(payers, role(portion.payer)) == payers.end())
        sink_.report(diag::PayerNotJoint, portion.payer.span, portion.payer.text);
}

/// Tells places that stand twice, and those that stand nowhere; returns the ones that `others` stands for.
std::vector<SymbolId> Checker::everyPlace(const syntax::Split& s) {
  const std::vector<SymbolId>& all = members_[*program_.district];
  std::map<SymbolId, Span> named;
  std::optional<Span> others;
  for (const syntax::SplitCase& each : s.cases) {
    for (const syntax::Name& n : members(each.places)) {
      if (!n.symbol) continue;
      if (std::ranges::find(all, *n.symbol) == all.end()) {
        const core::Name& district = program_.facts[*program_.district].name;
        sink_.report(
            diag::NotInList, n.span, shown(*n.symbol),
            Text(district.zh.empty() ? district.en : district.zh, district.en.empty() ? district.zh : district.en));
        continue;
      }
      const auto [at, isNew] = named.emplace(*n.symbol, n.span);
      if (!isNew) sink_.report(diag::PlaceTwice, n.span, shown(*n.symbol)).label(remark::FirstSaidHere, at->second);
    }
    if (!each.others) continue;
    if (others) {
      const parse::Keyword& word = parse::keyword("OTHERS");
      sink_.report(diag::PlaceTwice, each.span, Text(word.zh.front(), word.en.front()))
          .label(remark::FirstSaidHere, *others);
    }
    others = each.span;
  }
  std::vector<SymbolId> rest;
  std::ranges::copy_if(all, std::back_inserter(rest), [&](SymbolId place) { return !named.contains(place); });
  if (others && rest.empty()) sink_.report(diag::OthersEmpty, *others);
  if (others || rest.empty()) return rest;
  Text missing;
  for (const SymbolId place : rest) {
    missing.zh += "「" + symbol(place).shown(true) + "」";
    missing.en += (missing.en.empty() ? "`" : ", `") + symbol(place).shown(false) + "`";
  }
  sink_.report(diag::PlacesMissing, s.cases.back().span, missing).help(remark::AddOthers);
  return rest;
}

std::optional<core::SplitCase> Checker::splitCase(const syntax::SplitCase& each) {
  core::SplitCase result;
  result.span = each.span;
  Rational sum;
  for (const syntax::Portion& portion : each.portions) {
    sum += portion.share;
    const auto id = payer(portion.payer);
    if (!id) return std::nullopt;
    if (std::ranges::find(result.portions, *id, &core::Portion::payer) != result.portions.end())
      sink_.report(diag::PayerTwice, portion.payer.span, portion.payer.text);
    result.portions.push_back({*id, portion.share});
  }
  if (sum != Rational(1)) {
    const std::string text = (sum * 100).toString() + "%";
    sink_.report(diag::SharesNotWhole, each.span, Text(text));
  }
  return result;
}

/// The district is one of these.
core::ExprId Checker::placesOf(const std::vector<SymbolId>& places, Span span) {
  const core::FactId district = *program_.district;
  const core::Type type = program_.facts[district].type;
  const std::vector<SymbolId>& all = members_[district];
  const core::ExprId fact = add(core::FactRef{district}, type, span);
  std::vector<core::ExprId> parts;
  for (const SymbolId place : places) {
    const auto found = std::ranges::find(all, place);
    if (found == all.end()) continue; // told already
    const core::Member member{static_cast<uint32_t>(found - all.begin())};
    parts.push_back(compare(core::Comparison::Equal, fact, add(core::Const{member}, type, span), span));
  }
  if (parts.size() == 1) return parts.front();
  return add(core::AtLeast{1, std::move(parts)}, truth(), span);
}

bool Checker::isCity(core::Id<core::Role> payer) const {
  const parse::Keyword& city = parse::keyword("CITY");
  return std::ranges::any_of(roles_, [&](const auto& named) {
    const syntax::Symbol& name = symbol(named.first);
    const auto is = [](const std::vector<std::string>& spellings, const std::string& own) {
      return !own.empty() &&
             std::ranges::any_of(spellings, [&](const std::string& s) { return parse::fold(s) == parse::fold(own); });
    };
    return named.second == payer && (is(city.zh, name.zh) || is(city.en, name.en));
  });
}

/// Who takes what the others' rounding down leaves: the city, or the payer that the convention names.
core::Id<core::Role> Checker::oddFen(const core::Split& split, Span span) {
  syntax::Symbol name;
  name.zh = "分担";
  name.en = "split";
  name.declared = span;
  if (split.payers.empty()) return {};
  if (readings_.of("OddFen", name) == "ToPayer") {
    if (const auto forced = readings_.forcedPayer()) return split.payers[std::min(*forced, split.payers.size() - 1)];
    const auto named = oddFen_ && oddFen_->payer ? payer(*oddFen_->payer) : std::nullopt;
    if (named && std::ranges::find(split.payers, *named) != split.payers.end()) return *named;
    if (oddFen_ && oddFen_->payer) sink_.report(diag::OddFenPayer, oddFen_->span);
    return split.payers.front();
  }
  const auto city = std::ranges::find_if(split.payers, [&](core::Id<core::Role> p) { return isCity(p); });
  if (city != split.payers.end() || split.payers.size() == 1)
    return city != split.payers.end() ? *city : split.payers.front();
  const core::Name& first = program_.roles[split.payers.front()].name;
  sink_.report(diag::OddFenOfWhom, span)
      .help(remark::NameOddFen, Text(first.zh.empty() ? first.en : first.zh, first.en.empty() ? first.zh : first.en));
  return split.payers.front();
}

} // namespace tiao::check
