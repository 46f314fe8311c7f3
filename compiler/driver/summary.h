#pragma once

#include "compiler/driver/awards_csv.h"
#include "compiler/driver/tally.h"

#include <map>

/// What a whole register comes to: exact sums and counts by clause, district and year.
namespace tiao::driver {

class Summary {
public:
  explicit Summary(const core::Program& program);

  /// One subject's outcomes, one for each clause and period.
  void add(const core::Program& program, const interpret::Result& result, const std::vector<interpret::Outcome>& rows,
           std::optional<uint32_t> district) {
    addSubject(addSome(program, result, rows, district));
  }
  /// Some of a subject's outcomes; is something surely given?
  bool addSome(const core::Program& program, const interpret::Result& result,
               const std::vector<interpret::Outcome>& rows, std::optional<uint32_t> district);
  /// When all of a subject's outcomes are added: does it surely receive something?
  void addSubject(bool receives) { ++subjects_, receiving_ += receives ? 1 : 0; }
  /// Many definite rows of one award in one year, without their districts.
  void addRows(core::AwardId award, int year, const FenTally& rows);
  /// Those of one district, and what each payer bears of them.
  void addDistrict(std::optional<uint32_t> district, const FenTally& rows, const std::vector<Fen>& parts);
  /// What each payer bears of one award.
  void addParts(const std::vector<interpret::Amount>& parts, std::optional<uint32_t> district);
  /// Of the subject just added: does its first row come after the register's first year, and how many years have no
  /// row?
  void addGaps(bool later, unsigned yearsWithoutRow) { later_ += later ? 1 : 0, yearsWithoutRow_ += yearsWithoutRow; }
  void addBadData(uint64_t rows, uint64_t cells) { badRows_ += rows, badCells_ += cells; }
  void merge(const Summary& other);

  /// What all subjects receive, from the surely given to the most.
  [[nodiscard]] interpret::Amount total() const;
  /// What each payer bears of all awards, in the order of the split's payers.
  [[nodiscard]] std::vector<interpret::Amount> payers() const;
  [[nodiscard]] bool hasBadData() const { return badRows_ + badCells_ > 0; }
  /// In aligned columns.
  [[nodiscard]] std::string print(const core::Program& program, const Register& reg, Language language) const;

private:
  struct Tally {
    std::array<uint64_t, 9> statuses{}; // by Status
    interpret::Amount amount;           // from the surely given to the most that missing facts allow
    void add(const interpret::Outcome& row);
    void add(const Tally& other);
    void add(const FenTally& rows);
    bool operator==(const Tally&) const = default;
  };
  /// The lines of one way of grouping, with its heading; a total under them if there is more than one.
  using Lines = std::vector<std::pair<std::string, const Tally*>>;
  void printTable(std::string& out, const std::string& heading, const Lines& lines, Language language,
                  bool total) const;

  void printParts(std::string& out, const core::Program& program, Language language) const;

  std::vector<Tally> byAward_;
  std::vector<Tally> byDistrict_;                       // the last: not given
  std::vector<std::vector<interpret::Amount>> byPayer_; // likewise; then by payer
  std::map<int, Tally> byYear_;
  uint64_t subjects_ = 0, receiving_ = 0; // those that surely receive something
  uint64_t later_ = 0, yearsWithoutRow_ = 0;
  uint64_t badRows_ = 0, badCells_ = 0;
};

} // namespace tiao::driver
