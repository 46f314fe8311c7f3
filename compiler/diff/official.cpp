#include "compiler/diff/official.h"

#include "compiler/diff/award_edits.h"
#include "compiler/diff/common_order.h"
#include "compiler/official/text.h"
#include "compiler/source/literate.h"

#include <algorithm>
#include <filesystem>

namespace tiao::diff {

namespace {

using source::Span;

/// The official text below one heading.
struct Quoted {
  const source::Section* section = nullptr;
  official::OfficialText text;

  [[nodiscard]] const std::u32string& words() const { return text.words.text; }
  [[nodiscard]] bool holds(const Span& declared) const {
    return std::ranges::any_of(section->code, [&](const Span& code) {
      return code.file == declared.file && code.begin <= declared.begin && declared.end <= code.end;
    });
  }
};
/// Those of one file, in its order.
struct File {
  std::string name; // without its folder
  source::Language language = source::Language::Zh;
  std::vector<Quoted> sections;
};

std::vector<File> filesOf(const Input& input) {
  std::vector<File> files;
  for (size_t i = 0; i < input.parsed.documents.size(); ++i) {
    const source::SourceFile& source = input.sources[input.parsed.tree.files[i].source];
    File file{std::filesystem::path(source.path()).filename().string(), source.language(), {}};
    for (const source::Section& section : input.parsed.documents[i].sections)
      if (!section.official.empty())
        file.sections.push_back({&section, official::officialText(input.sources, section)});
    if (!file.sections.empty()) files.push_back(std::move(file));
  }
  return files;
}

/// The same file of the other version: by its name, or the only one that each has.
const File* sameFile(const File& file, const std::vector<File>& own, const std::vector<File>& others) {
  const auto found = std::ranges::find(others, file.name, &File::name);
  const File* same = found != others.end()                   ? &*found
                     : own.size() == 1 && others.size() == 1 ? &others.front()
                                                             : nullptr;
  return same != nullptr && same->language == file.language ? same : nullptr;
}

/// The sentences of each that the other has not, in their order. Where there are too many to compare: all of them.
std::pair<std::vector<official::Stretch>, std::vector<official::Stretch>> differing(const Quoted& a, const Quoted& b) {
  constexpr size_t most = 1'000'000; // pairs of sentences
  const auto &x = a.text.sentences, &y = b.text.sentences;
  if (x.size() * y.size() > most) return {x, y};
  const auto said = [](const Quoted& of, official::Stretch s) {
    return std::u32string_view(of.words()).substr(s.begin, s.size());
  };
  std::vector<official::Stretch> gone, fresh;
  commonOrder(
      x.size(), y.size(), [&](size_t i, size_t j) { return said(a, x[i]) == said(b, y[j]); }, [](size_t, size_t) {},
      [&](size_t i) { gone.push_back(x[i]); }, [&](size_t j) { fresh.push_back(y[j]); });
  return {gone, fresh};
}

class OfficialEdits {
public:
  OfficialEdits(const Wording& before, const Wording& after, const std::vector<ClausePlaces>& clauses)
      : before_(before), after_(after), clauses_(clauses) {}

  std::vector<Edit> edits() {
    const std::vector<File> old = filesOf(before_.input), fresh = filesOf(after_.input);
    for (const File& file : fresh)
      if (const File* was = sameFile(file, fresh, old)) compare(*was, file);
    return std::move(edits_);
  }

private:
  /// Sections are the same where their text is; else by their headings, and then by the numbers that these begin with.
  void compare(const File& was, const File& is) {
    std::vector<const Quoted*> partner(is.sections.size());
    std::vector<bool> taken(was.sections.size());
    const auto match = [&](auto same) {
      for (size_t j = 0; j < is.sections.size(); ++j)
        for (size_t i = 0; i < was.sections.size() && partner[j] == nullptr; ++i) {
          if (taken[i] || !same(was.sections[i], is.sections[j])) continue;
          partner[j] = &was.sections[i];
          taken[i] = true;
        }
    };
    match([](const Quoted& a, const Quoted& b) { return a.words() == b.words(); });
    match([](const Quoted& a, const Quoted& b) { return a.section->heading == b.section->heading; });
    match([](const Quoted& a, const Quoted& b) {
      return a.section->article != 0 && a.section->article == b.section->article &&
             a.section->level == b.section->level;
    });
    for (size_t j = 0; j < is.sections.size(); ++j) {
      const Quoted& fresh = is.sections[j];
      if (partner[j] == nullptr)
        add(EditKind::OfficialAdded, nullptr, {}, &fresh, fresh.text.sentences);
      else if (partner[j]->words() != fresh.words())
        changed(*partner[j], fresh);
    }
    for (size_t i = 0; i < was.sections.size(); ++i)
      if (!taken[i]) add(EditKind::OfficialDropped, &was.sections[i], was.sections[i].text.sentences, nullptr, {});
  }

  void changed(const Quoted& was, const Quoted& is) {
    bool any = false, together = false;
    for (const ClausePlaces& clause : clauses_) {
      const bool here = std::ranges::any_of(clause.before, [&](const Span& span) { return was.holds(span); }) ||
                        std::ranges::any_of(clause.after, [&](const Span& span) { return is.holds(span); });
      any = any || here;
      together = together || (here && clause.changed);
    }
    const auto [gone, fresh] = differing(was, is);
    add(any && !together ? EditKind::OfficialAlone : EditKind::OfficialChanged, &was, gone, &is, fresh);
  }

  void add(EditKind kind, const Quoted* was, const std::vector<official::Stretch>& gone, const Quoted* is,
           const std::vector<official::Stretch>& fresh) {
    const std::string& heading = (is != nullptr ? is : was)->section->heading;
    const Text name = heading.empty() ? Text("文首", "the beginning") : Text(heading);
    edits_.push_back({kind, editSentence(kind, name), Text(words(before_, was, gone)), Text(words(after_, is, fresh)),
                      place(before_, was, gone), place(after_, is, fresh)});
  }

  static std::string words(const Wording& wording, const Quoted* of, const std::vector<official::Stretch>& sentences) {
    std::string out;
    for (const official::Stretch& sentence : sentences) {
      if (!out.empty() && static_cast<unsigned char>(out.back()) < 0x80) out += ' ';
      out += official::shown(wording.input.sources, of->text.words, sentence);
    }
    return out;
  }
  /// The first of the sentences, or the whole quotation.
  static Place place(const Wording& wording, const Quoted* of, const std::vector<official::Stretch>& sentences) {
    if (of == nullptr) return {};
    if (sentences.empty()) return wording.place(of->section->official.front().span);
    return wording.place(official::placeOf(of->text.words, sentences.front()));
  }

  const Wording& before_;
  const Wording& after_;
  const std::vector<ClausePlaces>& clauses_;
  std::vector<Edit> edits_;
};

} // namespace

std::vector<Edit> officialEdits(const Wording& before, const Wording& after, const std::vector<ClausePlaces>& clauses) {
  return OfficialEdits(before, after, clauses).edits();
}

bool isOfOfficialText(EditKind kind) {
  return kind == EditKind::OfficialChanged || kind == EditKind::OfficialAlone || kind == EditKind::OfficialAdded ||
         kind == EditKind::OfficialDropped;
}

} // namespace tiao::diff
