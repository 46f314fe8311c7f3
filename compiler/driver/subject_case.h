#pragma once

#include "compiler/driver/register.h"
#include "compiler/interpret/interpret.h"

#include <bitset>

/// From the rows of one subject to its case. A cell that cannot be used becomes an invalid fact, so that only the
/// awards that need it suffer, and is told, so that nothing is silent.
namespace tiao::driver {

class CaseFiller {
public:
  CaseFiller(const core::Program& program, const Register& reg, const ValueReader& values, Language language);
  /// Replaces what `facts` held by the facts of `subject`, and adds what is wrong with its rows to `bad`.
  ///
  /// A register that begins before the subject's first row says that the subject did not exist before that row.
  void fill(const Register::Subject& subject, interpret::Case& facts, std::vector<BadData>& bad);
  /// Of the subject last filled: how many of these years it has no row for, though it existed. Their facts are missing.
  [[nodiscard]] unsigned yearsWithoutRow(interpret::Years years) const;

private:
  struct Column {
    const FactColumn* heading;
    core::FactId fact;
    const core::Fact* declared;
    std::string where;       // the end of a place: 行「年营业收入」
    std::string_view before; // of a fixed fact: the text in the row before, which was fine
  };

  void fillRow(const Register::Row& row);
  void fillCell(Column& column, std::string_view text, const Register::Row& row, bool repeated);
  void giveUp(Column& column, const Register::Row& row, std::string_view text, const Text& reason, bool tell);
  void spoil(const Register::Row& row, const Text& problem);
  void spoilFixed();
  [[nodiscard]] Text differs(const Column& column, const Register::Row& row) const;
  [[nodiscard]] BadData bad(const Register::Row& row) const;

  const Register& register_;
  const ValueReader& values_;
  Language language_;
  std::vector<Column> columns_;

  // Of the subject at hand.
  const Register::Subject* subject_ = nullptr;
  interpret::Case* facts_ = nullptr;
  std::vector<BadData>* bad_ = nullptr;
  const Register::Row* spoilt_ = nullptr; // a row that cannot be used, if there is one
  Text spoiltBy_;
  std::bitset<LastYear - FirstYear + 1> seen_; // years that rows so far were of
  std::vector<std::string_view> cells_;
  std::string where_;
  size_t wherePrefix_ = 0;
};

} // namespace tiao::driver
