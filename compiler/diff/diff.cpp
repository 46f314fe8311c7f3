#include "compiler/diff/general.h"
#include "compiler/diff/interface.h"
#include "compiler/diff/law.h"
#include "compiler/diff/official.h"
#include "compiler/explain/words.h"
#include "compiler/prove/solver.h"
#include "compiler/source/literate.h"

#include <algorithm>
#include <fmt/format.h>

namespace tiao::diff {

namespace {

/// Sixteen hex digits of what a change says (FNV-1a), the same on every machine.
std::string fingerprintOf(const std::vector<std::string>& parts) {
  uint64_t hash = 14695981039346656037U;
  for (const std::string& part : parts) {
    for (const char c : part) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
    hash = (hash ^ 0xFFU) * 1099511628211U;
  }
  return fmt::format("{:016x}", hash);
}

void put(std::vector<std::string>& parts, const Edit& edit) {
  parts.insert(parts.end(), {editKey(edit.kind), edit.sentence.zh, edit.before.zh, edit.after.zh});
}

class Comparing {
public:
  Comparing(const Input& before, const Input& after, const Options& options)
      : before_(before), after_(after), options_(options), old_(clausesOf(before)), fresh_(clausesOf(after)),
        matched_(matchClauses(before, after, old_, fresh_)), was_(before), is_(after), canon_(before, after, numbers()),
        laws_(canon_, was_, is_, options.how) {}

  std::optional<Result> result() {
    Result result;
    result.before = version(was_);
    result.after = version(is_);
    result.lawAsked = options_.law;
    if (options_.law) result.solver = "Z3 " + prove::solverVersion();
    if (!options_.only.empty() && !narrow()) return std::nullopt;
    const GeneralChanges general = generalChanges(canon_, was_, is_, pairs_);
    std::map<std::string, std::string> renamed;
    for (const Matched& m : matched_)
      for (const size_t i : m.before)
        for (const size_t j : m.after) renamed[shown(old_[i].name)] = shown(fresh_[j].name);
    conventions_ = conventionChanges(was_, is_, renamed);
    if (options_.only.empty()) {
      for (const Edit& edit : general.edits) addGeneral(result, edit);
      for (const Edit& edit : conventions_.all) addGeneral(result, edit);
    }
    for (const Matched& m : matched_) result.pairs.push_back(pair(m));
    if (options_.law) together(result, general.choices);
    if (options_.only.empty()) officialText(result);
    for (size_t m = 0; m < matched_.size(); ++m) twins(result.pairs[m], ofMatched_[m]);
    std::vector<AwardPair> within; // of clauses that both have; what was added or removed whole is told already
    for (size_t m = 0; m < matched_.size(); ++m)
      if (matched_[m].match != Match::Added && matched_[m].match != Match::Removed)
        for (const size_t p : ofMatched_[m]) within.push_back(pairs_[p]);
    result.interface = interfaceChanges(canon_, was_, is_, within);
    for (InterfaceChange& change : result.interface)
      change.fingerprint =
          fingerprintOf({interfaceKey(change.kind), change.sentence.zh, change.before.zh, change.after.zh});
    for (Pair& pair : result.pairs) fingerprint(pair);
    accept(result, {});
    return result;
  }

private:
  static std::string shown(const core::Name& name) { return name.zh.empty() ? name.en : name.zh; }

  static Version version(const Wording& of) {
    const Input& input = of.input;
    return {input.given,
            explain::named(input.program.policy),
            input.program.document,
            calendar::toString(input.program.from),
            calendar::toString(input.program.to),
            of.folder()};
  }

  /// Pairs the awards of matched clauses, and numbers them.
  AwardNumbers numbers() {
    Canon canon(before_, after_, {});
    AwardNumbers out;
    out.of[0].resize(before_.program.awards.size());
    out.of[1].resize(after_.program.awards.size());
    for (size_t m = 0; m < matched_.size(); ++m) {
      std::vector<AwardId> old, fresh;
      for (const size_t i : matched_[m].before) old.insert(old.end(), old_[i].awards.begin(), old_[i].awards.end());
      for (const size_t j : matched_[m].after)
        fresh.insert(fresh.end(), fresh_[j].awards.begin(), fresh_[j].awards.end());
      for (const AwardPair& pair : matchAwards(canon, old, fresh)) {
        const auto number = static_cast<uint32_t>(pairs_.size());
        if (pair.before) out.of[0][pair.before->index] = number;
        if (pair.after) out.of[1][pair.after->index] = number;
        ofMatched_[m].push_back(pairs_.size());
        pairs_.push_back(pair);
      }
    }
    return out;
  }

  /// Only one clause, by either of its names.
  bool narrow() {
    const auto named = [&](const Declared& clause) {
      return clause.name.zh == options_.only || clause.name.en == options_.only;
    };
    std::vector<Matched> kept;
    std::map<size_t, std::vector<size_t>> of;
    for (size_t m = 0; m < matched_.size(); ++m) {
      const bool here = std::ranges::any_of(matched_[m].before, [&](size_t i) { return named(old_[i]); }) ||
                        std::ranges::any_of(matched_[m].after, [&](size_t j) { return named(fresh_[j]); });
      if (!here) continue;
      of[kept.size()] = ofMatched_[m];
      kept.push_back(matched_[m]);
    }
    matched_ = std::move(kept);
    ofMatched_ = std::move(of);
    return !matched_.empty();
  }

  static Clause clause(const Wording& wording, const Declared& declared) {
    return {explain::named(declared.name), explain::articleText(declared.article), wording.place(declared.span),
            declared.words, static_cast<int>(declared.awards.size())};
  }

  void officialText(Result& result) const {
    std::vector<ClausePlaces> clauses;
    for (size_t m = 0; m < matched_.size(); ++m) {
      ClausePlaces& clause = clauses.emplace_back();
      clause.changed = !result.pairs[m].same;
      for (const size_t i : matched_[m].before) clause.before.push_back(old_[i].span);
      for (const size_t j : matched_[m].after) clause.after.push_back(fresh_[j].span);
    }
    for (const Edit& edit : officialEdits(was_, is_, clauses)) addGeneral(result, edit);
  }

  static void addGeneral(Result& result, const Edit& edit) {
    General one{edit, edit.kind == EditKind::PaymentChanged || edit.kind == EditKind::RecoveryChanged, {}, {}};
    std::vector<std::string> parts;
    put(parts, edit);
    one.fingerprint = fingerprintOf(parts);
    result.general.push_back(std::move(one));
  }

  Pair pair(const Matched& m) {
    const size_t at = static_cast<size_t>(&m - matched_.data());
    Pair pair;
    pair.match = m.match;
    for (const size_t i : m.before) pair.before.push_back(clause(was_, old_[i]));
    for (const size_t j : m.after) pair.after.push_back(clause(is_, fresh_[j]));
    known(pair);
    bool core = true;
    for (const size_t p : ofMatched_[at]) core = awards(pairs_[p], pair) && core;
    for (const size_t j : m.after)
      if (const auto found = conventions_.ofReader.find(shown(fresh_[j].name)); found != conventions_.ofReader.end())
        pair.edits.insert(pair.edits.end(), found->second.begin(), found->second.end());
    readAlike(pair);
    if (options_.law) pair.verdict = allOf(pair.laws);
    if (!options_.law) pair.verdict = core ? Verdict::Unchanged : Verdict::Undecided;
    const bool single = m.before.size() == 1 && m.after.size() == 1;
    const bool words = single && sameWords(old_[m.before[0]], fresh_[m.after[0]]);
    // In another language every word is another; then it is told only where the proof was needed.
    const bool translated = single && languageOf(before_, old_[m.before[0]]) != languageOf(after_, fresh_[m.after[0]]);
    if (single && !words && !(translated && core) && pair.verdict == Verdict::Unchanged && pair.edits.empty())
      edit(pair, EditKind::Reworded, Text(pair.before[0].words), Text(pair.after[0].words));
    pair.same = core && (words || translated) && pair.edits.empty();
    return pair;
  }

  void edit(Pair& pair, EditKind kind, const Text& before, const Text& after, const Text& what = {}) const {
    pair.edits.push_back({kind, editSentence(kind, what), before, after,
                          pair.before.empty() ? Place() : pair.before.front().place,
                          pair.after.empty() ? Place() : pair.after.front().place});
  }

  /// What became of the clause itself.
  void known(Pair& pair) const {
    const auto names = [](const std::vector<Clause>& clauses) {
      std::vector<Text> out;
      for (const Clause& clause : clauses) out.push_back(clause.name);
      return explain::joined(out, explain::enumeration);
    };
    switch (pair.match) {
    case Match::Added: return edit(pair, EditKind::ClauseAdded, {}, Text(pair.after[0].words));
    case Match::Removed: return edit(pair, EditKind::ClauseRemoved, Text(pair.before[0].words), {});
    case Match::Split: return edit(pair, EditKind::ClauseSplit, names(pair.before), names(pair.after));
    case Match::Merged: return edit(pair, EditKind::ClausesMerged, names(pair.before), names(pair.after));
    case Match::Name: break;
    case Match::Article:
    case Match::Likeness: edit(pair, EditKind::ClauseRenamed, names(pair.before), names(pair.after)); break;
    }
    const Text &from = pair.before[0].article, &to = pair.after[0].article;
    if (from != to && !from.zh.empty() && !to.zh.empty()) edit(pair, EditKind::ClauseMoved, from, to);
  }

  /// The edits of an award of both versions, and what the law says of it. Is its core the same?
  bool awards(const AwardPair& award, Pair& pair) {
    const bool both = award.before && award.after;
    const bool core = both && canon_.award(Side::Before, *award.before) == canon_.award(Side::After, *award.after);
    if (!core && both) {
      const auto relate = [&](ExprId x, ExprId y) {
        return options_.law ? laws_.relate(award, x, y) : prove::Change::Undecided;
      };
      AwardEdits edits(canon_, was_, is_, relate);
      std::vector<Edit> found = edits.of(*award.before, *award.after);
      const bool several = pair.before[0].sentences > 1 || pair.after[0].sentences > 1;
      for (Edit& each : found) {
        if (several && each.kind != EditKind::OtherwiseChanged)
          each.sentence = explain::say("{}：{}", "{}: {}", explain::named(is_.input.program.awards[*award.after].name),
                                       each.sentence);
        if (std::ranges::none_of(pair.edits, [&](const Edit& e) {
              return e.kind == each.kind && e.sentence == each.sentence && e.before == each.before &&
                     e.after == each.after;
            }))
          pair.edits.push_back(std::move(each));
      }
      if (found.empty() && !explained(award)) otherwise(award, pair);
    } else if (!both && pair.match != Match::Added && pair.match != Match::Removed) {
      const auto words = [](const Wording& wording, AwardId id) {
        return Text(source::onOneLine(wording.input.sources.text(wording.input.program.awards[id].span)));
      };
      edit(pair, award.before ? EditKind::SentenceRemoved : EditKind::SentenceAdded,
           award.before ? words(was_, *award.before) : Text(), award.after ? words(is_, *award.after) : Text());
    }
    if (options_.law) pair.laws.push_back(laws_.of(award));
    return core;
  }

  void otherwise(const AwardPair& award, Pair& pair) const {
    const auto words = [](const Wording& wording, AwardId id) {
      return Text(source::onOneLine(wording.input.sources.text(wording.input.program.awards[id].span)));
    };
    edit(pair, EditKind::OtherwiseChanged, words(was_, *award.before), words(is_, *award.after));
  }

  /// The clause that an award of the new version stands in, as conventions know it.
  [[nodiscard]] std::string readerOf(AwardId award) const {
    for (const Declared& clause : fresh_)
      if (std::ranges::find(clause.awards, award) != clause.awards.end()) return shown(clause.name);
    return {};
  }

  /// Does all that differs lie in what is told of the policy: its days, what every clause asks, a convention?
  bool explained(const AwardPair& award) {
    CanonAward a = canon_.award(Side::Before, *award.before), b = canon_.award(Side::After, *award.after);
    if (conventions_.readers.contains(readerOf(*award.after))) return true;
    const auto own = [&](Side side, const Wording& wording, AwardId id) {
      std::set<Term> out;
      for (const ExprId part : canon_.parts(side, wording.input.program.awards[id].eligible))
        if (!wording.required(part)) out.insert(canon_.of(side, part));
      return out;
    };
    const bool conditions = own(Side::Before, was_, *award.before) == own(Side::After, is_, *award.after);
    return conditions && a.amount == b.amount && a.limits == b.limits && a.overall == b.overall && a.head == b.head &&
           a.payee == b.payee && a.startedIf.has_value() == b.startedIf.has_value();
  }

  /// An edit whose words are the same in both versions, where a convention is read in another way, is that
  /// convention's.
  void readAlike(Pair& pair) const {
    const bool convention =
        std::ranges::any_of(pair.after, [&](const Clause& c) { return conventions_.readers.contains(c.name.zh); });
    if (!convention) return;
    std::erase_if(pair.edits, [](const Edit& e) {
      const bool rounding = e.kind == EditKind::RoundingChanged || e.kind == EditKind::YearsCounted ||
                            e.kind == EditKind::PartOfPeriod || e.kind == EditKind::RunsOn;
      return e.kind != EditKind::ConventionChanged && (e.before == e.after || rounding);
    });
  }

  /// Do both say it in the same words? In two languages: is it the same tree?
  [[nodiscard]] bool sameWords(const Declared& old, const Declared& fresh) const {
    if (languageOf(before_, old) == languageOf(after_, fresh)) return old.words == fresh.words;
    return printed(before_, old) == printed(after_, fresh);
  }
  static source::Language languageOf(const Input& input, const Declared& declared) {
    return input.sources[declared.span.file].language();
  }
  static std::string printed(const Input& input, const Declared& declared) {
    for (const syntax::File& file : input.parsed.tree.files)
      for (const syntax::Declaration& d : file.declarations)
        if (d.span == declared.span) return syntax::print(input.parsed.tree, d);
    return {};
  }

  /// What clauses take from each other: asked where one of them changes, or the choice does.
  void together(Result& result, bool choices) {
    std::set<size_t> changed;
    for (size_t i = 0; i < result.pairs.size(); ++i)
      for (size_t k = 0; k < ofMatched_[i].size(); ++k)
        if (choices || (k < result.pairs[i].laws.size() && result.pairs[i].laws[k].verdict != Verdict::Unchanged))
          changed.insert(ofMatched_[i][k]);
    const std::set<size_t> asked = laws_.joined(changed, pairs_);
    std::set<size_t> changes;
    for (size_t i = 0; i < result.pairs.size(); ++i) {
      Pair& pair = result.pairs[i];
      for (size_t k = 0; k < ofMatched_[i].size(); ++k) {
        if (!asked.contains(ofMatched_[i][k])) continue;
        auto law = laws_.together(pairs_[ofMatched_[i][k]]);
        const bool alone = !law || (k < pair.laws.size() && pair.laws[k].verdict == law->verdict);
        if (alone) continue;
        changes.insert(ofMatched_[i][k]);
        pair.together.push_back(std::move(*law));
      }
      if (pair.together.empty()) continue;
      pair.same = false;
      if (pair.verdict == Verdict::Unchanged) pair.verdict = allOf(pair.together);
    }
    // What one loses to another is no loss where the other makes up for it.
    if (changes.empty() || !laws_.madeUp(asked, pairs_)) return;
    for (Pair& pair : result.pairs)
      for (Law& law : pair.together) law.madeUp = true;
  }

  /// The awards of a pair, and what is proved of them.
  void twins(Pair& pair, const std::vector<size_t>& numbers) const {
    for (size_t k = 0; k < numbers.size(); ++k) {
      const AwardPair& award = pairs_[numbers[k]];
      Twins twins{award.before, award.after, false, false, false, false};
      if (award.before && award.after && k < pair.laws.size() && pair.together.empty()) {
        const Law& law = pair.laws[k];
        twins.core = law.core;
        twins.equal = law.verdict == Verdict::Unchanged;
        twins.neverLess = twins.equal || law.verdict == Verdict::MoreGenerous;
        twins.neverMore = twins.equal || law.verdict == Verdict::LessGenerous;
      }
      pair.awards.push_back(twins);
    }
  }

  void fingerprint(Pair& pair) const {
    const bool reworded = std::ranges::all_of(pair.edits, [](const Edit& e) { return e.kind == EditKind::Reworded; });
    if (pair.verdict == Verdict::Unchanged && reworded && pair.together.empty()) return;
    std::vector<std::string> parts;
    for (const Clause& clause : pair.before) parts.push_back(clause.name.zh);
    for (const Clause& clause : pair.after) parts.push_back(clause.name.zh);
    for (const Edit& edit : pair.edits) put(parts, edit);
    if (options_.law) parts.emplace_back(verdictKey(pair.verdict));
    pair.fingerprint = fingerprintOf(parts);
  }

  const Input& before_;
  const Input& after_;
  const Options& options_;
  std::vector<Declared> old_, fresh_;
  std::vector<Matched> matched_;
  std::vector<AwardPair> pairs_;
  std::map<size_t, std::vector<size_t>> ofMatched_; // the pairs of awards of matched clauses
  Wording was_, is_;
  Canon canon_;
  Laws laws_;
  ConventionChanges conventions_;
};

} // namespace

const char* endKey(End end) {
  switch (end) {
  case End::Equal: return "equal";
  case End::NobodyLoses: return "nobodyLoses";
  case End::SomebodyLoses: return "somebodyLoses";
  case End::Undecided: return "undecided";
  case End::InterfaceBroken: return "interfaceBroken";
  case End::OverBudget: return "overBudget";
  case End::Failed: return "failed";
  }
  return "";
}

std::optional<Result> compare(const Input& before, const Input& after, const Options& options) {
  return Comparing(before, after, options).result();
}

void accept(Result& result, const Accepted& accepted) {
  const auto mark = [&](const std::string& fingerprint, std::optional<Text>& reason) {
    const auto found = fingerprint.empty() ? accepted.end() : accepted.find(fingerprint);
    reason = found == accepted.end() ? std::nullopt : std::optional(found->second);
  };
  Counts counts;
  bool changed = false, lost = false, undecided = false, broken = false, failed = false;
  for (Pair& pair : result.pairs) {
    mark(pair.fingerprint, pair.accepted);
    ++counts.clauses;
    if (pair.same) ++counts.same;
    if (pair.match == Match::Added) ++counts.added;
    if (pair.match == Match::Removed) ++counts.removed;
    const bool one = pair.match != Match::Added && pair.match != Match::Removed;
    if (one && !pair.same) {
      switch (pair.verdict) {
      case Verdict::Unchanged: ++counts.unchanged; break;
      case Verdict::MoreGenerous: ++counts.more; break;
      case Verdict::LessGenerous: ++counts.less; break;
      case Verdict::BothWays: ++counts.both; break;
      case Verdict::Undecided: ++counts.undecided; break;
      case Verdict::NotComparable: ++counts.notComparable; break;
      }
    }
    for (const std::vector<Law>* laws : {&pair.laws, &pair.together})
      for (const Law& law : *laws) failed = failed || law.failed;
    if (pair.accepted) {
      ++counts.accepted;
      continue;
    }
    const bool beside = std::ranges::any_of(pair.edits, [](const Edit& edit) {
      return edit.kind == EditKind::PayeeChanged || edit.kind == EditKind::OtherwiseChanged; // changes no sum
    });
    changed = changed || beside || pair.verdict != Verdict::Unchanged || !pair.together.empty();
    undecided = undecided || pair.verdict == Verdict::Undecided || pair.verdict == Verdict::NotComparable;
    for (const std::vector<Law>* laws : {&pair.laws, &pair.together})
      for (const Law& law : *laws) {
        lost = lost || loses(law);
        undecided = undecided || law.verdict == Verdict::Undecided;
      }
  }
  for (General& general : result.general) {
    mark(general.fingerprint, general.accepted);
    if (general.accepted) {
      ++counts.accepted;
      continue;
    }
    changed = changed || !isOfOfficialText(general.edit.kind);
    undecided = undecided || general.unproved;
  }
  for (InterfaceChange& change : result.interface) {
    mark(change.fingerprint, change.accepted);
    if (change.accepted) {
      ++counts.accepted;
      continue;
    }
    changed = true;
    broken = broken || change.breaks;
  }
  // Whom the register shows to lose, where the changes are not accepted.
  lost = lost || (changed && result.registered && result.registered->less > 0);
  const Over over = result.budget ? result.budget->over : Over::No;
  undecided = undecided || over == Over::Perhaps;
  result.counts = counts;
  result.identical = !changed && counts.accepted == 0;
  result.end = failed              ? End::Failed
               : over == Over::Yes ? End::OverBudget
               : broken            ? End::InterfaceBroken
               : lost              ? End::SomebodyLoses
               : undecided         ? End::Undecided
               : changed           ? End::NobodyLoses
                                   : End::Equal;
}

} // namespace tiao::diff
