#include "compiler/official/account.h"

#include "compiler/official/rule.h"
#include "compiler/parse/characters.h"
#include "compiler/parse/keywords.h"

#include <algorithm>
#include <map>

namespace tiao::official {

namespace {

/// The words of a stretch of code, without its comments.
std::u32string wordsOf(const source::SourceSet& sources, Span span) {
  std::string text;
  for (const parse::Character& c : parse::readCharacters(sources, span))
    text += sources.text({span.file, c.begin, c.end});
  return characters(text);
}

/// Accounts for one section.
class Accountant {
public:
  Accountant(const source::SourceSet& sources, Budget& budget, SectionAccount& section)
      : sources_(sources), budget_(budget), matcher_(section.text, budget), section_(section) {}

  void claim(const syntax::Declaration& d) {
    if (const auto* none = std::get_if<syntax::NotRule>(&d.node))
      quoted({Claim::Kind::NotRule, {}, none->ground, d.span, {}, true, {}, {}}, none->quoting);
    else if (const std::optional<Rule> rule = ruleOf(d))
      claim(*rule);
  }

  void close() {
    std::ranges::stable_sort(section_.claims, {}, [](const Claim& c) { return c.official.begin; });
    for (const Stretch sentence : section_.text.sentences) section_.sentences.push_back(account(sentence));
    overlaps();
  }

private:
  [[nodiscard]] const std::u32string& text() const { return section_.text.words.text; }

  void claim(const Rule& rule) {
    std::u32string whole;
    std::vector<std::u32string> sentences;
    for (const Span span : rule.sentences) {
      std::u32string words = wordsOf(sources_, span);
      if (rule.headed) { // 分担：甲。乙。 is two sentences behind a head
        words.erase(0, std::min(words.find_first_of(U"：:"), words.size() - 1) + 1);
        whole += words;
        for (size_t end = words.find(U'。'); end != std::u32string::npos && end + 1 < words.size();
             end = words.find(U'。')) {
          sentences.push_back(words.substr(0, end + 1));
          words.erase(0, end + 1);
        }
        sentences.push_back(std::move(words));
        continue;
      }
      whole += words;
      sentences.push_back(std::move(words));
    }
    if (rule.quoting) {
      quoted({Claim::Kind::Rule, rule.name, {}, rule.declared, {}, true, {}, {}}, *rule.quoting, whole);
      return;
    }
    // Each sentence by itself if every one has its official words, else all of them together.
    std::vector<std::optional<Match>> apart;
    for (const std::u32string& own : sentences) apart.push_back(matcher_.find(own, taken_));
    const auto found = [](const std::optional<Match>& m) { return m && !m->numbersDiffer; };
    if (sentences.size() > 1 && !std::ranges::all_of(apart, found))
      if (const std::optional<Match> together = matcher_.find(whole, taken_); found(together)) {
        matched(rule, rule.declared, whole, *together);
        return;
      }
    for (size_t i = 0; i < sentences.size(); ++i) {
      const Span declared = i == 0 || rule.headed ? rule.declared : rule.sentences[i];
      if (found(apart[i]))
        matched(rule, declared, sentences[i], *apart[i]);
      else if (rule.needsText)
        section_.withoutText.push_back(
            {rule.name, declared, apart[i],
             apart[i] ? differences(official(apart[i]->official), inner(sentences[i])) : std::vector<Difference>()});
    }
  }

  [[nodiscard]] std::u32string_view official(Stretch s) const {
    return std::u32string_view(text()).substr(s.begin, s.size());
  }
  static std::u32string_view inner(const std::u32string& own) {
    const Stretch s = trimmed(own, {0, own.size()});
    return std::u32string_view(own).substr(s.begin, s.size());
  }

  void matched(const Rule& rule, Span declared, const std::u32string& own, const Match& match) {
    taken_.insert(match.official.begin);
    section_.claims.push_back({Claim::Kind::Rule,
                               rule.name,
                               {},
                               declared,
                               match.official,
                               false,
                               match.likeness,
                               differences(official(match.official), inner(own))});
  }

  /// Of several occurrences, the first that no earlier declaration quotes.
  void quoted(Claim claim, const syntax::Quoting& quoting, const std::u32string& own = {}) {
    const std::u32string words = characters(quoting.text);
    const std::optional<size_t> place = occurrence(words);
    if (!place) return; // an error, which has been told
    claim.official = {*place, *place + words.size()};
    taken_.insert(*place);
    if (claim.kind == Claim::Kind::Rule) {
      const std::u32string_view both[] = {inner(words), inner(own)};
      claim.likeness = official::likeness(both[0], both[1]);
      claim.differences = differences(both[0], both[1]);
    }
    section_.claims.push_back(std::move(claim));
  }

  std::optional<size_t> occurrence(const std::u32string& words) {
    std::optional<size_t> first;
    for (size_t at = text().find(words); at != std::u32string::npos && !budget_.spent();
         at = text().find(words, at + 1)) {
      if (!first) first = at;
      budget_.spend(words.size());
      if (!taken_.contains(at)) return at;
    }
    budget_.spend(text().size());
    return first;
  }

  SentenceAccount account(Stretch sentence) {
    SentenceAccount result{sentence, {}, {}};
    size_t at = sentence.begin;
    const auto leave = [&](size_t end) {
      if (const Stretch rest = trimmed(text(), {at, end}); at < end && rest.size() > 0 && !onlyJoins(rest))
        result.open.push_back(rest);
    };
    std::erase_if(open_, [&](size_t i) { return section_.claims[i].official.end <= sentence.begin; });
    for (; next_ < section_.claims.size() && section_.claims[next_].official.begin < sentence.end; ++next_)
      if (section_.claims[next_].official.end > sentence.begin) open_.push_back(next_);
    for (const size_t i : open_) {
      const Stretch claimed = section_.claims[i].official;
      result.claims.push_back(i);
      leave(std::min(claimed.begin, sentence.end));
      at = std::max(at, std::min(claimed.end, sentence.end));
    }
    leave(sentence.end);
    const auto counted = [&](Stretch s) {
      const auto begin = text().begin() + static_cast<std::ptrdiff_t>(s.begin);
      return static_cast<size_t>(std::count_if(begin, begin + static_cast<std::ptrdiff_t>(s.size()),
                                               [](char32_t c) { return !isPunctuation(c); }));
    };
    section_.characters += counted(trimmed(text(), sentence));
    for (const Stretch open : result.open) section_.open += counted(open);
    return result;
  }

  /// 且, 并, and: what stands between two stretches that are accounted for.
  [[nodiscard]] bool onlyJoins(Stretch rest) const {
    const std::u32string word = parse::fold(utf8(official(rest)));
    for (const auto* spellings : {&parse::keyword("AND").zh, &parse::keyword("AND").en})
      for (const std::string& spelling : *spellings)
        if (parse::fold(spelling) == word) return true;
    return false;
  }

  void overlaps() {
    size_t furthest = 0; // the claim that reaches furthest so far
    for (size_t i = 1; i < section_.claims.size(); ++i) {
      const Claim& before = section_.claims[furthest];
      const Claim& claim = section_.claims[i];
      const bool rules = before.kind == Claim::Kind::Rule && claim.kind == Claim::Kind::Rule;
      if (claim.official.begin < before.official.end && !rules)
        section_.overlaps.push_back(
            {furthest, i, {claim.official.begin, std::min(claim.official.end, before.official.end)}});
      if (claim.official.end > before.official.end) furthest = i;
    }
  }

  const source::SourceSet& sources_;
  Budget& budget_;
  Matcher matcher_;
  SectionAccount& section_;
  std::set<size_t> taken_;   // where claims begin
  std::vector<size_t> open_; // claims that reach into the sentence at hand
  size_t next_ = 0;          // the first claim that begins after it
};

} // namespace

std::optional<Span> translationOf(const syntax::File& file) {
  for (const syntax::Declaration& d : file.declarations)
    if (std::holds_alternative<syntax::Translation>(d.node)) return d.span;
  return std::nullopt;
}

Account account(const parse::Parsed& parsed, const source::SourceSet& sources, Budget budget) {
  Account result;
  for (uint32_t file = 0; file < parsed.tree.files.size(); ++file) {
    const syntax::File& read = parsed.tree.files[file];
    if (const std::optional<Span> translation = translationOf(read)) {
      result.translations.push_back(*translation);
      continue;
    }
    std::map<uint32_t, std::vector<const syntax::Declaration*>> bySection;
    for (const syntax::Declaration& d : read.declarations) bySection[d.section].push_back(&d);
    const source::Document& document = parsed.documents[file];
    for (uint32_t number = 0; number < document.sections.size(); ++number) {
      SectionAccount section;
      section.file = file;
      section.section = number;
      section.text = officialText(sources, document.sections[number]);
      Accountant accountant(sources, budget, section);
      for (const syntax::Declaration* d : bySection[number]) accountant.claim(*d);
      accountant.close();
      if (!section.sentences.empty() || !section.withoutText.empty()) result.sections.push_back(std::move(section));
    }
  }
  result.cutOff = budget.spent();
  return result;
}

} // namespace tiao::official
