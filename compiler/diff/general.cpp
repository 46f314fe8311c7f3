#include "compiler/diff/general.h"

#include "compiler/check/conventions.h"
#include "compiler/explain/words.h"

#include <algorithm>

namespace tiao::diff {

namespace {

using source::Span;

class Comparing {
public:
  Comparing(Canon& canon, const Wording& before, const Wording& after, const std::vector<AwardPair>& awards)
      : canon_(canon), before_(before), after_(after), one_(before.input.program), other_(after.input.program),
        awards_(awards) {}

  GeneralChanges changes() {
    days();
    requirements();
    choices();
    const auto differ = [](Term a, Term b) { return a != b; };
    if (differ(canon_.split(Side::Before), canon_.split(Side::After))) split();
    if (differ(canon_.procedure(Side::Before), canon_.procedure(Side::After)) &&
        !declarations<syntax::Procedure>(EditKind::ProcedureChanged, {}, EditKind::ProcedureChanged,
                                         EditKind::ProcedureChanged) &&
        !declarations<syntax::Stage>(EditKind::ProcedureChanged, {}, EditKind::ProcedureChanged,
                                     EditKind::ProcedureChanged))
      add(EditKind::ProcedureChanged, {}, {}, {}, {}, {});
    if (differ(canon_.schedule(Side::Before), canon_.schedule(Side::After))) {
      const bool paid = declarations<syntax::Payment>(EditKind::PaymentChanged, {}, EditKind::PaymentChanged,
                                                      EditKind::PaymentChanged);
      const bool back = declarations<syntax::Recovery>(EditKind::RecoveryChanged, {}, EditKind::RecoveryChanged,
                                                       EditKind::RecoveryChanged);
      if (!paid && !back) add(EditKind::PaymentChanged, {}, {}, {}, {}, {});
    }
    return std::move(general_);
  }

private:
  void add(EditKind kind, const Text& what, const Text& was, const Text& is, Span from, Span to) {
    general_.edits.push_back({kind, editSentence(kind, what), was, is, before_.place(from), after_.place(to)});
  }

  Span datesOf(const Wording& wording) const {
    for (const syntax::File& file : wording.input.parsed.tree.files)
      for (const syntax::Declaration& d : file.declarations)
        if (std::holds_alternative<syntax::InForce>(d.node)) return d.span;
    return {};
  }
  void days() {
    const auto tell = [&](core::Date was, core::Date is, const Text& what) {
      if (was != is) add(EditKind::DatesChanged, what, dateText(was), dateText(is), datesOf(before_), datesOf(after_));
    };
    tell(one_.from, other_.from, {"施行日", "first day in force"});
    tell(one_.to, other_.to, {"截止日", "last day in force"});
  }

  /// The conditions of 要求, as the first award that has them asks them.
  std::vector<ExprId> required(Side side, const Wording& wording) {
    std::vector<ExprId> out;
    std::set<Term> seen;
    for (const core::Award& award : wording.input.program.awards)
      for (const ExprId part : canon_.parts(side, award.eligible))
        if (wording.required(part) && seen.insert(canon_.of(side, part)).second) out.push_back(part);
    return out;
  }
  void requirements() {
    const std::vector<ExprId> was = required(Side::Before, before_), is = required(Side::After, after_);
    AwardEdits edits(canon_, before_, after_, [](ExprId, ExprId) { return prove::Change::Undecided; });
    for (Edit edit : edits.ofConditions(was, is)) {
      edit.sentence = explain::say("各条要求：{}", "asked by every clause: {}", edit.sentence);
      general_.edits.push_back(std::move(edit));
    }
  }

  void choices() {
    const auto all = [&](Side side, const core::Program& program) {
      std::multiset<std::string> out;
      for (const core::Choice& choice : program.choices) out.insert(canon_.text(canon_.choice(side, choice)));
      for (const core::Pool& pool : program.pools) out.insert(canon_.text(canon_.pool(side, pool)));
      return out;
    };
    if (all(Side::Before, one_) == all(Side::After, other_)) return;
    general_.choices = true;
    const bool told = declarations<syntax::ChooseOne, syntax::NoRepeat, syntax::SameMatter>(
        EditKind::ChoiceChanged, {}, EditKind::ChoiceAdded, EditKind::ChoiceRemoved);
    // Of all clauses, where there are others now: the added and removed ones tell it.
    const bool others = std::ranges::any_of(awards_, [](const AwardPair& p) { return !p.before || !p.after; });
    if (!told && !others) add(EditKind::ChoiceChanged, {}, {}, {}, {}, {});
  }

  void split() {
    const bool told =
        declarations<syntax::Split>(EditKind::SplitChanged, {}, EditKind::SplitChanged, EditKind::SplitChanged);
    const bool both = one_.split && other_.split;
    const auto rest = [](const core::Program& program) {
      return explain::named(program.roles[program.split->rest].name);
    };
    if (both && canon_.role(Side::Before, one_.split->rest) != canon_.role(Side::After, other_.split->rest))
      add(EditKind::OddFen, {}, rest(one_), rest(other_), one_.split->span, other_.split->span);
    else if (!told)
      add(EditKind::SplitChanged, {}, {}, {}, both ? one_.split->span : Span{}, both ? other_.split->span : Span{});
  }

  struct One {
    std::string printed; // the same in both versions where it means the same
    Text words;
    Span span;
  };
  template <typename... Nodes> std::vector<One> declared(const Wording& wording) const {
    std::vector<One> out;
    for (const syntax::File& file : wording.input.parsed.tree.files)
      for (const syntax::Declaration& d : file.declarations)
        if ((std::holds_alternative<Nodes>(d.node) || ...))
          out.push_back({syntax::print(wording.input.parsed.tree, d), wording.declaration(d), d.span});
    return out;
  }
  /// The declarations that differ, one beside the other.
  template <typename... Nodes> bool declarations(EditKind changed, const Text& what, EditKind added, EditKind removed) {
    std::vector<One> was = declared<Nodes...>(before_), is = declared<Nodes...>(after_);
    std::erase_if(was, [&](const One& a) {
      const auto b = std::ranges::find_if(is, [&](const One& each) { return each.printed == a.printed; });
      if (b == is.end()) return false;
      is.erase(b);
      return true;
    });
    for (size_t i = 0; i < std::max(was.size(), is.size()); ++i) {
      const One* a = i < was.size() ? &was[i] : nullptr;
      const One* b = i < is.size() ? &is[i] : nullptr;
      add(a == nullptr   ? added
          : b == nullptr ? removed
                         : changed,
          what, a == nullptr ? Text() : a->words, b == nullptr ? Text() : b->words, a == nullptr ? Span{} : a->span,
          b == nullptr ? Span{} : b->span);
    }
    return !was.empty() || !is.empty();
  }

  Canon& canon_;
  const Wording& before_;
  const Wording& after_;
  const core::Program& one_;
  const core::Program& other_;
  const std::vector<AwardPair>& awards_;
  GeneralChanges general_;
};

const std::string& shownName(const core::Name& name) { return name.zh.empty() ? name.en : name.zh; }

/// Where a policy declares the reading of a convention; nothing where it is the default.
Span declaredAt(const Wording& wording, const std::string& convention) {
  for (const syntax::File& file : wording.input.parsed.tree.files)
    for (const syntax::Declaration& d : file.declarations)
      if (const auto* conventions = std::get_if<syntax::Conventions>(&d.node))
        for (const syntax::ConventionChoice& choice : conventions->choices)
          if (choice.convention == convention) return choice.span;
  return {};
}

} // namespace

GeneralChanges generalChanges(Canon& canon, const Wording& before, const Wording& after,
                              const std::vector<AwardPair>& awards) {
  return Comparing(canon, before, after, awards).changes();
}

ConventionChanges conventionChanges(const Wording& before, const Wording& after,
                                    const std::map<std::string, std::string>& renamed) {
  std::map<std::string, std::vector<std::pair<std::string, Edit>>> changed; // by convention: reader and edit
  for (const check::ReadingUse& was : before.input.readings) {
    for (const check::ReadingUse& is : after.input.readings) {
      if (was.convention != is.convention || was.reading == is.reading) continue;
      const auto other = renamed.find(shownName(was.reader));
      const bool same =
          other != renamed.end() ? other->second == shownName(is.reader) : prove::sameName(was.reader, is.reader);
      if (!same) continue;
      Edit edit{EditKind::ConventionChanged,
                editSentence(EditKind::ConventionChanged, check::conventionText(was.convention)),
                check::readingText(was.reading),
                check::readingText(is.reading),
                before.place(declaredAt(before, was.convention)),
                after.place(declaredAt(after, is.convention))};
      changed[was.convention].emplace_back(shownName(is.reader), std::move(edit));
    }
  }
  ConventionChanges out;
  for (auto& each : changed) {
    auto& edits = each.second;
    const bool alike = std::ranges::all_of(edits, [&](const auto& one) {
      return one.second.before == edits.front().second.before && one.second.after == edits.front().second.after;
    });
    if (edits.size() > 1 && alike) {
      out.all.push_back(edits.front().second);
      for (const auto& [reader, edit] : edits) out.readers.insert(reader);
      continue;
    }
    for (auto& [reader, edit] : edits) {
      out.readers.insert(reader);
      out.ofReader[reader].push_back(std::move(edit));
    }
  }
  return out;
}

} // namespace tiao::diff
