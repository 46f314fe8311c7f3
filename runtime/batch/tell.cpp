#include "runtime/batch/tell.h"

#include <array>

/// The inner loops are plain, so that the compiler makes vectors of them; on x86-64 once for each generation of
/// processors, chosen when the program is loaded.
#if !defined(TIAO_ONE_LEVEL) && defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) &&                     \
    !defined(__SANITIZE_ADDRESS__)
#define TIAO_CLONES __attribute__((target_clones("default", "avx2", "arch=x86-64-v4")))
#else
#define TIAO_CLONES
#endif

namespace tiao::batch {

namespace {

constexpr size_t BlockRows = 64;

TIAO_CLONES void widen(const int32_t* from, int64_t* to) {
  for (size_t i = 0; i < BlockRows; ++i) to[i] = from[i];
}

TIAO_CLONES void addReason(uint64_t word, unsigned reason, uint64_t* reasons) {
  for (size_t i = 0; i < BlockRows; ++i) reasons[i] |= (word >> i & 1U) << reason;
}

TIAO_CLONES uint64_t positive(const int64_t* amounts) {
  uint64_t word = 0;
  for (size_t i = 0; i < BlockRows; ++i) word |= static_cast<uint64_t>(amounts[i] > 0) << i;
  return word;
}

TIAO_CLONES void setStatus(uint64_t word, uint8_t status, uint8_t* statuses) {
  for (size_t i = 0; i < BlockRows; ++i) statuses[i] = (word >> i & 1U) != 0 ? status : statuses[i];
}

TIAO_CLONES void spread(uint64_t word, int64_t value, int64_t* to) {
  for (size_t i = 0; i < BlockRows; ++i) to[i] = (word >> i & 1U) != 0 ? value : 0;
}

void numbers(const Numbers& from, size_t block, int64_t* to) {
  if (from.values == nullptr) {
    spread(from.where.word(block), from.all, to);
  } else if (from.isLong) {
    const auto* values = static_cast<const int64_t*>(from.values) + block * BlockRows;
    for (size_t i = 0; i < BlockRows; ++i) to[i] = values[i];
  } else {
    widen(static_cast<const int32_t*>(from.values) + block * BlockRows, to);
  }
}

} // namespace

void tell(const OutputPlanes& output, size_t blocks, int64_t* amounts, uint8_t* statuses, uint64_t* reasons,
          int64_t* ceilings) {
  for (size_t block = 0; block < blocks; ++block) {
    int64_t* amount = amounts + block * BlockRows;
    uint8_t* status = statuses + block * BlockRows;
    uint64_t* reason = reasons + block * BlockRows;
    numbers(output.amount, block, amount);
    if (ceilings != nullptr) numbers(output.ceiling, block, ceilings + block * BlockRows);
    // The first row that applies; of those that are left the amount tells.
    std::array<uint64_t, 6> rows{};
    uint64_t left = ~uint64_t{0};
    const auto next = [&](ToldWith row, const Plane& plane) {
      const uint64_t applies = plane.word(block);
      rows[static_cast<size_t>(row)] = left & applies;
      left &= ~applies;
    };
    next(ToldWith::NotInForce, output.notInForce);
    next(ToldWith::Exhausted, output.exhausted);
    next(ToldWith::Ineligible, output.ineligible);
    next(ToldWith::Forgone, output.forgone);
    next(ToldWith::Cut, output.cut);
    const uint64_t some = positive(amount);
    rows[static_cast<size_t>(ToldWith::Nothing)] = left & ~some;
    for (size_t i = 0; i < BlockRows; ++i) {
      status[i] = static_cast<uint8_t>(Row::NotEntitled);
      reason[i] = 0;
    }
    const auto set = [&](uint64_t word, Row row) {
      if (word != 0) setStatus(word, static_cast<uint8_t>(row), status);
    };
    set(left & some, Row::Granted);
    set(rows[static_cast<size_t>(ToldWith::NotInForce)], Row::NotInForce);
    set(rows[static_cast<size_t>(ToldWith::Exhausted)], Row::Exhausted);
    set(rows[static_cast<size_t>(ToldWith::Forgone)], Row::Forgone);
    set(rows[static_cast<size_t>(ToldWith::Cut)], Row::Limited);
    for (size_t i = 0; i < output.toldCount; ++i) {
      const uint64_t word = output.told[i].plane.word(block) & rows[static_cast<size_t>(output.told[i].with)];
      if (word != 0) addReason(word, static_cast<unsigned>(i), reason);
    }
  }
}

} // namespace tiao::batch
