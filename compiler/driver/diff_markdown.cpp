#include "compiler/driver/diff_words.h"
#include "compiler/explain/words.h"

#include <algorithm>
#include <fmt/format.h>

/// tiao diff --format markdown: as a comment of a merge request, for GitHub and GitLab.
namespace tiao::driver {

using diff::Edit;
using diff::Law;
using diff::Pair;

namespace {

/// Text that stands for itself: no emphasis, table, link, HTML, formula, or mention of a person, issue or request.
std::string plain(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n' || c == '\r') {
      out += ' ';
    } else if (c == '@') {
      out += "&#64;";
    } else if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else {
      if (std::string_view("\\`*_{}[]|#~$!").find(c) != std::string_view::npos) out += '\\';
      out += c;
    }
  }
  return out;
}
/// As code: in more backticks than it holds itself, and without what would end a cell.
std::string code(const std::string& text) {
  std::string inner = text;
  std::ranges::replace(inner, '|', ' ');
  const std::string fence(inner.find('`') == std::string::npos ? 1 : 2, '`');
  return fence + inner + fence;
}

const char* icon(Tone tone) {
  switch (tone) {
  case Tone::Same: return "⚪";
  case Tone::Gain: return "🟢";
  case Tone::Loss: return "🔴";
  case Tone::Mixed: return "🟠";
  case Tone::Open: return "❓";
  }
  return "";
}

class Comment {
public:
  Comment(const diff::Result& result, Language language) : result_(result), language_(language) {}

  std::string markdown() {
    line("<!-- tiao diff -->"); // by which a job finds its own comment again
    line("### {} {}", icon(toneOf(result_.end)), text(summaryText(result_)));
    line("");
    version(pick("原", "before"), result_.before);
    version(pick("新", "after"), result_.after);
    line("");
    words();
    verdicts();
    for (const Pair& pair : result_.pairs)
      if (told(pair)) clause(pair);
    registered();
    budget();
    interface();
    accepted();
    while (out_.ends_with("\n\n")) out_.pop_back();
    return std::move(out_);
  }

private:
  [[nodiscard]] const char* pick(const char* zh, const char* en) const { return language_ == Language::Zh ? zh : en; }
  [[nodiscard]] std::string text(const Text& words) const { return plain(words.in(language_)); }
  template <typename... Args> void line(fmt::format_string<Args...> form, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), form, std::forward<Args>(args)...);
    out_ += '\n';
  }
  void heading(const char* zh, const char* en) { line("#### {}\n", pick(zh, en)); }
  void details(const std::string& summary) { line("<details><summary>{}</summary>\n", summary); }
  void endDetails() { line("\n</details>\n"); }

  void version(const char* name, const diff::Version& v) {
    const std::string document = v.document.empty() ? "" : plain(v.document) + pick("，", ", ");
    line("- **{}** {}{}{}{} – {}{}{}", name, text(v.policy), pick("（", " ("), document, v.from, v.to, pick("）", ") "),
         code(v.given));
  }

  [[nodiscard]] std::string values(const Text& before, const Text& after) const {
    const std::string &was = before.in(language_), &is = after.in(language_);
    if (was == is) return plain(was);
    if (was.empty()) return "+ " + plain(is);
    if (is.empty()) return "− " + plain(was);
    const bool wide = source::displayWidth(was) + source::displayWidth(is) > 44;
    return wide ? fmt::format("− {}<br>+ {}", plain(was), plain(is)) : fmt::format("{} → {}", plain(was), plain(is));
  }

  void words() {
    std::string rows;
    const auto row = [&](const std::string& where, const Text& what, const Text& before, const Text& after,
                         const std::string& place) {
      fmt::format_to(std::back_inserter(rows), "| {} | {} | {} | {} |\n", where, text(what), values(before, after),
                     place.empty() ? "" : code(place));
    };
    bool unproved = false;
    for (const diff::General& g : result_.general) {
      if (g.accepted) continue;
      row(pick("全文", "the policy as a whole"), g.edit.sentence, g.edit.before, g.edit.after,
          placeText(g.edit.was, g.edit.is));
      unproved = unproved || g.unproved;
    }
    for (const Pair& pair : result_.pairs)
      if (told(pair))
        for (const Edit& e : pair.edits)
          row(text(titleText(pair)), e.sentence, e.before, e.after, placeText(e.was, e.is));
    if (rows.empty()) return;
    heading("改了什么", "What was changed");
    line("| {} | {} | {} | {} |\n| --- | --- | --- | --- |", pick("何处", "where"), pick("改动", "change"),
         pick("原 → 新", "before → after"), pick("位置", "place"));
    out_ += rows;
    if (unproved) line("\n{} {}", icon(Tone::Open), text(unprovedText()));
    line("");
  }

  void verdicts() {
    if (std::ranges::none_of(result_.pairs, told)) return;
    heading("谁多得，谁少得", "Who gets more, who gets less");
    line("| {} | {} |\n| --- | --- |", pick("条款", "clause"), pick("结论", "verdict"));
    for (const Pair& pair : result_.pairs)
      if (told(pair))
        line("| {} | {} {} |", text(titleText(pair)), icon(toneOf(pair, result_.lawAsked)),
             text(verdictText(pair, result_.lawAsked)));
    line("");
  }

  void clause(const Pair& pair) {
    const bool more =
        std::ranges::any_of(pair.laws, [](const Law& law) { return law.regions || !examplesOf(law).empty(); });
    if (!more && pair.together.empty() && pair.laws.size() < 2) return;
    line("**{}**\n", text(titleText(pair)));
    for (const Law& law : pair.laws) {
      if (pair.laws.size() > 1)
        line("{} {}{}{}\n", icon(toneOf(law.verdict)), text(law.award), pick("：", ": "), text(verdictText(law)));
      if (law.regions) regions(*law.regions);
      examples(law);
    }
    for (const Law& law : pair.together) {
      line("{} {}\n", icon(toneOf(law.verdict)), text(togetherText(law)));
      if (law.madeUp) line("{}\n", text(madeUpText()));
      examples(law);
    }
  }

  void regions(const diff::Regions& regions) {
    if (!regions.regions.empty()) {
      line("| {} | {} | {} | {} |\n| ---: | ---: | ---: | ---: |", text(factText(regions)), pick("原", "before"),
           pick("新", "after"), pick("变化（元）", "change (yuan)"));
      for (const diff::Region& r : regions.regions)
        line("| {} | {} | {} | {} |", text(rangeText(r)), text(r.before), text(r.after), text(changeText(r)));
      line("");
    }
    for (const diff::ByCondition& c : regions.conditions) line("- {}", text(conditionText(c)));
    for (const Text& note : regions.notes) line("- {}", text(note));
    if (!regions.conditions.empty() || !regions.notes.empty()) line("");
  }

  void examples(const Law& law) {
    const std::vector<Example> all = examplesOf(law);
    if (all.empty()) return;
    details(pick("例子（解释器按两个版本都算过）", "Examples (the interpreter has computed them under both versions)"));
    for (const Example& example : all) {
      line("- **{}**{}{}", text(example.name), pick("：", ": "), text(givenText(*example.witness)));
      for (const Text& each : example.witness->lines) line("  - {}", text(each));
    }
    endDetails();
  }

  void sums(const char* by, const std::vector<diff::SumRow>& rows, bool subjects) {
    if (rows.empty()) return;
    line("| {} | {} | {} | {} |{}\n| --- | ---: | ---: | ---: |{}", by, pick("原（元）", "before (yuan)"),
         pick("新（元）", "after (yuan)"), pick("变化（元）", "change (yuan)"),
         subjects ? pick(" 增加（家） | 减少（家） |", " get more | get less |") : "",
         subjects ? " ---: | ---: |" : "");
    for (const diff::SumRow& row : rows)
      line("| {} | {} | {} | {} |{}", text(row.name), amountText(row.sum.before, row.sum.mostBefore),
           amountText(row.sum.after, row.sum.mostAfter), changeText(row.sum),
           subjects ? fmt::format(" {} | {} |", row.more, row.less) : "");
    line("");
  }

  void registered() {
    if (!result_.registered) return;
    const diff::Register& r = *result_.registered;
    heading("名册中有谁", "Who it is in the register");
    line("{}\n", text(registerText(r)));
    sums(pick("条款", "clause"), r.byClause, true);
    sums(pick("区县", "district"), r.byDistrict, true);
    sums(pick("年度", "year"), r.byYear, true);
    if (r.most.empty()) return;
    details(pick("变化最大的", "The greatest changes"));
    line("| {} | {} | {} | {} | {} | {} |\n| --- | --- | --- | ---: | ---: | ---: |", pick("对象", "subject"),
         pick("条款", "clause"), pick("期间", "period"), pick("原（元）", "before (yuan)"),
         pick("新（元）", "after (yuan)"), pick("变化（元）", "change (yuan)"));
    for (const diff::Changed& c : r.most)
      line("| {} | {} | {} | {} | {} | {} |", plain(c.subject), text(c.clause), c.period,
           amountText(c.sum.before, c.sum.mostBefore), amountText(c.sum.after, c.sum.mostAfter), changeText(c.sum));
    endDetails();
  }

  void budget() {
    if (!result_.budget) return;
    heading("预算", "Budget");
    line("{}\n", text(budgetText(*result_.budget)));
    sums(pick("承担", "payer"), result_.budget->byPayer, false);
    sums(pick("年度", "year"), result_.budget->byYear, false);
  }

  void interface() {
    std::string rows;
    for (const diff::InterfaceChange& c : result_.interface)
      if (!c.accepted)
        fmt::format_to(std::back_inserter(rows), "| {} {} | {} | {} |\n",
                       c.breaks ? icon(Tone::Loss) : icon(Tone::Same), text(c.sentence), values(c.before, c.after),
                       code(placeText(c.was, c.is)));
    if (rows.empty()) return;
    heading("数据与账本", "Data and ledgers");
    line("{}\n", pick("🔴 者使原来的数据或账本不再相合。", "🔴: data or ledgers of the old version do not fit."));
    line("| {} | {} | {} |\n| --- | --- | --- |", pick("改动", "change"), pick("原 → 新", "before → after"),
         pick("位置", "place"));
    out_ += rows;
    line("");
  }

  void accepted() {
    std::string rows;
    const auto tell = [&](const Text& what, const std::optional<Text>& reason) {
      if (reason) fmt::format_to(std::back_inserter(rows), "- {}{}{}\n", text(what), pick("：", ": "), text(*reason));
    };
    for (const diff::General& g : result_.general) tell(g.edit.sentence, g.accepted);
    for (const Pair& pair : result_.pairs) tell(titleText(pair), pair.accepted);
    for (const diff::InterfaceChange& c : result_.interface) tell(c.sentence, c.accepted);
    if (rows.empty()) return;
    heading("已认可的变化", "Accepted changes");
    out_ += rows;
  }

  const diff::Result& result_;
  Language language_;
  std::string out_;
};

} // namespace

std::string diffMarkdown(const diff::Result& result, Language language) { return Comment(result, language).markdown(); }

} // namespace tiao::driver
