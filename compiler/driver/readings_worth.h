#pragma once

#include "compiler/driver/batch.h"
#include "compiler/driver/readings.h"

/// What each reading is worth: a register under the policy as it stands and under each other reading, subject by
/// subject, in one pass.
namespace tiao::driver {

/// How outcomes move from the reading in use to another, in yuan.
struct Movement {
  core::Rational
      definite; // of those that are definite under both: the exact sum of what they gain, less what they lose
  interpret::Amount now, then; // of those that are pending under either, and not alike: what they come to under each
  uint64_t changed = 0;        // outcomes with another amount or status
  uint64_t pending = 0;        // of them, those that are pending under either
  uint64_t open = 0; // outcomes pending under both with one range: what the reading is worth there, facts will tell
  void add(const Movement& other);
};

/// What becomes of a subject under another reading.
enum class Side : uint8_t { Gains, Loses, StatusOnly, Open };
constexpr size_t sides = 4;

/// A subject that changes sides.
struct Mover {
  std::string subject;
  Side side = Side::StatusOnly;
  core::Rational definite;     // of its outcomes that are definite under both
  interpret::Amount now, then; // of its others that change
};

/// So many subjects of each side are named in the report; all are in the output.
constexpr size_t mostMovers = 5;

/// What one other reading is worth.
struct Worth {
  std::vector<Movement> byAward;                        // as in the program
  std::vector<interpret::Amount> payersNow, payersThen; // in the order of the split's payers
  std::array<uint64_t, sides> movers{};                 // by Side
  std::array<std::vector<Mover>, sides> first;          // likewise the first of them, in the order of the register
  bool beyondRegister = false;                          // it gives in years that the register does not have

  [[nodiscard]] Movement total() const;
  [[nodiscard]] uint64_t moved() const;
  void merge(Worth&& later);
};

struct Comparison {
  std::vector<std::vector<Worth>> worth; // by convention, then by other reading; zero of one that was not computed
  uint64_t subjects = 0;
  interpret::Amount total; // under the readings in use
  Exit exit = Exit::Fine;  // Findings: data or events that cannot be used; Failed: the output could not be written
};

/// Also writes each outcome that changes to `options.output`, if there is one.
Comparison compare(const std::vector<OpenConvention>& conventions, const Compiled& policy, const Batch& batch,
                   const BatchOptions& options, const Console& console);

/// The years in force under any of the readings.
interpret::Years yearsInForce(const std::vector<OpenConvention>& conventions, const Compiled& policy);

} // namespace tiao::driver
