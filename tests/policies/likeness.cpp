#include "compiler/official/account.h"
#include "tests/policies/hangzhou.h"

#include <catch2/catch.hpp>

#include <fmt/format.h>
#include <set>

/// How far the clauses have the words of the official sentences that they compute, and what of the official text
/// nothing accounts for.
namespace tiao::policies {

namespace {

using official::Claim;
using official::SectionAccount;

int articleOf(const test::Compiled& policy, const SectionAccount& section) {
  return policy.parsed.documents[section.file].sections[section.section].article;
}

} // namespace

TEST_CASE("the clauses have the words of the official sentences", "[policies]") {
  const test::Compiled policy = test::compile(Chinese);
  REQUIRE(policy.checked);
  const official::Account account = official::account(policy.parsed, policy.sources);
  CHECK_FALSE(account.cutOff);
  size_t rules = 0, thousandths = 0;
  for (const SectionAccount& section : account.sections) {
    CHECK(section.withoutText.empty()); // every rule has official words
    for (const Claim& claim : section.claims) {
      if (claim.kind != Claim::Kind::Rule) continue;
      fmt::print("{}  {}（{}）\n", official::decimal(claim.likeness), claim.name.zh,
                 source::articleText(articleOf(policy, section), source::Language::Zh));
      CAPTURE(claim.name.zh, official::shown(policy.sources, section.text.words, claim.official));
      CHECK(claim.likeness.thousandths() >= 970);
      ++rules;
      thousandths += claim.likeness.thousandths();
    }
  }
  REQUIRE(rules == clausesOf(policy).size());
  fmt::print("{:.3f}  mean of {} clauses\n", static_cast<double>(thousandths) / 1000 / static_cast<double>(rules),
             rules);
  CHECK(thousandths >= 970 * rules);
}

TEST_CASE("every official sentence is accounted for, save the rules that are not written yet", "[policies]") {
  const test::Compiled policy = test::compile(Chinese);
  const official::Account account = official::account(policy.parsed, policy.sources);
  std::set<int> open;
  for (const SectionAccount& section : account.sections) {
    CHECK(section.overlaps.empty());
    for (const official::SentenceAccount& sentence : section.sentences)
      for (const official::Stretch words : sentence.open) {
        const int article = articleOf(policy, section);
        open.insert(article);
        const std::string text = official::shown(policy.sources, section.text.words, words);
        if (!Awaiting.contains(article)) FAIL_CHECK("not accounted for: " + text);
        // An award that waits for its clause; from article 18 on every sentence is a rule.
        if (article < 18) CHECK((text.starts_with("对") || text.ends_with("的"))); // the items of article 8 end in 的
      }
  }
  CHECK(open == Awaiting);
}

TEST_CASE("the English file has no official text of its own", "[policies]") {
  const test::Compiled policy = test::compile(English);
  const official::Account account = official::account(policy.parsed, policy.sources);
  CHECK(account.sections.empty());
  CHECK(account.translations.size() == 1);
}

} // namespace tiao::policies
