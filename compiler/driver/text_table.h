#pragma once

#include <string>
#include <vector>

namespace tiao::driver {

/// Columns for a terminal, where a Chinese character takes two places.
class TextTable {
public:
  enum class Align : uint8_t { Left, Right };
  explicit TextTable(std::vector<Align> columns) : columns_(std::move(columns)) {}
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  /// Each line with `indent` blanks before it, two between the columns, none at the end.
  [[nodiscard]] std::string print(size_t indent = 0) const;

private:
  std::vector<Align> columns_;
  std::vector<std::vector<std::string>> rows_;
};

} // namespace tiao::driver
