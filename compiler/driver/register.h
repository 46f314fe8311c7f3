#pragma once

#include "compiler/driver/values.h"
#include "runtime/table/reader.h"

/// A register of subjects: one row for each subject and year, its columns facts. The rows of one subject need not be
/// adjacent: the first reading notes where each row lies, by subject in the order of first appearance; the cells are
/// read when the subject's turn comes, so that a register of any size costs its own bytes and a few words a row.
namespace tiao::driver {

/// A column that holds a fact.
struct FactColumn {
  size_t column = 0;
  core::FactId fact;
  std::string heading; // as in the file
};

/// What stands where in a row. Found before any row is read.
struct Headings {
  size_t subject = 0, period = 0;
  std::vector<FactColumn> facts;
  std::vector<std::string> unknown;  // headings that name nothing, as in the file
  std::vector<size_t> unnamed;       // columns without a heading
  std::vector<core::FactId> missing; // facts that some award reads, without a column
};

/// Something wrong with a row or a cell; the run goes on.
struct BadData {
  int64_t line = 0;
  std::string column;  // its heading; empty when it is the row
  std::string text;    // what stands there
  Text reason;         // why it cannot be used
  std::string subject; // as far as they could be read
  std::string period;
};
/// 第37行「年营业收入」 / line 37, column revenue.
std::string placeText(const BadData& bad, Language language);
/// 第37行「年营业收入」：「约三千万」不是金额.
std::string sentence(const BadData& bad, Language language);

class Register {
public:
  /// Reads the headings and notes the rows of a file, or of standard input ("-"). The text is why it cannot be used at
  /// all.
  static std::variant<Register, Text> open(const std::string& path, const core::Program& program,
                                           const std::vector<core::Name>& subjectNames);

  struct Row {
    static constexpr uint32_t None = UINT32_MAX;
    std::string_view text; // without its line end
    int64_t line = 0;
    calendar::Period period;
    uint32_t next = None; // of the same subject
    uint32_t kept = None; // in kept_: a row with quotes, or with problems
  };
  struct Subject {
    std::string_view name;
    uint32_t first = Row::None, last = Row::None;
    bool periodUnread = false; // it has a row whose year could not be read
  };

  [[nodiscard]] const Headings& headings() const { return headings_; }
  [[nodiscard]] const std::vector<Subject>& subjects() const { return subjects_; }
  [[nodiscard]] const Row& row(uint32_t index) const { return rows_[index]; }
  [[nodiscard]] size_t rowCount() const { return rowCount_; }
  /// The row's cells, into `cells`; `problem` is what is wrong with its shape, if anything.
  void cells(const Row& row, std::vector<std::string_view>& cells, std::optional<Text>& problem) const;
  /// Rows that tell nothing of any subject, in order: without a subject, or without a year.
  [[nodiscard]] const std::vector<BadData>& lostRows() const { return lostRows_; }
  /// The first and last year that occur; first > last when none does.
  [[nodiscard]] int firstYear() const { return firstYear_; }
  [[nodiscard]] int lastYear() const { return lastYear_; }
  [[nodiscard]] table::Encoding encoding() const { return reader_.encoding(); }

private:
  struct Kept {
    std::vector<std::string_view> cells;
    std::optional<Text> problem;
  };

  explicit Register(table::Reader reader) : reader_(std::move(reader)) {}
  void noteRows();
  void note(const table::Row& row);
  void addRow(std::string_view subject, Row row);
  uint32_t subjectCalled(std::string_view name);

  table::Reader reader_; // owns the text that all views look into
  Headings headings_;
  std::vector<Subject> subjects_;
  std::unordered_map<std::string_view, uint32_t> byName_;
  std::vector<Row> rows_;
  std::vector<Kept> kept_;
  std::vector<BadData> lostRows_;
  size_t rowCount_ = 0;
  int firstYear_ = INT32_MAX, lastYear_ = INT32_MIN;
};

/// The facts that some award of the program reads, its assessments and elections among them; ascending.
std::vector<core::FactId> factsRead(const core::Program& program);

} // namespace tiao::driver
