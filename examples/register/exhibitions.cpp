#include "examples/register/draw.h"
#include "examples/register/files.h"
#include "examples/register/items.h"

#include <algorithm>
#include <array>

namespace tiao::examples {

namespace {

constexpr std::array<std::string_view, 12> Fairs = {
    "国际电子商务博览会", "数字贸易博览会", "直播电商选品会",   "网红经济博览会", "跨境电商交易会", "电商新品牌展",
    "社交电商大会",       "供应链博览会",   "丝绸与女装电商展", "茶叶电商节",     "智慧零售展",     "农产品电商对接会"};

std::string nameOf(int year, std::string_view fair) { return std::to_string(year) + std::string(fair); }

/// What experts assess: between four and seven tenths of the fees of at most six booths, sometimes more than they may.
std::string assessed(Random& random, int64_t fee, int64_t booths) {
  const int64_t fees = fee * std::min<int64_t>(booths, 6);
  const int64_t tenths = random.chance(60) ? random.between(75, 100) : random.between(40, 70);
  return yuan(fees / 100 * tenths / Yuan * Yuan);
}

/// On the bound of six booths and seven tenths, or beside it; the ends of the ranges.
void standOnBound(uint64_t which, Cells& cells) {
  const auto give = [&](std::string_view fee, std::string_view booths, std::string_view amount) {
    cells[TakingPart] = yesNo(true);
    cells[FeePerBooth] = fee;
    cells[Booths] = booths;
    cells[BoothFunding] = amount;
  };
  switch (which % 6) {
  case 0: return give("10000.00", "6", "42000.00");
  case 1: return give("10000.00", "6", "42000.01");
  case 2: return give("10000.00", "7", "42000.01");
  case 3: return give("10000.00", "5", "35000.00");
  case 4: return give("0.01", "1", "0.01"); // rounded, seven tenths of a fen would be above the cap: nothing is left
  default: return give("100000.00", "1000", "420000.00");
  }
}

void makeMistake(uint64_t which, std::vector<Cells>& rows) {
  Cells& last = rows.back();
  const auto again = [&](std::string_view fee) {
    Cells copy = last;
    copy[FeePerBooth] = fee;
    rows.push_back(std::move(copy));
  };
  switch (which % 8) {
  case 0: last[FeePerBooth] = "面议"; return;
  case 1: last[Booths] = "-2"; return;
  case 2: last[FeePerBooth] = "100000.01"; return;
  case 3: last[TakingPart] = "待定"; return;
  case 4: return again("12345.67");
  case 5: rows.front()[Exhibition].clear(); return;      // which one? That year has no list
  case 6: last[ExhibitionFirm] += "（筹）"; return;      // a firm that the register does not have
  default: return again(std::string(last[FeePerBooth])); // twice the same: counted once
  }
}

} // namespace

std::vector<Cells> exhibitionRows(const Firm& firm) {
  Random random = streamOf(firm, Stream::Exhibitions);
  const bool special = firm.onBound || firm.mistaken, goes = random.chance(200) || special;
  std::vector<Cells> rows;
  if (!goes) return rows;
  for (const int year : firm.alive) {
    const auto count = static_cast<size_t>(special ? 1 + random.below(3) : random.below(5));
    const auto first = static_cast<size_t>(random.below(Fairs.size()));
    for (size_t i = 0; i < count; ++i) {
      Cells& cells = rows.emplace_back(ExhibitionColumns);
      cells[ExhibitionFirm] = firm.name;
      cells[ExhibitionYear] = std::to_string(year);
      cells[Exhibition] = nameOf(year, Fairs[(first + i * 5) % Fairs.size()]);
      const int64_t fee = random.chance(650) ? random.between(80, 150) * 100 * Yuan
                                             : drawSize(random, 60 * 100 * Yuan, 80'000 * Yuan) / Yuan * Yuan;
      const int64_t booths = random.chance(600) ? random.between(1, 2) : random.between(2, 10);
      const bool takesPart = random.chance(920);
      cells[TakingPart] = unlessMissing(random, yesNo(takesPart));
      cells[FeePerBooth] = unlessMissing(random, yuan(fee));
      cells[Booths] = unlessMissing(random, std::to_string(booths));
      if (takesPart && random.chance(700)) cells[BoothFunding] = assessed(random, fee, booths);
    }
  }
  if (rows.empty()) return rows;
  if (firm.onBound) standOnBound(*firm.onBound, rows.back());
  if (firm.mistaken) makeMistake(*firm.mistaken, rows);
  return rows;
}

} // namespace tiao::examples
