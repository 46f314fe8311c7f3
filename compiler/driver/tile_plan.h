#pragma once

#include "compiler/driver/run_batch.h"
#include "compiler/driver/split_cases.h"

/// What the columns of a tile must hold, and the rows that are made of it.
namespace tiao::driver {

/// Can tiles serve a run? Not one that goes on from a ledger, or follows events.
bool tilesServe(const Run& run);

/// What the kernels' columns lack for writing rows, and in which order rows come.
struct TilePlan {
  explicit TilePlan(const Run& run);

  /// A row of output.
  struct Place {
    core::AwardId award;
    calendar::Period period;
    size_t group = 0;
    size_t output = SIZE_MAX; // if kernels evaluate it
    bool reached = false;     // do the award's own days reach it?
    // Of an award that is counted by items.
    size_t kind = 0;        // place in the layout
    size_t listed = 0;      // the input that says which items are in the list of its year
    bool listGiven = false; // is there such a list, of every subject?
  };
  Kernels kernels; // with more inputs, after those of the kernels
  std::optional<SplitCases> split;
  std::vector<size_t> districts; // inputs, by year shown; of a fixed fact one; none without districts
  std::vector<Place> places;     // in order
  /// Is it of an award that is counted by items?
  [[nodiscard]] bool isOfItems(const Place& place) const { return kernels.layout.outputs[place.output].itemKind >= 0; }

  std::vector<bool> interpreted;           // by group: for every subject
  std::vector<std::vector<size_t>> before; // by output: those of the same award in earlier periods
  std::vector<uint64_t> told;              // by output: the reasons that speak of what was given before
  std::vector<uint64_t> nothing,
      notInForce;                // by output: the reason that there is nothing to give, that it is not in force
  std::vector<uint64_t> elapsed; // by output: those that speak of time that went by

private:
  void findLists(Place& place, const Register& reg);
};

} // namespace tiao::driver
