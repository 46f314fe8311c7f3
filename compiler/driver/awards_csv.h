#pragma once

#include "compiler/driver/course.h"
#include "compiler/driver/reason_text.h"
#include "compiler/driver/register.h"
#include "runtime/table/writer.h"

#include <array>
#include <span>

/// The rows that a run writes: one for each subject, clause and period (or one for each item of those that are counted
/// by items), and one for each row or cell of the register that cannot be used.
namespace tiao::driver {

/// What a row tells beyond the outcome.
struct Beyond {
  const std::vector<interpret::Amount>* parts = nullptr; // by payer; null where nothing is given
  const interpret::Needs* partsNeed = nullptr;           // what is missing to tell who pays
  const Course* course = nullptr;                        // null where events were not given, or nothing is
};

/// Columns that are not always there.
struct RowColumns {
  bool courses = false; // where each award stands in the procedure and in its payment
  bool item = false;    // a row for each item
};

class AwardRows {
public:
  AwardRows(const core::Program& program, const source::SourceSet& sources, Language language, RowColumns columns);
  void headings(table::Writer& writer) const;
  /// `items` are the outcomes that the row is made of: of an award counted by items those of its items, else itself.
  void outcome(table::Writer& writer, const interpret::Outcome& row, std::span<const interpret::Outcome> items,
               const interpret::Case& facts, std::string_view district, const Beyond& beyond);
  /// The cells of a row up to its item; then that, where there is a column for it; then those up to its status.
  void beginning(table::Writer& writer, std::string_view subject, const interpret::Outcome& row);
  void item(table::Writer& writer, std::string_view name) const;
  void middle(table::Writer& writer, const interpret::Outcome& row) const;
  void badData(table::Writer& writer, const BadData& bad, std::string_view district) const;
  /// What is missing where a policy has a district, and 0 members where it has none.
  [[nodiscard]] std::string_view districtName(std::optional<uint32_t> member) const;

private:
  struct Clause {
    std::string name, article;
  };
  void parts(table::Writer& writer, const std::vector<interpret::Amount>* parts);
  void course(table::Writer& writer, const Course* course);
  void money(table::Writer& writer, const core::Rational& yuan);

  const core::Program& program_;
  Language language_;
  RowColumns columns_;
  size_t payers_ = 0;
  std::vector<Clause> clauses_;
  std::vector<std::string> districts_;
  std::array<std::string, 9> statuses_; // by Status
  ReasonText reasons_;
  calendar::Period period_; // of the row before, and its text
  std::string periodText_ = "0";
  std::string number_;
};

/// The member of the policy's district fact that a subject has (in `year`, if it is a yearly one).
std::optional<uint32_t> districtOf(const core::Program& program, const interpret::Case& facts, int year);
/// Name of a clause's article: 第一条 / Article 1; may be empty.
std::string articleOf(const core::Award& award, Language language);
/// An exact sum of yuan without commas: 1234.50; all its places where it has more than two.
void appendMoney(std::string& out, const core::Rational& yuan);

} // namespace tiao::driver
