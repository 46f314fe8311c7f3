#include "examples/register/draw.h"
#include "examples/register/files.h"
#include "examples/register/items.h"

namespace tiao::examples {

namespace {

/// 30% of 1,666.66 yuan is less than 500, of 1,666.67 more.
void standOnBound(uint64_t which, Cells& cells) {
  const auto give = [&](std::string_view count, std::string_view price) {
    cells[CabinetsPlaced] = count;
    cells[PurchasePrice] = price;
  };
  switch (which % 6) {
  case 0: return give("50", "1666.66");
  case 1: return give("50", "1666.67");
  case 2: return give("0", "2000.00");
  case 3: return give("1", "0.05"); // one and a half fen: rounded up
  case 4: return give("10000", "1600.00");
  default: return give("20", "100000.00");
  }
}

void makeMistake(uint64_t which, std::vector<Cells>& rows) {
  Cells& last = rows.back();
  switch (which % 6) {
  case 0: last[CabinetsPlaced] = "若干"; return;
  case 1: last[PurchasePrice] = "-100.00"; return;
  case 2: last[CabinetsPlaced] = "10001"; return;
  case 3: last[PurchasePrice] = "1600元/个"; return;
  case 4: { // the same lot again, at another price
    Cells again = last;
    again[PurchasePrice] = "1234.56";
    rows.push_back(std::move(again));
    return;
  }
  default: last[CabinetFirm] += "（筹）"; return;
  }
}

} // namespace

std::vector<Cells> cabinetRows(const Firm& firm) {
  Random random = streamOf(firm, Stream::Cabinets);
  const bool special = firm.onBound || firm.mistaken, places = random.chance(40) || special;
  std::vector<Cells> rows;
  if (!places) return rows;
  for (const int year : firm.alive) {
    const int64_t lots = special ? 1 + random.below(2) : random.below(4);
    for (int64_t lot = 1; lot <= lots; ++lot) {
      Cells& cells = rows.emplace_back(CabinetColumns);
      cells[CabinetFirm] = firm.name;
      cells[CabinetYear] = std::to_string(year);
      cells[CabinetLot] = std::to_string(year) + "年第" + std::to_string(lot) + "批";
      cells[CabinetsPlaced] =
          unlessMissing(random, std::to_string(random.chance(700) ? random.between(5, 60) : random.between(60, 400)));
      cells[PurchasePrice] = unlessMissing(random, yuan(random.between(90, 380) * 10 * Yuan - random.below(200)));
    }
  }
  if (rows.empty()) return rows;
  if (firm.onBound) standOnBound(*firm.onBound, rows.back());
  if (firm.mistaken) makeMistake(*firm.mistaken, rows);
  return rows;
}

} // namespace tiao::examples
