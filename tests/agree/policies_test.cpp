#include "tests/agree/bounded_case.h"
#include "tests/agree/native_agree.h"
#include "tests/lang/front_end.h"

#include <catch2/catch.hpp>
#include <filesystem>

/// The policies of the tree, and every program of the language's tests: compiled code says what the interpreter says.
namespace tiao::test {

namespace {

const std::string Hangzhou = TIAO_ROOT "/policies/hangzhou/2022-34/";

Agreement agree(const core::Program& program, int cases, uint64_t seed, const std::string& name) {
  const int last = std::min(calendar::yearOf(program.to), calendar::yearOf(program.from) + 5);
  const plan::Plan plan = plan::plan(program, last);
  const TwoCodes native = bothCodes(plan, native::Effort::Full);
  Random random(seed);
  const BoundedCases bounded(program, plan.layout.firstYear - 4, last);
  std::vector<interpret::Case> drawn;
  for (int i = 0; i < cases; ++i) drawn.push_back(bounded.draw(random, i % 4 == 0 ? 0 : i % 4));
  const Agreement graph = graphAgreement(program, plan, drawn);
  if (!graph.disagreement.empty()) FAIL(name << ", the graph: " << graph.disagreement);
  const Agreement code = nativeAgreement(program, plan, native.compiled, drawn);
  if (!code.disagreement.empty()) FAIL(name << ", the code: " << code.disagreement);
  drawn.erase(drawn.begin() + static_cast<std::ptrdiff_t>(drawn.size() / 2), drawn.end());
  const Agreement kept = nativeAgreement(program, plan, native.kept, drawn);
  if (!kept.disagreement.empty()) FAIL(name << ", the kept code: " << kept.disagreement);
  const native::Times& times = native.compiled.times();
  std::string left;
  for (const batch::Group& group : plan.layout.groups)
    if (!group.compiled) left += fmt::format("; not compiled: {} awards, {}", group.awards.size(), group.why);
  WARN(name << ": " << code.compared << " outcomes, " << code.again << " left to the interpreter, " << code.definite
            << " of them definite; " << plan.graph.size() << " nodes, " << plan.layout.inputs.size() << " inputs; "
            << times.emit << " s + " << times.compile << " s" << left);
  return code;
}

} // namespace

TEST_CASE("the founding policy, its rules and its districts agree with the interpreter") {
  const std::vector<std::vector<std::string>> policies = {
      {Hangzhou + "policy.tiao.md"},
      {Hangzhou + "rules-2023-76/rules.tiao"},
      {Hangzhou + "rules-2023-76/rules.tiao", Hangzhou + "districts/yuhang.tiao", Hangzhou + "districts/binjiang.tiao"},
  };
  for (const auto& paths : policies) {
    const Compiled policy = compileWith(paths, [](source::SourceSet&) {});
    REQUIRE(policy.checked);
    CHECK(agree(policy.checked->program, 200, 1, paths[0]).compared > 1000);
  }
}

} // namespace tiao::test
