#include "tests/lang/random_policy.h"
#include "tests/unit/format/programs.h"

#include "compiler/parse/parse.h"

#include <catch2/catch.hpp>

#include <map>

/// What must hold of any policy: it is laid out once, and what is said in the other language is the same.
namespace tiao {

using source::Language;

namespace {

constexpr uint64_t Policies = 200;

int cases() {
  const char* asked = std::getenv("TIAO_CASES");
  return asked == nullptr ? 60 : std::max(1, std::atoi(asked) / 100);
}

} // namespace

TEST_CASE("random policies: format is idempotent, and keeps the tree", "[format]") {
  for (int seed = 0; seed < cases(); ++seed) {
    test::Random random(static_cast<uint64_t>(seed));
    const std::string text = test::randomPolicy(random, seed % 2 == 0);
    CAPTURE(seed);
    const std::string once = test::formatted(text);
    CHECK(test::treeOf(once) == test::treeOf(text));
    CHECK(test::formatted(once) == once);
  }
}

TEST_CASE("random policies: from Chinese to English and back is the identity on trees", "[format]") {
  for (int seed = 0; seed < cases(); ++seed) {
    test::Random random(static_cast<uint64_t>(seed) + 1'000'000);
    const std::string text = test::randomPolicy(random, seed % 2 == 0);
    CAPTURE(seed);
    const std::string english = test::formatted(text, Language::En);
    CHECK(test::treeOf(english) == test::treeOf(text));
    CHECK(test::formatted(english) == english);
    const std::string chinese = test::formatted(english, Language::Zh);
    CHECK(test::treeOf(chinese) == test::treeOf(text));
    CHECK(test::formatted(chinese, Language::En) == english);
  }
}

TEST_CASE("random policies hold every construct of the tree that stands in code", "[format]") {
  std::map<size_t, int> expressions, phrases, declarations;
  std::map<syntax::Part, int> parts;
  for (uint64_t seed = 0; seed < Policies; ++seed) {
    test::Random random(seed);
    source::SourceSet sources;
    sources.add("policy.tiao", test::randomPolicy(random, true));
    diagnostics::Sink sink;
    const syntax::Tree tree = parse::parse({"policy.tiao"}, sources, sink).tree;
    for (const syntax::Expr& e : tree.exprs) ++expressions[e.node.index()];
    for (const syntax::File& file : tree.files)
      for (const syntax::Declaration& d : file.declarations) {
        ++declarations[d.node.index()];
        if (const auto* clause = std::get_if<syntax::Clause>(&d.node))
          for (const syntax::Sentence& s : clause->sentences)
            for (const syntax::Phrase& phrase : s.phrases) ++phrases[phrase.node.index()];
        if (const auto* amend = std::get_if<syntax::Amend>(&d.node))
          for (const syntax::Amendment& a : amend->changes) ++parts[a.part];
      }
  }
  const auto missing = [](const auto& counts, size_t all) {
    std::vector<size_t> out;
    for (size_t i = 0; i < all; ++i)
      if (!counts.contains(i) || counts.at(i) < 3) out.push_back(i);
    return out;
  };
  const auto index = [](const auto& of, auto node) { return std::decay_t<decltype(of)>(std::move(node)).index(); };
  const decltype(syntax::Expr::node) expression;
  const decltype(syntax::Phrase::node) phrase;
  const decltype(syntax::Declaration::node) declaration;
  // What no sentence says, or says only what could not be read.
  CHECK(missing(expressions, std::variant_size_v<decltype(syntax::Expr::node)>) ==
        std::vector{index(expression, syntax::Versioned{}), index(expression, syntax::Invalid{})});
  // The official words stand in literate files.
  CHECK(missing(phrases, std::variant_size_v<decltype(syntax::Phrase::node)>) ==
        std::vector{index(phrase, syntax::Quoting{})});
  CHECK(missing(declarations, std::variant_size_v<decltype(syntax::Declaration::node)>) ==
        std::vector{index(declaration, syntax::Import{}), index(declaration, syntax::NotRule{}),
                    index(declaration, syntax::Translation{}), index(declaration, syntax::Fund{})});
  for (const auto part :
       {syntax::Part::Condition, syntax::Part::Amount, syntax::Part::Rate, syntax::Part::Base, syntax::Part::YearCap,
        syntax::Part::TotalCap, syntax::Part::Floor, syntax::Part::Years, syntax::Part::Dates}) {
    CAPTURE(static_cast<int>(part));
    CHECK(parts[part] >= 3);
  }
}

} // namespace tiao
