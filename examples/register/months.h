#pragma once

#include "examples/register/firm.h"

/// The facts that article 十三 asks of each month. One firm in thirty has riders and reports all four; of the others it
/// is known only that there are none to manage.
namespace tiao::examples {

enum MonthColumn : size_t { MonthFirm, Month, StrictControl, RidersManaged, RidersInfected, Disinfected, MonthColumns };

inline constexpr std::array<Heading, MonthColumns> MonthHeadings = {{
    {"企业", "enterprise"},
    {"月份", "month"},
    {"严格落实省市防控措施", "strictly applying the epidemic control measures"},
    {"管理外卖送餐人员尽职到位", "managing riders with due care"},
    {"发生送餐人员感染", "infection of riders"},
    {"站点场所和配送箱具等消杀到位", "sites and boxes disinfected"},
}};

/// One for each month from July 2022 on, when the policy came into force.
std::vector<Cells> monthRows(const Firm& firm);

} // namespace tiao::examples
