#include "compiler/lower/about.h"

#include "compiler/native/tables.h"
#include "runtime/abi/about.h"

namespace tiao::lower {

using native::BlockWriter;
using native::tablesOf;

namespace {

abi::InputAbout inputAbout(const build::Input& input, BlockWriter& to) {
  abi::InputAbout about;
  about.id = to.words(input.id);
  about.zh = to.words(input.name.zh);
  about.en = to.words(input.name.en);
  about.unitZh = to.words(input.unit.zh);
  about.unitEn = to.words(input.unit.en);
  about.columnZh = to.words(input.column.zh);
  about.columnEn = to.words(input.column.en);
  about.type = static_cast<int32_t>(input.type);
  std::vector<abi::MemberAbout> members;
  for (const build::Member& member : input.members)
    members.push_back({to.words(member.name.zh), to.words(member.name.en)});
  about.members = to.add(members);
  return about;
}

} // namespace

std::string aboutBlock(const plan::Plan& plan, const Units& units, const std::vector<Function>& functions,
                       const build::Description& d) {
  BlockWriter to(sizeof(abi::About));
  std::vector<const build::Output*> byKernel(plan.outputs.size());
  for (const build::Output& output : d.outputs)
    if (output.kernel >= 0) byKernel[static_cast<size_t>(output.kernel)] = &output;
  const auto words = [&](size_t output, size_t told) {
    const diagnostics::Text& text = byKernel[output]->reasons[told];
    return std::pair(text.zh, text.en);
  };
  abi::About about;
  about.kernels = tablesOf(plan, units, functions, words, to);
  about.policyZh = to.words(d.policy.zh);
  about.policyEn = to.words(d.policy.en);
  about.version = to.words(d.version);
  about.hash = to.words(d.hash);
  about.compiler = to.words(d.compiler);
  about.firstYear = d.firstYear;
  about.lastYear = d.lastYear;
  std::vector<abi::InputAbout> inputs;
  for (const build::Input& input : d.inputs) inputs.push_back(inputAbout(input, to));
  about.inputs = to.add(inputs);
  std::vector<abi::OutputAbout> outputs;
  for (const build::Output& output : d.outputs) {
    const core::Name& award = d.awards[output.award.index];
    abi::OutputAbout of;
    of.id = to.words(output.id);
    of.awardZh = to.words(award.zh);
    of.awardEn = to.words(award.en);
    of.article = to.words(output.article);
    of.why = to.words(plan.layout.groups[output.group].why);
    of.kernel = output.kernel;
    of.group = output.group;
    of.itemKind = output.itemKind;
    of.year = output.period.year;
    of.month = output.period.month;
    of.listed = output.listed;
    of.discretionary = output.discretionary ? 1 : 0;
    outputs.push_back(of);
  }
  about.outputs = to.add(outputs);
  std::vector<abi::KindAbout> kinds;
  for (const build::Kind& kind : d.kinds)
    kinds.push_back({to.words(kind.id), to.words(kind.name.zh), to.words(kind.name.en), kind.most});
  about.kinds = to.add(kinds);
  to.head(about);
  return std::move(to).finish();
}

} // namespace tiao::lower
