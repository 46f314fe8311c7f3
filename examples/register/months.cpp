#include "examples/register/months.h"

#include "examples/register/draw.h"
#include "examples/register/files.h"

namespace tiao::examples {

namespace {

std::string nameOfMonth(int year, int month) {
  return std::to_string(year) + (month < 10 ? "-0" : "-") + std::to_string(month);
}

void makeMistake(uint64_t which, std::vector<Cells>& rows) {
  if (rows.empty()) return;
  Cells& last = rows.back();
  switch (which % 4) {
  case 0: last[StrictControl] = "基本落实"; return;
  case 1: last[Month] = last[Month].substr(0, 5) + "13"; return;
  case 2: { // the same month again, and infected after all
    Cells again = last;
    again[RidersInfected] = yesNo(last[RidersInfected] != "是");
    rows.push_back(std::move(again));
    return;
  }
  default: last[RidersInfected] = "2人"; return;
  }
}

} // namespace

std::vector<Cells> monthRows(const Firm& firm) {
  Random random = streamOf(firm, Stream::Months);
  const bool riders = random.chance(32) || firm.mistaken || firm.onBound;
  std::vector<Cells> rows;
  for (const int year : firm.alive) {
    for (int month = 1; month <= 12; ++month) {
      if (year < 2022 || (year == 2022 && month < 7)) continue; // nobody asked before
      Cells& cells = rows.emplace_back(MonthColumns);
      cells[MonthFirm] = firm.name;
      cells[Month] = nameOfMonth(year, month);
      if (!riders) {
        cells[RidersManaged] = yesNo(false);
        continue;
      }
      const auto tell = [&](MonthColumn column, int64_t yesPermille) {
        cells[column] = unlessMissing(random, yesNo(random.chance(yesPermille)));
      };
      tell(StrictControl, 950);
      tell(RidersManaged, 920);
      tell(RidersInfected, 80);
      tell(Disinfected, 940);
    }
  }
  if (firm.mistaken) makeMistake(*firm.mistaken, rows);
  return rows;
}

} // namespace tiao::examples
