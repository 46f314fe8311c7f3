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
  struct Mean {
    size_t rules = 0, thousandths = 0;
    [[nodiscard]] double value() const {
      return static_cast<double>(thousandths) / 1000 / static_cast<double>(std::max<size_t>(rules, 1));
    }
  };
  Mean awards, whole; // articles 一 to 十七; articles 十八 to 二十二, which are of the whole policy
  for (const SectionAccount& section : account.sections) {
    CHECK(section.withoutText.empty()); // every rule has official words
    for (const Claim& claim : section.claims) {
      if (claim.kind != Claim::Kind::Rule) continue;
      const int article = articleOf(policy, section);
      fmt::print("{}  {}（{}）\n", official::decimal(claim.likeness), claim.name.zh,
                 source::articleText(article, source::Language::Zh));
      CAPTURE(claim.name.zh, official::shown(policy.sources, section.text.words, claim.official));
      CHECK(claim.likeness.thousandths() >= 950);
      Mean& of = article < 18 ? awards : whole;
      ++of.rules;
      of.thousandths += claim.likeness.thousandths();
    }
  }
  CHECK(awards.rules >= clausesOf(policy).size()); // 十五 has its two sentences in one clause
  CHECK(whole.rules >= 7);
  fmt::print("{:.3f}  mean of {} award sentences\n{:.3f}  mean of {} of the whole policy\n", awards.value(),
             awards.rules, whole.value(), whole.rules);
  CHECK(awards.value() >= 0.97);
  CHECK(whole.value() >= 0.95);
}

TEST_CASE("every official sentence is accounted for", "[policies]") {
  const test::Compiled policy = test::compile(Chinese);
  const official::Account account = official::account(policy.parsed, policy.sources);
  for (const SectionAccount& section : account.sections) {
    CHECK(section.overlaps.empty());
    for (const official::SentenceAccount& sentence : section.sentences)
      for (const official::Stretch words : sentence.open)
        FAIL_CHECK("not accounted for: " + official::shown(policy.sources, section.text.words, words));
  }
}

TEST_CASE("the English file has no official text of its own", "[policies]") {
  const test::Compiled policy = test::compile(English);
  const official::Account account = official::account(policy.parsed, policy.sources);
  CHECK(account.sections.empty());
  CHECK(account.translations.size() == 1);
}

} // namespace tiao::policies
