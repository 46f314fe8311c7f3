#include "compiler/driver/row_pieces.h"

#include <algorithm>
#include <charconv>

namespace tiao::driver {

namespace {

/// Combinations of reasons whose rows are kept; they may be very many.
constexpr size_t MostKept = size_t{1} << 16;

} // namespace

void appendFen(std::string& out, int64_t fen) {
  char digits[24];
  char* end = std::to_chars(std::begin(digits), std::end(digits), fen / 100).ptr;
  *end++ = '.';
  *end++ = static_cast<char>('0' + fen / 10 % 10);
  *end++ = static_cast<char>('0' + fen % 10);
  out.append(std::begin(digits), end);
}

RowPieces::RowPieces(const core::Program& program, const source::SourceSet& sources, Language language,
                     RowColumns columns, const Kernels& kernels, size_t payers)
    : kernels_(kernels), rows_(program, sources, language, columns), reasonText_(program, sources, language),
      language_(language), nobody_(program), commas_(payers, ','), slots_(MostKept * 2) {}

void RowPieces::row(std::string& out, std::string_view name, const Found& found, std::string_view item) {
  const Piece& piece = this->piece(found);
  out += name;
  if (found.fen == 0 && found.ceiling < 0 && item.empty()) {
    out += piece.zero;
    return;
  }
  out.append(piece.head, 0, piece.itemAt);
  if (!item.empty()) table::appendCell(out, item);
  out.append(piece.head, piece.itemAt);
  sums(out, found);
  out += piece.tail;
}

void RowPieces::rowOfItems(std::string& out, std::string_view name, const Found& found) {
  const Piece& piece = this->piece(found);
  out += name;
  out += piece.head;
  sums(out, found);
  out.append(piece.tail, 0, piece.reasonAt);
  text_.clear();
  reasons_.tell(text_, language_);
  table::appendCell(out, text_);
  out += '\n';
}

/// From the amount to the payers' parts.
void RowPieces::sums(std::string& out, const Found& found) const {
  appendFen(out, found.fen);
  out += ",,,";
  if (found.ceiling >= 0) appendFen(out, found.ceiling);
  if (found.parts == nullptr) {
    out += commas_;
    return;
  }
  for (const int64_t part : *found.parts) {
    out += ',';
    appendFen(out, part);
  }
}

const RowPieces::Piece& RowPieces::piece(const Found& found) {
  const uint32_t district = found.district ? *found.district + 1 : 0;
  Key key{static_cast<uint32_t>(found.output),
          (found.ofItem ? uint32_t{1} << 31U : 0) | uint32_t{found.status} << 24U | district,
          found.reasons,
          {},
          found.firstYear.value_or(0)};
  if (found.told != nullptr) { // mostly whole years and caps that are reached: few numbers
    if (found.told->size() > key.told.size()) return own_ = made(found);
    std::ranges::copy(*found.told, key.told.begin());
  }
  uint64_t hash = (found.reasons ^ uint64_t{key.output} << 40U ^ key.statusAndDistrict ^
                   static_cast<uint64_t>(key.told[0] * 31 + key.told[1]) ^ static_cast<uint64_t>(key.firstYear) << 8U) *
                  0x9E3779B97F4A7C15U;
  hash ^= hash >> 29U;
  const size_t mask = slots_.size() - 1;
  size_t i = hash & mask;
  for (; slots_[i].key.output != UINT32_MAX; i = (i + 1) & mask)
    if (slots_[i].key == key) return *slots_[i].piece;
  if (pieces_.size() == MostKept) {
    pieces_.clear();
    slots_.assign(slots_.size(), {});
    i = hash & mask;
  }
  slots_[i] = {key, &pieces_.emplace_back(made(found))};
  return *slots_[i].piece;
}

RowPieces::Piece RowPieces::made(const Found& found) {
  const batch::Output& output = kernels_.layout.outputs[found.output];
  interpret::Outcome outcome;
  outcome.award = {output.award};
  outcome.key.item = found.ofItem ? 0 : interpret::Key::Subject;
  outcome.period = {output.year, output.month};
  outcome.status = static_cast<interpret::Status>(found.status);
  size_t told = 0;
  for (size_t bit = 0; bit < kernels_.reasons[found.output].size(); ++bit) {
    if ((found.reasons >> bit & 1U) == 0) continue;
    interpret::Reason& reason = outcome.reasons.emplace_back(kernels_.reasons[found.output][bit]);
    if ((found.telling >> bit & 1U) == 0) continue;
    const core::Rational amount((*found.told)[told++], 100);
    reason.amount = {amount, amount};
  }
  Piece piece;
  table::Writer head(piece.head);
  rows_.beginning(head, {}, outcome);
  piece.itemAt = piece.head.size() + 1;
  rows_.item(head, {});
  rows_.middle(head, outcome);
  piece.head += ',';
  piece.tail = ",";
  table::appendCell(piece.tail, rows_.districtName(found.district));
  piece.tail += ',';
  piece.reasonAt = piece.tail.size();
  nobody_.firstYear = found.firstYear;
  if (output.itemKind >= 0) // the reason may be that it is empty
    nobody_.giveList({kernels_.layout.itemKinds[static_cast<size_t>(output.itemKind)]}, output.year);
  const std::string& reason = reasonText_.of(outcome, nobody_);
  table::appendCell(piece.tail, reason);
  if (found.ofItem) piece.reason = reason;
  piece.tail += '\n';
  piece.zero = piece.head + "0.00,,," + commas_ + piece.tail;
  return piece;
}

} // namespace tiao::driver
