#include "compiler/driver/assertions.h"
#include "compiler/driver/commands.h"
#include "compiler/driver/districts.h"
#include "compiler/driver/generated.h"
#include "compiler/driver/reached.h"
#include "compiler/driver/source_test.h"
#include "compiler/explain/explain.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

/// tiao test: the tests in the sources.
namespace tiao::driver {

namespace {

std::string placeOf(source::Span span, const Compiled& policy) {
  const source::SourceFile& file = policy.sources[span.file];
  const source::Place place = file.place(span.begin);
  return fmt::format("{}:{}:{}", file.path(), place.line, place.column);
}

/// Where, what was expected, what was found, and why.
void tellFailure(const check::Test& test, const Mismatch& mismatch, const TestCase& given,
                 const interpret::Result& result, const Compiled& policy, const Console& console) {
  const Language language = console.language;
  const core::Award& award = policy.program().awards[mismatch.expected->awards.front()];
  fmt::print(fmt::runtime(language == Language::Zh ? "{}：测试「{}」失败：{} {} 年\n  期望 {}\n  实际 {}\n"
                                                   : "{}: test `{}` failed: {} {}\n  expected {}\n  found    {}\n"),
             placeOf(mismatch.expected->span, policy), shown(test.name, language), shown(award.name, language),
             calendar::toString(mismatch.expected->period), mismatch.wanted.in(language), mismatch.got.in(language));
  for (const interpret::Outcome& outcome : result.outcomes) // each item's own, of an award counted by items
    if (std::ranges::find(mismatch.expected->awards, outcome.award) != mismatch.expected->awards.end() &&
        outcome.period == mismatch.expected->period)
      fmt::print("\n{}", render(explain::explain(policy.program(), policy.sources, given.facts, result, outcome),
                                language, console.colourOut));
  fmt::print("\n");
}

/// The tests as they are run, one after the other.
class Run {
public:
  Run(const Compiled& policy, const Console& console, bool quiet)
      : policy_(policy), console_(console), quiet_(quiet), sites_(cover::sitesOf(policy.program())),
        measure_(policy.program(), sites_) {}

  void run(size_t index, bool measured) {
    const core::Program& program = policy_.program();
    const check::Test& test = policy_.checked->tests[index];
    const TestCase given = caseOf(test, program);
    measure_.begin(index, askedBy(test, program));
    const interpret::Result result = evaluate(program, given.facts, given.ledger, given.years, interpret::Detail::Full,
                                              measured ? &measure_ : nullptr);
    measure_.end();
    const std::vector<interpret::Outcome> rows = interpret::rows(program, result.outcomes);
    const std::vector<Mismatch> mismatches = compare(test, program, given.facts, rows);
    if (!mismatches.empty()) failed.push_back(&test);
    if (quiet_) return;
    for (const Mismatch& mismatch : mismatches) tellFailure(test, mismatch, given, result, policy_, console_);
  }

  [[nodiscard]] const cover::Sites& sites() const { return sites_; }
  [[nodiscard]] const cover::Reached& reached() const { return measure_.reached(); }

  std::vector<const check::Test*> failed;

private:
  const Compiled& policy_;
  const Console& console_;
  bool quiet_;
  cover::Sites sites_;
  cover::Measure measure_;
};

/// Of the solver, for an assertion or a side: what settles in the run of tests should not hold it up.
constexpr uint64_t usualSteps = 2'000'000;
uint64_t stepsOf(const TestOptions& options) { return options.steps == 0 ? usualSteps : options.steps; }

/// The account of what was reached. Is it enough?
bool tellReached(const TestOptions& options, const Run& run, const Assertions& assertions, const Compiled& policy,
                 const Console& console) {
  const ReachedReport report(policy, run.sites(), run.reached(),
                             neverReached(policy, run.sites(), run.reached(), stepsOf(options)));
  const size_t passed = policy.checked->tests.size() - run.failed.size();
  fmt::print("{}", options.format == "json" ? report.json(passed, run.failed, assertions.json())
                                            : report.text(console.language));
  if (!options.failUnder) return true;
  const Tally& total = report.total();
  const bool enough = total.sides == 0 ||
                      static_cast<double>(total.reached) * 100 >= *options.failUnder * static_cast<double>(total.sides);
  if (!enough)
    console.fail({fmt::format("测试到的不足 {}%", *options.failUnder),
                  fmt::format("the tests reach less than {}%", *options.failUnder)});
  return enough;
}

/// Tests for what was not reached; and, on standard error, for what there is none and why.
Exit writeTests(const TestOptions& options, const Run& run, const Compiled& policy, const Console& console) {
  const std::string path = options.output.empty() ? "generated.tiao" : options.output;
  const Generated generated =
      generateTests(policy, run.sites(), run.reached(), path, console.language, stepsOf(options));
  if (!generated.text.empty()) {
    const Exit written = writeWhole(options.output.empty() ? "-" : options.output, generated.text, console);
    if (written != Exit::Fine) return written;
  }
  const auto place = [&](size_t site, cover::Side side, const Text& what) -> Text {
    const SiteWords words = wordsOf(policy, run.sites().all[site]);
    const Text of = sideText(policy, run.sites().all[site], side);
    return {fmt::format("{}:{}：「{}」{}：{}", words.file, words.line, words.words.zh, of.zh, what.zh),
            fmt::format("{}:{}: `{}`, {}: {}", words.file, words.line, words.words.en, of.en, what.en)};
  };
  for (const Unreached& none : generated.unreached) console.warn(place(none.site, none.side, whyUnreached(none)));
  for (const auto& [side, searched] : generated.never)
    console.note(place(side.first, side.second, {"已证明没有事实能到达它", "proved: no facts reach it"}));
  const auto percent = [](const Tally& t) { return fmt::format("{}.{}%", t.share() / 10, t.share() % 10); };
  console.note({fmt::format("写了 {} 个测试；测试到的从 {} / {} 侧（{}）增加到 {} 侧（{}）", generated.tests,
                            generated.before.reached, generated.before.sides, percent(generated.before),
                            generated.after.reached, percent(generated.after)),
                fmt::format("wrote {} test{}; of {} sides {} were reached ({}), and now {} are ({})", generated.tests,
                            generated.tests == 1 ? "" : "s", generated.before.sides, generated.before.reached,
                            percent(generated.before), generated.after.reached, percent(generated.after))});
  if (!generated.never.empty()) console.note(neverText(generated.never));
  return generated.unreached.empty() ? Exit::Fine : Exit::Findings;
}

} // namespace

Exit testPolicy(const TestOptions& options, Console console) {
  const Loaded loaded = load(options.files, console);
  if (!loaded.policy) return loaded.exit;
  const Compiled& policy = *loaded.policy;
  const std::vector<check::Test>& tests = policy.checked->tests;
  const bool json = options.format == "json";
  if (tests.empty() && (policy.checked->assertions.empty() || options.generate)) {
    console.note({"这些文件中没有测试", "there is no test in these files"});
    if (!options.coverage && !options.generate) return Exit::Fine;
  }
  Run run(policy, console, json || options.generate);
  for (size_t i = 0; i < tests.size(); ++i) run.run(i, options.coverage || options.generate);
  if (options.generate) return writeTests(options, run, policy, console);
  prove::Options effort;
  effort.steps = stepsOf(options);
  const Assertions assertions(policy, effort);
  if (!json) fmt::print("{}", assertions.failures(console.language));
  const bool enough = !options.coverage || tellReached(options, run, assertions, policy, console);
  if (!json && !tests.empty())
    fmt::print(fmt::runtime(console.language == Language::Zh ? "{} 通过，{} 失败\n" : "{} passed, {} failed\n"),
               tests.size() - run.failed.size(), run.failed.size());
  if (!json && !assertions.empty()) fmt::print("{}", assertions.summary(console.language));
  if (assertions.failed()) {
    console.fail({"有的断言工具没有能够回答", "the tool failed to answer some of the assertions"});
    return Exit::Failed;
  }
  if (!run.failed.empty() || !enough || assertions.count(prove::Verdict::Fails) > 0) return Exit::Findings;
  return assertions.count(prove::Verdict::Undecided) > 0 ? Exit::Undecided : Exit::Fine;
}

} // namespace tiao::driver
