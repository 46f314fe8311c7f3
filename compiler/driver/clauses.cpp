#include "compiler/driver/clauses.h"

namespace tiao::driver {

/// The name of the clause that an award is of. Of a clause of several sentences each award has a name of its own.
core::Name clauseOf(const Compiled& policy, const core::Award& award) {
  for (const syntax::File& file : policy.parsed.tree.files)
    for (const syntax::Declaration& d : file.declarations)
      if (const auto* clause = std::get_if<syntax::Clause>(&d.node);
          clause != nullptr && clause->name.symbol && file.source == award.span.file &&
          d.span.begin <= award.span.begin && award.span.begin < d.span.end) {
        const syntax::Symbol& name = policy.parsed.tree.symbols[*clause->name.symbol];
        return {name.zh, name.en};
      }
  return award.name;
}

std::vector<size_t> clauseNumbers(const Compiled& policy) {
  std::map<std::pair<std::string, std::string>, size_t> numbers;
  std::vector<size_t> result;
  for (const core::Award& award : policy.program().awards) {
    const core::Name name = clauseOf(policy, award);
    result.push_back(numbers.try_emplace({name.zh, name.en}, numbers.size()).first->second);
  }
  return result;
}

} // namespace tiao::driver
