#include "compiler/layers/gone.h"

#include <algorithm>

namespace tiao::layers {

using namespace syntax;

namespace {

class Forgetting {
public:
  /// `clauses`: how many stay, of which 同一企业 chooses one.
  Forgetting(const std::set<SymbolId>& gone, size_t clauses) : gone_(gone), clauses_(clauses) {}

  /// Does anything of it stay?
  bool stays(Declaration& d) {
    if (auto* choice = std::get_if<ChooseOne>(&d.node)) return stays(*choice);
    if (auto* repeat = std::get_if<NoRepeat>(&d.node)) {
      forget(repeat->preference.rank);
      return !forget(repeat->clauses) || repeat->anywhere || repeat->clauses.size() > 1;
    }
    if (auto* matter = std::get_if<SameMatter>(&d.node)) return !forget(matter->clauses) || matter->clauses.size() > 1;
    if (auto* permission = std::get_if<Permission>(&d.node)) {
      std::erase_if(permission->permitted, [&](const Permitted& p) { return p.clause && gone(*p.clause); });
      return !permission->permitted.empty();
    }
    if (auto* conventions = std::get_if<Conventions>(&d.node)) {
      std::erase_if(conventions->choices, [&](ConventionChoice& c) { return forget(c.clauses) && c.clauses.empty(); });
      return !conventions->choices.empty();
    }
    if (auto* ended = std::get_if<EndClause>(&d.node)) return !forget(ended->clauses) || !ended->clauses.empty();
    if (auto* clause = std::get_if<Clause>(&d.node)) override(*clause);
    return true;
  }

private:
  [[nodiscard]] bool gone(const Name& name) const { return name.symbol && gone_.contains(*name.symbol); }
  bool forget(std::vector<Name>& names) const {
    return std::erase_if(names, [&](const Name& n) { return gone(n); }) > 0;
  }
  [[nodiscard]] bool stays(ChooseOne& choice) const {
    forget(choice.except);
    forget(choice.preference.rank);
    if (choice.subject) return clauses_ > choice.except.size() + 1;
    return !forget(choice.among) || choice.among.size() > 1;
  }
  void override(Clause& clause) const {
    std::erase_if(clause.sentences, [&](Sentence& s) {
      const size_t left = std::erase_if(s.phrases, [&](Phrase& p) {
        auto* overriding = std::get_if<Overriding>(&p.node);
        return overriding != nullptr && forget(overriding->clauses) && overriding->clauses.empty();
      });
      return left > 0 && s.phrases.empty(); // 优先于乙。 alone
    });
  }

  const std::set<SymbolId>& gone_;
  size_t clauses_;
};

} // namespace

void forget(Tree& tree, const std::set<SymbolId>& gone) {
  if (gone.empty()) return;
  size_t clauses = 0;
  for (const File& file : tree.files)
    clauses += static_cast<size_t>(std::ranges::count_if(
        file.declarations, [](const Declaration& d) { return std::holds_alternative<Clause>(d.node); }));
  Forgetting forgetting(gone, clauses);
  for (File& file : tree.files) std::erase_if(file.declarations, [&](Declaration& d) { return !forgetting.stays(d); });
}

} // namespace tiao::layers
