#include "compiler/layers/consolidated_text.h"

#include "compiler/format/format.h"

#include <algorithm>
#include <fmt/format.h>

namespace tiao::layers {

using namespace syntax;
using source::Language;
using source::SourceSet;

namespace {

class Writing {
public:
  Writing(const parse::Parsed& parsed, const SourceSet& sources, const Standing& standing, Language language)
      : parsed_(parsed), sources_(sources), standing_(standing), zh_(language == Language::Zh), language_(language) {
    diagnostics::Sink told;
    before_ = policiesOf(parsed.tree, sources, told);
    laid_ = consolidate(parsed.tree, before_, standing);
  }

  std::string text() {
    title();
    for (size_t i = 0; i < laid_.tree.files.size(); ++i)
      for (const Declaration& d : laid_.tree.files[i].declarations) declaration(d, parsed_.documents[i]);
    close();
    return std::move(out_);
  }

private:
  [[nodiscard]] std::string say(const std::string& zh, const std::string& en) const { return zh_ ? zh : en; }
  [[nodiscard]] std::string called(uint32_t policy) const {
    const std::string document = before_[policy].document;
    return before_[policy].shown().in(language_) +
           (document.empty() ? "" : say("（" + document + "）", " (" + document + ")"));
  }
  [[nodiscard]] std::string placeOf(Span span) const {
    const source::SourceFile& file = sources_[span.file];
    const uint32_t line = file.place(span.begin).line;
    return zh_ ? fmt::format("{} 第 {} 行", file.path(), line) : fmt::format("{}, line {}", file.path(), line);
  }

  /// What is consolidated, and what is left out.
  void title() {
    const std::string day = calendar::toString(standing_.day);
    std::string district;
    if (standing_.district) district = parsed_.tree.symbols[*standing_.district].shown(zh_);
    std::string bases;
    for (uint32_t i = 0; i < before_.all().size(); ++i)
      if (!before_[i].isLayer()) bases += (bases.empty() ? "" : say("、", ", ")) + called(i);
    out_ += "# " + bases + "\n\n";
    out_ += say("自动合并：" + day + (district.empty() ? "" : "，" + district) + " 的施行文本。不是正式文本。",
                "Consolidated automatically, as it stands on " + day + (district.empty() ? "" : " in " + district) +
                    ". Not an official text.") +
            "\n";
    std::string lines;
    for (uint32_t i = 0; i < before_.all().size(); ++i) {
      if (!before_[i].isLayer()) continue;
      const bool left = std::ranges::find(laid_.left, i) != laid_.left.end();
      lines += "- " + called(i) + say("：", ": ") +
               (left ? say("没有并入，此日此地不施行", "left out: not in force on that day and there")
                     : say("已并入", "included")) +
               say("（", " (") + placeOf(before_[i].span) + say("）", ")") + "\n";
    }
    for (const SymbolId stopped : laid_.stopped)
      lines += "- " + parsed_.tree.symbols[stopped].shown(zh_) + say("：已停止", ": stopped") +
               (laid_.kept.contains(stopped) ? say("；已给予的仍计入不重复，所以保留条款",
                                                   "; the clause stays, since what it gave is still not repeated")
                                             : "") +
               "\n" + origins(stopped);
    if (!lines.empty()) out_ += "\n" + lines;
  }

  /// Each change that stands in a clause or parameter: its words, the layer, and where it is written.
  std::string origins(SymbolId id) const {
    std::string text;
    const auto found = laid_.origins.find(id);
    if (found == laid_.origins.end()) return text;
    for (const Origin& o : found->second) {
      std::string words(sources_.text(o.span));
      for (char& c : words)
        if (c == '\n' || c == '\r' || c == '\t') c = ' ';
      text += "  - `" + words + "`" + say("：", ": ") + called(o.layer) + say("，", ", ") + placeOf(o.span) + "\n";
    }
    return text;
  }

  void open() {
    if (!open_) out_ += "\n```tiao\n";
    open_ = true;
  }
  void close() {
    if (open_) out_ += "```\n";
    open_ = false;
  }

  void declaration(const Declaration& d, const source::Document& document) {
    // What says that official words are no rule has no official text here to speak of.
    if (std::holds_alternative<Import>(d.node) || std::holds_alternative<Test>(d.node) ||
        std::holds_alternative<Assertion>(d.node) || std::holds_alternative<NotRule>(d.node) ||
        std::holds_alternative<Translation>(d.node))
      return;
    std::optional<SymbolId> name;
    int article = 0;
    Declaration shown = d;
    if (auto* clause = std::get_if<Clause>(&shown.node)) {
      name = clause->name.symbol;
      article = document.sections[d.section].article;
      for (Sentence& s : clause->sentences)
        std::erase_if(s.phrases, [](const Phrase& p) { return std::holds_alternative<Quoting>(p.node); });
    } else if (const auto* parameter = std::get_if<Parameter>(&d.node)) {
      name = parameter->name.symbol;
    } else if (std::holds_alternative<Split>(d.node) || std::holds_alternative<Procedure>(d.node) ||
               std::holds_alternative<Payment>(d.node) || std::holds_alternative<Recovery>(d.node)) {
      article = document.sections[d.section].article; // explanations name it
    }
    if (article != article_) {
      close();
      article_ = article;
      out_ += "\n## " +
              (article > 0 ? source::articleText(article, language_)
                           : say("没有条号的条款", "Clauses without an article")) +
              "\n";
    }
    const std::string from = name ? origins(*name) : "";
    if (!from.empty()) {
      close();
      out_ += "\n- " + parsed_.tree.symbols[*name].shown(zh_) + "\n" + from;
    }
    const bool first = !open_;
    open();
    const std::string text = format::render(laid_.tree, shown, language_);
    const bool block = text.find('\n') + 1 < text.size();
    if (!first && (block || lastBlock_)) out_ += "\n";
    lastBlock_ = block;
    out_ += text;
  }

  const parse::Parsed& parsed_;
  const SourceSet& sources_;
  const Standing& standing_;
  bool zh_;
  Language language_;
  Policies before_;
  Laid laid_;
  std::string out_;
  int article_ = 0;
  bool open_ = false, lastBlock_ = false;
};

} // namespace

std::string consolidatedText(const parse::Parsed& parsed, const SourceSet& sources, const Standing& standing,
                             Language language) {
  return Writing(parsed, sources, standing, language).text();
}

} // namespace tiao::layers
