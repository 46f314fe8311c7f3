#pragma once

#include <array>
#include <cstddef>
#include <string_view>

/// The columns of the register: the facts of articles 一 to 六 of the policy, by their names in its vocabulary.
namespace tiao::examples {

enum Column : size_t {
  Enterprise,
  Year,
  District,
  Attracted,
  Settled,
  OnPlatform,
  Reporting,
  Investment,
  Volume,
  Revenue,
  InLineWithPlan,
  ClearlyPositioned,
  CompleteServices,
  ImmersiveScenes,
  PromotesConsumption,
  WorthSpreading,
  ModelEligible,
  RankingEligible,
  PavilionEligible,
  Ranking,
  SettledInHangzhou,
  ReportedSales,
  RankedSales,
  Pavilion,
  PavilionInput,
  NationalStyle,
  Sales,
  PlatformAward,
  ScaleUpAward,
  ModelAward,
  ColumnCount,
};

struct Heading {
  std::string_view zh, en;
};

inline constexpr std::array<Heading, ColumnCount> Headings = {{
    {"企业", "enterprise"},
    {"年度", "year"},
    {"所在区县", "district"},
    {"招引", "attracted"},
    {"落户", "settled"},
    {"纳入国家统计局联网直报平台", "on the reporting platform"},
    {"上报统计数据", "reporting statistics"},
    {"实际投资额", "actual investment"},
    {"本地年实际交易额", "local yearly transaction volume"},
    {"年营业收入", "revenue"},
    {"符合发展规划", "in line with the development plan"},
    {"产业定位明晰", "clearly positioned"},
    {"公共服务等配套功能齐全", "complete in public services"},
    {"应用新技术开发沉浸式消费场景", "developing immersive scenes with new technology"},
    {"促进消费成效突出", "outstanding in promoting consumption"},
    {"具有可推广价值", "worth spreading"},
    {"示范企业奖励符合条件", "model award found eligible"},
    {"榜单奖励符合条件", "ranking award found eligible"},
    {"品牌馆资助符合条件", "pavilion aid found eligible"},
    {"进入…销售排行榜Top10", "in the Top10 of the sales ranking of …"},
    {"落户杭州", "settled in Hangzhou"},
    {"企业销售额统计数据", "reported sales"},
    {"排名Top10时相应数据", "reported sales when ranked"},
    {"在电商平台建设品牌特色馆", "building a brand pavilion on a platform"},
    {"当年实际投入额", "actual input of the year"},
    {"围绕国风国潮Z世代创建", "built on national style and generation Z"},
    {"销售额", "sales"},
    {"平台奖励核定金额", "platform award assessed amount"},
    {"升规奖励核定金额", "scale-up award assessed amount"},
    {"示范企业奖励核定金额", "model award assessed amount"},
}};

inline constexpr std::array<std::string_view, 13> Districts = {"上城区", "拱墅区", "西湖区", "滨江区", "萧山区",
                                                               "余杭区", "临平区", "钱塘区", "富阳区", "临安区",
                                                               "桐庐县", "淳安县", "建德市"};

/// The last is not being ranked.
inline constexpr std::array<std::string_view, 6> Rankings = {"天猫", "京东", "抖音", "快手", "其他电商平台", "未进入"};

} // namespace tiao::examples
