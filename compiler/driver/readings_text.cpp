#include "compiler/check/conventions.h"
#include "compiler/driver/readings_report.h"
#include "compiler/driver/text_table.h"

#include <algorithm>
#include <fmt/format.h>

namespace tiao::driver {

using check::ReadingUse;
using core::Rational;
using interpret::Amount;

namespace {

std::string money(const Rational& yuan) { return yuan.toFixed(2, true); }

/// +1,000.00, -1,000.00, 0.00
std::string change(const Rational& yuan) { return (yuan.sign() > 0 ? "+" : "") + money(yuan); }

std::string grouped(uint64_t count) { return Rational(static_cast<int64_t>(count)).toFixed(0, true); }

Text sideText(Side side) {
  switch (side) {
  case Side::Gains: return {"多得", "gain"};
  case Side::Loses: return {"少得", "lose"};
  case Side::StatusOnly: return {"金额不变", "same amount"};
  case Side::Open: break;
  }
  return {"未定", "open"};
}

class Report {
public:
  Report(const ReadingsReport& report, Language language)
      : report_(report), program_(report.policy.program()), zh_(language == Language::Zh), language_(language) {}

  std::string print() {
    head();
    for (size_t i = 0; i < report_.conventions.size(); ++i) convention(i);
    if (report_.comparison != nullptr && !report_.conventions.empty()) overview();
    return std::move(out_);
  }

private:
  [[nodiscard]] const char* say(const char* zh, const char* en) const { return zh_ ? zh : en; }
  [[nodiscard]] std::string in(const Text& text) const { return text.in(language_); }
  template <typename... Args> void line(const char* zh, const char* en, const Args&... args) {
    fmt::format_to(std::back_inserter(out_), fmt::runtime(say(zh, en)), args...);
    out_ += '\n';
  }

  void head() {
    const auto declared = static_cast<size_t>(std::ranges::count_if(report_.conventions, [](const OpenConvention& c) {
      return std::ranges::none_of(c.uses, [](const ReadingUse& u) { return u.chosen == ReadingUse::Chosen::Default; });
    }));
    const size_t all = report_.conventions.size();
    if (all == 0)
      return line("{}：没有条款依赖任何约定", "{}: no clause depends on a convention",
                  shown(program_.policy, language_));
    line("{}：{} 项约定有条款依赖，{} 项由政策约定，{} 项有条款取默认读法",
         "{}: clauses depend on {} conventions; {} declared, {} read by default somewhere",
         shown(program_.policy, language_), all, declared, all - declared);
    if (report_.batch == nullptr) return;
    const interpret::Years years = report_.batch->show;
    const Amount& total = report_.comparison->total;
    const std::string span =
        years.first == years.last ? std::to_string(years.first) : fmt::format("{}–{}", years.first, years.last);
    if (total.definite())
      line("名册 {} 个主体，{} 年；按现用的读法给予 {} 元", "register: {} subjects, {}; {} yuan by the readings in use",
           grouped(report_.comparison->subjects), span, money(total.lo));
    else
      line("名册 {} 个主体，{} 年；按现用的读法给予 {} 元，连同待定的至多 {} 元",
           "register: {} subjects, {}; {} yuan by the readings in use, at most {} with what is pending",
           grouped(report_.comparison->subjects), span, money(total.lo), money(total.hi));
  }

  void convention(size_t index) {
    const OpenConvention& c = report_.conventions[index];
    const ReadingUse& first = c.uses.front();
    const bool alike = std::ranges::all_of(
        c.uses, [&](const ReadingUse& u) { return u.reading == first.reading && u.chosen == first.chosen; });
    out_ += "\n" + in(check::conventionText(c.id));
    if (alike)
      line("：{}（{}）", ": {} ({})", in(c.inUse(first)), in(chosenText(first.chosen)));
    else
      line("：各条款读法不同", ": not one reading for all");
    TextTable clauses({TextTable::Align::Left, TextTable::Align::Left, TextTable::Align::Left});
    for (const ReadingUse& use : c.uses) {
      std::string own;
      if (!alike)
        own = fmt::format(fmt::runtime(say("{}（{}）", "{} ({})")), in(c.inUse(use)), in(chosenText(use.chosen)));
      clauses.add({clauseText(use), placeOf(report_.policy.sources, use.declared), own});
    }
    out_ += clauses.print(2);
    for (size_t other = 0; other < c.others.size(); ++other) reading(index, other);
  }

  [[nodiscard]] std::string clauseText(const ReadingUse& use) const {
    return withArticle(shown(use.reader, language_), articleOf(use, program_, language_));
  }
  [[nodiscard]] std::string withArticle(const std::string& name, const std::string& article) const {
    if (article.empty()) return name;
    return zh_ ? name + "（" + article + "）" : name + " (" + article + ")";
  }

  void reading(size_t index, size_t otherIndex) {
    const OtherReading& other = report_.conventions[index].others[otherIndex];
    fmt::format_to(std::back_inserter(out_), fmt::runtime(say("  另一读法「{}」", "  other reading `{}`")),
                   in(other.text));
    if (!other.program) {
      line("：这一政策不能这样读", ": this policy cannot be read so");
      return refusals(other);
    }
    if (other.sameProgram)
      line("：不改变任何结果", ": changes nothing");
    else if (report_.comparison != nullptr)
      worth(report_.comparison->worth[index][otherIndex]);
    else
      out_ += '\n';
    if (other.errors.empty()) return;
    std::string names;
    for (const std::string& name : other.forced.except)
      names += (names.empty() ? "" : say("、", ", ")) + shownName(index, name);
    line("    不能这样读的仍按原读法：{}", "    these cannot be read so, and keep what they have: {}", names);
    refusals(other);
  }

  /// The name of a reader in this language.
  [[nodiscard]] const std::string& shownName(size_t index, const std::string& name) const {
    for (const ReadingUse& use : report_.conventions[index].uses)
      if (use.reader.zh == name || use.reader.en == name) return shown(use.reader, language_);
    return name;
  }

  void refusals(const OtherReading& other) {
    for (const diagnostics::Diagnostic& d : other.errors) {
      const std::string place = placeOf(report_.policy.sources, d.span);
      fmt::format_to(std::back_inserter(out_), fmt::runtime(say("    {}：{} {}\n", "    {}: {} {}\n")), d.code,
                     in(d.message), place.empty() ? "" : "(" + place + ")");
    }
  }

  void worth(const Worth& worth) {
    const Movement total = worth.total();
    if (worth.moved() == 0 && worth.payersNow == worth.payersThen) {
      line("：0.00 元，名册中没有变动", ": 0.00 yuan, nothing of the register changes");
      return notes(worth, total);
    }
    line("：{} 元{}", ": {} yuan{}", change(total.definite),
         total.pending == 0 ? "" : say("（两种读法下都确定的）", " (of what is definite under both)"));
    TextTable table({TextTable::Align::Left, TextTable::Align::Right, TextTable::Align::Left});
    for (uint32_t i = 0; i < worth.byAward.size(); ++i) {
      const Movement& m = worth.byAward[i];
      if (m.changed == 0) continue;
      const core::Award& award = program_.awards[core::AwardId{i}];
      table.add(
          {withArticle(shown(award.name, language_), articleOf(award, language_)), change(m.definite), pendingText(m)});
    }
    for (size_t i = 0; i < worth.payersNow.size(); ++i) {
      const Amount &now = worth.payersNow[i], &then = worth.payersThen[i];
      if (now == then) continue;
      const core::Name& payer = program_.roles[program_.split->payers[i]].name;
      const std::string most = now.definite() && then.definite()
                                   ? std::string()
                                   : fmt::format(fmt::runtime(say("至多 {}", "at most {}")), change(then.hi - now.hi));
      table.add({fmt::format(fmt::runtime(say("分担：{}", "borne by {}")), shown(payer, language_)),
                 change(then.lo - now.lo), most});
    }
    out_ += table.print(4);
    movers(worth);
    notes(worth, total);
  }

  /// 待定 3 项：0.00–100.00 变为 0.00–200.00
  [[nodiscard]] std::string pendingText(const Movement& m) const {
    if (m.pending == 0) return {};
    return fmt::format(fmt::runtime(say("待定 {} 项：{} 变为 {}", "{} pending: {} becomes {}")), grouped(m.pending),
                       rangeText(m.now), rangeText(m.then));
  }
  static std::string rangeText(const Amount& amount) {
    return amount.definite() ? money(amount.lo) : money(amount.lo) + "–" + money(amount.hi);
  }

  void movers(const Worth& worth) {
    for (size_t i = 0; i < sides; ++i) {
      if (worth.movers[i] == 0) continue;
      const auto side = static_cast<Side>(i);
      std::string names;
      for (const Mover& mover : worth.first[i]) {
        names += names.empty() ? "" : say("、", ", ");
        names += mover.subject;
        if (side != Side::StatusOnly) names += " " + gainText(mover);
      }
      if (worth.movers[i] > worth.first[i].size()) names += say("等", ", …");
      const bool one = worth.movers[i] == 1;
      line("    {1} {0} 个主体：{2}", "    {0} {3}, {1}: {2}", grouped(worth.movers[i]), in(sideText(side)), names,
           one ? "subject" : "subjects");
    }
  }
  /// What a subject gains or loses, at the least and at the most.
  [[nodiscard]] std::string gainText(const Mover& mover) const {
    const Rational least = mover.definite + mover.then.lo - mover.now.hi;
    const Rational most = mover.definite + mover.then.hi - mover.now.lo;
    return least == most ? change(least) : change(least) + say(" 至 ", " to ") + change(most);
  }

  void notes(const Worth& worth, const Movement& total) {
    if (total.open > 0)
      line("    另有 {} 项在两种读法下都待定、范围相同，差额要等事实补齐",
           "    {} more are pending under both with the same range; what it is worth there, missing facts will tell",
           grouped(total.open));
    if (worth.beyondRegister)
      line("    这一读法在 {} 年以后还给予，名册没有那些年度，不在其中",
           "    so read, awards go on after {}, in years that the register does not have; they are not counted",
           report_.batch->registry.lastYear());
  }

  /// All other readings under each other.
  void overview() {
    using Align = TextTable::Align;
    TextTable table(
        {Align::Left, Align::Left, Align::Right, Align::Right, Align::Right, Align::Right, Align::Right, Align::Right});
    table.add({say("约定", "convention"), say("另一读法", "other reading"), say("差额（元）", "worth (yuan)"),
               say("变动主体", "subjects"), in(sideText(Side::Gains)), in(sideText(Side::Loses)),
               in(sideText(Side::StatusOnly)), in(sideText(Side::Open))});
    for (size_t c = 0; c < report_.conventions.size(); ++c)
      for (size_t o = 0; o < report_.conventions[c].others.size(); ++o) {
        const OtherReading& other = report_.conventions[c].others[o];
        std::vector<std::string> row = {in(check::conventionText(report_.conventions[c].id)), in(other.text)};
        if (!other.program) {
          row.resize(8);
          row[2] = say("不能这样读", "cannot be read so");
        } else {
          const Worth& worth = report_.comparison->worth[c][o];
          row.push_back(change(worth.total().definite));
          row.push_back(grouped(worth.moved()));
          for (const uint64_t count : worth.movers) row.push_back(grouped(count));
        }
        table.add(std::move(row));
      }
    out_ += "\n" + table.print();
  }

  const ReadingsReport& report_;
  const core::Program& program_;
  bool zh_;
  Language language_;
  std::string out_;
};

} // namespace

std::string readingsText(const ReadingsReport& report, Language language) { return Report(report, language).print(); }

} // namespace tiao::driver
