#include "compiler/driver/generated.h"

#include "compiler/driver/source_test.h"
#include "compiler/format/file.h"
#include "compiler/interpret/interpret.h"

#include <algorithm>
#include <fmt/format.h>

namespace tiao::driver {

using core::Rational;
using cover::Side;

namespace {

/// A made test: the case that reaches a side, and what it is called.
struct Made {
  size_t site;
  Side side;
  cover::Found found;
  core::Name name;
};

/// Names longer than this are cut: they stand on one line.
constexpr uint32_t widestName = 70;

std::string shortened(const std::string& text, uint32_t widest) {
  if (source::displayWidth(text) <= widest) return text;
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const uint32_t length = source::decode(text, at).length;
    if (source::displayWidth(out) + 2 > widest - 2) break;
    out.append(text, at, length);
    at += length;
  }
  return out + "…";
}

/// Without signs that set a name apart, or begin a note.
std::string plainName(std::string text) {
  for (const std::string_view sign : {"「", "」", "`", "#"})
    for (size_t at = text.find(sign); at != std::string::npos; at = text.find(sign)) text.erase(at, sign.size());
  return text;
}

struct ByWords {
  bool operator()(const core::Name& a, const core::Name& b) const {
    return std::tie(a.zh, a.en) < std::tie(b.zh, b.en);
  }
};

/// The name of the clause that an award is of. Of a clause of several sentences each award has a name of its own.
core::Name clauseOf(const Compiled& policy, const core::Award& award) {
  for (const syntax::File& file : policy.parsed.tree.files)
    for (const syntax::Declaration& d : file.declarations)
      if (const auto* clause = std::get_if<syntax::Clause>(&d.node);
          clause != nullptr && clause->name.symbol && file.source == award.span.file &&
          d.span.begin <= award.span.begin && award.span.begin < d.span.end) {
        const syntax::Symbol& name = policy.parsed.tree.symbols[*clause->name.symbol];
        return {name.zh, name.en};
      }
  return award.name;
}

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

  syntax::Test testOf(const Made& made) {
    syntax::Test test;
    (language_ == Language::Zh ? test.name.zh : test.name.en) = shown(made.name, language_);
    std::map<core::FactId, std::vector<std::pair<calendar::Period, core::Constant>>> byFact;
    for (const auto& [place, value] : made.found.facts.given()) byFact[place.fact].emplace_back(place.period, value);
    for (const core::Id<core::ItemKind> kind : made.found.facts.items()) {
      syntax::GivenItem item;
      item.kind = name(program_.itemKinds[kind].name);
      item.name = language_ == Language::Zh ? "甲" : "A";
      for (const auto& [fact, values] : byFact)
        if (program_.facts[fact].item == kind) item.facts.push_back(given(fact, values));
      test.items.push_back(std::move(item));
    }
    for (const auto& [fact, values] : byFact)
      if (!program_.facts[fact].item && program_.facts[fact].type.kind != core::Kind::Text)
        test.facts.push_back(given(fact, values));
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

class Generator {
public:
  Generator(const Compiled& policy, const cover::Sites& sites, const cover::Reached& reached, const std::string& path,
            Language language)
      : policy_(policy), sites_(sites), reached_(reached), path_(path), language_(language) {
    std::map<core::Name, size_t, ByWords> numbers;
    for (const core::Award& award : policy.program().awards)
      clauses_.push_back(numbers.try_emplace(clauseOf(policy, award), numbers.size()).first->second);
  }

  Generated run() {
    for (size_t i = 0; i < sites_.all.size(); ++i) {
      result_.before += {reached_.sites[i].first.size(), sites_.all[i].sides.size()};
      for (const Side side : sites_.all[i].sides)
        if (!has(i, side)) seek(i, side);
    }
    result_.after = result_.before;
    while (!made_.empty() && !settle()) {
    }
    for (const auto& [site, sides] : more_) result_.after.reached += sides.size();
    return std::move(result_);
  }

private:
  [[nodiscard]] bool has(size_t site, Side side) const {
    const auto found = more_.find(site);
    return reached_.has(site, side) || (found != more_.end() && found->second.contains(side));
  }

  void seek(size_t site, Side side) {
    std::variant<cover::Found, cover::Unfound> found = cover::search(policy_.program(), sites_, clauses_, site, side);
    if (const auto* why = std::get_if<cover::Unfound>(&found)) {
      result_.unreached.push_back({site, side, *why});
      return;
    }
    made_.push_back({site, side, std::get<cover::Found>(std::move(found)), nameOf(site, side)});
    // What it reaches besides needs no test of its own.
    const cover::Found& made = made_.back().found;
    cover::Measure measure(policy_.program(), sites_);
    cover::Measure::Asked asked;
    for (const calendar::Period period : made.periods) asked.insert({made.award, period});
    measure.begin(0, asked);
    evaluate(policy_.program(), made.facts.asCase(), {}, {made.periods.front().year, made.periods.back().year},
             interpret::Detail::Full, &measure);
    measure.end();
    note(measure.reached());
  }

  void note(const cover::Reached& reached) {
    for (size_t i = 0; i < sites_.all.size(); ++i)
      for (const auto& [side, test] : reached.sites[i].first)
        if (!reached_.has(i, side)) more_[i].insert(side);
  }

  /// Unique among the tests of the policy and these.
  core::Name nameOf(size_t index, Side side) {
    const cover::Site& site = sites_.all[index];
    const SiteWords words = wordsOf(policy_, site);
    const Text clause = textOf(clauseOf(policy_, policy_.program().awards[site.award]));
    const Text what = sideText(policy_, site, side, false);
    const bool zh = language_ == Language::Zh;
    const std::string own = plainName(fmt::format(
        "{} {} {}", clause.in(language_), shortened(words.words.in(language_), widestName), what.in(language_)));
    const auto taken = [&](const std::string& name) {
      return names_.contains(name) || std::ranges::any_of(policy_.checked->tests, [&](const check::Test& test) {
               return test.name.zh == name || test.name.en == name;
             });
    };
    std::string name = own;
    for (int n = 2; taken(name); ++n) name = fmt::format("{} {}", own, n);
    names_.insert(name);
    return zh ? core::Name{name, {}} : core::Name{{}, name};
  }

  /// Writes the tests, reads them, and expects what is found of them. False if some test is not as it was meant, and
  /// was left out: then the others are written again.
  bool settle() {
    Writing writing(policy_, made_, path_, language_);
    const auto draft = compileText(path_, writing.text({}), policy_.sources);
    if (!draft->checked || testsOf(*draft).size() != made_.size()) return leaveOut(unreadable());
    std::vector<std::vector<interpret::Outcome>> outcomes;
    std::set<size_t> wrong;
    const cover::Sites sites = cover::sitesOf(draft->program());
    cover::Measure measure(draft->program(), sites);
    const std::vector<const check::Test*> tests = testsOf(*draft);
    for (size_t i = 0; i < made_.size(); ++i) {
      const TestCase given = caseOf(*tests[i], draft->program());
      cover::Measure one(draft->program(), sites);
      one.begin(i, askedBy(*tests[i], draft->program()));
      const interpret::Result result =
          evaluate(draft->program(), given.facts, given.ledger, given.years, interpret::Detail::Full, &one);
      one.end();
      if (sites.all.size() != sites_.all.size() || !one.reached().has(made_[i].site, made_[i].side)) wrong.insert(i);
      const std::vector<interpret::Outcome> rows = interpret::rows(draft->program(), result.outcomes);
      outcomes.emplace_back();
      for (const check::Expected& expected : tests[i]->expected)
        if (const auto found = foundOf(expected, rows)) outcomes.back().push_back(*found);
      if (outcomes.back().size() != made_[i].found.periods.size()) wrong.insert(i);
    }
    if (!wrong.empty()) return leaveOut(wrong);
    result_.text = writing.text(outcomes);
    const auto final = compileText(path_, result_.text, policy_.sources);
    if (!final->checked || testsOf(*final).size() != made_.size()) return leaveOut(unreadable());
    more_.clear();
    const std::vector<const check::Test*> whole = testsOf(*final);
    for (size_t i = 0; i < whole.size(); ++i) {
      const TestCase given = caseOf(*whole[i], final->program());
      measure.begin(i, askedBy(*whole[i], final->program()));
      const interpret::Result result =
          evaluate(draft->program(), given.facts, given.ledger, given.years, interpret::Detail::Full, &measure);
      measure.end();
      const std::vector<interpret::Outcome> rows = interpret::rows(draft->program(), result.outcomes);
      if (!compare(*whole[i], final->program(), given.facts, rows).empty()) wrong.insert(i);
    }
    if (!wrong.empty()) return leaveOut(wrong);
    note(measure.reached());
    result_.tests = made_.size();
    return true;
  }

  /// The tests that stand in the file itself, not in what it imports.
  [[nodiscard]] std::vector<const check::Test*> testsOf(const Compiled& compiled) const {
    std::vector<const check::Test*> own;
    const std::optional<uint32_t> file = compiled.sources.find(path_);
    for (const check::Test& test : compiled.checked->tests)
      if (file && test.span.file == *file) own.push_back(&test);
    return own;
  }

  /// Those that cannot be read even alone; all, if each can.
  [[nodiscard]] std::set<size_t> unreadable() const {
    std::set<size_t> found;
    for (size_t i = 0; i < made_.size(); ++i) {
      const std::vector<Made> alone{made_[i]};
      const auto read = compileText(path_, Writing(policy_, alone, path_, language_).text({}), policy_.sources);
      if (!read->checked || testsOf(*read).size() != 1) found.insert(i);
    }
    return found;
  }

  /// Without these; without all where none is to blame alone.
  bool leaveOut(const std::set<size_t>& wrong) {
    std::vector<Made> kept;
    for (size_t i = 0; i < made_.size(); ++i)
      if (wrong.empty() || wrong.contains(i))
        result_.unreached.push_back({made_[i].site, made_[i].side, cover::Unfound::NotSayable});
      else
        kept.push_back(std::move(made_[i]));
    made_ = std::move(kept);
    result_.text.clear();
    more_.clear();
    return false;
  }

  const Compiled& policy_;
  const cover::Sites& sites_;
  const cover::Reached& reached_;
  std::string path_;
  Language language_;
  std::vector<size_t> clauses_; // by award
  std::vector<Made> made_;
  std::map<size_t, std::set<Side>> more_; // reached by the made tests alone
  std::set<std::string> names_;
  Generated result_;
};

} // namespace

Generated generateTests(const Compiled& policy, const cover::Sites& sites, const cover::Reached& reached,
                        const std::string& path, Language language) {
  return Generator(policy, sites, reached, path, language).run();
}

Text whyUnfound(cover::Unfound why) {
  switch (why) {
  case cover::Unfound::NoFacts:
    return {"没有找到能到达它、又满足其余条件的事实",
            "no facts were found that reach it and meet the other conditions"};
  case cover::Unfound::TwoItems:
    return {"要用同类的几个条目，或几个月；请自己写这个测试",
            "it takes several items of one kind, or several months; write that test by hand"};
  case cover::Unfound::NotSayable:
    return {"找到的事实不能写成测试", "the facts that were found cannot be said in a test"};
  }
  return {};
}

} // namespace tiao::driver
