#include "compiler/parse/characters.h"
#include "compiler/parse/keywords.h"

#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

/// grammar/keywords.csv against itself and against grammar/Tiao.g4.

using namespace tiao;
using parse::Keyword;
using parse::Where;

namespace {

/// The token types that the grammar declares, between `tokens {` and `}`.
std::set<std::string> grammarTokens() {
  std::ifstream file(std::string(TIAO_ROOT) + "/grammar/Tiao.g4");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const size_t begin = text.find("tokens {") + 8;
  const std::string inside =
      std::regex_replace(text.substr(begin, text.find('}', begin) - begin), std::regex("//[^\n]*"), "");
  std::set<std::string> tokens;
  const std::regex word("[A-Z]+");
  for (std::sregex_iterator at(inside.begin(), inside.end(), word), end; at != end; ++at) tokens.insert(at->str());
  return tokens;
}

/// Token types that no keyword has: names, numbers, signs.
const std::set<std::string> notWords = {
    "NAME",    "KIND",     "UNIT",   "CLAUSENAME", "MEMBER",  "NAMEHEAD",  "NAMETAIL", "NEWNAME", "RAW",
    "QUOTED",  "UNKNOWN",  "MONEY",  "COUNT",      "PERCENT", "YEARS",     "MONTHS",   "NUMBER",  "DATE",
    "CALYEAR", "CALMONTH", "ITEMNO", "BULLET",     "COMMA",   "DUN",       "STOP",     "SEMI",    "COLON",
    "LP",      "RP",       "SLASH",  "PLUS",       "MINUS",   "TIMES",     "OVER",     "EQUALS",  "ROW",
    "BAR",     "RULE",     "STAGE",  "FUND",       "ARROW",   "POLICYNAME"};

} // namespace

TEST_CASE("every token of the table is one of the grammar, and back") {
  const std::set<std::string> declared = grammarTokens();
  REQUIRE(declared.size() > 100);
  std::set<std::string> words;
  for (const Keyword& row : parse::keywords()) words.insert(row.token);
  for (const std::string& token : words)
    if (token != "COURTESY" && token != "CITY") CHECK((declared.contains(token) ? "" : token) == "");
  for (const std::string& token : declared)
    CHECK((words.contains(token) != notWords.contains(token) ? "" : token) == "");
}

TEST_CASE("no spelling stands for two words in one place") {
  for (const Where where :
       {Where::LineStart, Where::Everywhere, Where::Subject, Where::Conventions, Where::Test, Where::Table,
        Where::NotRule, Where::Choice, Where::Funding, Where::Names, Where::Policy, Where::Layer}) {
    std::map<std::u32string, std::string> seen;
    for (const Keyword& row : parse::keywords()) {
      if (row.where != where) continue;
      const std::string word = row.token + ":" + row.id;
      for (const auto* spellings : {&row.zh, &row.en})
        for (const std::string& spelling : *spellings) {
          const auto [at, isNew] = seen.emplace(parse::fold(spelling), word);
          CAPTURE(spelling);
          CHECK(at->second == word);
        }
    }
  }
}

TEST_CASE("every word has a spelling, and those of one language are apart") {
  for (const Keyword& row : parse::keywords()) {
    CAPTURE(row.token, row.id);
    CHECK(row.zh.size() + row.en.size() > 0);
    for (const auto* spellings : {&row.zh, &row.en}) {
      std::set<std::u32string> folded;
      for (const std::string& spelling : *spellings) {
        CHECK_FALSE(spelling.empty());
        CHECK(folded.insert(parse::fold(spelling)).second);
      }
    }
  }
}

/// Words that only one of the two word orders has.
const std::set<std::string> oneSided = {"JUDGEEND", "AMONG", "EXCEPTED", "EXCEPTING", "EXCEPTCASE"};

TEST_CASE("declarations, conventions and outcomes can be written in both languages") {
  for (const Keyword& row : parse::keywords())
    if (row.where != Where::Everywhere && row.where != Where::Funding && !oneSided.contains(row.token)) {
      CAPTURE(row.token, row.id);
      CHECK_FALSE(row.zh.empty());
      CHECK_FALSE(row.en.empty());
    }
}
