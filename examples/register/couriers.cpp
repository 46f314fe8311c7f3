#include "examples/register/draw.h"
#include "examples/register/files.h"
#include "examples/register/items.h"

#include <algorithm>

namespace tiao::examples {

namespace {

constexpr std::string_view FirstCharacters = "金坑石岩横双龙大茶梅枫松竹溪云凤";
constexpr std::string_view LastCharacters = "坞塘岭湾坪源口头畈田洲店泉川桥庄";
constexpr uint64_t Villages = 256;
static_assert(FirstCharacters.size() == 48 && LastCharacters.size() == 48, "sixteen of three bytes each");

std::string village(uint64_t number) {
  return std::string(FirstCharacters.substr(number / 16 % 16 * 3, 3)) +
         std::string(LastCharacters.substr(number % 16 * 3, 3)) + "村";
}

/// Couriers are mostly where the villages are.
bool isCourier(const Firm& firm) {
  const bool rural = std::ranges::find(Districts, firm.district) - Districts.begin() >= 8; // 富阳区 and those behind it
  return streamOf(firm, Stream::Couriers).chance(rural ? 120 : 12) || firm.onBound || firm.mistaken;
}

std::string dayOf(int year, int64_t month, int64_t day) {
  const auto two = [](int64_t number) { return (number < 10 ? "-0" : "-") + std::to_string(number); };
  return std::to_string(year) + two(month) + two(day);
}

/// 0.3 yuan for each parcel reach 30,000 yuan at 100,000 parcels; a full year ends on its anniversary.
void standOnBound(uint64_t which, std::vector<Cells>& rows) {
  const std::string outlet = rows.back()[Outlet];
  const auto give = [&](OutletColumn column, std::string_view value) {
    for (Cells& row : rows)
      if (row[Outlet] == outlet) row[column] = value;
  };
  give(NewInVillage, yesNo(true));
  switch (which % 8) {
  case 0: return give(RuralParcels, "100000");
  case 1: return give(RuralParcels, "100001");
  case 2: return give(RuralParcels, "99999");
  case 3: return give(Operation, "2024-02-29");
  case 4: return give(Operation, "2024-12-31");
  case 5: return give(Operation, "2025-01-01");
  case 6: return give(Operation, "2022-07-01");
  default: return give(RuralParcels, "10000000");
  }
}

void makeMistake(uint64_t which, std::vector<Cells>& rows) {
  Cells& last = rows.back();
  switch (which % 8) {
  case 0: last[RuralParcels] = "约八万"; return;
  case 1: last[Operation] = "2023-02-30"; return;
  case 2: last[RuralParcels] = "10000001"; return;
  case 3: last[NewInVillage] = "改建"; return;
  case 4: { // the same outlet and year again
    Cells again = last;
    again[RuralParcels] = "4321";
    rows.push_back(std::move(again));
    return;
  }
  case 5: last[Operation] = "去年三月"; return;
  case 6: last[OutletFirm] += "（筹）"; return;
  default: last[RuralParcels] = "-1"; return;
  }
}

/// The rows of one outlet, from the year in which it opened.
void addOutlet(Random& random, const Firm& firm, const std::string& name, std::vector<Cells>& rows) {
  const int opened = firm.alive[static_cast<size_t>(random.below(static_cast<int64_t>(firm.alive.size())))];
  const bool isNew = random.chance(850);
  // One that was there before is taken over; it has been running for a while.
  const int since = isNew ? opened : opened - static_cast<int>(random.between(1, 5));
  const std::string day = dayOf(since, random.between(1, 12), random.between(1, 28));
  const bool dayKnown = !random.chance(MissingPermille), newKnown = !random.chance(MissingPermille);
  const int closes = random.chance(60) ? opened + static_cast<int>(random.below(3)) : firm.alive.back();
  int64_t parcels = drawSize(random, 9'000, 900'000);
  for (const int year : firm.alive) {
    if (year < opened || year > closes) continue;
    Cells& cells = rows.emplace_back(OutletColumns);
    cells[OutletFirm] = firm.name;
    cells[OutletYear] = std::to_string(year);
    cells[Outlet] = name;
    if (newKnown) cells[NewInVillage] = yesNo(isNew);
    if (dayKnown) cells[Operation] = day;
    cells[RuralParcels] = unlessMissing(random, std::to_string(parcels));
    if (year == closes && closes < firm.alive.back()) cells[LastYear] = std::to_string(closes);
    parcels += parcels / 100 * random.between(-10, 30);
  }
}

} // namespace

std::vector<Cells> centreRows(const Firm& firm) {
  std::vector<Cells> rows;
  if (!isCourier(firm)) return rows;
  Random random = streamOf(firm, Stream::Centres);
  const int64_t centres = random.chance(450) ? random.between(1, 2) : 0;
  for (int64_t i = 1; i <= centres; ++i) {
    if (firm.alive.empty()) break;
    const size_t opened = static_cast<size_t>(random.below(static_cast<int64_t>(firm.alive.size())));
    Cells& cells = rows.emplace_back(CentreColumns);
    cells[CentreFirm] = firm.name;
    cells[CentreYear] = std::to_string(firm.alive[opened]);
    cells[Centre] = "第" + std::to_string(i) + "分拨中心";
    cells[NewlyBuilt] = unlessMissing(random, yesNo(random.chance(850)));
  }
  if (!firm.mistaken || rows.empty()) return rows;
  if (*firm.mistaken % 3 != 1) {
    rows.back()[NewlyBuilt] = "在建";
  } else { // the same centre again, and not newly built
    rows.back()[NewlyBuilt] = yesNo(true);
    rows.push_back(rows.back());
    rows.back()[NewlyBuilt] = yesNo(false);
  }
  return rows;
}

std::vector<Cells> outletRows(const Firm& firm) {
  std::vector<Cells> rows;
  if (!isCourier(firm) || firm.alive.empty()) return rows;
  Random random = streamOf(firm, Stream::Outlets);
  const int64_t outlets = random.between(2, 16);
  const auto first = static_cast<uint64_t>(random.below(Villages));
  for (int64_t i = 0; i < outlets; ++i) addOutlet(random, firm, village(first + static_cast<uint64_t>(i) * 37), rows);
  if (firm.onBound) standOnBound(*firm.onBound, rows);
  if (firm.mistaken) makeMistake(*firm.mistaken, rows);
  return rows;
}

} // namespace tiao::examples
