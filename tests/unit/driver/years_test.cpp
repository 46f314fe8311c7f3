#include "compiler/driver/years.h"

#include <catch2/catch.hpp>

using tiao::driver::Language;
using tiao::driver::periodsText;

TEST_CASE("periods in words", "[driver]") {
  CHECK(periodsText({{2022, 0}, {2023, 0}}, Language::Zh) == "2022、2023年");
  CHECK(periodsText({{2022, 0}, {2023, 0}, {2024, 0}}, Language::En) == "2022–2024");
  CHECK(periodsText({{2022, 7}, {2022, 8}, {2022, 10}}, Language::Zh) == "2022年7–8、10月");
  CHECK(periodsText({{2022, 7}, {2022, 8}, {2022, 10}}, Language::En) == "2022-07–08, 10");
  std::vector<tiao::calendar::Period> months;
  for (int m = 1; m <= 12; ++m) months.push_back({2022, m});
  CHECK(periodsText(months, Language::Zh) == "2022年");
  months.push_back({2023, 1});
  CHECK(periodsText(months, Language::Zh) == "2022年，2023年1月");
  CHECK(periodsText(months, Language::En) == "2022; 2023-01");
}
