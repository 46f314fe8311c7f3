#include "compiler/driver/diff_plot.h"
#include "compiler/driver/diff_words.h"
#include "compiler/explain/html.h"
#include "compiler/explain/words.h"

#include <algorithm>
#include <fmt/format.h>

/// tiao diff --format html: one page that stands alone. What was changed, in words; then who is treated differently,
/// clause by clause; then what it costs, what breaks, and what is undecided.
namespace tiao::driver {

using diff::Edit;
using diff::Law;
using diff::Pair;
using explain::escaped;

namespace {

/// Each tone has a colour, and a sign for those who see none.
constexpr std::string_view style = R"css(
.end { border-left: .25rem solid var(--tone); background: var(--fill); padding: .5rem .9rem; font-weight: bold; }
.end, .tone { --tone: var(--soft); }
.end.gain, article.gain, .tone.gain { --tone: var(--yes); }
.end.loss, article.loss, .tone.loss { --tone: var(--no); }
.end.mixed, article.mixed, .tone.mixed { --tone: var(--cut); }
.end.undecided, article.undecided, .tone.undecided { --tone: var(--open); }
.tone { color: var(--tone); font-weight: bold; }
.wide { overflow-x: auto; overflow-wrap: break-word; }
.number { text-align: right; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
.wide .number { white-space: nowrap; }
.place { color: var(--soft); font-size: .9rem; white-space: nowrap; }
del { color: var(--no); text-decoration: none; } ins { color: var(--yes); text-decoration: none; }
del::before { content: "− "; font-weight: bold; } ins::before { content: "+ "; font-weight: bold; }
del, ins { display: block; }
details { margin: .5rem 0; } summary { cursor: pointer; color: var(--open); }
summary:focus-visible, a:focus-visible { outline: 2px solid var(--open); outline-offset: 2px; }
.notes { color: var(--soft); }
article h4 { font-size: 1rem; margin: .9rem 0 .25rem; }
ul.plain { list-style: disc; }
footer { margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: .5rem; color: var(--soft); font-size: .9rem; }
@media print { details::details-content { content-visibility: visible; display: block; } summary { color: inherit; }
  article { break-inside: auto; } del { color: #000; } ins { color: #000; } }
)css";

const char* className(Tone tone) {
  switch (tone) {
  case Tone::Same: return "same";
  case Tone::Gain: return "gain";
  case Tone::Loss: return "loss";
  case Tone::Mixed: return "mixed";
  case Tone::Open: return "undecided";
  }
  return "";
}
const char* sign(Tone tone) {
  switch (tone) {
  case Tone::Same: return "=";
  case Tone::Gain: return "▲";
  case Tone::Loss: return "▼";
  case Tone::Mixed: return "◆";
  case Tone::Open: return "?";
  }
  return "";
}

/// Text in the language of its characters, where that is not the page's.
bool chinese(const std::string& words) {
  for (size_t at = 0; at < words.size();) {
    const source::CodePoint c = source::decode(words, at);
    if (source::isHan(c.value)) return true;
    at += c.length;
  }
  return false;
}

class Page {
public:
  Page(const diff::Result& result, Language language) : result_(result), language_(language) {}

  std::string html() {
    head();
    words();
    law();
    registered();
    budget();
    interface();
    undecided();
    accepted();
    foot();
    return explain::page(title(), out_, language_, std::string(style) + std::string(plotStyle()));
  }

private:
  [[nodiscard]] const char* pick(const char* zh, const char* en) const { return language_ == Language::Zh ? zh : en; }
  [[nodiscard]] std::string text(const Text& words) const { return escaped(words.in(language_)); }
  template <typename... Args> void add(fmt::format_string<Args...> form, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), form, std::forward<Args>(args)...);
    out_ += '\n';
  }
  void heading(const char* zh, const char* en) { add("<h2>{}</h2>", pick(zh, en)); }
  [[nodiscard]] std::string title() const {
    return explain::say("{}：两个版本的比较", "{}: two versions compared", result_.after.policy).in(language_);
  }
  /// As a policy writes it: in its own language.
  [[nodiscard]] std::string quoted(const std::string& words) const {
    const Language own = chinese(words) ? Language::Zh : Language::En;
    if (own == language_ || words.empty()) return escaped(words);
    return fmt::format("<span lang=\"{}\">{}</span>", own == Language::Zh ? "zh-CN" : "en", escaped(words));
  }
  [[nodiscard]] std::string toned(Tone tone, const Text& words) const {
    return fmt::format("<span class=\"tone {}\">{} {}</span>", className(tone), sign(tone), text(words));
  }
  /// A row of headings; those of numbers stand to the right.
  void columns(const std::vector<std::pair<Text, bool>>& names) {
    out_ += "<thead><tr>";
    for (const auto& [name, number] : names)
      fmt::format_to(std::back_inserter(out_), "<th scope=\"col\"{}>{}</th>", number ? " class=\"number\"" : "",
                     text(name));
    out_ += "</tr></thead>\n";
  }

  void head() {
    add("<h1>{}</h1>", escaped(title()));
    out_ += "<div class=\"wide\"><table class=\"versions\">\n";
    columns({{{"版本", "version"}, false},
             {{"政策", "policy"}, false},
             {{"文号", "document"}, false},
             {{"施行", "in force"}, false},
             {{"来自", "read from"}, false}});
    out_ += "<tbody>\n";
    const auto version = [&](const char* name, const diff::Version& v) {
      add("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{} – {}</td><td>{}</td></tr>", name, text(v.policy),
          quoted(v.document), v.from, v.to, escaped(v.given));
    };
    version(pick("原", "before"), result_.before);
    version(pick("新", "after"), result_.after);
    out_ += "</tbody></table></div>\n";
    const Tone tone = toneOf(result_.end);
    add("<p class=\"end {}\"><span aria-hidden=\"true\">{} </span>{}</p>", className(tone), sign(tone),
        text(summaryText(result_)));
  }

  // ----------------------------------------------------------------------------------------------------- the change

  /// The clause of a number, if it has a section of its own.
  static std::string anchor(size_t pair) { return fmt::format("c{}", pair + 1); }

  void words() {
    std::string rows;
    const auto row = [&](const std::string& where, const Edit& edit) {
      fmt::format_to(std::back_inserter(rows),
                     "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td class=\"place\">{}</td></tr>\n", where,
                     text(edit.sentence), values(edit.before, edit.after), escaped(placeText(edit.was, edit.is)));
    };
    bool unproved = false;
    for (const diff::General& general : result_.general) {
      if (general.accepted) continue;
      row(pick("全文", "the policy as a whole"), general.edit);
      unproved = unproved || general.unproved;
    }
    for (size_t i = 0; i < result_.pairs.size(); ++i)
      if (told(result_.pairs[i]))
        for (const Edit& edit : result_.pairs[i].edits)
          row(fmt::format("<a href=\"#{}\">{}</a>", anchor(i), text(titleText(result_.pairs[i]))), edit);
    heading("改了什么", "What was changed");
    if (rows.empty()) return add("<p>{}</p>", pick("没有改动。", "Nothing was changed."));
    out_ += "<div class=\"wide\"><table class=\"words\">\n";
    columns({{{"何处", "where"}, false},
             {{"改动", "change"}, false},
             {{"原 → 新", "before → after"}, false},
             {{"位置", "place"}, false}});
    out_ += "<tbody>\n" + rows + "</tbody></table></div>\n";
    if (unproved) add("<p>{}</p>", toned(Tone::Open, unprovedText()));
  }

  /// Short values in a row, long ones below each other.
  [[nodiscard]] std::string values(const Text& before, const Text& after) const {
    const std::string &was = before.in(language_), &is = after.in(language_);
    if (was == is) return quoted(was);
    const bool wide = source::displayWidth(was) + source::displayWidth(is) > 44;
    if (!wide && !was.empty() && !is.empty()) return fmt::format("{} → {}", quoted(was), quoted(is));
    return (was.empty() ? "" : "<del>" + quoted(was) + "</del>") + (is.empty() ? "" : "<ins>" + quoted(is) + "</ins>");
  }

  // -------------------------------------------------------------------------------------------------------- the law

  void law() {
    if (std::ranges::none_of(result_.pairs, told)) return;
    heading("谁多得，谁少得", "Who gets more, who gets less");
    for (size_t i = 0; i < result_.pairs.size(); ++i)
      if (told(result_.pairs[i])) clause(i);
  }

  void clause(size_t index) {
    const Pair& pair = result_.pairs[index];
    const Tone tone = toneOf(pair, result_.lawAsked);
    add("<article class=\"{}\" id=\"{}\">\n<header><h3>{}</h3><span class=\"status\">{} {}</span></header>",
        className(tone), anchor(index), text(titleText(pair)), sign(tone), text(verdictText(pair, result_.lawAsked)));
    for (const Law& each : pair.laws) award(each, pair.laws.size() > 1);
    for (const Law& each : pair.together) {
      add("<p>{}</p>", toned(toneOf(each.verdict), togetherText(each)));
      if (each.madeUp) add("<p>{}</p>", text(madeUpText()));
      examples(each);
    }
    sentences(pair);
    out_ += "</article>\n";
  }

  void award(const Law& law, bool several) {
    if (several) {
      add("<h4>{}</h4>", text(law.award));
      add("<p>{}</p>", toned(toneOf(law.verdict), verdictText(law)));
    }
    if (law.regions) regions(*law.regions);
    examples(law);
  }

  void regions(const diff::Regions& regions) {
    const std::string id = fmt::format("p{}", ++plots_);
    if (const std::string plot = regionsPlot(regions, id, language_); !plot.empty()) {
      add("<figure>\n{}<figcaption>{}</figcaption>\n</figure>", plot, text(plotCaption(regions)));
      add("<details><summary>{}</summary>", pick("以表格显示", "As a table"));
      out_ += "<div class=\"wide\"><table class=\"regions\">\n";
      columns({{factText(regions), true},
               {{"原", "before"}, true},
               {{"新", "after"}, true},
               {{"变化（元）", "change (yuan)"}, true}});
      out_ += "<tbody>\n";
      for (const diff::Region& r : regions.regions)
        add("<tr><th scope=\"row\" class=\"number\">{}</th><td class=\"number\">{}</td><td class=\"number\">{}</td><td "
            "class=\"number\">{}</td></tr>",
            text(rangeText(r)), text(r.before), text(r.after), text(changeText(r)));
      out_ += "</tbody></table></div></details>\n";
    }
    if (regions.conditions.empty() && regions.notes.empty()) return;
    out_ += "<ul class=\"plain\">\n";
    for (const diff::ByCondition& c : regions.conditions) add("<li>{}</li>", text(conditionText(c)));
    for (const Text& note : regions.notes) add("<li class=\"notes\">{}</li>", text(note));
    out_ += "</ul>\n";
  }

  void examples(const Law& law) {
    for (const Example& example : examplesOf(law)) {
      add("<p><b>{}</b>{}{}</p>\n<ul>", text(example.name), pick("：", ": "), text(givenText(*example.witness)));
      for (const Text& line : example.witness->lines) add("<li>{}</li>", text(line));
      out_ += "</ul>\n";
      facts(*example.witness);
    }
  }

  void facts(const diff::Witness& witness) {
    add("<details><summary>{}</summary>", pick("全部事实", "All its facts"));
    out_ += "<div class=\"wide\"><table>\n";
    columns({{{"事实", "fact"}, false}, {{"期间", "period"}, false}, {{"值", "value"}, true}});
    out_ += "<tbody>\n";
    for (const diff::WitnessFact& f : witness.facts)
      add("<tr><th scope=\"row\">{}{}</th><td>{}</td><td class=\"number\">{}</td></tr>", text(f.fact),
          f.item.empty() ? "" : fmt::format(" ({})", escaped(f.item)), f.period, text(f.value));
    out_ += "</tbody></table></div></details>\n";
  }

  /// The clause as both versions write it.
  void sentences(const Pair& pair) {
    const auto all = [&](const char* name, const std::vector<diff::Clause>& clauses) {
      for (const diff::Clause& c : clauses)
        add("<p>{} <span class=\"place\">{}</span></p>\n<blockquote>{}</blockquote>", name,
            escaped(placeText({}, c.place)), quoted(c.words));
    };
    add("<details><summary>{}</summary>", pick("条款原文", "The clause as it is written"));
    all(pick("原", "before"), pair.before);
    all(pick("新", "after"), pair.after);
    out_ += "</details>\n";
  }

  // ------------------------------------------------------------------------------------------------ what it comes to

  void sums(const Text& by, const std::vector<diff::SumRow>& rows, bool subjects) {
    if (rows.empty()) return;
    out_ += "<div class=\"wide\"><table>\n";
    std::vector<std::pair<Text, bool>> names{{by, false},
                                             {{"原（元）", "before (yuan)"}, true},
                                             {{"新（元）", "after (yuan)"}, true},
                                             {{"变化（元）", "change (yuan)"}, true}};
    if (subjects) {
      names.push_back({{"增加（家）", "get more"}, true});
      names.push_back({{"减少（家）", "get less"}, true});
    }
    columns(names);
    out_ += "<tbody>\n";
    for (const diff::SumRow& row : rows) {
      sum(text(row.name), row.sum);
      if (subjects)
        fmt::format_to(std::back_inserter(out_), "<td class=\"number\">{}</td><td class=\"number\">{}</td>", row.more,
                       row.less);
      out_ += "</tr>\n";
    }
    out_ += "</tbody></table></div>\n";
  }
  void sum(const std::string& name, const diff::Sum& sum) {
    fmt::format_to(std::back_inserter(out_),
                   "<tr><th scope=\"row\">{}</th><td class=\"number\">{}</td><td class=\"number\">{}</td><td "
                   "class=\"number\">{}</td>",
                   name, amountText(sum.before, sum.mostBefore), amountText(sum.after, sum.mostAfter), changeText(sum));
  }

  void registered() {
    if (!result_.registered) return;
    const diff::Register& r = *result_.registered;
    heading("名册中有谁", "Who it is in the register");
    add("<p>{}</p>", text(registerText(r)));
    sums({"条款", "clause"}, r.byClause, true);
    sums({"区县", "district"}, r.byDistrict, true);
    sums({"年度", "year"}, r.byYear, true);
    if (r.most.empty()) return;
    add("<details><summary>{}</summary>", pick("变化最大的", "The greatest changes"));
    out_ += "<div class=\"wide\"><table>\n";
    columns({{{"对象", "subject"}, false},
             {{"原（元）", "before (yuan)"}, true},
             {{"新（元）", "after (yuan)"}, true},
             {{"变化（元）", "change (yuan)"}, true},
             {{"条款", "clause"}, false},
             {{"期间", "period"}, false}});
    out_ += "<tbody>\n";
    for (const diff::Changed& c : r.most) {
      sum(quoted(c.subject), c.sum);
      add("<td>{}</td><td>{}</td></tr>", text(c.clause), escaped(c.period));
    }
    out_ += "</tbody></table></div></details>\n";
  }

  void budget() {
    if (!result_.budget) return;
    const diff::Budget& b = *result_.budget;
    heading("预算", "Budget");
    const bool over = b.over != diff::Over::No;
    add("<p>{}</p>", toned(over ? Tone::Loss : Tone::Same, budgetText(b)));
    sums({"承担", "payer"}, b.byPayer, false);
    sums({"年度", "year"}, b.byYear, false);
  }

  // ------------------------------------------------------------------------------------------------- what else holds

  void interface() {
    const auto list = [&](bool breaks, const Text& words) {
      std::string rows;
      for (const diff::InterfaceChange& c : result_.interface)
        if (!c.accepted && c.breaks == breaks)
          fmt::format_to(std::back_inserter(rows),
                         "<tr><th scope=\"row\">{}</th><td>{}</td><td class=\"place\">{}</td></tr>\n", text(c.sentence),
                         values(c.before, c.after), escaped(placeText(c.was, c.is)));
      if (rows.empty()) return;
      add("<p>{}</p>", breaks ? toned(Tone::Loss, words) : text(words));
      out_ += "<div class=\"wide\"><table>\n";
      columns({{{"改动", "change"}, false}, {{"原 → 新", "before → after"}, false}, {{"位置", "place"}, false}});
      out_ += "<tbody>\n" + rows + "</tbody></table></div>\n";
    };
    if (std::ranges::all_of(result_.interface, [](const auto& c) { return c.accepted.has_value(); })) return;
    heading("数据与账本", "Data and ledgers");
    list(true, {"以下变化使原来的数据或账本不再相合", "These make that data or ledgers of the old version do not fit"});
    list(false, {"其他变化", "Other changes"});
  }

  void undecided() {
    std::string rows;
    for (size_t i = 0; i < result_.pairs.size(); ++i) {
      const Pair& pair = result_.pairs[i];
      if (!told(pair)) continue;
      for (const std::vector<Law>* laws : {&pair.laws, &pair.together})
        for (const Law& law : *laws)
          for (const Text& why : law.why)
            fmt::format_to(std::back_inserter(rows), "<li><a href=\"#{}\">{}</a>{}{}</li>\n", anchor(i),
                           text(law.award), pick("：", ": "), text(why));
    }
    if (rows.empty()) return;
    heading("未决的，及其原因", "What is undecided, and why");
    out_ += "<ul class=\"plain\">\n" + rows + "</ul>\n";
  }

  void accepted() {
    std::string rows;
    const auto tell = [&](const Text& what, const std::optional<Text>& reason) {
      if (reason)
        fmt::format_to(std::back_inserter(rows), "<li>{}{}{}</li>\n", text(what), pick("：", ": "),
                       quoted(reason->in(language_)));
    };
    for (const diff::General& g : result_.general) tell(g.edit.sentence, g.accepted);
    for (const Pair& pair : result_.pairs) tell(titleText(pair), pair.accepted);
    for (const diff::InterfaceChange& c : result_.interface) tell(c.sentence, c.accepted);
    if (rows.empty()) return;
    heading("已认可的变化", "Accepted changes");
    out_ += "<ul class=\"plain\">\n" + rows + "</ul>\n";
  }

  void foot() {
    std::string same;
    for (const Pair& pair : result_.pairs)
      if (pair.same)
        fmt::format_to(std::back_inserter(same), "{}{}", same.empty() ? "" : pick("、", ", "), text(titleText(pair)));
    if (!same.empty()) {
      heading("没有改动的条款", "Clauses that are the same");
      add("<p>{}</p>", same);
    }
    if (result_.lawAsked)
      add("<footer><p>{}</p></footer>",
          pick(
              "「已证明」指对每一种可能的情形成立，由求解器证明；每个例子都由解释器按两个版本各算过一遍。未决的不算作不"
              "变。",
              "Proved means: it holds in every case there can be, shown by a solver. The interpreter has computed each "
              "example under both versions. What is undecided is not counted as unchanged."));
    else
      add("<footer><p>{}</p></footer>",
          pick("只比较了文字，没有证明谁多得、谁少得。", "Only the words were compared; nothing was proved."));
  }

  const diff::Result& result_;
  Language language_;
  int plots_ = 0;
  std::string out_;
};

} // namespace

std::string diffHtml(const diff::Result& result, Language language) { return Page(result, language).html(); }

} // namespace tiao::driver
