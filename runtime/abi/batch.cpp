#include "runtime/abi/call.h"
#include "runtime/abi/result.h"
#include "runtime/abi/table.h"
#include "runtime/batch/cell.h"

/// tiao_evaluate_batch: a table of Arrow in, a table of Arrow out, tile by tile.
namespace tiao::abi {

using batch::InputKind;

namespace {

/// So many subjects at a time that their columns stay in the second cache.
constexpr int64_t TileSubjects = 1024;

class Batch {
public:
  Batch(Policy policy, const Table& table) : policy_(policy), table_(table), tile_(policy), result_(policy) {}

  int32_t run(int32_t throughYear, tiao_error* error) {
    // Room for the greatest tile.
    Room room;
    int64_t total[9] = {table_.rows};
    room.rows[0] = table_.rows < TileSubjects ? table_.rows : TileSubjects;
    for (uint32_t kind = 0; kind < policy_->kinds.count; ++kind) {
      for (int64_t begin = 0; begin < table_.rows; begin += TileSubjects) {
        int64_t items = 0;
        for (int64_t row = begin; row < end(begin); ++row) items += count(kind, row);
        room.rows[kind + 1] = items > room.rows[kind + 1] ? items : room.rows[kind + 1];
        total[kind + 1] += items;
      }
      if (total[kind + 1] > INT32_MAX) return fail(error, TIAO_BAD_LIST, policy_.text(kindOf(kind).id));
    }
    if (!tile_.make(room, throughYear) || !result_.make(total)) return fail(error, TIAO_NO_MEMORY);
    for (uint32_t kind = 0; kind < policy_->kinds.count; ++kind) result_.firstItem(kind)[0] = 0;
    for (int64_t begin = 0; begin < table_.rows; begin += TileSubjects) tile(begin);
    return TIAO_OK;
  }

  void hand(ArrowArray* out, ArrowSchema* schema) { result_.hand(out, schema); }

private:
  [[nodiscard]] int64_t end(int64_t begin) const {
    return table_.rows - begin < TileSubjects ? table_.rows : begin + TileSubjects;
  }
  [[nodiscard]] const KindAbout& kindOf(uint32_t kind) const { return policy_.begin(policy_->kinds)[kind]; }
  [[nodiscard]] bool tooMany(uint32_t kind, int64_t row) const {
    return table_.itemCount(kind, row) > kindOf(kind).most;
  }
  /// The items of a row that are evaluated: a list that is too long counts as unknown.
  [[nodiscard]] int64_t count(uint32_t kind, int64_t row) const {
    return tooMany(kind, row) ? 0 : table_.itemCount(kind, row);
  }

  void tile(int64_t begin) {
    tile_.subjects = end(begin) - begin;
    tile_.clearInvalid();
    for (uint32_t kind = 0; kind < policy_->kinds.count; ++kind) {
      int32_t* first = tile_.firstItem(static_cast<int32_t>(kind));
      first[0] = 0;
      for (int64_t i = 0; i < tile_.subjects; ++i)
        first[i + 1] = first[i] + static_cast<int32_t>(count(kind, begin + i));
      tile_.items[kind] = first[tile_.subjects];
    }
    for (uint32_t input = 0; input < policy_->inputs.count; ++input)
      if (!tile_.later(input)) fill(input, begin);
    tile_.evaluate();
    tell(begin);
  }

  void fill(uint32_t input, int64_t begin) {
    const batch::InputTable& in = policy_.input(input);
    const auto kind = static_cast<InputKind>(in.kind);
    const Column& column = table_.column(input);
    const Stretch subjects{table_.offset + begin, tile_.subjects, 0, -1};
    if (kind == InputKind::ListGiven) {
      const auto of = static_cast<uint32_t>(in.itemKind);
      for (int64_t i = 0; i < tile_.subjects; ++i) tile_.put(input, i, i, table_.listGiven(of, begin + i) ? 1 : 0);
      if (column.array != nullptr) read(policy_, tile_, input, column, subjects, Null::Keep);
      for (int64_t i = 0; i < tile_.subjects; ++i) {
        if (!tooMany(of, begin + i)) continue;
        tile_.noteInvalid(i, input);
        tile_.put(input, i, i, 0);
      }
    } else if (in.itemKind < 0) {
      if (column.array != nullptr) read(policy_, tile_, input, column, subjects, Null::Unknown);
    } else {
      const auto of = static_cast<uint32_t>(in.itemKind);
      const Null null = kind == InputKind::Listed ? Null::Yes : Null::Unknown;
      const int32_t* first = tile_.firstItem(in.itemKind);
      for (int64_t i = 0; i < tile_.subjects; ++i) {
        const int64_t items = first[i + 1] - first[i];
        if (items == 0) continue;
        if (column.array != nullptr) {
          const ItemLists& lists = table_.lists(of);
          const int64_t at = lists.items().offset + lists.place(table_.offset + begin + i);
          read(policy_, tile_, input, column, {at, items, first[i], i}, null);
        } else {
          for (int64_t k = 0; k < items; ++k) {
            if (null == Null::Yes)
              tile_.put(input, first[i] + k, i, 1);
            else
              tile_.putUnknown(input, first[i] + k);
          }
        }
      }
    }
  }

  void tell(int64_t begin) {
    for (int64_t i = 0; i < tile_.subjects; ++i) result_.putInvalid(begin + i, tile_.invalid(i));
    for (uint32_t kind = 0; kind < policy_->kinds.count; ++kind) {
      int32_t* first = result_.firstItem(kind);
      const int32_t* here = tile_.firstItem(static_cast<int32_t>(kind));
      for (int64_t i = 0; i < tile_.subjects; ++i) first[begin + i + 1] = first[begin] + here[i + 1];
    }
    for (uint32_t index = 0; index < policy_->outputs.count; ++index) {
      const OutputAbout& output = policy_.output(index);
      if (output.itemKind < 0) {
        for (int64_t i = 0; i < tile_.subjects; ++i) result_.put(index, begin + i, tile_.outcome(output, i, i));
        continue;
      }
      const int32_t* here = tile_.firstItem(output.itemKind);
      const int32_t before = result_.firstItem(static_cast<uint32_t>(output.itemKind))[begin];
      for (int64_t i = 0; i < tile_.subjects; ++i)
        for (int32_t item = here[i]; item < here[i + 1]; ++item)
          result_.put(index, before + item, tile_.outcome(output, item, i));
    }
  }

  Policy policy_;
  const Table& table_;
  Tile tile_;
  Result result_;
};

} // namespace

} // namespace tiao::abi

extern "C" int32_t tiao_evaluate_batch(const struct ArrowArray* facts, const struct ArrowSchema* schema,
                                       const struct tiao_options* options, struct ArrowArray* out,
                                       struct ArrowSchema* out_schema, struct tiao_error* error) {
  using namespace tiao::abi;
  if (facts == nullptr || schema == nullptr || out == nullptr || out_schema == nullptr)
    return fail(error, TIAO_NULL_ARGUMENT);
  const Policy policy;
  Wanted want;
  if (const int32_t code = wanted(policy, options, want); code != TIAO_OK) return fail(error, code);
  Table table(policy);
  if (const int32_t code = table.open(*facts, *schema, want.flags, error); code != TIAO_OK) return code;
  Batch batch(policy, table);
  if (const int32_t code = batch.run(want.throughYear, error); code != TIAO_OK) return code;
  batch.hand(out, out_schema);
  return fine(error);
}
