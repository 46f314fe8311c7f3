#include "compiler/check/checker.h"

#include "compiler/official/account.h"
#include "compiler/official/rule.h"

#include <fmt/format.h>

/// Official words that are quoted, by a rule or as no rule, must stand in the official text of the same section, word
/// for word: that is how a changed text finds the code that must follow it.
namespace tiao::check {

namespace diag = diagnostics::diag;
namespace remark = diagnostics::remark;

namespace {

/// 「20%」应为「30%」 for each stretch that differs.
Text toldDifferences(std::u32string_view quoted, std::u32string_view official) {
  constexpr size_t Most = 4;
  Text out;
  const std::vector<official::Difference> all = official::differences(quoted, official);
  for (size_t i = 0; i < all.size() && i < Most; ++i) {
    const std::string was = official::utf8(all[i].before), is = official::utf8(all[i].after);
    out.zh += i > 0 ? "，" : "";
    out.en += i > 0 ? ", " : "";
    if (was.empty()) {
      out.zh += fmt::format("缺「{}」", is);
      out.en += fmt::format("`{}` is missing", is);
    } else if (is.empty()) {
      out.zh += fmt::format("多「{}」", was);
      out.en += fmt::format("`{}` is added", was);
    } else {
      out.zh += fmt::format("「{}」应为「{}」", was, is);
      out.en += fmt::format("`{}` should be `{}`", was, is);
    }
  }
  if (all.size() > Most) {
    out.zh += "等";
    out.en += ", …";
  }
  return out;
}

} // namespace

void Checker::quotations(size_t file) {
  std::vector<official::OfficialText> texts; // read once something is quoted
  for (const syntax::Declaration& d : tree_.files[file].declarations)
    if (const std::optional<syntax::Quoting> quoting = official::quotedBy(d)) {
      if (const auto translation = official::translationOf(tree_.files[file])) {
        sink_.report(diag::QuotationNotFound, quoting->span).label(remark::QuoteTheOriginal, *translation);
        continue;
      }
      if (texts.empty())
        for (const source::Section& section : parsed_.documents[file].sections)
          texts.push_back(official::officialText(sources_, section));
      quotation(*quoting, d.section, texts);
    }
}

void Checker::quotation(const syntax::Quoting& quoting, uint32_t section,
                        const std::vector<official::OfficialText>& texts) {
  const std::u32string quoted = official::characters(quoting.text);
  if (official::trimmed(quoted, {0, quoted.size()}).size() == 0) {
    sink_.report(diag::EmptyQuotation, quoting.span).help(remark::CopyOfficial);
    return;
  }
  if (quoting_.spent()) return;
  const auto in = [&](const official::OfficialText& text) {
    const size_t found = text.words.text.find(quoted);
    quoting_.spend(std::min(found, text.words.size()));
    if (quoting_.spent()) sink_.report(diag::TooMuchQuoted, quoting.span);
    return found;
  };
  const official::OfficialText& own = texts[section];
  if (in(own) != std::u32string::npos || quoting_.spent()) return;
  constexpr size_t Detailed = 100; // each is compared with its section: only so many that a person would read them
  const bool detailed = sink_.all().size() < Detailed;
  if (!detailed) {
    sink_.report(diag::QuotationNotFound, quoting.span);
    return;
  }
  for (const official::OfficialText& text : texts)
    if (const size_t at = in(text); at != std::u32string::npos) {
      sink_.report(diag::QuotationNotFound, quoting.span)
          .label(remark::QuotedFromElsewhere, official::placeOf(text.words, {at, at + quoted.size()}));
      return;
    }
  auto report = sink_.report(diag::QuotationNotFound, quoting.span);
  if (own.words.text.empty()) {
    report.help(remark::NothingToQuote);
    return;
  }
  if (const auto near = official::nearest(quoted, own.words.text); near && near->size() > 0) {
    const std::u32string_view words = std::u32string_view(own.words.text).substr(near->begin, near->size());
    report.label(remark::OfficialHere, official::placeOf(own.words, *near));
    report.help(remark::OfficialIs, Text(official::utf8(words)), toldDifferences(quoted, words));
  }
  report.help(remark::CopyOfficial);
}

} // namespace tiao::check
