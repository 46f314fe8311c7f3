#pragma once

#include "compiler/interpret/split.h"
#include "runtime/batch/tile.h"

#include <map>

namespace tiao::driver {

/// Who pays, by the facts that the policy's split asks for: the same few combinations come again and again.
class SplitCases {
public:
  /// Adds to `layout` the facts of the years that are not in it yet.
  SplitCases(const core::Program& program, interpret::Years years, batch::Layout& layout);
  /// Is there no split, or one whose conditions ask for nothing but facts of the subject and the year?
  [[nodiscard]] bool usable() const { return usable_; }
  /// The case that applies to a subject in a year; none if it is not known, or there is none.
  [[nodiscard]] std::optional<uint32_t> find(const batch::Tile& tile, size_t lane, int year);
  /// What each payer bears of an amount, in fen; likewise in fen.
  void parts(uint32_t which, int64_t fen, std::vector<int64_t>& parts) const;

private:
  struct Share {
    int64_t numerator = 0, denominator = 1;
  };
  struct Asked {
    core::FactId fact;
    std::vector<size_t> inputs; // by year; of a fixed fact one
  };
  [[nodiscard]] bool readable(core::ExprId expr) const;
  void ask(core::ExprId expr, batch::Layout& layout);
  [[nodiscard]] size_t placeOf(const Asked& asked, int year) const {
    return asked.inputs[asked.inputs.size() == 1 ? 0 : static_cast<size_t>(year - years_.first)];
  }

  const core::Program& program_;
  interpret::Years years_;
  bool usable_ = true;
  std::vector<Asked> asked_;
  std::vector<int64_t> scales_;                                   // likewise
  std::map<std::vector<int64_t>, std::optional<uint32_t>> found_; // by the values
  std::vector<int64_t> key_;
  interpret::Case facts_;
  std::vector<std::vector<Share>> shares_; // by case and payer
};

/// The place of a fact of the subject among the inputs of a layout, to which it is added if it is not there.
size_t inputOf(const core::Program& program, core::FactId fact, int year, batch::Layout& layout);

} // namespace tiao::driver
