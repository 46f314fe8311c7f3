#include "compiler/driver/summary.h"

#include "compiler/driver/text_table.h"
#include "compiler/explain/explain.h"

#include <algorithm>
#include <fmt/format.h>

namespace tiao::driver {

using core::Rational;
using interpret::Amount;
using interpret::Status;

namespace {

size_t districtCount(const core::Program& program) {
  if (!program.district) return 0;
  return program.enumerations[program.facts[*program.district].type.enumeration].members.size();
}

std::string money(const Rational& yuan) { return yuan.toFixed(2, true); }

Rational yuanOf(Fen fen) {
  constexpr Fen Word = Fen{1} << 62U;
  return (Rational(static_cast<int64_t>(fen / Word)) * Rational(static_cast<int64_t>(Word)) +
          Rational(static_cast<int64_t>(fen % Word))) /
         100;
}

/// 1,234
std::string grouped(uint64_t count) { return Rational(static_cast<int64_t>(count)).toFixed(0, true); }

} // namespace

void Summary::Tally::add(const interpret::Outcome& row) {
  ++statuses[static_cast<size_t>(row.status)];
  amount.lo += row.amount.lo;
  amount.hi += row.amount.hi;
}

void Summary::Tally::add(const Tally& other) {
  for (size_t i = 0; i < statuses.size(); ++i) statuses[i] += other.statuses[i];
  amount.lo += other.amount.lo;
  amount.hi += other.amount.hi;
}

void Summary::Tally::add(const FenTally& rows) {
  for (size_t i = 0; i < statuses.size(); ++i) statuses[i] += rows.statuses[i];
  const Rational yuan = yuanOf(rows.fen);
  amount.lo += yuan;
  amount.hi += yuan;
}

Summary::Summary(const core::Program& program)
    : byAward_(program.awards.size()), byDistrict_(districtCount(program) + 1),
      byPayer_(byDistrict_.size(), std::vector<Amount>(program.split ? program.split->payers.size() : 0)) {}

void Summary::addParts(const std::vector<Amount>& parts, std::optional<uint32_t> district) {
  std::vector<Amount>& sums = byPayer_[district.value_or(static_cast<uint32_t>(byPayer_.size() - 1))];
  for (size_t i = 0; i < parts.size(); ++i) {
    sums[i].lo += parts[i].lo;
    sums[i].hi += parts[i].hi;
  }
}

bool Summary::addSome(const core::Program& program, const interpret::Result& result,
                      const std::vector<interpret::Outcome>& rows, std::optional<uint32_t> district) {
  std::vector<Tally> own(byAward_.size());
  for (const interpret::Outcome& row : rows) {
    own[row.award.index].add(row);
    byYear_[row.period.year].add(row);
  }
  Tally all;
  for (uint32_t i = 0; i < own.size(); ++i) {
    // Through the years an award comes to no more than its total allows, whatever each year might bring by itself.
    Amount& sum = own[i].amount;
    if (!sum.definite()) sum.hi = number::least(sum.hi, interpret::total(program, result, core::AwardId{i}).hi);
    byAward_[i].add(own[i]);
    all.add(own[i]);
  }
  byDistrict_[district.value_or(static_cast<uint32_t>(byDistrict_.size() - 1))].add(all);
  return all.amount.lo.sign() > 0;
}

void Summary::addRows(core::AwardId award, int year, const FenTally& rows) {
  byAward_[award.index].add(rows);
  byYear_[year].add(rows);
}

void Summary::addDistrict(std::optional<uint32_t> district, const FenTally& rows, const std::vector<Fen>& parts) {
  byDistrict_[district.value_or(static_cast<uint32_t>(byDistrict_.size() - 1))].add(rows);
  std::vector<Amount> sums;
  for (const Fen part : parts) sums.push_back({yuanOf(part), yuanOf(part)});
  addParts(sums, district);
}

void Summary::merge(const Summary& other) {
  for (size_t i = 0; i < byAward_.size(); ++i) byAward_[i].add(other.byAward_[i]);
  for (size_t i = 0; i < byDistrict_.size(); ++i) byDistrict_[i].add(other.byDistrict_[i]);
  for (const auto& [year, tally] : other.byYear_) byYear_[year].add(tally);
  for (uint32_t i = 0; i < byPayer_.size(); ++i)
    addParts(other.byPayer_[i], i + 1 < byPayer_.size() ? std::optional(i) : std::nullopt);
  subjects_ += other.subjects_;
  receiving_ += other.receiving_;
  later_ += other.later_;
  yearsWithoutRow_ += other.yearsWithoutRow_;
  badRows_ += other.badRows_;
  badCells_ += other.badCells_;
}

Amount Summary::total() const {
  Tally sum;
  for (const Tally& award : byAward_) sum.add(award);
  return sum.amount;
}

std::vector<Amount> Summary::payers() const {
  std::vector<Amount> sum(byPayer_.front().size());
  for (const std::vector<Amount>& line : byPayer_)
    for (size_t i = 0; i < sum.size(); ++i) {
      sum[i].lo += line[i].lo;
      sum[i].hi += line[i].hi;
    }
  return sum;
}

std::string Summary::print(const core::Program& program, const Register& reg, Language language) const {
  const bool zh = language == Language::Zh;
  std::string out =
      fmt::format(fmt::runtime(zh ? "{}：{} 个主体，{} 行；其中 {} 个主体有确定给予的金额\n"
                                  : "{}: {} subjects, {} rows; {} subjects surely receive something\n"),
                  shown(program.policy, language), grouped(subjects_), grouped(reg.rowCount()), grouped(receiving_));
  if (reg.itemRowCount() > 0)
    out += fmt::format(fmt::runtime(zh ? "条目 {} 行\n" : "{} rows of items\n"), grouped(reg.itemRowCount()));
  Lines lines;
  for (uint32_t i = 0; i < byAward_.size(); ++i) {
    const core::Award& award = program.awards[core::AwardId{i}];
    const std::string article = articleOf(award, language);
    std::string name = shown(award.name, language);
    if (!article.empty()) name += zh ? "（" + article + "）" : " (" + article + ")";
    lines.emplace_back(std::move(name), &byAward_[i]);
  }
  printTable(out, zh ? "按条款" : "by clause", lines, language, true);

  if (program.district) {
    lines.clear();
    const auto members = program.facts[*program.district].type.enumeration;
    for (uint32_t i = 0; i < byDistrict_.size(); ++i) {
      const bool named = i + 1 < byDistrict_.size();
      lines.emplace_back(named ? shown(program.enumerations[members].members[i], language)
                         : zh  ? "（未提供）"
                               : "(not given)",
                         &byDistrict_[i]);
    }
    printTable(out, zh ? "按区县" : "by district", lines, language, false);
  }

  printParts(out, program, language);

  lines.clear();
  for (const auto& [year, tally] : byYear_) lines.emplace_back(std::to_string(year), &tally);
  printTable(out, zh ? "按年度" : "by year", lines, language, false);
  if (std::ranges::any_of(byYear_, [](const auto& year) { return !year.second.amount.definite(); }))
    out +=
        zh ? "（各年的至多之和可以大于合计：跨年的限额使几年合起来给予更少）\n"
           : "(the most of the years may add up to more than the total: limits through the years bind them together)\n";

  out += "\n";
  if (later_ > 0)
    out += fmt::format(
        fmt::runtime(zh ? "{} 个主体的第一行晚于名册的第一年（{}），此前按尚不存在计\n"
                        : "{} subjects have their first row after the register's first year ({}); before it "
                          "they are taken not to exist\n"),
        grouped(later_), reg.firstYear());
  if (yearsWithoutRow_ > 0)
    out += fmt::format(fmt::runtime(zh ? "{} 个主体年没有行，其事实按未提供计\n"
                                       : "{} years of subjects have no row; their facts are taken as not given\n"),
                       grouped(yearsWithoutRow_));
  out += fmt::format(fmt::runtime(zh ? "不能使用的数据：{} 行，{} 个单元格\n" : "unusable data: {} rows, {} cells\n"),
                     grouped(badRows_), grouped(badCells_));
  return out;
}

/// A line for each district, a column (or two, while something is open) for each payer.
void Summary::printParts(std::string& out, const core::Program& program, Language language) const {
  if (!program.split) return;
  const bool zh = language == Language::Zh;
  const size_t payers = program.split->payers.size();
  const std::vector<Amount> sum = this->payers();
  const bool pending = std::ranges::any_of(byPayer_, [](const std::vector<Amount>& line) {
    return std::ranges::any_of(line, [](const Amount& part) { return !part.definite(); });
  });
  std::vector<std::string> headings = {zh ? "按分担方（元）" : "by payer (yuan)"};
  for (const core::Id<core::Role> payer : program.split->payers) {
    const std::string& name = shown(program.roles[payer].name, language);
    headings.push_back(pending ? name + (zh ? " 已确定" : ", certain") : name);
    if (pending) headings.push_back(name + (zh ? " 至多" : ", at most"));
  }
  std::vector<TextTable::Align> columns(headings.size(), TextTable::Align::Right);
  columns.front() = TextTable::Align::Left;
  TextTable table(columns);
  table.add(headings);
  const auto add = [&](const std::string& name, const std::vector<Amount>& line) {
    std::vector<std::string> cells = {name};
    for (const Amount& amount : line) {
      cells.push_back(money(amount.lo));
      if (pending) cells.push_back(money(amount.hi));
    }
    table.add(cells);
  };
  for (uint32_t i = 0; program.district && i < byPayer_.size(); ++i) {
    if (byPayer_[i] == std::vector<Amount>(payers)) continue;
    const auto members = program.facts[*program.district].type.enumeration;
    add(i + 1 < byPayer_.size() ? shown(program.enumerations[members].members[i], language)
        : zh                    ? "（未提供）"
                                : "(not given)",
        byPayer_[i]);
  }
  add(zh ? "合计" : "total", sum);
  out += "\n" + table.print();
}

void Summary::printTable(std::string& out, const std::string& heading, const Lines& lines, Language language,
                         bool total) const {
  const bool zh = language == Language::Zh;
  Tally sum;
  for (const auto& [name, tally] : lines) sum.add(*tally);
  const bool pending = !sum.amount.definite();

  std::vector<std::string> first = {heading};
  for (size_t i = 0; i < sum.statuses.size(); ++i)
    if (sum.statuses[i] > 0) first.push_back(explain::statusText(static_cast<Status>(i)).in(language));
  first.emplace_back(pending ? (zh ? "已确定（元）" : "certain (yuan)") : (zh ? "金额（元）" : "amount (yuan)"));
  if (pending) first.emplace_back(zh ? "至多（元）" : "at most (yuan)");

  std::vector<TextTable::Align> columns(first.size(), TextTable::Align::Right);
  columns.front() = TextTable::Align::Left;
  TextTable table(columns);
  table.add(first);
  const auto add = [&](const std::string& name, const Tally& tally) {
    std::vector<std::string> cells = {name};
    for (size_t i = 0; i < sum.statuses.size(); ++i)
      if (sum.statuses[i] > 0) cells.push_back(grouped(tally.statuses[i]));
    cells.push_back(money(tally.amount.lo));
    if (pending) cells.push_back(money(tally.amount.hi));
    table.add(cells);
  };
  for (const auto& [name, tally] : lines)
    if (*tally != Tally{} || lines.size() < 2) add(name, *tally);
  if (total) add(zh ? "合计" : "total", sum);
  out += "\n" + table.print();
}

} // namespace tiao::driver
