#include "compiler/driver/diff_words.h"
#include "compiler/explain/html.h"
#include "compiler/explain/words.h"

#include <algorithm>
#include <fmt/format.h>

/// tiao diff --format junit: a test case for each clause, each change of the policy as a whole and each of the
/// interface. One fails where somebody loses, where that is undecided, or where data no longer fit: so some fail
/// exactly where the command ends with a code above 10.
namespace tiao::driver {

using diff::Law;
using diff::Pair;
using diff::Verdict;
using explain::escaped;

namespace {

struct TestCase {
  Text name;
  diff::Place place;
  std::optional<Text> skipped; // accepted, and why
  std::string type;            // of a failure; empty: passes
  Text message;
  std::vector<Text> more;
};

class Junit {
public:
  Junit(const diff::Result& result, Language language) : result_(result), language_(language) {}

  std::string xml() {
    std::vector<TestCase> general, clauses, interface;
    for (const diff::General& g : result_.general) {
      TestCase one{g.edit.sentence, at(g.edit.was, g.edit.is), g.accepted, "", {}, {}};
      if (g.unproved) one.type = "undecided", one.message = unprovedText();
      general.push_back(std::move(one));
    }
    if (result_.budget) {
      TestCase one{{"预算", "budget"}, {}, {}, "", {}, {}};
      if (result_.end == diff::End::OverBudget) one.type = "overBudget", one.message = budgetText(*result_.budget);
      general.push_back(std::move(one));
    }
    for (const Pair& pair : result_.pairs) clauses.push_back(clause(pair));
    for (const diff::InterfaceChange& c : result_.interface) {
      TestCase one{c.sentence, at(c.was, c.is), c.accepted, "", {}, {}};
      if (c.breaks) {
        one.type = diff::interfaceKey(c.kind);
        one.message = {"原来的数据或账本不再相合", "data or ledgers of the old version do not fit"};
        one.more.push_back(valuesText(c.before, c.after));
      }
      interface.push_back(std::move(one));
    }
    suite({"全文", "the policy as a whole"}, general);
    suite({"条款", "clauses"}, clauses);
    suite({"数据与账本", "data and ledgers"}, interface);
    return fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"{}\" tests=\"{}\" "
                       "failures=\"{}\" errors=\"{}\" skipped=\"{}\">\n{}</testsuites>\n",
                       escaped(fmt::format("tiao diff {} {}", result_.before.given, result_.after.given)), tests_,
                       failures_, errors_, skipped_, out_);
  }

private:
  [[nodiscard]] std::string text(const Text& words) const { return escaped(words.in(language_)); }
  /// Where it stands, from where the tool runs: in the new version, or in the old one what is gone.
  [[nodiscard]] diff::Place at(const diff::Place& was, const diff::Place& is) const {
    diff::Place out = is.file.empty() ? was : is;
    if (!out.file.empty()) out.file = (is.file.empty() ? result_.before : result_.after).folder + out.file;
    return out;
  }

  [[nodiscard]] TestCase clause(const Pair& pair) const {
    TestCase out{titleText(pair),
                 at(pair.before.empty() ? diff::Place() : pair.before.front().place,
                    pair.after.empty() ? diff::Place() : pair.after.front().place),
                 pair.accepted,
                 "",
                 {},
                 {}};
    bool loss = pair.match == diff::Match::Removed && pair.laws.empty(), open = false, failed = false;
    open = pair.verdict == Verdict::Undecided || pair.verdict == Verdict::NotComparable;
    for (const std::vector<Law>* laws : {&pair.laws, &pair.together})
      for (const Law& law : *laws) {
        loss = loss || diff::loses(law);
        open = open || law.verdict == Verdict::Undecided;
        failed = failed || law.failed;
      }
    if (!loss && !open && !failed) return out;
    out.type = failed ? "failed" : loss ? "somebodyLoses" : "undecided";
    out.message = verdictText(pair, result_.lawAsked);
    for (const diff::Edit& edit : pair.edits)
      out.more.push_back(explain::say("{} {}", "{} {}", edit.sentence, valuesText(edit.before, edit.after)));
    for (const std::vector<Law>* laws : {&pair.laws, &pair.together})
      for (const Law& law : *laws) {
        out.more.push_back(
            explain::say("{}：{}", "{}: {}", law.award, laws == &pair.laws ? verdictText(law) : togetherText(law)));
        for (const Example& example : examplesOf(law)) {
          out.more.push_back(explain::say("{}：{}", "{}: {}", example.name, givenText(*example.witness)));
          for (const Text& line : example.witness->lines) out.more.push_back(explain::say("  {}", "  {}", line));
        }
      }
    return out;
  }

  void suite(const Text& name, const std::vector<TestCase>& cases) {
    if (cases.empty()) return;
    int failures = 0, errors = 0, skipped = 0;
    std::string body;
    for (const TestCase& one : cases) {
      std::string attributes = fmt::format(R"(name="{}" classname="{}")", text(one.name), text(result_.after.policy));
      if (!one.place.file.empty())
        attributes += fmt::format(R"( file="{}" line="{}")", escaped(one.place.file), one.place.line);
      fmt::format_to(std::back_inserter(body), "    <testcase {}", attributes);
      if (one.skipped) {
        ++skipped;
        fmt::format_to(std::back_inserter(body), "><skipped message=\"{}\"/></testcase>\n", text(*one.skipped));
      } else if (!one.type.empty()) {
        const char* element = one.type == "failed" ? "error" : "failure";
        ++(one.type == "failed" ? errors : failures);
        fmt::format_to(std::back_inserter(body), ">\n      <{} type=\"{}\" message=\"{}\">", element, one.type,
                       text(one.message));
        for (const Text& line : one.more) fmt::format_to(std::back_inserter(body), "{}\n", text(line));
        fmt::format_to(std::back_inserter(body), "</{}>\n    </testcase>\n", element);
      } else {
        body += "/>\n";
      }
    }
    fmt::format_to(std::back_inserter(out_),
                   "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\">\n{}"
                   "  </testsuite>\n",
                   text(name), cases.size(), failures, errors, skipped, body);
    tests_ += static_cast<int>(cases.size());
    failures_ += failures;
    errors_ += errors;
    skipped_ += skipped;
  }

  const diff::Result& result_;
  Language language_;
  int tests_ = 0, failures_ = 0, errors_ = 0, skipped_ = 0;
  std::string out_;
};

} // namespace

std::string diffJunit(const diff::Result& result, Language language) { return Junit(result, language).xml(); }

} // namespace tiao::driver
