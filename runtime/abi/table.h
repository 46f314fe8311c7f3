#pragma once

#include "runtime/abi/column.h"

/// A caller's table: which of its columns holds which input.
namespace tiao::abi {

/// The list of the items of a kind.
struct ItemLists {
  const ArrowArray* array = nullptr; // null: no subject's list is known
  bool isLong = false;               // places of 64 bits
  [[nodiscard]] const ArrowArray& items() const { return *array->children[0]; }
  /// Where the items of a row begin, counted from the items' own offset.
  [[nodiscard]] int64_t place(int64_t at) const {
    const int64_t i = array->offset + at;
    return isLong ? static_cast<const int64_t*>(array->buffers[1])[i]
                  : static_cast<const int32_t*>(array->buffers[1])[i];
  }
};

class Table {
public:
  explicit Table(Policy policy) : policy_(policy) {}
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;
  ~Table();

  /// TIAO_OK, or what is wrong, and that is in the error.
  int32_t open(const ArrowArray& facts, const ArrowSchema& schema, uint32_t flags, tiao_error* error);

  int64_t rows = 0, offset = 0; // of the whole table, which its columns have too
  [[nodiscard]] const Column& column(uint32_t input) const { return columns_[input]; }
  [[nodiscard]] const ItemLists& lists(uint32_t kind) const { return lists_[kind]; }
  /// The items of a row, counted from the items' own offset; none where the list is null.
  [[nodiscard]] int64_t itemCount(uint32_t kind, int64_t row) const;
  [[nodiscard]] bool listGiven(uint32_t kind, int64_t row) const;

private:
  int32_t bind(const ArrowArray& array, const ArrowSchema& schema, int32_t kind, uint32_t flags, tiao_error* error);
  int32_t bindLists(const ArrowArray& array, const ArrowSchema& schema, uint32_t kind, uint32_t flags,
                    tiao_error* error);
  int32_t find(const char* name, int32_t kind, uint32_t& hint) const;
  int32_t findKind(const char* name) const;

  Policy policy_;
  Column* columns_ = nullptr;
  ItemLists lists_[8];
};

} // namespace tiao::abi
