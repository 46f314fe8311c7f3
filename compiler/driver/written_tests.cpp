#include "compiler/driver/written_tests.h"

#include "compiler/driver/source_test.h"
#include "compiler/format/file.h"

#include <array>
#include <fmt/format.h>

namespace tiao::driver {

using core::Rational;

namespace {

class Writing {
public:
  Writing(const Compiled& policy, const std::vector<Made>& made, const std::string& path, Language language)
      : policy_(policy), program_(policy.program()), tree_(policy.parsed.tree), made_(made), path_(path),
        language_(language) {
    for (const Made& each : made) tests_.push_back(testOf(each));
    takeBackground();
  }

  /// The file, with what is expected of each test, in its canonical layout.
  std::string text(const std::vector<std::vector<interpret::Outcome>>& outcomes) {
    const bool zh = language_ == Language::Zh;
    std::string out = zh ? "# 由 tiao test --generate 写成：每个测试到达一侧以前没有测试到的条件、界限或限制。\n\n"
                         : "# Written by tiao test --generate: each test reaches a side of a condition, bound or "
                           "limit that none reached before.\n\n";
    for (const std::string& import : importsOf(policy_, std::filesystem::path(path_).parent_path()))
      out += render(syntax::Import{import});
    if (!background_.facts.empty()) out += "\n" + render(syntax::Background{background_});
    for (size_t i = 0; i < tests_.size(); ++i) {
      syntax::Test test = tests_[i];
      expect(test, made_[i], outcomes.empty() ? std::vector<interpret::Outcome>{} : outcomes[i]);
      out += "\n" + render(test);
    }
    return laidOut(out);
  }

private:
  template <typename Node> std::string render(const Node& node) {
    return format::render(tree_, syntax::Declaration{node, {}, 0}, language_);
  }

  [[nodiscard]] std::string laidOut(const std::string& text) const {
    source::SourceSet sources;
    sources.add(path_, text);
    for (uint32_t file = 0; file < policy_.sources.size(); ++file)
      if (policy_.sources[file].path() != path_)
        sources.add(policy_.sources[file].path(), policy_.sources[file].text());
    diagnostics::Sink told;
    const std::optional<format::Formatted> formatted = format::formatFile(path_, std::nullopt, sources, told);
    std::string result = formatted && !formatted->lost ? formatted->text : text;
    if (!result.ends_with('\n')) result += '\n';
    return result;
  }

  [[nodiscard]] syntax::Name name(const core::Name& name) const {
    syntax::Name result;
    result.text = shown(name, language_);
    return result;
  }

  syntax::ExprId literal(const core::Type& type, const core::Fact& fact, const Rational& value) {
    syntax::Literal literal;
    literal.value = value;
    std::optional<uint32_t> unit; // besides yuan
    for (const auto& [base, exponent] : type.unit.powers)
      if (base != 0) unit = base;
    if (type.unit.powers.contains(0))
      literal.kind = syntax::Literal::Kind::Money;
    else if (unit)
      literal.kind = syntax::Literal::Kind::Count;
    else if (fact.lo.sign() >= 0 && fact.hi <= Rational(1))
      literal.kind = syntax::Literal::Kind::Percent;
    if (unit) literal.unit = name(program_.units[core::Id<core::BaseUnit>{*unit}].name);
    if (0 <= value.sign()) return tree_.exprs.add({literal, {}, 0});
    literal.value = -value;
    return tree_.exprs.add({syntax::Negative{tree_.exprs.add({literal, {}, 0})}, {}, 0});
  }

  syntax::ExprId money(const Rational& yuan) {
    return tree_.exprs.add({syntax::Literal{syntax::Literal::Kind::Money, yuan, {}}, {}, 0});
  }

  /// A yes or no that is the same throughout is said without a year.
  syntax::Given given(core::FactId id, const std::vector<std::pair<calendar::Period, core::Constant>>& values) {
    const core::Fact& fact = program_.facts[id];
    syntax::Given result{name(fact.name), {}};
    const bool truth = fact.type.kind == core::Kind::Truth;
    const bool same = std::ranges::all_of(values, [&](const auto& v) { return v.second == values.front().second; });
    for (const auto& [period, value] : values) {
      syntax::GivenValue each;
      if (period.year != 0 && !(truth && same)) {
        each.year = period.year;
        each.month = period.month;
      }
      each.value = std::visit(core::match{
                                  [](bool v) { return decltype(each.value)(v); },
                                  [&](const Rational& v) { return decltype(each.value)(literal(fact.type, fact, v)); },
                                  [&](core::Date v) {
                                    return decltype(each.value)(tree_.exprs.add({syntax::DateLiteral{v}, {}, 0}));
                                  },
                                  [&](core::Member v) {
                                    return decltype(each.value)(
                                        name(program_.enumerations[fact.type.enumeration].members[v.index]));
                                  },
                                  [&](const std::string& v) {
                                    return decltype(each.value)(syntax::Name{v, {}, {}});
                                  },
                              },
                              value);
      result.values.push_back(each);
      if (truth && same) break;
    }
    return result;
  }

  [[nodiscard]] std::string itemName(int which) const {
    constexpr std::array<const char*, 4> zh{"甲", "乙", "丙", "丁"};
    return language_ == Language::Zh ? zh.at(static_cast<size_t>(which))
                                     : std::string(1, static_cast<char>('A' + which));
  }

  syntax::Test testOf(const Made& made) {
    syntax::Test test;
    (language_ == Language::Zh ? test.name.zh : test.name.en) = shown(made.name, language_);
    std::map<std::pair<core::FactId, int>, std::vector<std::pair<calendar::Period, core::Constant>>> byFact;
    for (const auto& [place, value] : made.found.facts.given())
      byFact[{place.fact, place.item}].emplace_back(place.period, value);
    for (const auto& [kind, number] : made.found.facts.items())
      for (int which = 0; which < number; ++which) {
        syntax::GivenItem item;
        item.kind = name(program_.itemKinds[kind].name);
        item.name = itemName(which);
        for (const auto& [fact, values] : byFact)
          if (program_.facts[fact.first].item == kind && fact.second == which)
            item.facts.push_back(given(fact.first, values));
        test.items.push_back(std::move(item));
      }
    for (const auto& [fact, values] : byFact)
      if (!program_.facts[fact.first].item && program_.facts[fact.first].type.kind != core::Kind::Text)
        test.facts.push_back(given(fact.first, values));
    return test;
  }

  /// The value of a given that is one yes or no for all years.
  static std::optional<bool> throughout(const syntax::Given& given) {
    if (given.values.size() != 1 || given.values.front().year) return std::nullopt;
    const auto* value = std::get_if<bool>(&given.values.front().value);
    return value == nullptr ? std::nullopt : std::optional(*value);
  }

  /// What every test gives, most of them alike throughout, stands once above them all.
  void takeBackground() {
    if (tests_.size() < 2) return;
    std::map<std::string, size_t> given;
    std::map<std::pair<std::string, bool>, size_t> alike;
    for (const syntax::Test& test : tests_)
      for (const syntax::Given& g : test.facts) {
        ++given[g.fact.text];
        if (const auto value = throughout(g)) ++alike[{g.fact.text, *value}];
      }
    const auto common = [&](const syntax::Given& g) -> std::optional<bool> {
      if (given[g.fact.text] < tests_.size()) return std::nullopt;
      for (const bool value : {true, false})
        if (tests_.size() < 2 * alike[{g.fact.text, value}]) return value;
      return std::nullopt;
    };
    for (const syntax::Given& g : tests_.front().facts)
      if (const auto value = common(g)) background_.facts.push_back({g.fact, {syntax::GivenValue{{}, 0, *value, {}}}});
    for (syntax::Test& test : tests_)
      std::erase_if(test.facts, [&](const syntax::Given& g) { return common(g) && throughout(g) == common(g); });
  }

  void expect(syntax::Test& test, const Made& made, const std::vector<interpret::Outcome>& outcomes) {
    syntax::Expectation expectation{name(clauseOf(policy_, program_.awards[made.found.award])), {}};
    for (size_t i = 0; i < made.found.periods.size(); ++i) {
      syntax::Expected expected;
      expected.year = made.found.periods[i].year;
      expected.month = made.found.periods[i].month;
      if (i < outcomes.size()) {
        expected.amount = money(outcomes[i].amount.lo);
        if (!outcomes[i].amount.definite()) expected.upTo = money(outcomes[i].amount.hi);
        expected.annotations = {annotationOf(outcomes[i].status)};
      } else {
        expected.amount = money(0);
      }
      expectation.outcomes.push_back(std::move(expected));
    }
    test.expectations = {expectation};
  }

  const Compiled& policy_;
  const core::Program& program_;
  syntax::Tree tree_; // a copy, with what is written beside it
  const std::vector<Made>& made_;
  const std::string& path_;
  Language language_;
  std::vector<syntax::Test> tests_;
  syntax::Test background_;
};

} // namespace

std::string writtenTests(const Compiled& policy, const std::vector<Made>& made, const std::string& path,
                         Language language, const std::vector<std::vector<interpret::Outcome>>& outcomes) {
  return Writing(policy, made, path, language).text(outcomes);
}

} // namespace tiao::driver
