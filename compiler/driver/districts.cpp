#include "compiler/driver/districts.h"

#include "compiler/driver/names.h"
#include "compiler/layers/policies.h"
#include "runtime/table/output_file.h"

namespace tiao::driver {

std::optional<syntax::SymbolId> districtOf(const Compiled& policy, const std::string& name, const Console& console) {
  const syntax::Tree& tree = policy.parsed.tree;
  const syntax::FactDeclaration* grouping = layers::groupingFact(tree);
  if (grouping == nullptr) {
    console.fail({"政策中没有哪项事实「按此汇总」，不知道有哪些区县",
                  "no fact of the policy is `grouping`, so its districts are not known"});
    return std::nullopt;
  }
  Names names;
  for (const syntax::NewName& member : grouping->members)
    if (member.symbol)
      names.add({tree.symbols[*member.symbol].zh, tree.symbols[*member.symbol].en}, member.symbol->index);
  if (const auto found = names.find(name)) return syntax::SymbolId{*found};
  const Text guess = didYouMean(names.nearest(name));
  const Text said = quoted(Text(name));
  console.fail({"不认识的区县" + said.zh + guess.zh, "unknown district " + said.en + guess.en});
  return std::nullopt;
}

Exit writeWhole(const std::string& path, const std::string& text, const Console& console) {
  auto created = table::OutputFile::create(path);
  if (const auto* failure = table::failureOf(created)) return console.fail(textOf(*failure)), Exit::Failed;
  auto file = std::get<table::OutputFile>(std::move(created));
  file.write(text);
  if (const auto failure = file.commit()) return console.fail(textOf(*failure)), Exit::Failed;
  return Exit::Fine;
}

} // namespace tiao::driver
