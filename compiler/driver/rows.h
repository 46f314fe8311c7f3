#pragma once

#include "compiler/driver/register.h"

/// The rows of a batch of subjects, in memory: what the second reading of a register gives.
namespace tiao::driver {

class Rows {
public:
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

  explicit Rows(const Register& reg) : register_(reg) {}
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;

  /// Reads a batch of the register and finds its subjects; false if its file cannot be read any more.
  bool read(size_t batch);

  /// For who reads the bytes himself: those of a batch of a register whose rows are adjacent, followed by a NUL, and
  /// the line of the first row.
  bool load(size_t batch);
  [[nodiscard]] std::string_view bytes() const { return text_; }
  [[nodiscard]] int64_t firstLine() const { return firstLine_; }
  [[nodiscard]] size_t offset() const { return offset_; } // in the file
  /// Then the rows of a part of them, whose first row is on `line`.
  void parse(std::string_view part, int64_t line);

  [[nodiscard]] const Register& registry() const { return register_; }
  [[nodiscard]] const std::vector<Subject>& subjects() const { return subjects_; }
  [[nodiscard]] const Row& row(uint32_t index) const { return rows_[index]; }
  [[nodiscard]] const Register::Table& tableOf(const Row& row) const { return register_.tables()[row.table]; }
  /// The row's cells, into `cells`; `problem` is what is wrong with its shape, if anything.
  void cells(const Row& row, std::vector<std::string_view>& cells, std::optional<Text>& problem) const;
  /// Something wrong with this row.
  [[nodiscard]] BadData bad(const Row& row, const Subject& subject) const;

private:
  struct Kept {
    std::vector<std::string_view> cells;
    std::optional<Text> problem;
  };
  /// A row that the index has noted, and where it comes to lie.
  struct Wanted {
    const RowIndex::Row* row = nullptr;
    size_t at = 0;
  };

  void clear();
  bool readTogether(size_t batch);
  bool readNoted(size_t batch);
  bool gather(std::vector<Wanted>& wanted);
  void note(const table::Row& row, Subject& owner, uint16_t table);
  void addRow(Chain& chain, Row row);

  const Register& register_;
  std::string text_;
  size_t offset_ = 0; // of the text in its file
  int64_t firstLine_ = 1;
  std::pmr::monotonic_buffer_resource unescaped_;
  std::vector<Subject> subjects_;
  std::vector<Row> rows_;
  std::vector<Kept> kept_;
  table::Row parsed_;
};

} // namespace tiao::driver
