#include "tests/agree/tile.h"

#include <algorithm>
#include <cstring>

namespace tiao::test {

using batch::Cell;
using batch::Input;
using batch::InputKind;

namespace {

/// What a constant is in this column; none if the column cannot hold it.
std::optional<int64_t> held(const Input& input, const core::Constant& value) {
  if (const auto* truth = std::get_if<bool>(&value)) return *truth ? 1 : 0;
  if (const auto* member = std::get_if<core::Member>(&value)) return member->index;
  if (const auto* date = std::get_if<core::Date>(&value)) return date->time_since_epoch().count();
  if (const auto* number = std::get_if<core::Rational>(&value))
    return (*number * core::Rational(input.scale)).toInt64();
  return std::nullopt;
}

} // namespace

Tile::Tile(const core::Program& program, const batch::Layout& layout, const std::vector<interpret::Case>& cases)
    : unfit(cases.size()), items(layout.itemKinds.size()), firstItem(layout.itemKinds.size()), layout_(layout),
      subjects_(cases.size()) {
  for (size_t k = 0; k < layout.itemKinds.size(); ++k) {
    firstItem[k].push_back(0);
    for (size_t s = 0; s < cases.size(); ++s) {
      const auto& all = cases[s].items();
      for (size_t i = 0; i < all.size(); ++i)
        if (all[i].kind.index == layout.itemKinds[k]) items[k].push_back({s, static_cast<int32_t>(i)});
      firstItem[k].push_back(static_cast<int32_t>(items[k].size()));
    }
    frame.items[k] = static_cast<int64_t>(items[k].size());
  }
  frame.subjects = static_cast<int64_t>(cases.size());
  for (const Input& input : layout.inputs) {
    const bool ofItems = input.itemKind >= 0 && input.kind != InputKind::ListGiven;
    const size_t count = rows(ofItems ? input.itemKind : -1);
    auto& bytes = values_.emplace_back(padded(count) * batch::sizeOf(input.cell));
    auto& known = known_.emplace_back(padded(count) / 64);
    const auto put = [&](size_t row, int64_t value) {
      const size_t size = batch::sizeOf(input.cell);
      std::memcpy(bytes.data() + row * size, &value, size); // little-endian
    };
    for (size_t row = 0; row < padded(count); ++row) put(row, std::clamp<int64_t>(0, input.lo, input.hi));
    for (size_t row = 0; row < count; ++row) {
      const ItemRow of = ofItems ? items[static_cast<size_t>(input.itemKind)][row] : ItemRow{row, -1};
      const interpret::Case& facts = cases[of.subject];
      std::optional<int64_t> value;
      switch (input.kind) {
      case InputKind::FirstYear:
        if (facts.firstYear) value = *facts.firstYear;
        break;
      case InputKind::ListGiven:
        value = facts.listGiven({layout.itemKinds[static_cast<size_t>(input.itemKind)]}, input.year);
        break;
      case InputKind::Listed:
        value = std::ranges::binary_search(facts.items()[static_cast<size_t>(of.item)].years, input.year);
        break;
      case InputKind::Fact: {
        const interpret::Key key{ofItems ? of.item : interpret::Key::Subject};
        const interpret::Datum& datum = facts.find({input.fact}, key, {input.year, input.month});
        if (const auto* constant = std::get_if<core::Constant>(&datum)) {
          value = held(input, *constant);
          if (!value || *value < input.lo || input.hi < *value) unfit[of.subject] = true;
        }
        break;
      }
      }
      if (!value || *value < input.lo || input.hi < *value) continue;
      put(row, *value);
      known[row / 64] |= uint64_t{1} << row % 64;
    }
  }
  (void)program;
  for (const auto& values : values_) valuePointers_.push_back(values.data());
  for (const auto& known : known_) knownPointers_.push_back(known.data());
  for (const auto& first : firstItem) firstItemPointers_.push_back(first.data());
  frame.values = valuePointers_.data();
  frame.known = knownPointers_.data();
  frame.firstItem = firstItemPointers_.data();
}

size_t Tile::rows(int32_t itemKind) const {
  return itemKind < 0 ? subjects_ : items[static_cast<size_t>(itemKind)].size();
}

bool Tile::isKnown(size_t input, size_t row) const { return (known_[input][row / 64] >> row % 64 & 1U) != 0; }

int64_t Tile::value(size_t input, size_t row) const {
  const uint8_t* bytes = values_[input].data();
  switch (layout_.inputs[input].cell) {
  case Cell::Byte: return bytes[row];
  case Cell::Int: {
    int32_t value = 0;
    std::memcpy(&value, bytes + row * sizeof value, sizeof value);
    return value;
  }
  case Cell::Long: {
    int64_t value = 0;
    std::memcpy(&value, bytes + row * sizeof value, sizeof value);
    return value;
  }
  }
  return 0;
}

} // namespace tiao::test
