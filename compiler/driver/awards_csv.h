#pragma once

#include "compiler/driver/reason_text.h"
#include "compiler/driver/register.h"
#include "runtime/table/writer.h"

#include <array>

/// The rows that a run writes: one for each subject, clause and period, and one for each row or cell of the register
/// that cannot be used.
namespace tiao::driver {

class AwardRows {
public:
  AwardRows(const Compiled& policy, Language language);
  void headings(table::Writer& writer) const;
  void outcome(table::Writer& writer, const interpret::Outcome& outcome, const interpret::Case& facts,
               std::string_view district);
  void badData(table::Writer& writer, const BadData& bad, std::string_view district) const;
  /// What is missing where a policy has a district, and 0 members where it has none.
  [[nodiscard]] std::string_view districtName(std::optional<uint32_t> member) const;

private:
  struct Clause {
    std::string name, article;
  };
  const Compiled& policy_;
  Language language_;
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
