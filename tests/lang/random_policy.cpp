#include "tests/lang/random_policy.h"

#include <fmt/format.h>

#include <algorithm>

namespace tiao::test {

namespace {

constexpr const char* Words = R"(单位 台 / device
单位 件 / parcel
单位 家 / firm
角色 评审组 / panel
角色 园区 / park operator
角色 市财政 / city treasury：
- 又称市 / city
角色 属地财政 / local treasury：
- 又称属地 / locality
事项 偏远配送 / remote delivery
事项 开展偏远配送 / running remote delivery
对象 企业 / enterprise：
- 又称 平台企业 / platform
- 落户 / settled：是否，每年
- 上报数据 / reporting：是否，每年
- 依法登记 / registered：是否
- 受过处罚 / punished：是否，每年
- 按月运营 / open in the month：是否，每月
- 出现征信问题 / a credit problem：是否，每年
- 弄虚作假 / fraud：是否，每年
- 符合条件 / found eligible：是否，每年，按条款，由 评审组 评定
- 营业收入 / revenue：金额，每年，0 至 1亿元
- 投资额 / investment：金额，每年，0 至 1亿元
- 用地面积 / land area：数值，1 至 1000
- 设备台数 / devices bought：数量（台 / device），每年，0 至 100台
- 设备价 / device price：金额/台，0 至 10000元/台
- 研发占比 / research share：比率，每年
- 设立日期 / founded on：日期
- 简介 / profile：文本
- 所在区县 / district：其一（上城区 / shangcheng、萧山区 / xiaoshan、余杭区 / yuhang），按此汇总
- 进入…销售榜 / in the sales list of …：其一（天猫 / Tmall、京东 / JD、未进入 / none），每年
条目 网点 / outlet：企业的
- 又称 末端网点 / last outlet
- 新设 / newly opened：是否
- 开业 / opening：日期
- 快递 / outlet parcels：数量（件 / parcel），每年，0 至 1000000件
组 两区 / two districts：萧山区、余杭区。
)";

const std::vector<std::string> Letters{"甲", "乙", "丙", "丁", "戊", "己"};
const std::vector<std::string> English{"first", "second", "third", "fourth", "fifth", "sixth"};

/// What layers may change of a clause.
struct Said {
  std::string name, english;
  bool named = false, monthly = false, frequency = false, amount = false, rate = false, years = false, total = false,
       yearly = false, floor = false;
  std::string condition; // a member of its list of conditions that may be removed
};

class Writing {
public:
  Writing(Random& random, bool layers) : random_(random), layers_(layers) {}

  std::string write() {
    say("政策 随机政策 / random policy\n文号 随机〔2022〕1号\n施行 {} 至 2025年12月31日\n",
        of({"2022年1月1日", "2022年7月1日"}));
    text_ += Words;
    values();
    conventions();
    const int clauses = 2 + random_.below(3);
    for (int i = 0; i < clauses; ++i) clause(Letters[static_cast<size_t>(i)], English[static_cast<size_t>(i)]);
    if (random_.chance(30)) say("条款 网点补助 / outlet aid：{}\n", ofItems());
    if (random_.chance(25))
      say("要求 基本条件 / basic conditions：申请本意见扶持政策的企业须同时符合以下条件：\n  1.{}；\n  2.{}。\n",
          common(), plain());
    choices();
    money();
    if (random_.chance(50)) tests();
    if (random_.chance(40)) assertions();
    const size_t ends = text_.size();
    if (layers_) layers();
    stops(ends);
    return text_;
  }

private:
  template <typename... T> void say(fmt::format_string<T...> format, T&&... parts) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<T>(parts)...);
  }
  std::string of(const std::vector<std::string>& choices) { return random_.of(choices); }
  int wan() { return 10 * (1 + random_.below(90)); }
  int percent() { return 5 * (1 + random_.below(8)); }

  // ------------------------------------------------------------------------------------------------------ conditions

  /// A condition of any clause: nothing that is decided for each.
  std::string common() { return of({"落户", "上报数据", "依法登记", "大企业"}); }
  std::string flag() { return of({"落户", "上报数据", "依法登记", "符合条件", "大企业"}); }

  std::string plain() {
    switch (random_.below(15)) {
    case 0: return of({"未", "没有"}) + of({"受过处罚", "上报数据"});
    case 1: return fmt::format("{}{}{}万元", money_(), of({"达到", "超过", "突破", "不超过", "低于"}), wan());
    case 2: return fmt::format("{}在{}万元{}", money_(), wan(), of({"以上", "以下", "以上（含）", "以上（不含）"}));
    case 3: return fmt::format("营业收入增长{}%以上", percent());
    case 4: return fmt::format("近{}年营业收入平均增速在{}%以上", 2 + random_.below(2), percent());
    case 5: return "所在区县为" + of({"余杭区", "上城区、萧山区", "两区"});
    case 6: return "进入" + of({"天猫", "天猫、京东"}) + "销售榜";
    case 7: return fmt::format("研发占比不低于{}%", percent());
    case 8: return fmt::format("设备台数不少于{}台", 1 + random_.below(50));
    case 9: return fmt::format("{}年内{}受过处罚", of({"近2", "一", "近3"}), of({"未", "没有", ""}));
    case 10: return fmt::format("连续{}年营业收入达到{}万元", 2 + random_.below(2), wan());
    case 11: return fmt::format("上年营业收入达到{}万元", wan());
    default: return common();
    }
  }
  std::string money_() { return of({"营业收入", "投资额", "用地收入"}); }

  /// Conditions before 的.
  std::string list() {
    switch (random_.below(6)) {
    case 0: return fmt::format("{}且{}", plain(), flag());
    case 1: return fmt::format("{}或{}", plain(), flag());
    case 2: return fmt::format("（{}或{}）且{}", flag(), plain(), flag());
    case 3: return fmt::format("未（{}且{}）", flag(), flag());
    default: return plain();
    }
  }

  // ---------------------------------------------------------------------------------------------------------- values

  void values() {
    say("参数 每台价 / price per device = {}元/台（2022年1月1日起），{}元/台（2024年1月1日起）。\n", wan(), wan());
    say("定义 用地收入 / revenue of the land = {}。\n",
        of({"营业收入 ÷ 用地面积", "若依法登记，则营业收入，否则投资额", "营业收入与投资额的较小者",
            "（营业收入 + 投资额） × 50%", "上年营业收入", "营业收入与投资额的较大者",
            "（营业收入 ÷ 用地面积 四舍五入到 0.01元）", "0元 − （−投资额）"}));
    say("定义 大企业 / big firm：{}。\n", fmt::format("营业收入达到{}万元{}上报数据", wan(), of({"且", "或"})));
    say("定义 超出额 / excess = 投资额超过{}万元的部分。\n", wan());
    say("定义 网点快递 / parcels of outlets = {}。\n", of({"各网点的快递之和", "各（新设）的网点的快递之和"}));
    say("定义 店数 / number of shops = {}。\n", of({"各网点个数", "各（新设）的网点个数"}));
    say("定义 年数 / years founded = 设立日期以来的{}。\n", of({"满年数", "满月数"}));
    const int a = wan(), b = a + wan();
    say("阶梯 规模奖 / size prize 按 营业收入：\n- {}万元以上不满{}万元：{}万元\n- {}万元以上：{}\n{}", a, b, wan(), b,
        random_.chance(50) ? fmt::format("{}万元", wan()) : "超出额", random_.chance(30) ? "- 其余：0元\n" : "");
    say("累进 提成 / levy 按 投资额：\n- 不超过{}万元的部分：{}%\n- 超过{}万元至{}万元的部分：{}%\n- "
        "超过{}万元的部分：{}%\n",
        a, percent(), a, b, percent(), b, percent());
    say("表 奖励表 / prize table：\n| 营业收入 | 所在区县 | 落户 | 金额 / money |\n| --- | --- | --- | --- |\n"
        "| {}万元以上不满{}万元 | 上城区、余杭区 | — | {}万元 |\n| {}万元以上 | 上城区、余杭区 | 任意 | {}万元 |\n"
        "| {}万元以上 | 萧山区 | {} | {}万元 |\n- 其余：{}万元\n",
        a, b, wan(), b, wan(), a, of({"是", "否"}), wan(), wan());
  }

  void conventions() {
    std::vector<std::string> lines;
    const auto maybe = [&](const std::string& name, const std::vector<std::string>& readings) {
      if (random_.chance(15)) lines.push_back(fmt::format("- {} 按 {}\n", name, of(readings)));
    };
    maybe("金额舍入", {"四舍五入到分", "向下取整到分", "四舍六入五成双到分", "四舍五入到元", "向下取整到元"});
    maybe("年限算法", {"获得资助的年度", "连续年度"});
    maybe("未写频次", {"仅一次", "逐年"});
    maybe("未写期间的最高额", {"全部期间", "每期"});
    maybe("平均增速算法", {"年均复合", "算术平均", "各年均达到"});
    maybe("近N年", {"N个增速", "N个年度值"});
    maybe("基期为零的增速", {"不适用", "视为达到"});
    maybe("起算条件", {"一经满足", "持续满足"});
    maybe("到期后", {"不再新增", "已开始的继续"});
    maybe("首尾不足年", {"全年计入", "月数折算"});
    maybe("未写频次", {"逐年（甲）"});
    if (lines.empty()) return;
    text_ += "约定：\n";
    for (const std::string& line : lines)
      if (text_.find(line.substr(0, line.find(" 按 ")) + " 按") == std::string::npos) text_ += line;
  }

  // --------------------------------------------------------------------------------------------------------- clauses

  std::string target(Said& said) {
    const std::string firm = of({"企业", "平台企业"});
    switch (random_.below(8)) {
    case 0: return fmt::format("对{}，", firm);
    case 1: return fmt::format("对{}的，", list());
    case 2: return fmt::format("鼓励企业{}，{}的，", flag(), flag());
    case 3:
      said.named = true;
      return fmt::format("对{}的{}（以下简称{}企业 / {} firms），", list(), firm, said.name, said.english);
    case 4:
    case 5: {
      said.condition = common();
      std::string other = said.condition;
      while (other == said.condition) other = flag();
      return fmt::format("对{}、{}的{}，", said.condition, other, firm);
    }
    default: return fmt::format("对{}的{}，", list(), firm);
    }
  }

  std::string start() {
    if (random_.chance(70)) return "";
    return of({"自2023年1月1日起，", "从其落户起，", "自2023年1月1日起至2024年12月31日，", "从其落户并上报数据起，"});
  }

  /// What is given, and whether it is given through the years.
  std::pair<std::string, bool> grant(Said& said) {
    const std::string noun = of({"奖励", "资助", "补贴"});
    switch (random_.below(14)) {
    case 0: said.amount = true; return {fmt::format("给予{}万元的一次性{}", wan(), noun), false};
    case 1: said.amount = true; return {fmt::format("每年给予{}万元的{}", wan(), noun), true};
    case 2: return {fmt::format("给予不超过{}万元的一次性{}", wan(), noun), false};
    case 3: return {fmt::format("给予{}万元至{}万元的一次性{}", wan(), 1000 + wan(), noun), false};
    case 4: return {fmt::format("每年按营业收入较上年增量的{}%给予{}", percent(), noun), true};
    case 5: return {fmt::format("每年按超出额的{}%给予{}", percent(), noun), true};
    case 6: return {fmt::format("每年给予{}元/台的{}", wan(), noun), true};
    case 7:
      return {fmt::format("每年按{}给予{}", of({"规模奖", "提成", "奖励表", "规模奖适用上年营业收入"}), noun), true};
    case 8: return {fmt::format("按营业收入每满{}万元给予{}万元的奖励", wan(), 1 + random_.below(9)), true};
    case 9: return {fmt::format("每年给予每台价×设备台数的{}", noun), true};
    case 10: return {fmt::format("每月给予{}万元的{}", 1 + random_.below(9), noun), true};
    case 11: return {fmt::format("最高按投资额的{}%给予一次性{}", percent(), noun), false};
    default: said.rate = true; return {fmt::format("每年按其投资额的{}%给予{}", percent(), noun), true};
    }
  }

  std::string limits(Said& said, bool series, bool monthly) {
    std::string out;
    const auto add = [&](const std::string& words) { out += "，" + words; };
    if (series && random_.chance(25)) {
      said.floor = true;
      add(fmt::format("不低于{}万元", 1 + random_.below(9)));
    }
    if (series && random_.chance(35)) {
      said.yearly = true;
      add(random_.chance(70) ? fmt::format("每年不超过{}万元", wan())
                             : fmt::format("每年不超过营业收入的{}%", percent()));
    }
    if (series && random_.chance(40)) {
      said.years = !monthly;
      add(monthly ? fmt::format("最长不超过{}个月", 6 + random_.below(12))
                  : fmt::format("最长不超过{}年", 1 + random_.below(4)));
    }
    if (series && random_.chance(60)) {
      said.total = true;
      add(fmt::format("累计不超过{}万元", 2 * wan()));
    }
    if (random_.chance(10)) add(of({"取整到元", "取整到百元"}));
    return out;
  }

  void clause(const std::string& name, const std::string& english) {
    Said said;
    said.name = name;
    said.english = english;
    std::string sentence;
    const int shape = random_.below(12);
    if (shape == 0) { // tiers
      const int a = wan();
      sentence = fmt::format("对营业收入达到{}万元、{}万元的企业，分别给予{}万元、{}万元的一次性奖励", a, a + wan(),
                             wan(), 1000 + wan());
    } else if (shape == 1) { // numbered conditions
      sentence = fmt::format("对满足以下条件{}的企业，给予{}万元的一次性奖励。\n  1.{}；\n  2.{}", of({"之一", ""}),
                             wan(), list(), list());
      said.amount = true;
    } else if (shape == 2) { // an increase in the same proportion
      sentence =
          fmt::format("对{}的企业，给予{}万元的一次性奖励。对上报数据且营业收入增长{}%以上的企业，给予同比例递增的奖励",
                      flag(), wan(), percent());
    } else {
      const std::string who = target(said);
      const auto [what, series] = grant(said);
      said.frequency = what.starts_with("每年");
      const std::string except = random_.chance(20) ? of({"除受过处罚外，", "除所在区县为上城区外，"}) : "";
      const std::string appeal = random_.chance(10) ? "鼓励其开展偏远配送，" : "";
      sentence = who + except + start() + appeal + what + limits(said, series, what.starts_with("每月"));
      said.monthly = what.starts_with("每月");
      if (!said_.empty() && said.monthly == said_.back().monthly && random_.chance(15))
        sentence += "，优先于" + said_.back().name;
      if (random_.chance(10)) sentence += "，解决偏远配送";
      if (random_.chance(12)) {
        sentence += fmt::format("。对{}的企业，再给予{}万元的一次性奖励", flag(), wan());
        said.amount = said.rate = false; // two of them: a layer would have to say which
        said.yearly = said.total = said.floor = said.years = false;
      }
    }
    said_.push_back(said);
    say("条款 {} / {}：{}。\n", name, english, sentence);
  }

  std::string ofItems() {
    switch (random_.below(4)) {
    case 0:
      return fmt::format("对快递，按照0.{}元/件的标准进行补贴，每个网点每年最多补贴{}万元，最长不超过{}年。",
                         1 + random_.below(9), 1 + random_.below(9), 1 + random_.below(4));
    case 1:
      return fmt::format("对新设的企业，一次性补助{}万元，每开业满1年再给予补助{}万元，最长不超过{}年。",
                         1 + random_.below(9), 1 + random_.below(9), 1 + random_.below(3));
    case 2: return fmt::format("对新设的网点，给予每个{}万元的一次性奖励，每家企业每年不超过{}万元。", wan(), wan());
    default: return fmt::format("对新设的网点，每年给予{}万元的奖励，每家企业每年不超过{}万元。", wan(), wan());
    }
  }

  void choices() {
    const std::string two = said_[0].name + "、" + said_[1].name;
    switch (random_.below(7)) {
    case 0: say("择一：同一企业同一年度只享受一项，从高。\n"); break;
    case 1: say("择一：{}同一年度只享受一项，从高；同额依次：{}、{}。\n", two, said_[1].name, said_[0].name); break;
    case 2: say("择一：{}同一年度只享受一项，由企业选择。\n", two); break;
    case 3: say("不重复：{} 与 {}，从优就高。\n", said_[0].name, said_[1].name); break;
    case 4:
      say("同类：{}。\n不重复：本意见与本市各级其他同类政策有重叠的，按照“从优、就高、不重复”的原则执行。\n", two);
      break;
    default: break;
    }
  }

  void money() {
    const int share = 5 * random_.below(21);
    if (random_.chance(30)) {
      say("分担（第二十条）：\n- {}：属地{}%，市{}%\n- 其他：属地50%，市50%\n",
          of({"萧山区", "两区", "上城区、余杭区"}), share, 100 - share);
    } else if (random_.chance(20)) {
      say("分担：市{}%，属地{}%。\n", share, 100 - share);
    }
    if (random_.chance(25)) {
      say("环节 社会公示 / public notice\n程序 专项资金 / special fund（第十九条）：区县初审推荐 / district review → "
          "评审组 → 社会公示 → 批准公布 / approval。\n");
    }
    if (random_.chance(25)) {
      say("拨付（第二十一条）：分期，首期{}%，其余按绩效；首次拨付后出现征信问题的，停止后续拨付。\n",
          10 * (1 + random_.below(8)));
      if (random_.chance(50)) say("追回（第二十一条）：对弄虚作假的，追回全部已拨付款项，并取消再次申报资格。\n");
    }
  }

  void tests() {
    if (random_.chance(40)) say("前提：企业：所在区县 萧山区。\n");
    say("测试 其一 / a case：\n  企业：落户，上报数据 2023年 否，营业收入 2022年 {}万元、2023年 {}万元；其余为否。\n",
        wan(), wan());
    if (random_.chance(50)) say("  网点「东村」2022年：新设，开业 2022年9月1日。\n");
    say("  期望 {}：2022年 0元{}。\n", said_[0].name, of({"", "（不符合）", "（待补充）"}));
  }

  void assertions() {
    const std::string one = said_[0].name, other = said_[1].name;
    say("断言：{}{}{}{}{}万元。\n", of({"", "若未落户，则"}),
        of({one, one + "、" + other, one + "、" + other + "合计", "全部奖补合计"}), of({"每年", "累计"}),
        of({"不超过", "不低于", "低于"}), wan());
    if (random_.chance(30)) say("断言：若未上报数据，则{}{}。\n", other, of({"给予", "不给予"}));
    if (random_.chance(30)) say("断言：{}、{}同一年度不同时给予。\n", one, other);
    if (random_.chance(30)) say("断言：{}给予时每年不超过营业收入 × {}%。\n", one, percent());
  }

  // ---------------------------------------------------------------------------------------------------------- layers

  std::string change(const Said& said, std::vector<std::string>& done) {
    struct Option {
      std::string part, words;
    };
    std::vector<Option> options;
    const auto may = [&](bool there, const std::string& part, const std::string& words) {
      if (there && std::find(done.begin(), done.end(), part) == done.end()) options.push_back({part, words});
    };
    may(true, "条件", fmt::format("条件 增加 {}", list()));
    may(!said.condition.empty(), "条件", fmt::format("条件 删除 {}", said.condition));
    may(said.amount, "金额", fmt::format("金额 改为 {}万元", wan()));
    may(said.rate, "比例", fmt::format("比例 改为 {}%", percent()));
    may(said.rate, "基数", "基数 改为 营业收入");
    may(said.frequency && said.years, "年限", fmt::format("年限 改为 {}年", 1 + random_.below(5)));
    may(said.frequency && said.total, "累计上限",
        of({fmt::format("累计上限 改为 {}万元", 2 * wan()), "删除 累计上限"}));
    may(said.frequency && !said.total && said.rate, "累计上限", fmt::format("增加 累计上限 {}万元", 2 * wan()));
    may(said.frequency && said.yearly, "每年上限", of({fmt::format("每年上限 改为 {}万元", wan()), "删除 每年上限"}));
    may(said.floor, "下限", of({fmt::format("下限 改为 {}万元", 1 + random_.below(9)), "删除 下限"}));
    // Of a series that runs on, or where a part of a year counts in part, days cannot differ between versions.
    const bool whole = text_.find("已开始的继续") == std::string::npos && text_.find("月数折算") == std::string::npos;
    may(whole, "日期", of({"日期 改为 自2023年1月1日起", "日期 改为 自2022年7月1日起至2024年12月31日"}));
    if (options.empty()) return "";
    const Option& chosen = random_.of(options);
    done.push_back(chosen.part);
    return chosen.words;
  }

  void layer(const std::string& head, const std::string& days, const std::string& added, bool ofDistrict) {
    text_ += head + "\n" + days;
    for (const Said& said : said_) {
      if (random_.chance(45)) continue;
      if (!said.named && random_.chance(12)) {
        say("停止 {}。\n", said.name);
        continue;
      }
      std::vector<std::string> done;
      std::string changes = change(said, done);
      if (random_.chance(40)) {
        const std::string more = change(said, done);
        if (!more.empty()) changes += "；" + more;
      }
      say("修改 {}：{}。\n", said.name, changes);
    }
    if (!ofDistrict && random_.chance(30)) say("修改 各条款：条件 增加 {}。\n", common());
    if (!ofDistrict && random_.chance(40)) say("修改 每台价：改为{}元/台。\n", wan());
    if (random_.chance(40)) say("新增 条款 {}：对落户的企业，给予{}万元的一次性奖励。\n", added, wan());
  }

  void layers() {
    if (random_.chance(30)) {
      text_ += "各区县可另定：";
      for (const Said& said : said_) say("{} 全部；", said.name);
      text_ += "新增条款。\n";
    }
    const std::vector<std::string> days{"施行 2023年5月1日 至 2024年4月30日\n", "施行 2023年1月1日 至 2023年12月31日\n",
                                        "施行 2024年1月1日 起\n", "施行 2022年7月1日 至 2024年12月31日\n"};
    layer("政策 细则 / rules，依据 随机政策", of(days), "癸 / tenth", false);
    layer("政策 余杭规定 / yuhang rules，依据 随机政策，适用于 余杭区", of(days), "壬 / ninth", true);
    if (random_.chance(50)) {
      layer("政策 上城规定 / shangcheng rules，依据 细则，适用于 上城区、萧山区", of(days), "辛 / eighth", true);
    }
  }

  /// The policy stops clauses of its own; `ends`: where its text ends.
  void stops(size_t ends) {
    for (const Said& said : said_)
      if (!said.named && random_.chance(8))
        text_.insert(ends, fmt::format("停止 {}，自{}起。\n", said.name, of({"2023年1月1日", "2024年7月1日"})));
  }

  Random& random_;
  bool layers_;
  std::string text_;
  std::vector<Said> said_;
};

} // namespace

std::string randomPolicy(Random& random, bool layers) { return Writing(random, layers).write(); }

} // namespace tiao::test
