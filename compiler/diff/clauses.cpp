#include "compiler/diff/clauses.h"

#include "compiler/core/rules.h"
#include "compiler/official/likeness.h"
#include "compiler/official/text.h"
#include "compiler/prove/symbol.h"
#include "compiler/source/literate.h"

#include <algorithm>
#include <set>

namespace tiao::diff {

namespace {

/// Two clauses under other names are one where they are so like each other, in thousandths.
constexpr size_t likeEnough = 600;
/// Under one article, less is enough.
constexpr size_t likeInArticle = 350;

/// How like two clauses are by what they compute: shared conditions, amounts and limits over all of either, literals
/// left aside.
size_t sharedCore(Canon& canon, const Declared& old, const Declared& fresh) {
  const auto terms = [&](Side side, const Declared& clause) {
    std::set<Term> out;
    for (const AwardId id : clause.awards) {
      const core::Award& award = canon.program(side).awards[id];
      for (const ExprId part : canon.parts(side, award.eligible)) out.insert(canon.shape(side, part));
      out.insert(canon.shape(side, award.amount));
      for (const core::Limit& limit : award.limits) out.insert(canon.limit(side, limit, false));
    }
    return out;
  };
  const std::set<Term> a = terms(Side::Before, old), b = terms(Side::After, fresh);
  const auto shared = static_cast<size_t>(std::ranges::count_if(a, [&](Term t) { return b.contains(t); }));
  const size_t all = std::max(a.size(), b.size());
  return all == 0 ? 0 : shared * 1000 / all;
}

class Matching {
public:
  Matching(const Input& before, const Input& after, const std::vector<Declared>& old,
           const std::vector<Declared>& fresh)
      : old_(old), fresh_(fresh), canon_(before, after, {}), ofOld_(old.size()), ofFresh_(fresh.size()) {}

  std::vector<Matched> result() {
    each([&](size_t i, size_t j) { return prove::sameName(old_[i].name, fresh_[j].name); }, Match::Name);
    parts();
    each([&](size_t i, size_t j) { return sameCore(i, j) && articleOf(i, j); }, Match::Article);
    each([&](size_t i, size_t j) { return sameCore(i, j); }, Match::Likeness);
    best([&](size_t i, size_t j) { return articleOf(i, j) ? likeness(i, j) : 0; }, likeInArticle, Match::Article);
    best([&](size_t i, size_t j) { return likeness(i, j); }, likeEnough, Match::Likeness);
    return ordered();
  }

private:
  [[nodiscard]] bool articleOf(size_t i, size_t j) const {
    return !old_[i].article.empty() && old_[i].article == fresh_[j].article;
  }
  std::vector<CanonAward> awards(Side side, const Declared& clause) {
    std::vector<CanonAward> out;
    for (const AwardId id : clause.awards) out.push_back(canon_.award(side, id));
    return out;
  }
  bool sameCore(size_t i, size_t j) { return awards(Side::Before, old_[i]) == awards(Side::After, fresh_[j]); }

  /// The greater of the likeness of the words and of what they compute.
  size_t likeness(size_t i, size_t j) {
    const size_t core = sharedCore(canon_, old_[i], fresh_[j]);
    const auto text = [](const std::string& words) { return official::characters(words); };
    return std::max(core, official::likeness(text(old_[i].words), text(fresh_[j].words)).thousandths());
  }

  void join(size_t i, size_t j, Match match) {
    ofOld_[i] = ofFresh_[j] = made_.size();
    made_.push_back({match, {i}, {j}});
  }
  template <typename F> void each(F same, Match match) {
    for (size_t i = 0; i < old_.size(); ++i)
      for (size_t j = 0; j < fresh_.size() && !ofOld_[i]; ++j)
        if (!ofFresh_[j] && same(i, j)) join(i, j, match);
  }
  /// The likest two first.
  template <typename F> void best(F like, size_t enough, Match match) {
    std::vector<std::tuple<size_t, size_t, size_t>> all;
    for (size_t i = 0; i < old_.size(); ++i)
      for (size_t j = 0; j < fresh_.size(); ++j)
        if (!ofOld_[i] && !ofFresh_[j])
          if (const size_t thousandths = like(i, j); thousandths >= enough) all.emplace_back(1000 - thousandths, i, j);
    std::ranges::sort(all);
    for (const auto& [unlike, i, j] : all)
      if (!ofOld_[i] && !ofFresh_[j]) join(i, j, match);
  }

  /// A clause of several sentences that several new clauses say between them, and the other way round.
  void parts() {
    for (size_t i = 0; i < old_.size(); ++i) split(i);
    for (size_t j = 0; j < fresh_.size(); ++j) merge(j);
  }
  void split(size_t i) {
    if (old_[i].awards.size() < 2) return;
    std::vector<CanonAward> left = awards(Side::Before, old_[i]);
    std::vector<size_t> among;
    for (size_t j = 0; j < fresh_.size(); ++j) {
      const bool own = ofOld_[i] && ofFresh_[j] == ofOld_[i];
      if ((ofFresh_[j] && !own) || !take(left, awards(Side::After, fresh_[j]))) continue;
      among.push_back(j);
    }
    if (!left.empty() || among.size() < 2) return;
    drop(ofOld_[i]);
    for (const size_t j : among) ofFresh_[j] = made_.size();
    ofOld_[i] = made_.size();
    made_.push_back({Match::Split, {i}, among});
  }
  void merge(size_t j) {
    if (fresh_[j].awards.size() < 2) return;
    std::vector<CanonAward> left = awards(Side::After, fresh_[j]);
    std::vector<size_t> among;
    for (size_t i = 0; i < old_.size(); ++i) {
      const bool own = ofFresh_[j] && ofOld_[i] == ofFresh_[j];
      if ((ofOld_[i] && !own) || !take(left, awards(Side::Before, old_[i]))) continue;
      among.push_back(i);
    }
    if (!left.empty() || among.size() < 2) return;
    drop(ofFresh_[j]);
    for (const size_t i : among) ofOld_[i] = made_.size();
    ofFresh_[j] = made_.size();
    made_.push_back({Match::Merged, among, {j}});
  }
  /// Takes some awards out of those left, if all of them are there.
  static bool take(std::vector<CanonAward>& left, const std::vector<CanonAward>& some) {
    std::vector<CanonAward> rest = left;
    for (const CanonAward& award : some) {
      const auto found = std::ranges::find(rest, award);
      if (found == rest.end()) return false;
      rest.erase(found);
    }
    left = std::move(rest);
    return !some.empty();
  }
  void drop(std::optional<size_t> matched) {
    if (!matched) return;
    made_[*matched].before.clear();
    made_[*matched].after.clear();
  }

  std::vector<Matched> ordered() {
    std::vector<Matched> out;
    std::set<size_t> told;
    const auto tell = [&](size_t matched) {
      if (told.insert(matched).second) out.push_back(made_[matched]);
    };
    for (size_t j = 0; j < fresh_.size(); ++j) {
      if (ofFresh_[j])
        tell(*ofFresh_[j]);
      else
        out.push_back({Match::Added, {}, {j}});
    }
    // A removed clause behind the one that it stood behind.
    for (size_t i = 0; i < old_.size(); ++i) {
      if (ofOld_[i]) continue;
      auto at = out.begin();
      for (auto each = out.begin(); each != out.end(); ++each)
        if (i > 0 && std::ranges::find(each->before, i - 1) != each->before.end()) at = each + 1;
      out.insert(at, {Match::Removed, {i}, {}});
    }
    return out;
  }

  const std::vector<Declared>& old_;
  const std::vector<Declared>& fresh_;
  Canon canon_;
  std::vector<Matched> made_;
  std::vector<std::optional<size_t>> ofOld_, ofFresh_; // which of those made
};

} // namespace

std::vector<Declared> clausesOf(const Input& input) {
  std::vector<Declared> out;
  const syntax::Tree& tree = input.parsed.tree;
  for (size_t file = 0; file < tree.files.size(); ++file) {
    for (const syntax::Declaration& declaration : tree.files[file].declarations) {
      const auto* clause = std::get_if<syntax::Clause>(&declaration.node);
      if (clause == nullptr) continue;
      Declared one{{clause->name.zh, clause->name.en}, declaration.span, {}, {}, {}};
      one.article =
          source::articleText(input.parsed.documents[file].sections[declaration.section].article, source::Language::Zh);
      for (uint32_t a = 0; a < input.program.awards.size(); ++a) {
        const source::Span span = input.program.awards[AwardId{a}].span;
        if (span.file == declaration.span.file && span.begin >= declaration.span.begin &&
            span.end <= declaration.span.end)
          one.awards.push_back({a});
      }
      std::string words;
      for (const syntax::Sentence& sentence : clause->sentences) {
        const std::string said = source::onOneLine(input.sources.text(sentence.span));
        const bool ascii = !words.empty() && static_cast<unsigned char>(said.front()) < 0x80;
        words += (ascii ? " " : "") + said;
      }
      one.words = std::move(words);
      out.push_back(std::move(one));
    }
  }
  return out;
}

std::vector<Matched> matchClauses(const Input& before, const Input& after, const std::vector<Declared>& old,
                                  const std::vector<Declared>& fresh) {
  return Matching(before, after, old, fresh).result();
}

std::vector<AwardPair> matchAwards(Canon& canon, const std::vector<AwardId>& old, const std::vector<AwardId>& fresh) {
  std::vector<AwardPair> out;
  std::vector<bool> taken(fresh.size(), false);
  std::vector<std::optional<size_t>> partner(old.size());
  for (size_t i = 0; i < old.size(); ++i)
    for (size_t j = 0; j < fresh.size() && !partner[i]; ++j)
      if (!taken[j] && canon.award(Side::Before, old[i]) == canon.award(Side::After, fresh[j])) {
        partner[i] = j;
        taken[j] = true;
      }
  for (size_t i = 0; i < old.size(); ++i)
    for (size_t j = 0; j < fresh.size() && !partner[i]; ++j)
      if (!taken[j]) {
        partner[i] = j;
        taken[j] = true;
      }
  for (size_t i = 0; i < old.size(); ++i)
    out.push_back({old[i], partner[i] ? std::optional(fresh[*partner[i]]) : std::nullopt});
  for (size_t j = 0; j < fresh.size(); ++j)
    if (!taken[j]) out.push_back({std::nullopt, fresh[j]});
  return out;
}

} // namespace tiao::diff
