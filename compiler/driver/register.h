#pragma once

#include "compiler/driver/values.h"
#include "runtime/table/reader.h"

#include <memory>
#include <set>

/// A register of subjects: files with one row for each subject and year (or month), files of what does not change, with
/// one row for each subject, and files with one row for each item of a subject. The rows of one subject need not be
/// adjacent: the first reading notes where each row lies, by subject in the order of first appearance; the cells are
/// read when the subject's turn comes, so that a register of any size costs its own bytes and a few words a row.
namespace tiao::driver {

/// A column that holds a fact.
struct FactColumn {
  size_t column = 0;
  core::FactId fact;
  std::string heading; // as in the file
};

/// What stands where in a row of one file. Found before any row is read.
struct Headings {
  std::optional<core::Id<core::ItemKind>> kind; // of a file of items
  size_t subject = 0;
  std::optional<size_t> period;         // none in a file of what does not change
  std::optional<size_t> item, lastYear; // of a file of items: its name, and the last year in which it is there
  std::vector<FactColumn> facts;
  std::vector<std::string> unknown; // headings that name nothing, as in the file
  std::vector<std::string> others;  // headings of facts that this file cannot hold: the subject's, or another kind's
  std::vector<size_t> unnamed;      // columns without a heading
};

/// What awards read and no file has.
struct Absent {
  std::vector<core::FactId> facts;             // without a column
  std::vector<core::Id<core::ItemKind>> kinds; // without a file: their lists are missing
};

/// Something wrong with a row or a cell; the run goes on.
struct BadData {
  int64_t line = 0;
  std::string column;  // its heading; empty when it is the row
  std::string text;    // what stands there
  Text reason;         // why it cannot be used
  std::string subject; // as far as they could be read
  std::string period;
  std::string file; // empty when the register is one file
};
/// 第37行「年营业收入」 / line 37, column revenue; with the file before it where there are several.
std::string placeText(const BadData& bad, Language language);
/// 第37行「年营业收入」：「约三千万」不是金额.
std::string sentence(const BadData& bad, Language language);

/// The files of a register, as the command line names them.
struct RegisterFiles {
  std::vector<std::string> inputs, items;
};

class Register {
public:
  /// Reads the headings and notes the rows of files, one of which may be standard input ("-"). The text is why they
  /// cannot be used at all.
  static std::variant<Register, Text> open(const RegisterFiles& files, const core::Program& program,
                                           const std::vector<core::Name>& subjectNames);
  /// The same rows as another program of the same policy reads them: it may have other facts.
  [[nodiscard]] std::variant<Register, Text> readFor(const core::Program& program,
                                                     const std::vector<core::Name>& subjectNames) const;

  struct Row {
    static constexpr uint32_t None = UINT32_MAX;
    std::string_view text; // without its line end
    int64_t line = 0;
    calendar::Period period;   // year 0 in a file of what does not change
    uint32_t next = None;      // of the same subject
    uint32_t kept = None;      // in kept_: a row with quotes, or with problems
    uint16_t table = 0;        // index of its file
    bool periodUnread = false; // of an item: its year could not be read
  };
  /// The rows of one subject in one sort of files, as a chain.
  struct Chain {
    uint32_t first = Row::None, last = Row::None;
  };
  struct Subject {
    std::string_view name;
    Chain rows, items;
    bool periodUnread = false; // it has a row whose year could not be read
  };
  struct Table {
    std::shared_ptr<table::Reader> reader; // owns the text that all views look into; the copies of a register share it
    Headings headings;
    std::string name;         // as messages name it; empty when the register is one file
    std::set<int> otherYears; // of a file of items: years that the register does not have
  };

  [[nodiscard]] const std::vector<Table>& tables() const { return tables_; }
  [[nodiscard]] const Table& tableOf(const Row& row) const { return tables_[row.table]; }
  [[nodiscard]] const Absent& absent() const { return absent_; }
  [[nodiscard]] const std::vector<Subject>& subjects() const { return subjects_; }
  [[nodiscard]] const Row& row(uint32_t index) const { return rows_[index]; }
  [[nodiscard]] size_t rowCount() const { return rowCount_; }
  [[nodiscard]] size_t itemRowCount() const { return itemRowCount_; }
  /// Is there a file of items of this kind? Their lists are then given for every year of the register.
  [[nodiscard]] bool hasItems(core::Id<core::ItemKind> kind) const;
  /// The row's cells, into `cells`; `problem` is what is wrong with its shape, if anything.
  void cells(const Row& row, std::vector<std::string_view>& cells, std::optional<Text>& problem) const;
  /// Something wrong with this row.
  [[nodiscard]] BadData bad(const Row& row, const Subject& subject) const;
  /// Rows that tell nothing of any subject, in order: without a subject, or without a year.
  [[nodiscard]] const std::vector<BadData>& lostRows() const { return lostRows_; }
  /// The first and last year that occur in the subjects' own rows; first > last when none does.
  [[nodiscard]] int firstYear() const { return firstYear_; }
  [[nodiscard]] int lastYear() const { return lastYear_; }

private:
  struct Kept {
    std::vector<std::string_view> cells;
    std::optional<Text> problem;
  };

  std::optional<Text> add(const std::string& path, bool items, const core::Program& program,
                          const std::vector<core::Name>& subjectNames);
  void nameTables(const RegisterFiles& files);
  void noteRows(uint16_t table);
  void note(const table::Row& row, uint16_t index);
  /// The period of a row, if its file has one; the text is why it has none.
  std::variant<calendar::Period, Text> periodOf(const table::Row& row, const Table& table) const;
  void addRow(Chain& chain, Row row);
  std::optional<uint32_t> find(std::string_view subject) const;
  uint32_t subjectCalled(std::string_view name);
  void noteOtherYears();

  std::vector<Table> tables_;
  Absent absent_;
  std::vector<Subject> subjects_;
  std::unordered_map<std::string_view, uint32_t> byName_;
  std::vector<Row> rows_;
  std::vector<Kept> kept_;
  std::vector<BadData> lostRows_;
  size_t rowCount_ = 0, itemRowCount_ = 0;
  int firstYear_ = INT32_MAX, lastYear_ = INT32_MIN;
};

} // namespace tiao::driver
