#include "compiler/format/format.h"
#include "compiler/parse/parse.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

/// What is said in one surface is said in the other: a tree rendered in Chinese or in English reads back to the same
/// tree.
namespace tiao {

namespace {

struct Read {
  syntax::Tree tree;
  std::string errors;
};

Read readFile(const std::string& path) {
  source::SourceSet sources;
  diagnostics::Sink sink;
  parse::Parsed parsed = parse::parse({path}, sources, sink);
  sink.sort();
  return {std::move(parsed.tree), sink.hasErrors() ? diagnostics::render(sink.all(), sources, {}) : ""};
}

/// Every declaration of every file, in one text; what is imported stands there already.
std::string rendered(const syntax::Tree& tree, source::Language language) {
  std::string text;
  for (const syntax::File& file : tree.files)
    for (const syntax::Declaration& d : file.declarations)
      if (!std::holds_alternative<syntax::Import>(d.node)) text += format::render(tree, d, language) + "\n";
  return text;
}

std::string printed(const syntax::Tree& tree) {
  std::string text;
  for (const syntax::File& file : tree.files)
    for (const syntax::Declaration& d : file.declarations)
      if (!std::holds_alternative<syntax::Import>(d.node)) text += syntax::print(tree, d);
  return text;
}

} // namespace

TEST_CASE("a tree rendered in either language reads back to itself", "[format]") {
  const std::string root = TIAO_ROOT "/";
  const std::string file = GENERATE(
      "policies/hangzhou/2022-34/policy.tiao.md", "policies/hangzhou/2022-34/policy.en.tiao.md",
      "policies/hangzhou/2022-34/cases.tiao", "grammar/README.md", "tests/lang/choice/one_award_a_year.zh.tiao",
      "tests/lang/choice/between_named_clauses.en.tiao", "tests/lang/choice/elected_by_the_enterprise.zh.tiao",
      "tests/lang/choice/one_matter_once.zh.tiao", "tests/lang/choice/other_policies.en.tiao",
      "tests/lang/exception/each_form.zh.tiao", "tests/lang/override/conditions_override.en.tiao",
      "tests/lang/within/years_up_to_now.en.tiao", "tests/lang/convention/for_some_clauses.zh.tiao",
      "tests/lang/scale/values_of_any_kind.zh.tiao", "tests/lang/scale/applied.zh.tiao",
      "tests/lang/scale/otherwise.en.tiao", "tests/lang/scale/wording.tiao", "tests/lang/table/prize.en.tiao",
      "tests/lang/official/not_a_rule.zh.tiao.md", "tests/lang/official/english_text.tiao.md",
      "tests/lang/official/translation.tiao.md", "tests/lang/split/each_form.zh.tiao",
      "tests/lang/split/each_form.en.tiao", "tests/lang/procedure/each_form.zh.tiao",
      "tests/lang/procedure/each_form.en.tiao", "tests/lang/payment/each_form.zh.tiao",
      "tests/lang/payment/each_form.en.tiao", "policies/hangzhou/2022-34/rules-2023-76/cases.tiao",
      "policies/hangzhou/2022-34/districts/yuhang.tiao", "policies/hangzhou/2022-34/districts/binjiang.tiao",
      "tests/lang/layer/each_change.zh.tiao");
  const source::Language language = GENERATE(source::Language::Zh, source::Language::En);
  CAPTURE(file, language == source::Language::Zh);
  const Read before = readFile(root + file);
  REQUIRE(before.errors.empty());
  const std::string text = rendered(before.tree, language);
  const std::filesystem::path again = std::filesystem::temp_directory_path() / "tiao_round_trip.tiao";
  std::ofstream(again, std::ios::binary) << text;
  const Read after = readFile(again.string());
  std::filesystem::remove(again);
  REQUIRE(after.errors.empty());
  CHECK(printed(after.tree) == printed(before.tree));
  CHECK(rendered(after.tree, language) == text); // canonical text is its own canonical text
}

} // namespace tiao
