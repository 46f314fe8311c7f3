#include "compiler/driver/diff_report.h"
#include "compiler/driver/text_table.h"
#include "compiler/explain/words.h"

#include <fmt/format.h>

namespace tiao::driver {

using diff::Sum;
using number::Rational;

namespace {

using Align = TextTable::Align;

/// What the parts of a report have in common.
class Sheet {
public:
  Sheet(Language language, bool colour) : language_(language), colour_(colour) {}

  [[nodiscard]] std::string say(const char* zh, const char* en) const { return language_ == Language::Zh ? zh : en; }
  [[nodiscard]] const std::string& in(const Text& text) const { return text.in(language_); }
  [[nodiscard]] std::string paint(const std::string& text, const char* colour) const {
    return colour_ ? fmt::format("\033[{}m{}\033[0m", colour, text) : text;
  }
  template <typename... Args> void line(const Text& form, const Args&... args) {
    fmt::format_to(std::back_inserter(out), fmt::runtime(in(form)), args...);
    out += "\n";
  }
  void heading(const char* zh, const char* en) { out += paint(say(zh, en), "1") + "\n"; }

  static std::string money(const Rational& yuan) { return yuan.toFixed(2, true); }
  static std::string range(const Rational& least, const Rational& most) {
    return least == most ? money(least) : money(least) + " … " + money(most);
  }
  static std::string signedMoney(const Rational& yuan) {
    if (yuan.isZero()) return "0";
    return (yuan.sign() > 0 ? "+" : "−") + money(yuan.sign() > 0 ? yuan : -yuan);
  }
  static std::string change(const Sum& sum) {
    if (sum.least == sum.most) return sum.least.isZero() ? "—" : signedMoney(sum.least);
    return signedMoney(sum.least) + " … " + signedMoney(sum.most);
  }
  /// Of what was surely given before, to a tenth: +3.1%.
  static std::string percent(const Sum& sum) {
    if (sum.least != sum.most || sum.least.isZero() || sum.before.sign() <= 0) return {};
    const Rational share = sum.least / sum.before * 100;
    const std::string digits = (share.sign() > 0 ? share : -share).toFixed(1, true);
    return (share.sign() > 0 ? "+" : "−") + digits + "%";
  }
  static std::string count(uint64_t n) { return Rational(static_cast<int64_t>(n)).toFixed(0, true); }

  /// Sums by something; `subjects`: with the numbers of those that get more and less.
  void table(const char* zh, const char* en, const std::vector<diff::SumRow>& rows, bool subjects, const Sum* total) {
    if (rows.empty()) return;
    std::vector<Align> columns = {Align::Left, Align::Right, Align::Right, Align::Right, Align::Right};
    std::vector<std::string> head = {say(zh, en), say("原", "before"), say("新", "after"), say("变化", "change"), ""};
    if (subjects) {
      columns.insert(columns.end(), {Align::Right, Align::Right});
      head.push_back(say("增加（家）", "get more"));
      head.push_back(say("减少（家）", "get less"));
    }
    TextTable table(columns);
    table.add(head);
    const auto add = [&](const std::string& name, const Sum& sum) {
      return std::vector<std::string>{name, range(sum.before, sum.mostBefore), range(sum.after, sum.mostAfter),
                                      change(sum), percent(sum)};
    };
    for (const diff::SumRow& row : rows) {
      std::vector<std::string> cells = add(in(row.name), row.sum);
      if (subjects) cells.push_back(count(row.more)), cells.push_back(count(row.less));
      table.add(cells);
    }
    if (total != nullptr && rows.size() > 1) table.add(add(say("合计", "in all"), *total));
    out += table.print(2);
  }

  std::string out;

private:
  Language language_;
  bool colour_;
};

/// Only the rows in which something changes, or may.
std::vector<diff::SumRow> changing(const std::vector<diff::SumRow>& rows) {
  std::vector<diff::SumRow> out;
  for (const diff::SumRow& row : rows)
    if (!row.sum.least.isZero() || !row.sum.most.isZero() || row.more + row.less > 0) out.push_back(row);
  return out;
}

void subjects(Sheet& sheet, const Text& heading, const std::vector<diff::Changed>& all, int sign) {
  TextTable table({Align::Left, Align::Right, Align::Right, Align::Right, Align::Left, Align::Left});
  bool any = false;
  for (const diff::Changed& c : all) {
    const int own = c.sum.least.sign() > 0 ? 1 : c.sum.most.sign() < 0 ? -1 : 0;
    if (own != sign) continue;
    if (!any) sheet.out += "  " + sheet.in(heading) + "\n";
    any = true;
    table.add({c.subject, Sheet::range(c.sum.before, c.sum.mostBefore),
               "→ " + Sheet::range(c.sum.after, c.sum.mostAfter), Sheet::change(c.sum), sheet.in(c.clause), c.period});
  }
  if (any) sheet.out += table.print(4);
}

} // namespace

std::string registerTables(const diff::Register& r, Language language, bool colour) {
  Sheet sheet(language, colour);
  sheet.heading("名册", "the register");
  sheet.line({"  {} 个主体，{} 年：{}，{}，不变 {}{}{}", "  {} subjects, {}: {}, {}, {} the same{}{}"},
             Sheet::count(r.subjects), r.years,
             sheet.paint(fmt::format(fmt::runtime(sheet.say("增加 {}", "{} get more")), Sheet::count(r.more)), "32"),
             sheet.paint(fmt::format(fmt::runtime(sheet.say("减少 {}", "{} get less")), Sheet::count(r.less)), "31"),
             Sheet::count(r.same()),
             r.moved == 0 ? ""
                          : fmt::format(fmt::runtime(sheet.say("，合计不变而条款或年度不同 {}",
                                                               ", {} the same in all, by other clauses or years")),
                                        Sheet::count(r.moved)),
             r.pending == 0
                 ? ""
                 : fmt::format(fmt::runtime(sheet.say("，待定 {}（缺少事实）", ", {} pending (facts are missing)")),
                               Sheet::count(r.pending)));
  if (r.more > 0)
    sheet.line({"  增加的中位数 {}", "  median of those that get more: {}"}, Sheet::signedMoney(r.medianMore));
  if (r.less > 0)
    sheet.line({"  减少的中位数 {}", "  median of those that get less: {}"}, Sheet::signedMoney(r.medianLess));
  const std::vector<diff::SumRow> clauses = changing(r.byClause);
  sheet.table("按条款", "by clause", clauses, true, nullptr);
  if (clauses.size() > 1) sheet.table("按条", "by article", changing(r.byArticle), true, nullptr);
  sheet.table("按区县", "by district", changing(r.byDistrict), true, nullptr);
  sheet.table("按年度", "by year", r.byYear, true, nullptr);
  subjects(sheet, {"增加最多", "the greatest gains"}, r.most, 1);
  subjects(sheet, {"减少最多", "the greatest losses"}, r.most, -1);
  subjects(sheet, {"待定的，如", "pending, for example"}, r.open, 0);
  sheet.out += "\n";
  return std::move(sheet.out);
}

std::string budgetTables(const diff::Budget& b, Language language, bool colour) {
  Sheet sheet(language, colour);
  sheet.heading("由谁承担", "who pays");
  sheet.table("承担", "payer", b.byPayer, false, nullptr);
  sheet.table("年度", "year", b.byYear, false, nullptr);
  sheet.table("", "", {{Text("合计", "in all"), b.total, 0, 0}}, false, nullptr);
  if (b.allowed) {
    const std::string allowed = Sheet::money(*b.allowed);
    switch (b.over) {
    case diff::Over::No:
      sheet.line({"  允许增加 {}：未超出", "  an increase of {} is allowed: within it"}, allowed);
      break;
    case diff::Over::Perhaps:
      sheet.line(
          {"  允许增加 {}：缺少事实，可能超出", "  an increase of {} is allowed: it may be over, for want of facts"},
          allowed);
      break;
    case diff::Over::Yes:
      sheet.out += sheet.paint(fmt::format(fmt::runtime(sheet.say("  允许增加 {}：超出 {}",
                                                                  "  an increase of {} is allowed: over it by {}")),
                                           allowed, Sheet::money(b.total.least - *b.allowed)),
                               "31") +
                   "\n";
      break;
    }
  }
  sheet.out += "\n";
  return std::move(sheet.out);
}

std::string reasonsText(const diff::Reasons& r, Language language, bool colour) {
  Sheet sheet(language, colour);
  const std::string of = fmt::format(fmt::runtime(sheet.say("理由：{}", "reasons: {}")), r.subject);
  sheet.out += sheet.paint(of, "1") + "\n";
  sheet.line({"  合计 {} → {}  {}", "  in all {} → {}  {}"}, Sheet::range(r.total.before, r.total.mostBefore),
             Sheet::range(r.total.after, r.total.mostAfter), Sheet::change(r.total));
  const auto told = [&](const std::optional<diff::Told>& one) {
    return one ? sheet.in(one->amount) + sheet.say("，", ", ") + sheet.in(one->status)
               : sheet.say("没有这一条", "no such clause");
  };
  const auto title = [&](const diff::Reason& reason) {
    std::string out = sheet.in(reason.clause);
    if (!reason.item.empty()) out += sheet.say("·", ", ") + reason.item;
    return out + sheet.say("（", " (") + reason.period + sheet.say("）", ")");
  };
  for (const diff::Reason& reason : r.differing) {
    sheet.out += "  " + sheet.paint(title(reason), "1") + "\n";
    sheet.line({"    原 {}", "    before {}"}, told(reason.before));
    sheet.line({"    新 {}", "    after  {}"}, told(reason.after));
    for (const diff::ReasonLine& line : reason.lines) {
      using In = diff::ReasonLine::In;
      using Mark = explain::Line::Mark;
      std::string text(static_cast<size_t>(line.depth) * 2, ' ');
      text += sheet.in(line.text);
      switch (line.mark) {
      case Mark::None: break;
      case Mark::Met: text += " ✓"; break;
      case Mark::NotMet: text += " ✗"; break;
      case Mark::Open: text += " ?"; break;
      case Mark::Binding: text += sheet.say("   ← 起作用的限制", "   ← binding"); break;
      }
      switch (line.in) {
      case In::Both: sheet.out += "      " + text + "\n"; break;
      case In::Before: sheet.out += sheet.paint("    − " + text, "31") + "\n"; break;
      case In::After: sheet.out += sheet.paint("    + " + text, "32") + "\n"; break;
      }
    }
  }
  if (r.differing.empty()) sheet.line({"  没有哪一项不同", "  nothing differs"});
  size_t pending = 0;
  for (const diff::Reason& reason : r.same) {
    const bool given = reason.before && reason.before->least == reason.before->most;
    if (given)
      sheet.line({"  {}：不变，{}", "  {}: the same, {}"}, title(reason), told(reason.after));
    else
      ++pending;
  }
  if (pending > 0)
    sheet.line({"  另有 {} 项缺少事实，两个版本的范围相同", "  {} more for want of facts: the same range under both"},
               pending);
  sheet.out += "\n";
  return std::move(sheet.out);
}

} // namespace tiao::driver
