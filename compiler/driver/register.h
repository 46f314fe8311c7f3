#pragma once

#include "compiler/driver/bad_data.h"
#include "compiler/driver/row_index.h"
#include "compiler/driver/values.h"
#include "runtime/table/row_stream.h"

#include <memory>
#include <set>

/// A register of subjects: files with one row for each subject and year (or month), files of what does not change, with
/// one row for each subject, and files with one row for each item of a subject. The rows of one subject need not be
/// adjacent: the first reading notes where they lie, by subject in the order of first appearance; the cells are read
/// when the turn of the subject's batch comes (Rows). Where the rows of each subject of a single file are adjacent, no
/// more than the beginning of each batch is noted, so that such a register of any size costs hardly any memory.
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

/// The files of a register, as the command line names them.
struct RegisterFiles {
  std::vector<std::string> inputs, items;
};

class Register {
public:
  /// Reads the headings and notes the rows of files, one of which may be standard input ("-"). The text is why they
  /// cannot be used at all.
  static std::variant<Register, Text> open(const RegisterFiles& files, const core::Program& program,
                                           const std::vector<core::Name>& subjectNames, unsigned threads = 1);
  /// The same rows as another program of the same policy reads them: it may have other facts.
  [[nodiscard]] std::variant<Register, Text> readFor(const core::Program& program,
                                                     const std::vector<core::Name>& subjectNames) const;

  struct Table {
    std::shared_ptr<table::Source> source; // the copies of a register share it
    std::vector<std::string> columns;      // the headings, as in the file
    Headings headings;
    std::string name;         // as messages name it; empty when the register is one file
    size_t rowsBegin = 0;     // after the headings
    int64_t firstLine = 1;    // of the first row
    std::set<int> otherYears; // of a file of items: years that the register does not have
  };

  [[nodiscard]] const std::vector<Table>& tables() const { return tables_; }
  [[nodiscard]] const Absent& absent() const { return absent_; }
  [[nodiscard]] const RowIndex& index() const { return *index_; }
  [[nodiscard]] uint64_t rowCount() const { return index_->rows; }
  [[nodiscard]] uint64_t itemRowCount() const { return index_->itemRows; }
  /// Is there a file of items of this kind? Their lists are then given for every year of the register.
  [[nodiscard]] bool hasItems(core::Id<core::ItemKind> kind) const;
  /// Rows that tell nothing of any subject, in order: without a subject, or without a year.
  [[nodiscard]] const std::vector<BadData>& lostRows() const { return index_->lost; }
  /// The first and last year that occur in the subjects' own rows; first > last when none does.
  [[nodiscard]] int firstYear() const { return index_->firstYear; }
  [[nodiscard]] int lastYear() const { return index_->lastYear; }
  /// For when the run is over: why its result is not to be trusted, a file having been changed meanwhile.
  [[nodiscard]] std::optional<Text> changed() const;

private:
  std::optional<Text> addTables(const RegisterFiles& files, const core::Program& program,
                                const std::vector<core::Name>& subjectNames);
  static std::optional<Text> readHeader(Table& table, bool items, const core::Program& program,
                                        const std::vector<core::Name>& subjectNames);
  static std::optional<Text> understand(Table& table, bool items, const core::Program& program,
                                        const std::vector<core::Name>& subjectNames);
  void nameTables(const RegisterFiles& files);
  void noteOtherYears();

  std::vector<Table> tables_;
  Absent absent_;
  std::shared_ptr<const RowIndex> index_; // likewise
};

/// What a row says of itself.
struct RowHead {
  std::string_view name;                     // of the subject
  std::string_view period;                   // as written
  std::variant<calendar::Period, Text> when; // year 0 in a file of what does not change; or why it is not known
  [[nodiscard]] bool lost() const;           // it does not say who
};
RowHead headOf(const table::Row& row, const Headings& headings);

} // namespace tiao::driver
