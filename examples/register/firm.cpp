#include "examples/register/firm.h"

#include "examples/register/draw.h"
#include "examples/register/special.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace tiao::examples {

namespace {

/// What a firm mostly is. Not a fact of the register: it only makes the facts go together.
enum class Kind { Ordinary, Platform, Park, Scene, Model, Brand, Ranked, NewBrand };

Kind drawKind(Random& random) {
  const int64_t permille = random.below(1000);
  if (permille < 15) return Kind::Platform;
  if (permille < 45) return Kind::Park;
  if (permille < 85) return Kind::Scene;
  if (permille < 145) return Kind::Model;
  if (permille < 205) return Kind::Brand;
  if (permille < 235) return Kind::Ranked;
  if (permille < 305) return Kind::NewBrand;
  return Kind::Ordinary;
}

constexpr int64_t GreatestSize = 9'000 * Yi;
constexpr int64_t GreatestInvestment = 900 * Yi;

/// Yearly growth: its natural logarithm is Laplace distributed, with this median and a scale of 0.12.
int64_t grow(Random& random, int64_t value, int64_t medianPercent) {
  constexpr Fixed PercentInBase2 = 242'045;        // 0.01 ÷ ln 2
  const Fixed away = random.halvings() * 12 / 100; // 0.12 × exponential ÷ ln 2
  const Fixed growth = medianPercent * PercentInBase2 + (random.chance(500) ? away : -away);
  constexpr Fixed Farthest = Fixed{3} << FixedPlaces;
  return std::clamp(timesPowerOf2(value, std::clamp(growth, -Farthest, Farthest)), 100 * Yuan, GreatestSize);
}

/// The state of a firm as it goes from year to year, and what it writes of itself.
class Life {
public:
  Life(uint64_t seed, uint64_t firm, Years years, bool lasting)
      : random_(seed, firm), more_(~seed, firm), years_(years), name_(nameOfFirm(firm)), kind_(drawKind(random_)) {
    const int span = years.last - years.history() + 1;
    born_ = lasting || random_.chance(650) ? years.history() : years.history() + static_cast<int>(random_.below(span));
    lasting_ = lasting;
    district_ = Districts[static_cast<size_t>(drawDistrict())];
    attracted_ = random_.chance(kind_ == Kind::Park ? 20 : 90);
    settledYear_ = attracted_ ? born_ + static_cast<int>(random_.below(3)) : random_.chance(950) ? 0 : Never;
    onPlatformYear_ = random_.chance(780) ? born_ + static_cast<int>(random_.below(4)) : Never;
    reports_ = random_.chance(950);
    inHangzhou_ = random_.chance(kind_ == Kind::Ranked ? 800 : 920);
    missingFixed_ = random_.chance(MissingPermille);
    revenue_ = drawSize(random_, 200 * Wan, GreatestSize);
    if (kind_ == Kind::NewBrand) revenue_ = drawSize(random_, 400 * Wan, GreatestSize);
    volume_ =
        kind_ == Kind::Platform ? drawSize(random_, 40 * Yi, GreatestSize) : revenue_ / 100 * random_.between(100, 250);
    sales_ = revenue_ / 100 * random_.between(60, 100);
    rankedSales_ = sales_ / 100 * random_.between(85, 125);
    pavilionYear_ = born_ + static_cast<int>(random_.below(3));
    services_ = more_.chance(45);
    monitors_ = more_.chance(8);
    branch_ = more_.chance(12);
  }

  std::vector<Cells> rows() {
    std::vector<Cells> rows;
    for (int year = born_; year <= years_.last; ++year) {
      if (year > born_ + 1 && !lasting_ && random_.chance(20)) break; // closed
      rows.push_back(row(year));
      revenue_ = grow(random_, revenue_, 5);
      volume_ = grow(random_, volume_, 5);
      sales_ = grow(random_, sales_, kind_ == Kind::NewBrand ? 15 : 5);
    }
    return rows;
  }

private:
  static constexpr int Never = 9999;

  /// The districts are not alike in size: the one at the heart of the trade has about seven times the firms of the
  /// least.
  int64_t drawDistrict() {
    constexpr std::array<int64_t, Districts.size()> Weights = {110, 95, 105, 125, 115, 140, 80, 90, 40, 35, 25, 20, 20};
    int64_t left = random_.below(1000);
    int64_t district = 0;
    while (left >= Weights[static_cast<size_t>(district)]) left -= Weights[static_cast<size_t>(district++)];
    return district;
  }

  /// Now and then a fact is not known.
  void give(Cells& cells, Column column, std::string value) {
    if (!random_.chance(MissingPermille)) cells[column] = std::move(value);
  }
  void give(Cells& cells, Column column, bool yes) { give(cells, column, yesNo(yes)); }

  Cells row(int year) {
    Cells cells(ColumnCount);
    cells[Enterprise] = name_;
    cells[Year] = std::to_string(year);
    cells[District] = district_;
    if (!missingFixed_) cells[Attracted] = yesNo(attracted_);
    if (kind_ == Kind::Ranked) cells[RankedSales] = yuan(rankedSales_);
    give(cells, Revenue, yuan(revenue_));
    give(cells, Sales, yuan(sales_));
    if (year >= years_.first) giveAll(cells, year);
    giveSeries(cells);
    if (year >= years_.first) giveRest(cells);
    return cells;
  }

  void giveAll(Cells& cells, int year) {
    const bool onPlatform = year >= onPlatformYear_, reporting = onPlatform && reports_;
    give(cells, Settled, year >= settledYear_);
    give(cells, OnPlatform, onPlatform);
    give(cells, Reporting, reporting);
    give(cells, Investment, yuan(investment()));
    give(cells, Volume, yuan(volume_));

    const bool park = kind_ == Kind::Park, scene = kind_ == Kind::Scene;
    give(cells, InLineWithPlan, random_.chance(park ? 900 : 400));
    give(cells, ClearlyPositioned, random_.chance(park ? 900 : 200));
    give(cells, CompleteServices, random_.chance(park ? 850 : 10));
    give(cells, ImmersiveScenes, random_.chance(scene ? 900 : 15));
    give(cells, PromotesConsumption, random_.chance(scene ? 850 : 60));
    give(cells, WorthSpreading, random_.chance(scene ? 850 : 60));
    const bool model = random_.chance(kind_ == Kind::Model ? 850 : 20);
    give(cells, ModelEligible, model);
    give(cells, RankingEligible, random_.chance(kind_ == Kind::Ranked ? 850 : 15));
    give(cells, PavilionEligible, random_.chance(kind_ == Kind::Brand ? 800 : 15));

    const bool ranked = kind_ == Kind::Ranked && random_.chance(700);
    give(cells, Ranking, std::string(Rankings[static_cast<size_t>(ranked ? random_.below(5) : 5)]));
    give(cells, SettledInHangzhou, inHangzhou_);
    if (reporting) give(cells, ReportedSales, yuan(sales_));

    const bool pavilion = kind_ == Kind::Brand && year >= pavilionYear_;
    give(cells, Pavilion, pavilion);
    give(cells, PavilionInput, yuan(pavilion ? random_.between(50, 900) * Wan : 0));
    give(cells, NationalStyle, kind_ == Kind::NewBrand);

    if (volume_ >= 100 * Yi && random_.chance(600)) cells[PlatformAward] = assessed(100);
    if (reporting && revenue_ > 2'000 * Wan && random_.chance(150)) cells[ScaleUpAward] = assessed(100);
    if (model && random_.chance(400)) cells[ModelAward] = assessed(50);
  }

  void tell(Cells& cells, Column column, std::string value) {
    if (!more_.chance(MissingPermille)) cells[column] = std::move(value);
  }
  void tell(Cells& cells, Column column, int64_t yesPermille) { tell(cells, column, yesNo(more_.chance(yesPermille))); }

  /// What growth is asked of: also of the years before the policy.
  void giveSeries(Cells& cells) {
    if (services_) tell(cells, ServiceRevenue, yuan(revenue_ / 100 * more_.between(30, 60)));
    if (monitors_)
      tell(cells, MonitoredFirms, std::to_string(more_.between(200, 320)));
    else
      cells[MonitoredFirms] = "0"; // who monitors none knows it
  }

  /// The requirements of article 十八, and the facts of articles 七 to 十七.
  void giveRest(Cells& cells) {
    if (!missingFixed_) cells[LegalPerson] = yesNo(!branch_);
    for (const Column met : {Qualified, KeepsPromises, Honest, DoesEcommerce, TrueData})
      cells[met] = yesNo(more_.chance(992));
    cells[InMonitoring] = yesNo(more_.chance(960));
    cells[Punished] = yesNo(more_.chance(8));
    const bool makes = kind_ == Kind::Brand || kind_ == Kind::NewBrand;
    tell(cells, Integrates, makes ? 300 : 10);
    tell(cells, OwnProducts, makes ? 700 : 40);
    tell(cells, BeltEligible, kind_ == Kind::Park ? 250 : 5);
    tell(cells, ActualInput, yuan(more_.between(10, 2'000) * Wan));
    for (const Column helps : {HelpsRetail, HelpsParks, HelpsBuild}) tell(cells, helps, services_ ? 300 : 3);
    tell(cells, FirmsServed, std::to_string(services_ ? more_.between(10, 120) : 0));
    if (!services_) tell(cells, ServiceRevenue, yuan(0));
    tell(cells, RuralAid, 60);
    tell(cells, Hosts, kind_ == Kind::Platform ? 300 : 6);
    tell(cells, EligibleEvent, kind_ == Kind::Platform ? 700 : 20);
    const bool trains = more_.chance(20);
    tell(cells, CourseHours, std::to_string(trains ? more_.between(36, 60) : 0));
    tell(cells, PeopleTrained, std::to_string(trains ? more_.between(200, 900) : 0));
    tell(cells, TrainingCosts, yuan(trains ? more_.between(8, 60) * Wan : 0));
    const bool imports = more_.chance(40), delivers = more_.chance(30);
    tell(cells, ImportCosts, yesNo(imports));
    tell(cells, ImportedItems, std::to_string(imports ? more_.between(2'000, 320'000) : 0));
    tell(cells, DevicesBought, std::to_string(delivers ? more_.between(0, 30) : 0));
    tell(cells, ClearedToPass, yesNo(delivers));
    tell(cells, OrdersDelivered, std::to_string(delivers ? more_.between(500, 60'000) : 0));
    const bool develops = more_.chance(50);
    tell(cells, OwnPlatform, yesNo(develops));
    tell(cells, Certified, develops ? 500 : 5);
    tell(cells, ResearchInput, yuan(develops ? more_.between(20, 1'500) * Wan : 0));
    tell(cells, MonitoringPoints, std::to_string(monitors_ ? more_.between(40, 80) : 0));
    tell(cells, SameStandard, 25);
    if (services_ && more_.chance(200)) cells[ServicesAward] = yuan(more_.between(10, 60) * Wan);
    if (more_.chance(30)) cells[RuralAidAward] = yuan(more_.between(1, 12) * Wan);
    if (kind_ == Kind::Platform && more_.chance(300)) cells[OrganiserAward] = yuan(more_.between(10, 60) * Wan);
  }

  /// An amount as a body fixes it, in whole 万元; sometimes above the ceiling that the policy sets.
  std::string assessed(int64_t ceilingWan) {
    const int64_t wan =
        random_.chance(60) ? ceilingWan + random_.between(1, 30) : random_.between(ceilingWan / 4, ceilingWan);
    return yuan(wan * Wan);
  }

  int64_t investment() {
    if (kind_ == Kind::Park) return drawSize(random_, 800 * Wan, GreatestInvestment);
    const bool invests = random_.chance(attracted_ || kind_ == Kind::Scene ? 850 : 300);
    return invests ? drawSize(random_, 30 * Wan, GreatestInvestment) : 0;
  }

  Random random_;
  Random more_; // of what was added to the register later, so that the rest stays as it was
  Years years_;
  std::string name_;
  Kind kind_;
  int born_ = 0, settledYear_ = 0, onPlatformYear_ = 0, pavilionYear_ = 0;
  bool lasting_ = false, attracted_ = false, reports_ = false, inHangzhou_ = false, missingFixed_ = false;
  bool services_ = false, monitors_ = false, branch_ = false;
  std::string_view district_;
  int64_t revenue_ = 0, volume_ = 0, sales_ = 0, rankedSales_ = 0; // in fen
};

constexpr std::string_view NameCharacters =
    "云栖湖光海天宇博瑞华盛泰恒达远航创新智慧数联科信诚德明辉锦绣春秋龙凤麒麟金玉兰芝竹松柏梅荷桂枫林森山川江河"
    "溪泉石磊岩峰岭原野田园禾谷丰穗安康宁静和平祥顺福禄喜乐嘉善美真纯朴青蓝紫丹朱墨白银星月日辰晨曦朝阳晚晴风雨"
    "雪霜露雷电虹霞雁鹏鹤鸿鹭莲菊桃李杏桑榆棠潮汐";
constexpr size_t NameCharacterCount = 128;
static_assert(NameCharacters.size() == 3 * NameCharacterCount, "all of three bytes");

constexpr std::array<std::string_view, 16> Trades = {
    "电子商务", "网络科技", "供应链管理", "数字科技", "品牌管理", "文化传媒", "信息技术", "国际贸易",
    "直播科技", "服饰",     "食品",       "家居用品", "跨境电商", "智能科技", "美妆科技", "母婴用品"};

} // namespace

std::string nameOfFirm(uint64_t firm) {
  constexpr uint64_t NameCount = uint64_t{1} << 25U; // three characters of 128, and one trade of 16
  // An odd factor makes another number of each, so that neighbours in the register are not neighbours in name.
  uint64_t left = (firm + 1) * 0x9E3779B1U % NameCount;
  left = (left ^ (left >> 12U)) * 0x85EBCA6BU % NameCount;
  std::string name = "杭州";
  for (int i = 0; i < 3; ++i) {
    name += NameCharacters.substr(left % NameCharacterCount * 3, 3);
    left /= NameCharacterCount;
  }
  name += Trades[left % Trades.size()];
  name += "有限公司";
  if (firm >= NameCount) name += std::to_string(firm / NameCount + 1);
  return name;
}

Firm firmOf(uint64_t seed, uint64_t number, Years years) {
  Firm firm;
  firm.seed = seed;
  firm.number = number;
  firm.years = years;
  firm.name = nameOfFirm(number);
  if (number % 83 == 7) firm.onBound = number / 83;
  if (number % 97 == 41) firm.mistaken = number / 97;
  firm.rows = Life(seed, number, years, firm.onBound || firm.mistaken).rows();
  firm.district = firm.rows.front()[District];
  for (const Cells& row : firm.rows)
    if (const int year = std::stoi(row[Year]); year >= years.first) firm.alive.push_back(year);
  if (firm.onBound) standOnBound(*firm.onBound, firm.rows, years);
  if (firm.mistaken) makeMistake(*firm.mistaken, firm.rows);
  return firm;
}

std::vector<Cells> rowsOfFirm(uint64_t seed, uint64_t number, Years years) { return firmOf(seed, number, years).rows; }

} // namespace tiao::examples
