#include "compiler/driver/generated.h"

#include "compiler/driver/source_test.h"
#include "compiler/driver/written_tests.h"
#include "compiler/explain/phrase.h"
#include "compiler/interpret/interpret.h"
#include "compiler/prove/words.h"

#include <algorithm>
#include <fmt/format.h>

namespace tiao::driver {

using cover::Side;

namespace {

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

class Generator {
public:
  Generator(const Compiled& policy, const cover::Sites& sites, const cover::Reached& reached, const std::string& path,
            Language language, uint64_t steps)
      : policy_(policy), sites_(sites), reached_(reached), path_(path), language_(language),
        clauses_(clauseNumbers(policy)), attaining_(policy.program(), sites, clauses_, steps) {}

  Generated run() {
    for (size_t i = 0; i < sites_.all.size(); ++i) {
      result_.before += {reached_.sites[i].first.size(), sites_.all[i].sides.size()};
      for (const Side side : sites_.all[i].sides)
        if (!has(i, side)) seek(i, side);
    }
    result_.before.sides -= result_.never.size();
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
    const cover::Aim aim{policy_.program(), sites_, clauses_, site, side};
    std::variant<cover::Found, cover::Unfound> found = cover::search(aim);
    if (const auto* why = std::get_if<cover::Unfound>(&found)) {
      attain::Attained asked = attaining_.ask(site, side, attain::Attaining::Wanted::Facts);
      if (asked.verdict == attain::Attained::Verdict::Never) {
        result_.never[{site, side}] = asked.searched;
        return;
      }
      if (!asked.found) {
        result_.unreached.push_back({site, side, *why, std::move(asked)});
        return;
      }
      found = std::move(*asked.found);
    }
    auto& facts = std::get<cover::Found>(found);
    for (const Made& other : made_)
      if (other.site == site && other.found.award == facts.award && other.found.periods == facts.periods) {
        cover::alike(aim, facts, other.found.facts);
        break;
      }
    made_.push_back({site, side, std::move(facts), nameOf(site, side)});
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
    const auto draft = compileText(path_, writtenTests(policy_, made_, path_, language_, {}), policy_.sources);
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
    result_.text = writtenTests(policy_, made_, path_, language_, outcomes);
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
      const auto read = compileText(path_, writtenTests(policy_, alone, path_, language_, {}), policy_.sources);
      if (!read->checked || testsOf(*read).size() != 1) found.insert(i);
    }
    return found;
  }

  /// Without these; without all where none is to blame alone.
  bool leaveOut(const std::set<size_t>& wrong) {
    std::vector<Made> kept;
    for (size_t i = 0; i < made_.size(); ++i)
      if (wrong.empty() || wrong.contains(i))
        result_.unreached.push_back({made_[i].site, made_[i].side, cover::Unfound::NotSayable, {}});
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
  attain::Attaining attaining_;
  std::vector<Made> made_;
  std::map<size_t, std::set<Side>> more_; // reached by the made tests alone
  std::set<std::string> names_;
  Generated result_;
};

} // namespace

Generated generateTests(const Compiled& policy, const cover::Sites& sites, const cover::Reached& reached,
                        const std::string& path, Language language, uint64_t steps) {
  return Generator(policy, sites, reached, path, language, steps).run();
}

Text whyUnreached(const Unreached& none) {
  if (!none.asked.why.empty()) {
    // Facts are looked for among several items, proofs are of one.
    std::set<prove::Why> why = none.asked.why;
    std::vector<Text> reasons;
    if (why.erase(prove::Why::Items) > 0)
      reasons.push_back(explain::say("每类条目只查到 {} 个", "up to {} items of each kind were searched",
                                     Text(std::to_string(attain::mostItems))));
    if (!why.empty()) reasons.push_back(prove::ProofWords::reasons(why, none.asked.leftOut, none.asked.failure));
    const Text all = explain::joined(reasons, explain::semicolon);
    return {"未决：没有找到事实，也没有证明不存在；" + all.zh,
            "undecided: no facts were found, nor proved not to be; " + all.en};
  }
  switch (none.why) {
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
