#include "compiler/driver/diff_words.h"
#include "compiler/driver/sheet.h"
#include "compiler/driver/text_table.h"

namespace tiao::driver {

using diff::Sum;
using number::Rational;

namespace {

using Align = TextTable::Align;

/// As `changeText`; a dash where nothing changes.
std::string cell(const Sum& sum) { return sum.least.isZero() && sum.most.isZero() ? "—" : changeText(sum); }

/// Of what was surely given before, to a tenth: +3.1%.
std::string percent(const Sum& sum) {
  if (sum.least != sum.most || sum.least.isZero() || sum.before.sign() <= 0) return {};
  const Rational share = sum.least / sum.before * 100;
  const std::string digits = (share.sign() > 0 ? share : -share).toFixed(1, true);
  return (share.sign() > 0 ? "+" : "−") + digits + "%";
}

std::string count(uint64_t n) { return Rational(static_cast<int64_t>(n)).toFixed(0, true); }

/// Sums by something; `subjects`: with the numbers of those that get more and less.
void table(Sheet& sheet, const Text& by, const std::vector<diff::SumRow>& rows, bool subjects) {
  if (rows.empty()) return;
  std::vector<Align> columns = {Align::Left, Align::Right, Align::Right, Align::Right, Align::Right};
  std::vector<std::string> head = {sheet.in(by), sheet.say("原", "before"), sheet.say("新", "after"),
                                   sheet.say("变化", "change"), ""};
  if (subjects) {
    columns.insert(columns.end(), {Align::Right, Align::Right});
    head.push_back(sheet.say("增加（家）", "get more"));
    head.push_back(sheet.say("减少（家）", "get less"));
  }
  TextTable table(columns);
  table.add(head);
  for (const diff::SumRow& row : rows) {
    const Sum& sum = row.sum;
    std::vector<std::string> cells = {sheet.in(row.name), amountText(sum.before, sum.mostBefore),
                                      amountText(sum.after, sum.mostAfter), cell(sum), percent(sum)};
    if (subjects) cells.insert(cells.end(), {count(row.more), count(row.less)});
    table.add(cells);
  }
  sheet.out += table.print(2);
}

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
    table.add({c.subject, amountText(c.sum.before, c.sum.mostBefore), "→ " + amountText(c.sum.after, c.sum.mostAfter),
               cell(c.sum), sheet.in(c.clause), c.period});
  }
  if (any) sheet.out += table.print(4);
}

} // namespace

void addRegister(Sheet& sheet, const diff::Register& r) {
  sheet.heading({"名册", "the register"});
  sheet.line(
      {"  {} 个主体，{} 年：{}，{}，不变 {}{}{}", "  {} subjects, {}: {}, {}, {} the same{}{}"}, count(r.subjects),
      r.years, sheet.paint(fmt::format(fmt::runtime(sheet.say("增加 {}", "{} get more")), count(r.more)), Ink::Green),
      sheet.paint(fmt::format(fmt::runtime(sheet.say("减少 {}", "{} get less")), count(r.less)), Ink::Red),
      count(r.same()),
      r.moved == 0 ? ""
                   : fmt::format(fmt::runtime(sheet.say("，合计不变而条款或年度不同 {}",
                                                        ", {} the same in all, by other clauses or years")),
                                 count(r.moved)),
      r.pending == 0 ? ""
                     : fmt::format(fmt::runtime(sheet.say("，待定 {}（缺少事实）", ", {} pending (facts are missing)")),
                                   count(r.pending)));
  if (r.more > 0) sheet.line({"  增加的中位数 {}", "  median of those that get more: {}"}, changeText(r.medianMore));
  if (r.less > 0) sheet.line({"  减少的中位数 {}", "  median of those that get less: {}"}, changeText(r.medianLess));
  const std::vector<diff::SumRow> clauses = changing(r.byClause);
  table(sheet, {"按条款", "by clause"}, clauses, true);
  if (clauses.size() > 1) table(sheet, {"按条", "by article"}, changing(r.byArticle), true);
  table(sheet, {"按区县", "by district"}, changing(r.byDistrict), true);
  table(sheet, {"按年度", "by year"}, r.byYear, true);
  subjects(sheet, {"增加最多", "the greatest gains"}, r.most, 1);
  subjects(sheet, {"减少最多", "the greatest losses"}, r.most, -1);
  subjects(sheet, {"待定的，如", "pending, for example"}, r.open, 0);
  sheet.out += "\n";
}

void addBudget(Sheet& sheet, const diff::Budget& b) {
  sheet.heading({"由谁承担", "who pays"});
  table(sheet, {"承担", "payer"}, b.byPayer, false);
  table(sheet, {"年度", "year"}, b.byYear, false);
  table(sheet, {"", ""}, {{Text("合计", "in all"), b.total, 0, 0}}, false);
  if (b.allowed) {
    const std::string allowed = b.allowed->toFixed(2, true);
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
                                           allowed, (b.total.least - *b.allowed).toFixed(2, true)),
                               Ink::Red) +
                   "\n";
      break;
    }
  }
  sheet.out += "\n";
}

void addReasons(Sheet& sheet, const diff::Reasons& r) {
  const std::string of = fmt::format(fmt::runtime(sheet.say("理由：{}", "reasons: {}")), r.subject);
  sheet.out += sheet.paint(of, Ink::Bold) + "\n";
  sheet.line({"  合计 {} → {}  {}", "  in all {} → {}  {}"}, amountText(r.total.before, r.total.mostBefore),
             amountText(r.total.after, r.total.mostAfter), cell(r.total));
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
    sheet.out += "  " + sheet.paint(title(reason), Ink::Bold) + "\n";
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
      case In::Before: sheet.out += sheet.paint("    − " + text, Ink::Red) + "\n"; break;
      case In::After: sheet.out += sheet.paint("    + " + text, Ink::Green) + "\n"; break;
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
}

} // namespace tiao::driver
