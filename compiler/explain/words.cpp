#include "compiler/explain/words.h"

#include "compiler/source/literate.h"

namespace tiao::explain {

using core::match;

Text operator+(const Text& a, const Text& b) { return {a.zh + b.zh, a.en + b.en}; }

Text joined(const std::vector<Text>& parts, const Text& between) {
  Text all;
  for (size_t i = 0; i < parts.size(); ++i) all = i == 0 ? parts[i] : all + between + parts[i];
  return all;
}

Text named(const Name& name) { return {name.zh.empty() ? name.en : name.zh, name.en.empty() ? name.zh : name.en}; }

Text articleText(const std::string& article) {
  const int number = source::articleNumber(article);
  if (number == 0) return article;
  return {source::articleText(number, Language::Zh), source::articleText(number, Language::En)};
}

Text periodText(Period period) {
  if (period.isMonth()) {
    return say("{}年{}月", "{}-{:02}", period.year, period.month);
  }
  return say("{}年", "{}", period.year);
}

Text itemText(const Case& facts, Key key) {
  if (key.item < 0 || static_cast<size_t>(key.item) >= facts.items().size()) return {};
  return facts.items()[static_cast<size_t>(key.item)].name;
}

std::string plural(const std::string& noun) {
  if (noun.empty() || static_cast<unsigned char>(noun.back()) >= 0x80) return noun;
  const auto before = [&](std::string_view letters) {
    return noun.size() > 1 && letters.find(noun[noun.size() - 2]) != std::string_view::npos;
  };
  if (noun.back() == 'y' && !before("aeiou")) return noun.substr(0, noun.size() - 1) + "ies";
  const bool hisses = noun.back() == 's' || noun.back() == 'x' || noun.ends_with("ch") || noun.ends_with("sh");
  return noun + (hisses ? "es" : "s");
}

// ------------------------------------------------------------------------------------------------------------- numbers

namespace {

constexpr int mostPlaces = 6;

/// With the fewest places, at least so many, that tell it exactly; none if no six do.
std::optional<std::string> exactly(const Rational& value, int places) {
  Rational scaled = value * number::power(10, static_cast<unsigned>(places));
  for (; places <= mostPlaces; ++places, scaled = scaled * Rational(10)) {
    if (scaled.isWhole()) return value.toFixed(places, true);
  }
  return std::nullopt;
}

Text decimal(const Rational& value, int places) {
  if (const auto exact = exactly(value, places)) return *exact;
  return say("约{}", "about {}", value.toFixed(value < Rational(1) && Rational(-1) < value ? 4 : 2, true));
}

/// The unit as it follows a number: 元/件, yuan/parcel; of several, an English one takes its plural.
Text unitText(const Program& program, const core::Unit& unit, bool several) {
  Text above, below;
  for (const auto& [base, exponent] : unit.powers) {
    if (base >= program.units.size()) continue;
    Text name = named(program.units[core::Id<core::BaseUnit>{base}].name);
    if (several && base != 0 && exponent > 0) name.en = plural(name.en);
    const int size = exponent < 0 ? -exponent : exponent;
    if (size != 1) name = name + Text("^" + std::to_string(size));
    Text& side = exponent < 0 ? below : above;
    side = side == Text() ? name : side + "·" + name;
  }
  if (above == Text()) return below == Text() ? below : Text("1/") + below;
  return below == Text() ? above : above + "/" + below;
}

} // namespace

Text percentText(const Rational& value) {
  const Rational percent = value * Rational(100);
  if (const auto exact = exactly(percent, 0)) return *exact + "%";
  return say("约{}%", "about {}%", percent.toFixed(2, true));
}

Text numberText(const Program& program, const core::Unit& unit, const Rational& value) {
  if (unit == core::yuan()) return decimal(value, 2);
  if (unit.powers.empty()) {
    const bool rate = !value.isWhole() && value < Rational(1) && Rational(-1) < value;
    return rate ? percentText(value) : decimal(value, 0);
  }
  const bool several = value != Rational(1) && value != Rational(-1);
  const Text words = unitText(program, unit, several);
  return decimal(value, 0) + Text("", " ") + words;
}

Text constantText(const Program& program, const core::Type& type, const core::Constant& value) {
  return std::visit(match{
                        [](bool v) { return v ? Text("是", "yes") : Text("否", "no"); },
                        [&](const Rational& v) { return numberText(program, type.unit, v); },
                        [](core::Date v) { return Text(calendar::toString(v)); },
                        [&](core::Member v) {
                          const auto& members = program.enumerations[type.enumeration].members;
                          return v.index < members.size() ? named(members[v.index]) : Text("?");
                        },
                        [](const std::string& v) { return say("「{}」", "“{}”", v); },
                    },
                    value);
}

std::string moneyText(const Amount& amount) {
  const std::string lo = amount.lo.toFixed(2, true);
  return amount.definite() ? lo : lo + "–" + amount.hi.toFixed(2, true);
}

Text yuanText(const Amount& amount) { return say("{}元", "{} yuan", moneyText(amount)); }

// -------------------------------------------------------------------------------------------------------------- values

namespace {

Text rangeText(const Program& program, const core::Type& type, const interpret::NumberRange& range) {
  if (range.definite()) return numberText(program, type.unit, range.lo);
  const Text lo = numberText(program, type.unit, range.lo);
  const Text hi = numberText(program, type.unit, range.hi);
  if (range.loInfinite && range.hiInfinite) return {"未定", "undecided"};
  if (range.loInfinite) return say("不超过 {}", "at most {}", hi);
  if (range.hiInfinite) return say("不低于 {}", "at least {}", lo);
  return say("{}–{}", "{}–{}", lo, hi);
}

Text membersText(const Program& program, const core::Type& type, const interpret::MemberSet& set) {
  constexpr size_t worthTelling = 4;
  std::vector<Text> may;
  const auto& members = program.enumerations[type.enumeration].members;
  for (size_t i = 0; i < set.may.size() && i < members.size(); ++i) {
    if (set.may[i]) may.push_back(named(members[i]));
  }
  if (may.empty() || may.size() > worthTelling) return {"未定", "undecided"};
  return joined(may, {" 或 ", " or "});
}

} // namespace

Text valueText(const Program& program, const core::Type& type, const interpret::Value& value) {
  return std::visit(match{
                        [](interpret::Truth v) {
                          switch (v) {
                          case interpret::Truth::No: return Text("否", "no");
                          case interpret::Truth::Yes: return Text("是", "yes");
                          case interpret::Truth::Either: return Text("未定", "undecided");
                          }
                          return Text();
                        },
                        [&](const interpret::NumberRange& v) { return rangeText(program, type, v); },
                        [](const interpret::DateRange& v) {
                          const std::string lo = calendar::toString(v.lo);
                          return v.lo == v.hi ? Text(lo) : say("{} 至 {}", "{} to {}", lo, calendar::toString(v.hi));
                        },
                        [&](const interpret::MemberSet& v) { return membersText(program, type, v); },
                        [](const interpret::TextSet& v) {
                          return v.only ? say("「{}」", "“{}”", *v.only) : Text("未定", "undecided");
                        },
                    },
                    value.set);
}

// --------------------------------------------------------------------------------------------------------------- needs

namespace {

/// The fact's name, with the item it is asked of, without the period.
Text neededName(const Program& program, const Case* facts, const interpret::Need& need) {
  if (need.list)
    return say("{}名单", "the list of {}", [&] {
      Text kind = named(program.itemKinds[*need.list].name);
      kind.en = plural(kind.en);
      return kind;
    }());
  const core::Fact& fact = program.facts[need.fact];
  const Text name = named(fact.name);
  const Text item = facts == nullptr ? Text() : itemText(*facts, need.key);
  if (item != Text()) return say("{}的{}", "{} of {}", Text(item.zh, name.en), Text(name.zh, item.en));
  if (!fact.item) return name;
  const Text kind = named(program.itemKinds[*fact.item].name);
  return say("{}的{}", "{} of {}", Text(kind.zh, name.en), Text(name.zh, kind.en));
}

/// Years that follow each other are told by the first and the last: 2022年至2025年.
std::vector<Text> runs(const std::vector<Period>& periods) {
  constexpr size_t worthJoining = 3;
  std::vector<Text> told;
  for (size_t i = 0; i < periods.size();) {
    size_t end = i + 1;
    const auto follows = [](Period a, Period b) {
      return a.isMonth() ? calendar::monthsBefore(b, 1) == a : !b.isMonth() && b.year == a.year + 1;
    };
    while (end < periods.size() && periods[end].isMonth() == periods[i].isMonth() &&
           follows(periods[end - 1], periods[end])) {
      ++end;
    }
    if (end - i >= worthJoining) {
      told.push_back(say("{}至{}", "{} to {}", periodText(periods[i]), periodText(periods[end - 1])));
      i = end;
    } else {
      told.push_back(periodText(periods[i++]));
    }
  }
  return told;
}

Text withPeriods(const Text& name, const std::vector<Period>& periods) {
  return periods.empty() ? name : say("{}（{}）", "{} ({})", name, joined(runs(periods), enumeration));
}

} // namespace

Text needText(const Program& program, const interpret::Need& need) { return needsText(program, nullptr, {need}); }

Text needText(const Program& program, const Case& facts, const interpret::Need& need) {
  return needsText(program, &facts, {need});
}

Text needsText(const Program& program, const Case* facts, const interpret::Needs& needs) {
  std::vector<std::pair<Text, std::vector<Period>>> told;
  for (const interpret::Need& need : needs) {
    const Text name = neededName(program, facts, need);
    if (told.empty() || told.back().first != name) told.push_back({name, {}});
    if (need.period.year != 0) told.back().second.push_back(need.period);
  }
  std::vector<Text> parts;
  for (const auto& [name, periods] : told) parts.push_back(withPeriods(name, periods));
  return joined(parts, semicolon);
}

Text judgeText(const Program& program, core::FactId fact) {
  const auto judge = program.facts[fact].judge;
  return judge ? named(program.roles[*judge].name) : Text("主管部门", "the competent body");
}

// -------------------------------------------------------------------------------------------------------------- status

Text statusText(interpret::Status status) {
  switch (status) {
  case interpret::Status::NotInForce: return {"未施行", "not in force"};
  case interpret::Status::Exhausted: return {"已用尽", "exhausted"};
  case interpret::Status::NotEntitled: return {"不符合", "not entitled"};
  case interpret::Status::Forgone: return {"择优放弃", "forgone"};
  case interpret::Status::Limited: return {"限额给予", "limited"};
  case interpret::Status::Granted: return {"给予", "granted"};
  case interpret::Status::ToBeAssessed: return {"待核定", "to be assessed"};
  case interpret::Status::Unknown: return {"待补充", "unknown"};
  case interpret::Status::Invalid: return {"数据有误", "invalid"};
  }
  return {};
}

const char* statusKey(interpret::Status status) {
  switch (status) {
  case interpret::Status::NotInForce: return "notInForce";
  case interpret::Status::Exhausted: return "exhausted";
  case interpret::Status::NotEntitled: return "notEntitled";
  case interpret::Status::Forgone: return "forgone";
  case interpret::Status::Limited: return "limited";
  case interpret::Status::Granted: return "granted";
  case interpret::Status::ToBeAssessed: return "toBeAssessed";
  case interpret::Status::Unknown: return "unknown";
  case interpret::Status::Invalid: return "invalid";
  }
  return "";
}

} // namespace tiao::explain
