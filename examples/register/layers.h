#pragma once

#include "examples/register/firm.h"

/// What the layers of the policy ask besides. Each layer has a file of its own, for runs that read it.
namespace tiao::examples {

/// The columns of the implementing rules 杭商务〔2023〕76号; behind them one for each award, whether the same project
/// is supported by the province or the state.
enum RuleColumn : size_t {
  RuleFirm,
  RuleYear,
  RegisteredSince,
  RecognisedPlatform,
  RecognisedCategory,
  SeriouslyDishonest,
  SafetyAccident,
  QualityProblem,
  EvadingTax,
  Elected,
  FirstSupported,
  RuleColumns = FirstSupported + 28
};
inline constexpr std::array<Heading, RuleColumns> RuleHeadings = {{
    {"企业", "enterprise"},
    {"年度", "year"},
    {"施行后在杭州登记注册", "registered in Hangzhou since the policy"},
    {"上榜平台在认定范围内", "ranked on a recognised platform"},
    {"上榜品类在认定范围内", "ranked in a recognised category"},
    {"列入严重失信名单", "on the serious dishonesty list"},
    {"发生重大安全事故", "having a major safety accident"},
    {"发生严重质量问题", "having a serious quality problem"},
    {"偷逃税", "evading tax"},
    {"选定的奖补", "elected award"},
    {"招引资助获得上级支持", "attraction aid supported at a higher level"},
    {"平台奖励获得上级支持", "platform award supported at a higher level"},
    {"升规奖励获得上级支持", "scale-up award supported at a higher level"},
    {"园区资助获得上级支持", "park aid supported at a higher level"},
    {"数字场景资助获得上级支持", "digital scene aid supported at a higher level"},
    {"示范企业奖励获得上级支持", "model award supported at a higher level"},
    {"榜单奖励获得上级支持", "ranking award supported at a higher level"},
    {"榜单企业落户奖励获得上级支持", "ranking move award supported at a higher level"},
    {"品牌馆资助获得上级支持", "pavilion aid supported at a higher level"},
    {"新品牌奖励获得上级支持", "new brand award supported at a higher level"},
    {"供应链补助获得上级支持", "supply chain allowance supported at a higher level"},
    {"产业带资助获得上级支持", "industrial belt aid supported at a higher level"},
    {"服务企业奖励获得上级支持", "services award supported at a higher level"},
    {"公益助农奖励获得上级支持", "rural aid award supported at a higher level"},
    {"展位资助获得上级支持", "booth funding supported at a higher level"},
    {"展会主办奖励获得上级支持", "organiser award supported at a higher level"},
    {"培训资助获得上级支持", "training funding supported at a higher level"},
    {"平台防控奖励获得上级支持", "platform control award supported at a higher level"},
    {"外卖柜补贴获得上级支持", "cabinet subsidy supported at a higher level"},
    {"进口件补贴获得上级支持", "import subsidy supported at a higher level"},
    {"人证设备补贴获得上级支持", "identity device subsidy supported at a higher level"},
    {"骑手奖励获得上级支持", "rider award supported at a higher level"},
    {"分拨中心补贴获得上级支持", "sorting centre subsidy supported at a higher level"},
    {"村网点补助获得上级支持", "village outlet allowance supported at a higher level"},
    {"农村投递补贴获得上级支持", "rural parcel subsidy supported at a higher level"},
    {"研发平台奖励获得上级支持", "research platform award supported at a higher level"},
    {"监测点资助获得上级支持", "monitoring funding supported at a higher level"},
    {"三同示范奖励获得上级支持", "same-standard award supported at a higher level"},
}};
/// A row of 2023, the one year whose last day lies in the trial of the rules.
std::vector<Cells> ruleRows(const Firm& firm);

enum BaseColumn : size_t { BaseFirm, BaseYear, RunsBase, BaseInput, BaseColumns };
inline constexpr std::array<Heading, BaseColumns> BaseHeadings = {{
    {"企业", "enterprise"},
    {"年度", "year"},
    {"运营直播基地", "running a livestreaming base"},
    {"直播基地投入", "input of the livestreaming base"},
}};
/// What 滨江区 asks of its firms, in each year.
std::vector<Cells> baseRows(const Firm& firm);

} // namespace tiao::examples
