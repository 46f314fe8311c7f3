#include "compiler/driver/awards_csv.h"

#include "compiler/explain/explain.h"

#include <charconv>

namespace tiao::driver {

using core::Rational;

AwardRows::AwardRows(const core::Program& program, const source::SourceSet& sources, Language language,
                     RowColumns columns)
    : program_(program), language_(language), columns_(columns), reasons_(program, sources, language) {
  if (program.split) payers_ = program.split->payers.size();
  for (const core::Award& award : program.awards)
    clauses_.push_back({shown(award.name, language), articleOf(award, language)});
  for (size_t i = 0; i < statuses_.size(); ++i)
    statuses_[i] = explain::statusText(static_cast<interpret::Status>(i)).in(language);
  if (!program.district) return;
  const core::Id<core::Enumeration> members = program.facts[*program.district].type.enumeration;
  for (const core::Name& member : program.enumerations[members].members) districts_.push_back(shown(member, language));
}

void AwardRows::headings(table::Writer& writer) const {
  const bool zh = language_ == Language::Zh;
  const core::Program& program = program_;
  for (const char* heading : zh ? std::array{"主体", "年度", "条款"} : std::array{"subject", "period", "clause"})
    writer.cell(heading);
  if (columns_.item) writer.cell(zh ? "条目" : "item");
  for (const char* heading : zh ? std::array{"条", "状态", "金额", "最低", "最高", "最高额度"}
                                : std::array{"article", "status", "amount", "lowest", "highest", "ceiling"})
    writer.cell(heading);
  for (size_t i = 0; i < payers_; ++i) writer.cell(shown(program.roles[program.split->payers[i]].name, language_));
  if (columns_.courses) {
    writer.cell(zh ? "办理" : "standing");
    writer.cell(zh ? "环节" : "stage");
    if (program.schedule)
      for (const char* heading : zh ? std::array{"待拨付", "应拨付", "已拨付", "停拨", "已追回"}
                                    : std::array{"to come", "due", "paid", "withheld", "recovered"})
        writer.cell(heading);
  }
  writer.cell(zh ? "区县" : "district");
  writer.cell(zh ? "理由" : "reason");
  writer.endRow();
}

void AwardRows::money(table::Writer& writer, const Rational& yuan) {
  number_.clear();
  appendMoney(number_, yuan);
  writer.cell(number_);
}

/// Each payer's part, where it is known.
void AwardRows::parts(table::Writer& writer, const std::vector<interpret::Amount>* parts) {
  for (size_t i = 0; i < payers_; ++i) {
    if (parts != nullptr && (*parts)[i].definite())
      money(writer, (*parts)[i].lo);
    else
      writer.cell({});
  }
}

void AwardRows::course(table::Writer& writer, const Course* course) {
  if (!columns_.courses) return;
  const core::Program& program = program_;
  writer.cell(course == nullptr ? std::string() : standingText(course->progress.standing).in(language_));
  writer.cell(course == nullptr ? std::string() : stageText(program, *course).in(language_));
  if (!program.schedule) return;
  for (const Rational interpret::Payments::*place :
       {&interpret::Payments::toCome, &interpret::Payments::due, &interpret::Payments::paid,
        &interpret::Payments::withheld, &interpret::Payments::recovered}) {
    if (course != nullptr && !course->payments.all().isZero())
      money(writer, course->payments.*place);
    else
      writer.cell({});
  }
}

void AwardRows::beginning(table::Writer& writer, std::string_view subject, const interpret::Outcome& row) {
  writer.cell(subject);
  if (row.period != period_) periodText_ = calendar::toString(period_ = row.period);
  writer.cell(periodText_);
  writer.cell(clauses_[row.award.index].name);
}

void AwardRows::item(table::Writer& writer, std::string_view name) const {
  if (columns_.item) writer.cell(name);
}

void AwardRows::middle(table::Writer& writer, const interpret::Outcome& row) const {
  writer.cell(clauses_[row.award.index].article);
  writer.cell(statuses_[static_cast<size_t>(row.status)]);
}

void AwardRows::outcome(table::Writer& writer, const interpret::Outcome& outcome,
                        std::span<const interpret::Outcome> items, const interpret::Case& facts,
                        std::string_view district, const Beyond& beyond) {
  const bool definite = outcome.amount.definite();
  const int32_t item = outcome.key.item;
  const std::string_view itemName =
      item < 0 ? std::string_view() : std::string_view(facts.items()[static_cast<size_t>(item)].name);
  beginning(writer, facts.subject, outcome);
  this->item(writer, itemName);
  middle(writer, outcome);
  if (definite) {
    money(writer, outcome.amount.lo);
    writer.cell({});
    writer.cell({});
  } else {
    writer.cell({});
    money(writer, outcome.amount.lo);
    money(writer, outcome.amount.hi);
  }
  if (outcome.ceiling)
    money(writer, *outcome.ceiling);
  else
    writer.cell({});
  parts(writer, beyond.parts);
  course(writer, beyond.course);
  writer.cell(district);
  const bool counted = program_.awards[outcome.award].key && outcome.key.isSubject();
  const std::string& why = counted ? reasons_.ofItems(items, facts) : reasons_.of(outcome, facts);
  if (definite && beyond.partsNeed != nullptr && !beyond.partsNeed->empty()) {
    // Its reasons are told in full; who pays is not.
    std::string reason = why;
    if (!reason.empty()) reason += language_ == Language::Zh ? "；" : "; ";
    writer.cell(reason + (language_ == Language::Zh ? "分担未定：" : "who pays is open: ") +
                reasons_.ofNeeds(*beyond.partsNeed, facts));
  } else {
    writer.cell(why);
  }
  writer.endRow();
}

void AwardRows::badData(table::Writer& writer, const BadData& bad, std::string_view district) const {
  writer.cell(bad.subject);
  writer.cell(bad.period);
  for (int blank = columns_.item ? 3 : 2; blank > 0; --blank) writer.cell({});
  writer.cell(statuses_[static_cast<size_t>(interpret::Status::Invalid)]);
  const size_t courses = !columns_.courses ? 0 : program_.schedule ? 7 : 2;
  for (size_t i = 0; i < 4 + payers_ + courses; ++i) writer.cell({});
  writer.cell(district);
  writer.cell(sentence(bad, language_));
  writer.endRow();
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
