#include "tests/policies/hangzhou.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <fmt/format.h>
#include <set>

/// How far the clauses have the words of the official sentences that they compute.
namespace tiao::policies {

namespace {

std::u32string characters(std::string_view text) {
  std::u32string out;
  for (size_t at = 0; at < text.size();) {
    const source::CodePoint point = source::decode(text, at);
    out += point.value;
    at += point.length;
  }
  return out;
}

/// The longest common subsequence of two texts over the length of the longer one, in characters.
double likeness(const std::string& left, const std::string& right) {
  const std::u32string a = characters(left), b = characters(right);
  std::vector<size_t> row(b.size() + 1);
  for (const char32_t c : a) {
    size_t diagonal = 0;
    for (size_t j = 0; j < b.size(); ++j) {
      const size_t longest = c == b[j] ? diagonal + 1 : std::max(row[j], row[j + 1]);
      diagonal = row[j + 1];
      row[j + 1] = longest;
    }
  }
  return static_cast<double>(row.back()) / static_cast<double>(std::max(a.size(), b.size()));
}

constexpr std::string_view FullStop = "。";

/// The official sentences of a section, each with its full stop.
std::vector<std::string> sentencesOf(const source::Section& section) {
  std::vector<std::string> sentences;
  for (const source::Quotation& quotation : section.official)
    for (size_t at = 0, end = 0; at < quotation.text.size(); at = end) {
      const size_t stop = quotation.text.find(FullStop, at);
      end = stop == std::string::npos ? quotation.text.size() : stop + FullStop.size();
      sentences.push_back(quotation.text.substr(at, end - at));
    }
  return sentences;
}

std::optional<std::string> quotedBy(const syntax::Clause& clause) {
  for (const syntax::Phrase& phrase : clause.sentences.front().phrases)
    if (const auto* quoting = std::get_if<syntax::Quoting>(&phrase.node)) return quoting->text;
  return std::nullopt;
}

/// What a clause computes: the words that it quotes, or the official sentence of its section that is most like it.
struct Operative {
  std::string official; // the whole sentence
  std::string words;    // from its own target on
};
Operative operativeOf(const ClauseAt& at, const std::string& own) {
  const std::vector<std::string> sentences = sentencesOf(*at.section);
  if (const std::optional<std::string> quoted = quotedBy(*at.clause)) {
    const auto holds = [&](const std::string& sentence) { return sentence.find(*quoted) != std::string::npos; };
    const auto found = std::ranges::find_if(sentences, holds);
    REQUIRE(found != sentences.end());
    return {*found, *quoted + std::string(FullStop)};
  }
  const auto most = std::ranges::max_element(sentences, {}, [&](const std::string& s) { return likeness(s, own); });
  REQUIRE(most != sentences.end());
  return {*most, *most};
}

} // namespace

TEST_CASE("likeness counts characters kept in order", "[policies]") {
  CHECK(likeness("条款", "条款") == 1);
  CHECK(likeness("条款", "条文") == 0.5);
  CHECK(likeness("奖励企业", "企业奖励") == 0.5);
  CHECK(likeness("一二三四", "一三") == 0.5);
  CHECK(likeness("甲", "乙") == 0);
}

TEST_CASE("the clauses have the words of the official sentences", "[policies]") {
  const test::Compiled policy = test::compile(Chinese);
  REQUIRE(policy.checked);
  const std::vector<ClauseAt> clauses = clausesOf(policy);
  REQUIRE(clauses.size() == policy.checked->program.awards.size());
  std::set<std::string> operative;
  double sum = 0;
  for (size_t i = 0; i < clauses.size(); ++i) {
    const core::Award& award = policy.checked->program.awards[core::AwardId{static_cast<uint32_t>(i)}];
    const Operative official = operativeOf(clauses[i], award.quotation);
    const double like = likeness(official.words, award.quotation);
    fmt::print("{:.3f}  {}（{}）\n", like, award.name.zh, award.article);
    CAPTURE(award.name.zh, official.words, award.quotation);
    CHECK(like >= 0.97);
    // What stands before the quoted words is an appeal, and nothing stands after them.
    const size_t before = official.official.size() - std::min(official.official.size(), official.words.size());
    CHECK(official.official.substr(before) == official.words);
    const std::string appeal = official.official.substr(0, before);
    CHECK((appeal.empty() || ((appeal.starts_with("推动") || appeal.starts_with("鼓励")) && appeal.ends_with("，"))));
    operative.insert(official.official);
    sum += like;
  }
  const double mean = sum / static_cast<double>(clauses.size());
  fmt::print("{:.3f}  mean of {} clauses\n", mean, clauses.size());
  CHECK(mean >= 0.97);
  CHECK(operative.size() == clauses.size());
}

TEST_CASE("every official sentence that gives something has a clause", "[policies]") {
  const test::Compiled policy = test::compile(Chinese);
  size_t giving = 0;
  for (const source::Section& section : policy.parsed.documents.back().sections)
    if (!section.code.empty())
      for (const std::string& sentence : sentencesOf(section)) giving += sentence.find("给予") != std::string::npos;
  CHECK(giving == clausesOf(policy).size());
}

} // namespace tiao::policies
