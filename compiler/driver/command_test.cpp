#include "compiler/driver/commands.h"
#include "compiler/driver/source_test.h"
#include "compiler/explain/explain.h"

#include <algorithm>
#include <fmt/format.h>

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

bool passes(const check::Test& test, const Compiled& policy, const Console& console) {
  const TestCase given = caseOf(test, policy.program());
  const interpret::Result result = evaluate(policy.program(), given.facts, given.ledger, given.years);
  const std::vector<interpret::Outcome> rows = interpret::rows(policy.program(), result.outcomes);
  const std::vector<Mismatch> mismatches = compare(test, policy.program(), given.facts, rows);
  for (const Mismatch& mismatch : mismatches) tellFailure(test, mismatch, given, result, policy, console);
  return mismatches.empty();
}

} // namespace

Exit testPolicy(const TestOptions& options, Console console) {
  const Loaded loaded = load(options.files, console);
  if (!loaded.policy) return loaded.exit;
  const std::vector<check::Test>& tests = loaded.policy->checked->tests;
  if (tests.empty()) {
    console.note({"这些文件中没有测试", "there is no test in these files"});
    return Exit::Fine;
  }
  const auto passed = static_cast<size_t>(
      std::ranges::count_if(tests, [&](const check::Test& test) { return passes(test, *loaded.policy, console); }));
  fmt::print(fmt::runtime(console.language == Language::Zh ? "{} 通过，{} 失败\n" : "{} passed, {} failed\n"), passed,
             tests.size() - passed);
  return passed == tests.size() ? Exit::Fine : Exit::Findings;
}

} // namespace tiao::driver
