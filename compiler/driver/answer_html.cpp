#include "compiler/driver/answer.h"

#include "compiler/explain/html.h"

#include <fmt/format.h>

/// tiao eval --format html: what the text says, as one page. The sums stand first, each a link to its clause.
namespace tiao::driver {

using explain::escaped;

namespace {

std::string anchor(core::AwardId award) { return fmt::format("c{}", award.index + 1); }

} // namespace

std::string Answer::html(Language language) const {
  const core::Program& program = policy_.program();
  const bool zh = language == Language::Zh;
  std::vector<Brief> open, nothing;
  ReasonText words(policy_.program(), policy_.sources, language);
  std::string totals, clauses;
  for (uint32_t i = 0; i < program.awards.size(); ++i) {
    if (!wanted(i)) continue;
    const core::AwardId award{i};
    Outcomes brief;
    std::string explanations;
    for (const Told& told : explained(award, brief)) explanations += html(told, language);
    addOpen(award, brief, words, language, open);
    addNothing(award, brief, words, language, nothing);
    const std::string name = escaped(shown(program.awards[award].name, language));
    const bool full = !explanations.empty();
    if (full)
      clauses += fmt::format("<section id=\"{}\">\n<h2>{}</h2>\n{}</section>\n", anchor(award), name, explanations);
    const interpret::Amount total = interpret::total(program, shown_, award);
    if (total.hi.isZero()) continue;
    totals += fmt::format("<tr><td>{}</td><td class=\"yuan\">{}</td></tr>\n",
                          full ? fmt::format("<a href=\"#{}\">{}</a>", anchor(award), name) : name,
                          explain::moneyText(total));
  }
  std::string body = fmt::format("<h1>{}</h1>\n<p class=\"dates\">{}</p>\n", escaped(heading(language)),
                                 escaped(datesText(dates(), program, language)));
  if (!totals.empty())
    body += fmt::format("<h2>{}</h2>\n<table>\n{}</table>\n", zh ? "合计（元）" : "In all (yuan)", totals);
  body += clauses;
  const auto add = [&](const char* title, const std::vector<Brief>& lines) {
    if (lines.empty()) return;
    body += fmt::format("<h2>{}</h2>\n<table>\n", title);
    for (const Brief& line : lines)
      body += fmt::format("<tr><td>{}{}</td><td>{}</td></tr>\n", escaped(line.clause), escaped(line.periods),
                          escaped(line.why));
    body += "</table>\n";
  };
  add(zh ? "尚不能确定" : "Not yet certain", open);
  add(zh ? "不给予" : "Not given", nothing);
  return explain::page(heading(language), body, language);
}

std::string Answer::html(const Told& told, Language language) const {
  std::string out;
  for (const explain::Explanation& each : told.explanations) out += renderHtml(each, language);
  if (told.more > 0) out += fmt::format("<p class=\"more\">{}</p>\n", escaped(moreText(told.more).in(language)));
  if (told.items.size() > 1) out += fmt::format("<p><b>{}</b></p>\n", escaped(together(told.items, language)));
  for (const std::string& line : courseLines(told.items, language))
    out += fmt::format("<p class=\"course\">{}</p>\n", escaped(line));
  return out;
}

} // namespace tiao::driver
