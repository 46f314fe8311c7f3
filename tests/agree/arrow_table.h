#pragma once

#include "runtime/abi/tiao_evaluator.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

/// Tables of Arrow made by hand, in the shapes that evaluators read.
namespace tiao::test {

class ArrowTable {
public:
  using Values = std::vector<std::optional<int64_t>>;

  /// A struct of columns of so many rows, of which the first `skipped` are not part of the table.
  ArrowTable(std::string name, size_t rows, size_t skipped);

  /// `format`: b, c, C, s, S, i, I, l, L or tdD; values of the rows that are part of the table.
  void add(const std::string& name, const std::string& format, const Values& values);
  /// Words, of format u.
  void addWords(const std::string& name, const std::vector<std::optional<std::string>>& values);
  /// Lists of the rows of a table, of so many rows each; none: the list is null.
  void addLists(const std::string& name, ArrowTable items, const std::vector<std::optional<size_t>>& counts);

  /// They stand as long as the table does, and where it stands.
  const ArrowArray* array();
  const ArrowSchema* schema();

private:
  struct Field {
    ArrowArray array{};
    ArrowSchema schema{};
    std::string name, format;
    std::vector<uint8_t> validity, values, more;
    std::vector<const void*> buffers;
    ArrowArray* childArray = nullptr;
    ArrowSchema* childSchema = nullptr;
  };
  Field& field(const std::string& name, const std::string& format, const std::vector<bool>& valid);

  std::string name_;
  size_t rows_, skipped_;
  std::deque<Field> fields_;
  std::deque<ArrowTable> tables_;
  std::vector<ArrowArray*> arrays_;
  std::vector<ArrowSchema*> schemas_;
  ArrowArray array_{};
  ArrowSchema schema_{};
  const void* noBuffer_ = nullptr;
};

} // namespace tiao::test
