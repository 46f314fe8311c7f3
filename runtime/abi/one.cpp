#include "runtime/abi/call.h"
#include "runtime/abi/tile.h"
#include "runtime/batch/cell.h"

/// tiao_evaluate_one: plain arrays in, plain arrays out.
namespace tiao::abi {

using batch::InputKind;

namespace {

/// The order in which a row of several items takes its status: the first that an item has.
int order(int32_t status) {
  switch (status) {
  case TIAO_ASK: return 0;
  case TIAO_LIMITED: return 1;
  case TIAO_GRANTED: return 2;
  case TIAO_FORGONE: return 3;
  case TIAO_EXHAUSTED: return 4;
  case TIAO_NOT_ENTITLED: return 5;
  case TIAO_NOT_IN_FORCE: return 6;
  default: return 7;
  }
}

class One {
public:
  One(Policy policy, const int64_t* values, const uint8_t* known, const tiao_items* items)
      : policy_(policy), values_(values), known_(known), items_(items), tile_(policy) {}

  int32_t run(int32_t throughYear, tiao_outcome* outcomes, tiao_error* error) {
    Room room;
    room.rows[0] = 1;
    for (uint32_t kind = 0; kind < policy_->kinds.count; ++kind) {
      if (const int32_t code = check(kind); code != TIAO_OK)
        return fail(error, code, policy_.text(policy_.begin(policy_->kinds)[kind].id));
      room.rows[kind + 1] = count(kind);
    }
    if (!tile_.make(room, throughYear)) return fail(error, TIAO_NO_MEMORY);
    tile_.subjects = 1;
    for (uint32_t kind = 0; kind < policy_->kinds.count; ++kind) {
      tile_.items[kind] = count(kind);
      tile_.firstItem(static_cast<int32_t>(kind))[0] = 0;
      tile_.firstItem(static_cast<int32_t>(kind))[1] = static_cast<int32_t>(count(kind));
    }
    for (uint32_t input = 0; input < policy_->inputs.count; ++input)
      if (!tile_.later(input)) put(input);
    tile_.evaluate();
    for (uint32_t i = 0; i < policy_->outputs.count; ++i) {
      const OutputAbout& output = policy_.output(i);
      outcomes[i] = output.itemKind < 0 ? tile_.outcome(output, 0, 0) : ofItems(i, output);
    }
    return fine(error, tile_.invalid(0));
  }

private:
  [[nodiscard]] const tiao_items* itemsOf(uint32_t kind) const { return items_ == nullptr ? nullptr : items_ + kind; }
  [[nodiscard]] bool given(uint32_t kind) const { return itemsOf(kind) != nullptr && itemsOf(kind)->count >= 0; }
  [[nodiscard]] bool tooMany(uint32_t kind) const {
    return given(kind) && itemsOf(kind)->count > policy_.begin(policy_->kinds)[kind].most;
  }
  [[nodiscard]] int64_t count(uint32_t kind) const { return given(kind) && !tooMany(kind) ? itemsOf(kind)->count : 0; }

  [[nodiscard]] int32_t check(uint32_t kind) const {
    if (!given(kind) || count(kind) == 0) return TIAO_OK;
    return itemsOf(kind)->values == nullptr || itemsOf(kind)->known == nullptr ? TIAO_NULL_ARGUMENT : TIAO_OK;
  }

  void put(uint32_t input) {
    const batch::InputTable& in = policy_.input(input);
    const auto kind = static_cast<InputKind>(in.kind);
    if (kind == InputKind::ListGiven) {
      const auto of = static_cast<uint32_t>(in.itemKind);
      if (tooMany(of)) {
        tile_.noteInvalid(0, input);
        tile_.put(input, 0, 0, 0);
      } else {
        tile_.put(input, 0, 0, known_[input] != 0 ? values_[input] : given(of) ? 1 : 0);
      }
    } else if (in.itemKind < 0) {
      if (known_[input] != 0) tile_.put(input, 0, 0, values_[input]);
    } else {
      const auto of = static_cast<uint32_t>(in.itemKind);
      for (int64_t row = 0; row < count(of); ++row) {
        const int64_t at = row * static_cast<int64_t>(policy_->inputs.count) + input;
        const bool isKnown = itemsOf(of)->known[at] != 0;
        if (isKnown)
          tile_.put(input, row, 0, itemsOf(of)->values[at]);
        else if (kind == InputKind::Listed)
          tile_.put(input, row, 0, 1);
      }
    }
  }

  /// What the items of an output come to together.
  [[nodiscard]] tiao_outcome ofItems(uint32_t index, const OutputAbout& output) const {
    tiao_outcome all{0, TIAO_NONE, 0, TIAO_ABSENT, 0};
    const auto kind = static_cast<uint32_t>(output.itemKind);
    for (int64_t row = 0; row < count(kind); ++row) {
      const tiao_outcome item = tile_.outcome(output, row, 0);
      if (itemsOf(kind)->outcomes != nullptr)
        itemsOf(kind)->outcomes[row * static_cast<int64_t>(policy_->outputs.count) + index] = item;
      if (item.status == TIAO_ABSENT || item.status == TIAO_LATER) continue;
      if (order(item.status) < order(all.status)) all.status = item.status;
      all.reasons |= item.reasons;
      if (item.amount != TIAO_NONE && all.amount != TIAO_NONE)
        all.amount = __builtin_add_overflow(all.amount, item.amount, &all.amount) ? TIAO_NONE : all.amount;
      if (item.ceiling == TIAO_NONE) continue;
      const int64_t before = all.ceiling == TIAO_NONE ? 0 : all.ceiling;
      if (__builtin_add_overflow(before, item.ceiling, &all.ceiling)) all.status = TIAO_ASK;
    }
    if (tile_.isLater(output)) all.status = TIAO_LATER;
    if (tile_.ask(output, 0) || all.amount == TIAO_NONE) all.status = all.status == TIAO_LATER ? TIAO_LATER : TIAO_ASK;
    if (all.status == TIAO_ASK || all.status == TIAO_LATER) return {TIAO_NONE, TIAO_NONE, 0, all.status, 0};
    return all;
  }

  Policy policy_;
  const int64_t* values_;
  const uint8_t* known_;
  const tiao_items* items_;
  Tile tile_;
};

} // namespace

} // namespace tiao::abi

extern "C" int32_t tiao_evaluate_one(const int64_t* values, const uint8_t* known, const struct tiao_items* items,
                                     const struct tiao_options* options, struct tiao_outcome* outcomes,
                                     struct tiao_error* error) {
  using namespace tiao::abi;
  if (values == nullptr || known == nullptr || outcomes == nullptr) return fail(error, TIAO_NULL_ARGUMENT);
  const Policy policy;
  Wanted want;
  if (const int32_t code = wanted(policy, options, want); code != TIAO_OK) return fail(error, code);
  return One(policy, values, known, items).run(want.throughYear, outcomes, error);
}
