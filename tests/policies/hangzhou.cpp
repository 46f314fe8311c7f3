#include "tests/policies/hangzhou.h"

#include <fstream>
#include <iterator>

namespace tiao::policies {

std::string contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<ClauseAt> clausesOf(const test::Compiled& compiled) {
  std::vector<ClauseAt> clauses;
  const parse::Parsed& parsed = compiled.parsed;
  for (size_t file = 0; file < parsed.tree.files.size(); ++file)
    for (const syntax::Declaration& d : parsed.tree.files[file].declarations)
      if (const auto* clause = std::get_if<syntax::Clause>(&d.node))
        clauses.push_back({&d, clause, &parsed.documents[file].sections[d.section]});
  return clauses;
}

std::string clauseTrees(const test::Compiled& compiled) {
  std::string trees;
  for (const ClauseAt& at : clausesOf(compiled)) {
    syntax::Declaration declaration = *at.declaration;
    for (syntax::Sentence& sentence : std::get<syntax::Clause>(declaration.node).sentences)
      std::erase_if(sentence.phrases,
                    [](const syntax::Phrase& p) { return std::holds_alternative<syntax::Quoting>(p.node); });
    trees += syntax::print(compiled.parsed.tree, declaration);
  }
  return trees;
}

std::string coreWithoutWords(const test::Compiled& compiled) {
  core::Program program = compiled.checked->program;
  for (core::Award& award : program.awards) award.quotation.clear();
  if (program.split) program.split->quotation.clear();
  if (program.procedure) program.procedure->quotation.clear();
  if (program.schedule) program.schedule->quotation.clear();
  return core::print(program);
}

} // namespace tiao::policies
