#pragma once

#include "compiler/driver/rows.h"
#include "compiler/interpret/interpret.h"

/// The facts that stand in the rows of one file: the subject's, or those of its items. A cell that cannot be used
/// becomes an invalid fact, so that only the awards that need it suffer, and is told, so that nothing is silent.
namespace tiao::driver {

class RowFacts {
public:
  RowFacts(const core::Program& program, const Register& reg, uint16_t table, const ValueReader& values,
           Language language);

  /// Begins a subject.
  void begin(const Rows& rows, const Rows::Subject& subject, interpret::Case& facts, std::vector<BadData>& bad);
  /// One row. `repeated`: another row of the same key may have given facts of the same period.
  void fill(const Rows::Row& row, const std::vector<std::string_view>& cells, interpret::Key key, bool repeated);
  /// A row of the subject whose cells cannot be told apart: no fact of its own period can be used. Those that other
  /// rows may hold, too, are decided at the end.
  void spoil(const Rows::Row& row, const Text& problem);
  /// After the last row: what only rows that cannot be used may have held.
  void end();

private:
  struct Column {
    const FactColumn* heading;
    core::FactId fact;
    const core::Fact* declared;
    std::string where;       // the end of a place: 行「年营业收入」
    std::string_view before; // of a fixed fact: the text in the row before, which was fine
  };
  struct Spoilt {
    const Rows::Row* row;
    Text problem;
  };
  /// A monthly fact in a row without a month: which of the months it means cannot be told.
  struct Undated {
    core::FactId fact;
    interpret::Key key;
    int year;
    interpret::Invalid invalid;
  };

  void fillCell(Column& column, std::string_view text, const Rows::Row& row, bool repeated);
  void tell(const Column& column, const Rows::Row& row, std::string_view text, const Text& reason);
  void giveInvalid(const Column& column, calendar::Period period, const BadData& bad);
  void giveInvalidIfMissing(core::FactId fact, interpret::Key key, calendar::Period period,
                            const interpret::Invalid& invalid);
  [[nodiscard]] interpret::Invalid invalidOf(const BadData& bad) const;
  [[nodiscard]] Text differs(const Column& column, const Rows::Row& row, calendar::Period period,
                             const core::Constant& earlier) const;

  const ValueReader& values_;
  Language language_;
  std::string wherePrefix_; // the beginning of a place: outlets.csv 第
  std::vector<Column> columns_;

  // Of the subject at hand.
  const Rows* rows_ = nullptr;
  const Rows::Subject* subject_ = nullptr;
  interpret::Case* facts_ = nullptr;
  std::vector<BadData>* bad_ = nullptr;
  interpret::Key key_;
  std::vector<Spoilt> spoilt_;
  std::vector<Undated> undated_;
  std::string where_;
  size_t whereLine_ = 0; // its length up to the line's number
};

/// The period that a fact has in a row of this period; none where a row without a month holds a monthly fact.
std::optional<calendar::Period> periodIn(const core::Fact& fact, calendar::Period row);

} // namespace tiao::driver
