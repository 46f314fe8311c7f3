#include "compiler/driver/awards_csv.h"

#include "compiler/explain/explain.h"

#include <charconv>

namespace tiao::driver {

using core::Rational;

AwardRows::AwardRows(const Compiled& policy, Language language)
    : policy_(policy), language_(language), reasons_(policy, language) {
  const core::Program& program = policy.program();
  for (const core::Award& award : program.awards)
    clauses_.push_back({shown(award.name, language), articleOf(award, language)});
  for (size_t i = 0; i < statuses_.size(); ++i)
    statuses_[i] = explain::statusText(static_cast<interpret::Status>(i)).in(language);
  if (!program.district) return;
  const core::Id<core::Enumeration> members = program.facts[*program.district].type.enumeration;
  for (const core::Name& member : program.enumerations[members].members) districts_.push_back(shown(member, language));
}

void AwardRows::headings(table::Writer& writer) const {
  if (language_ == Language::Zh)
    writer.row({"主体", "年度", "条款", "条", "状态", "金额", "最低", "最高", "最高额度", "区县", "理由"});
  else
    writer.row({"subject", "period", "clause", "article", "status", "amount", "lowest", "highest", "ceiling",
                "district", "reason"});
}

void AwardRows::outcome(table::Writer& writer, const interpret::Outcome& outcome, const interpret::Case& facts,
                        std::string_view district) {
  const auto money = [&](const Rational& yuan) {
    number_.clear();
    appendMoney(number_, yuan);
    writer.cell(number_);
  };
  const Clause& clause = clauses_[outcome.award.index];
  const bool definite = outcome.amount.definite();
  writer.cell(facts.subject);
  if (outcome.period != period_) periodText_ = calendar::toString(period_ = outcome.period);
  writer.cell(periodText_);
  writer.cell(clause.name);
  writer.cell(clause.article);
  writer.cell(statuses_[static_cast<size_t>(outcome.status)]);
  if (definite) {
    money(outcome.amount.lo);
    writer.cell({});
    writer.cell({});
  } else {
    writer.cell({});
    money(outcome.amount.lo);
    money(outcome.amount.hi);
  }
  if (outcome.ceiling)
    money(*outcome.ceiling);
  else
    writer.cell({});
  writer.cell(district);
  writer.cell(reasons_.of(outcome, facts));
  writer.endRow();
}

void AwardRows::badData(table::Writer& writer, const BadData& bad, std::string_view district) const {
  const std::string& status = statuses_[static_cast<size_t>(interpret::Status::Invalid)];
  writer.row({bad.subject, bad.period, "", "", status, "", "", "", "", district, sentence(bad, language_)});
}

std::string_view AwardRows::districtName(std::optional<uint32_t> member) const {
  return member ? std::string_view(districts_[*member]) : std::string_view();
}

std::optional<uint32_t> districtOf(const core::Program& program, const interpret::Case& facts, int year) {
  if (!program.district) return std::nullopt;
  const core::Fact& fact = program.facts[*program.district];
  const calendar::Period period = fact.per == core::Per::Fixed ? calendar::Period{} : calendar::Period{year, 0};
  const interpret::Datum& datum = facts.find(*program.district, interpret::Key{}, period);
  const auto* constant = std::get_if<core::Constant>(&datum);
  const auto* member = constant == nullptr ? nullptr : std::get_if<core::Member>(constant);
  return member == nullptr ? std::nullopt : std::optional(member->index);
}

std::string articleOf(const core::Award& award, Language language) {
  const int number = source::articleNumber(award.article);
  return number == 0 ? award.article : source::articleText(number, language);
}

void appendMoney(std::string& out, const Rational& yuan) {
  const std::optional<int64_t> fen = (yuan * Rational(100)).toInt64();
  if (!fen || *fen < 0) {
    out += fen || (yuan * Rational(100)).isWhole() ? yuan.toFixed(2) : yuan.toString();
    return;
  }
  char digits[24];
  const std::to_chars_result end = std::to_chars(std::begin(digits), std::end(digits), *fen / 100);
  out.append(std::begin(digits), end.ptr);
  out += '.';
  out += static_cast<char>('0' + *fen / 10 % 10);
  out += static_cast<char>('0' + *fen % 10);
}

} // namespace tiao::driver
