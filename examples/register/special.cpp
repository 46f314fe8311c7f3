#include "examples/register/special.h"

#include <algorithm>
#include <array>

namespace tiao::examples {

namespace {

/// Writes the values into the last rows, the last value into the last row.
void giveLast(std::vector<Cells>& rows, Column column, std::initializer_list<std::string_view> values) {
  size_t row = rows.size() - std::min(rows.size(), values.size());
  for (auto value = values.end() - static_cast<ptrdiff_t>(rows.size() - row); value != values.end(); ++value)
    rows[row++][column] = *value;
}

/// Writes the value into all rows with all facts.
void giveAll(std::vector<Cells>& rows, Years years, std::initializer_list<Column> columns, std::string_view value) {
  for (Cells& row : rows)
    if (std::stoi(row[Year]) >= years.first)
      for (const Column column : columns) row[column] = value;
}

} // namespace

void standOnBound(uint64_t which, std::vector<Cells>& rows, Years years) {
  const std::initializer_list<Column> scaleUp = {OnPlatform, Reporting};
  switch (which % 12) {
  case 0: // revenue must exceed 2000万
    giveAll(rows, years, scaleUp, "是");
    return giveLast(rows, Revenue, {"10240000.00", "12800000.00", "16000000.00", "20000000.00"});
  case 1:
    giveAll(rows, years, scaleUp, "是");
    return giveLast(rows, Revenue, {"10240000.00", "12800000.00", "16000000.00", "20000000.01"});
  case 2: // growth of exactly 20% a year is enough
    giveAll(rows, years, scaleUp, "是");
    return giveLast(rows, Revenue, {"12500000.00", "15000000.00", "18000000.00", "21600000.00"});
  case 3:
    giveAll(rows, years, scaleUp, "是");
    return giveLast(rows, Revenue, {"12500000.00", "15000000.00", "18000000.00", "21599999.99"});
  case 4: // a volume of 100亿 is enough
    return giveLast(rows, Volume, {"9800000000.00", "10000000000.00"});
  case 5: return giveLast(rows, Volume, {"9800000000.00", "9999999999.99"});
  case 6: // sales of 1000万 are enough
    giveAll(rows, years, {NationalStyle}, "是");
    return giveLast(rows, Sales, {"6400000.00", "8000000.00", "10000000.00"});
  case 7:
    giveAll(rows, years, {NationalStyle}, "是");
    return giveLast(rows, Sales, {"10000000.00", "12000000.00", "14400000.00"});
  case 8: // the total of 500万 is reached in the third year
    giveAll(rows, years, {Attracted, Settled, OnPlatform, Reporting}, "是");
    for (Cells& row : rows) row[Attracted] = "是";
    return giveLast(rows, Investment, {"9000000.00", "12000000.00", "8000000.00", "10000000.00"});
  case 9: // 20% is above the ceiling of a park
    giveAll(rows, years, {InLineWithPlan, ClearlyPositioned, CompleteServices}, "是");
    return giveLast(rows, Investment, {"26000000.00"});
  case 10: // as much as when ranked is enough
    giveAll(rows, years, {SettledInHangzhou, OnPlatform, Reporting, RankingEligible}, "是");
    giveAll(rows, years, {Ranking}, Rankings.front());
    giveAll(rows, years, {ReportedSales}, "35000000.00");
    for (Cells& row : rows) row[RankedSales] = "35000000.00";
    return;
  default: // the end of the range
    return giveLast(rows, Investment, {"100000000000.00"});
  }
}

void makeMistake(uint64_t which, std::vector<Cells>& rows) {
  Cells& last = rows.back();
  switch (which % MistakeCount) {
  case 0: last[Revenue] = "约三千万"; return;
  case 1: last[Sales] = "-1200.00"; return;
  case 2: last[Investment] = "100000000000.01"; return;
  case 3: last[District] = "苏州市"; return;
  case 4: { // the same firm and year again, with another value
    Cells again = last;
    again[Revenue] = "1234567.89";
    rows.push_back(std::move(again));
    return;
  }
  case 5: last.resize(Sales); return;
  case 6: last[Settled] = "也许"; return;
  case 7: last[Year] = "去年"; return;
  case 8: last.insert(last.begin() + Revenue, "1"); return; // as if 1,234 had been written without quotes
  default: last[Investment] = "12,000,000.00"; return;
  }
}

} // namespace tiao::examples
