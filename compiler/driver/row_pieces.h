#pragma once

#include "compiler/driver/awards_csv.h"
#include "compiler/driver/kernels.h"

#include <deque>

/// The rows of outcomes that kernels found, from bytes made before: all of a row but its subject and its sums hangs on
/// nothing but the award, the period, the status, the reasons and the district, which are the same again and again.
namespace tiao::driver {

class RowPieces {
public:
  RowPieces(const core::Program& program, const source::SourceSet& sources, Language language, RowColumns columns,
            const Kernels& kernels, size_t payers);

  /// An outcome, as the kernels say it.
  struct Found {
    size_t output = 0;
    uint8_t status = 0;
    uint64_t reasons = 0;
    int64_t fen = 0;
    int64_t ceiling = -1;                        // in fen, if it is one
    const std::vector<int64_t>* parts = nullptr; // by payer; null where nothing is given
    std::optional<uint32_t> district;
    std::optional<int> firstYear; // of the subject, where the period is before it
    bool ofItem = false;          // of one item
    // What reasons speak of, for each bit of `telling` that is set, in hundredths; null: they speak of nothing.
    uint64_t telling = 0;
    const std::vector<int64_t>* told = nullptr;
  };
  /// Appends the row of a subject, whose name stands in `name` as a cell; of one of its items, with its name.
  void row(std::string& out, std::string_view name, const Found& found, std::string_view item = {});
  /// Appends the row of all items of a subject together, with the reasons that were added since the last.
  void rowOfItems(std::string& out, std::string_view name, const Found& found);
  void addReason(const Found& item, std::string_view name) { reasons_.add(piece(item).reason, name); }

private:
  struct Key {
    uint32_t output = UINT32_MAX; // free
    uint32_t statusAndDistrict = 0;
    uint64_t reasons = 0;
    std::array<int64_t, 2> told{};
    int firstYear = 0;                        // or none
    bool operator==(const Key& other) const { // not of the array as a whole: that would be a call
      return output == other.output && statusAndDistrict == other.statusAndDistrict && reasons == other.reasons &&
             told[0] == other.told[0] && told[1] == other.told[1] && firstYear == other.firstYear;
    }
  };
  struct Piece {
    std::string zero;    // all after the name of a row that gives nothing
    std::string head;    // after the name, up to the amount
    std::string tail;    // from the district on
    std::string reason;  // of an item, as it is
    size_t itemAt = 0;   // in the head: where the item's name belongs, if there is a column for it
    size_t reasonAt = 0; // in the tail
  };
  void sums(std::string& out, const Found& found) const;
  const Piece& piece(const Found& found);
  Piece made(const Found& found);

  const Kernels& kernels_;
  AwardRows rows_;
  ReasonText reasonText_;
  ItemReasons reasons_;
  Language language_;
  std::string text_;
  interpret::Case nobody_;
  std::string commas_; // the cells of the payers, empty
  struct Slot {
    Key key;
    const Piece* piece = nullptr;
  };
  std::vector<Slot> slots_;
  std::deque<Piece> pieces_;
  Piece own_; // of a row that no other is like
};

/// 1234.50 of 123450.
void appendFen(std::string& out, int64_t fen);

} // namespace tiao::driver
