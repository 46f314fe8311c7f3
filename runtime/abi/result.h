#pragma once

#include "runtime/abi/about.h"
#include "runtime/abi/tiao_evaluator.h"

/// The outcomes of a batch as a table of Arrow, with its schema: two blocks of memory, each freed when the last of its
/// arrays is released.
namespace tiao::abi {

class Result {
public:
  explicit Result(Policy policy) : policy_(policy) {}
  Result(const Result&) = delete;
  Result& operator=(const Result&) = delete;
  ~Result();

  /// For so many rows: of the subjects, then by kind of items. False if there is no memory.
  bool make(const int64_t* rows);

  void put(uint32_t output, int64_t row, const tiao_outcome& outcome);
  void putInvalid(int64_t row, int32_t input);
  /// Where the items of each subject begin; one more than there are subjects.
  [[nodiscard]] int32_t* firstItem(uint32_t kind) const { return firstItem_[kind]; }

  /// Hands all of it over.
  void hand(ArrowArray* out, ArrowSchema* schema);

private:
  struct Columns {
    uint8_t* status;
    int64_t* amount;
    uint8_t* amountKnown;
    int64_t* ceiling;
    uint8_t* ceilingKnown;
    uint64_t* reasons;
    ArrowArray *amounts, *ceilings; // whose nulls are counted
  };
  size_t layArrays(const int64_t* rows, char* bytes);
  size_t laySchemas(char* bytes);

  Policy policy_;
  void* arrays_ = nullptr;
  void* schemas_ = nullptr;
  ArrowArray root_{};
  ArrowSchema rootSchema_{};
  Columns* columns_ = nullptr;
  int32_t* invalid_ = nullptr;
  uint8_t* invalidKnown_ = nullptr;
  ArrowArray* invalids_ = nullptr;
  int32_t* firstItem_[8] = {};
};

} // namespace tiao::abi
