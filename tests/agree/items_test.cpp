#include "compiler/driver/code_generator.h"
#include "tests/agree/pipeline.h"

#include <fmt/format.h>

#include <deque>
#include <random>

namespace tiao::agree {

namespace {

const std::string Founding = TIAO_ROOT "/policies/hangzhou/2022-34";
const std::string Examples = TIAO_ROOT "/examples/register/";

/// Lists of each year and items that live on; counted by items, summed over them, and limited for all of them together;
/// by months; with an amount that a body assesses.
const std::string Policy = R"(政策 条目样例
施行 2022年1月1日 至 2025年12月31日
单位 家 / firm
单位 个 / unit
单位 件 / parcel
单位 标准展位 / booth
对象 企业 / enterprise：
- 投资额 / investment：金额，每年
- 获奖 / honoured：是否，每年
条目 展会 / exhibition：企业的，每年若干
- 又称 参展 / exhibition visit
- 参展过 / attended：是否
- 展位单价 / fee per booth：金额/标准展位，0 至 10万元/标准展位
- 展位数 / booths：数量（标准展位 / booth），0 至 1000标准展位
条目 网点 / outlet：企业的
- 新设 / newly opened：是否
- 开业 / opening：日期
- 投递件数 / parcels：数量（件/parcel），每年，0 至 1000万件
- 销售额 / sales：金额，每月，0 至 100万元
- 备注 / remark：文本
条目 仓库 / warehouse：企业的
- 面积 / area：数量（标准展位 / booth）
定义 展位费 / booth fees = 展位单价 × 展位数。
定义 参展支出 / cost of fairs = 各展会的（展位单价 × 展位数）之和。
条款 投资奖：对企业，每年按其投资额的20%给予资助，累计不超过3万元。
条款 参展补贴：对参展过的企业，按展位费的50%给予一次性补贴，每个展会最多补贴3万元。
条款 参展扶持：对参展过的企业，最高按展位费的70%给予一次性资金扶持，对单个企业单次参展的扶持不超过6个标准展位。
条款 参展奖：对参展支出达到10万元的企业，按参展支出的10%给予补贴，每家企业每年不超过2万元。
条款 投递补贴：对投递件数，按照0.3元/件的标准进行补贴，每个网点每年最多补贴3万元，最长不超过2年。
条款 开办补助：对新设的企业，一次性补助5万元，每开业满1年再给予补助2万元，最长不超过3年。
条款 新设补贴：对获奖且新设的企业，每年给予1万元的补贴，每家企业累计不超过2万元。
条款 网点月奖：对销售额超过100元的企业，每月给予1万元的奖励，每个网点每年不超过5万元。
)";

driver::Register opened(const std::vector<std::string>& files, const std::vector<std::string>& items,
                        const driver::Compiled& policy) {
  auto reg = driver::Register::open({files, items}, policy.program(), subjectNames(policy));
  if (const auto* why = std::get_if<driver::Text>(&reg)) FAIL(why->zh);
  return std::get<driver::Register>(std::move(reg));
}

/// Files in which something is wrong here and there.
class Files {
public:
  explicit Files(uint64_t seed, int badOneIn, bool quotes = true)
      : random_(seed), badOneIn_(badOneIn), quotes_(quotes) {}

  std::string subjects = "企业,年度,投资额,获奖\n";
  std::string fairs = "企业,年度,展会,参展过,展位单价,展位数,参展扶持核定金额\n";
  std::string outlets = "企业,年度,网点,新设,开业,投递件数,最后年度,备注\n";
  std::string sales = "企业,月份,网点,销售额\n";
  std::string warehouses = "企业,仓库,面积\n";

  void draw(int count) {
    for (int i = 0; i < count; ++i) {
      subject(fmt::format("企业{}", i));
      if (bad()) fairs += fmt::format("无此企业{},2023,广交会,是,1000,2,\n", i);
      if (bad())
        fairs += fmt::format("无此企业{0},2024,一,是,1000,2,\n,2024,二,是,1000,2,\n无此企业{0},2025,,,,,\n", i);
    }
  }

private:
  bool one(int in) { return random_() % static_cast<unsigned>(in) == 0; }
  bool bad() { return badOneIn_ > 0 && one(badOneIn_); }
  std::string of(const std::vector<std::string>& plain, const std::vector<std::string>& odd) {
    const auto& from = bad() ? odd : plain;
    return from[random_() % from.size()];
  }
  std::string year(int year) { return bad() ? of({"某年", ""}, {"2019", "2026"}) : std::to_string(year); }

  void subject(const std::string& name) {
    for (int y = one(5) ? 2023 : 2022; y <= 2025; ++y)
      subjects += fmt::format("{},{},{},{}\n", name, y, of({"50000", "0", "100000"}, {"", "五万"}),
                              of({"是", "否"}, {"", "也许"}));
    if (one(2)) return;
    for (int y = 2022; y <= 2025; ++y)
      for (unsigned i = 0; i < random_() % 3; ++i) fair(name, y, i);
    for (unsigned i = 0; i < random_() % 4; ++i) outlet(name, i);
    if (one(4)) warehouses += fmt::format("{},一号仓,{}\n", name, of({"3", ""}, {"三个"}));
  }

  void fair(const std::string& name, int y, unsigned number) {
    const std::string fee = of({"10000", "1000.5", "20000"}, {"", "-1", "100000.01", "一万"});
    const std::string row = fmt::format(
        "{},{},{},{},{},{},{}\n", name, year(y), of({fmt::format("{}年展会{}", y, number)}, {"", " ", "广交会"}),
        of({"是", "是", "是", "否"}, {"", "也许"}), fee, of({"2", "6", "9"}, {"2.5", "", "2,3"}),
        badOneIn_ > 0 && one(3) ? "" : of({"1000", "0", "12000.34"}, {"-5", "99999999999"}));
    fairs += row;
    if (bad()) fairs += row;
  }

  void outlet(const std::string& name, unsigned number) {
    const std::string called = quotes_ && one(9) ? fmt::format("\"{}号, 村\"", number) : fmt::format("网点{}", number);
    const int first = 2022 + static_cast<int>(random_() % 3);
    const std::string isNew = of({"是", "否"}, {""}), opening = fmt::format("{}-03-01", first);
    const bool ends = one(4);
    for (int y = first; y <= (ends ? first + 1 : 2025); ++y) {
      outlets += fmt::format("{},{},{},{},{},{},{},{}\n", name, year(y), called, bad() ? "否" : isNew,
                             bad() ? "2020-01-01" : opening, of({"90000", "1000", "0"}, {"", "1.5"}),
                             ends ? of({std::to_string(first + 1), ""}, {"2021", "2025", "末年"}) : "",
                             one(3)  ? "甲"
                             : bad() ? "乙"
                                     : "");
      for (int month = 1; month <= 12 && (badOneIn_ == 0 || one(2)); ++month)
        sales += fmt::format("{},{}-{:02},{},{}\n", name, y, month, called, of({"50", "200", "1000"}, {"", "多"}));
      if (bad()) sales += fmt::format("{},{},{},200\n", name, y, called);
    }
    if (one(6)) sales += fmt::format("{},2025-05,{},300\n", name, of({"别处"}, {"", called}));
  }

  std::mt19937_64 random_;
  int badOneIn_;
  bool quotes_;
};

class Drawn {
public:
  Drawn() {
    folder_.put("policy.tiao", Policy);
    policy = driver::compile({folder_.path("policy.tiao")});
    REQUIRE(policy->checked);
    if (driver::lacksCodeGenerator()) return;
    auto made = driver::compiledKernels(policy->program(), 2025);
    REQUIRE(std::holds_alternative<driver::Kernels>(made));
    kernels = std::get<driver::Kernels>(std::move(made));
  }

  driver::Register reg(const Files& files) {
    const table::ScratchFolder& folder = registers_.emplace_back();
    folder.put("register.csv", files.subjects);
    std::vector<std::string> items;
    for (const auto& [name, text] :
         {std::pair("fairs.csv", &files.fairs), std::pair("outlets.csv", &files.outlets),
          std::pair("sales.csv", &files.sales), std::pair("warehouses.csv", &files.warehouses)}) {
      folder.put(name, *text);
      items.push_back(folder.path(name));
    }
    return opened({folder.path("register.csv")}, items, *policy);
  }

  std::unique_ptr<driver::Compiled> policy;
  std::optional<driver::Kernels> kernels;

private:
  table::ScratchFolder folder_;
  std::deque<table::ScratchFolder> registers_; // that are read as long as they are evaluated
};

/// By kernels, on one thread and on three; what they left to the interpreter.
driver::Times requireSameBytes(const Trial& trial, const driver::Kernels& kernels) {
  const Ran expected = trial.run(nullptr, 1), found = trial.run(&kernels, 1);
  requireSame(expected, found);
  requireSame(expected, trial.run(&kernels, 3));
  return found.times;
}

} // namespace

TEST_CASE("kernels and the interpreter write the same for the founding policy and all its files of items", "[agree]") {
  const auto policy = driver::compile({Founding});
  REQUIRE(policy->checked);
  if (driver::lacksCodeGenerator()) return;
  const driver::Register reg = opened(
      {Examples + "register.csv", Examples + "months.csv"},
      {Examples + "exhibitions.csv", Examples + "cabinets.csv", Examples + "centres.csv", Examples + "outlets.csv"},
      *policy);
  const auto kernels = driver::compiledKernels(policy->program(), 2025);
  REQUIRE(std::holds_alternative<driver::Kernels>(kernels));
  Trial trial{*policy, reg, {2022, 2025}};
  for (const Language language : {Language::Zh, Language::En})
    for (const bool byItem : {false, true}) {
      trial.language = language;
      trial.byItem = byItem;
      const driver::Times times = requireSameBytes(trial, std::get<driver::Kernels>(kernels));
      CHECK(times.byKernels > 4 * times.byInterpreter);
    }
  trial.outcomes = true;
  requireSameBytes(trial, std::get<driver::Kernels>(kernels));
}

TEST_CASE("items in order are all for kernels", "[agree]") {
  Drawn drawn;
  if (!drawn.kernels) return;
  Files files(4711, 0);
  files.draw(3000);
  const driver::Register reg = drawn.reg(files);
  Trial trial{*drawn.policy, reg, {2022, 2025}};
  for (const bool byItem : {false, true}) {
    trial.byItem = byItem;
    const driver::Times times = requireSameBytes(trial, *drawn.kernels);
    CHECK(times.byKernels > 4 * times.byInterpreter);
  }
}

TEST_CASE("kernels and the interpreter write the same for items with every sort of disorder", "[agree]") {
  Drawn drawn;
  if (!drawn.kernels) return;
  driver::Times times;
  for (uint64_t seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    Files files(seed, seed % 2 == 0 ? 40 : 250);
    files.draw(60);
    const driver::Register reg = drawn.reg(files);
    Trial trial{*drawn.policy, reg, {2022, 2025}};
    if (seed % 3 == 1) trial.on = calendar::makeDate(2024, 6, 30);
    if (seed % 4 == 2) trial.language = Language::En;
    trial.byItem = seed % 5 < 2;
    trial.outcomes = seed % 5 == 2;
    if (seed % 7 == 3) trial.show.first = 2023;
    times.add(requireSameBytes(trial, *drawn.kernels));
  }
  CHECK(times.byKernels > 60'000);
  CHECK(times.byInterpreter > 10'000);
}

TEST_CASE("files whose subjects stand in one order are read as any others", "[agree]") {
  Drawn drawn;
  int adjacent = 0;
  for (uint64_t seed = 0; seed < 20; ++seed) {
    CAPTURE(seed);
    Files files(seed, seed == 0 ? 0 : 150, false);
    files.draw(500);
    const driver::Register plain = drawn.reg(files);
    const size_t name = files.subjects.find("企业0,");
    files.subjects.insert(name, "\"").insert(name + std::string("\"企业0").size(), "\"");
    const driver::Register quoted = drawn.reg(files); // row by row
    files.subjects += "企业0,2025,,\n";               // apart from its others
    const driver::Register apart = drawn.reg(files);
    adjacent += plain.index().adjacent ? 1 : 0;
    REQUIRE(quoted.index().adjacent == plain.index().adjacent);
    REQUIRE_FALSE(apart.index().adjacent);
    Ran expected = Trial{*drawn.policy, apart, {2022, 2025}}.run(nullptr, 1);
    expected.summary.clear(); // it tells one row more
    for (const driver::Register* each : {&plain, &quoted}) {
      CHECK(each->index().subjectCount() == apart.index().subjectCount());
      CHECK(each->rowCount() + 1 == apart.rowCount());
      CHECK(each->itemRowCount() == apart.itemRowCount());
      for (size_t i = 0; i < apart.tables().size(); ++i)
        CHECK(each->tables()[i].otherYears == apart.tables()[i].otherYears);
      REQUIRE(each->lostRows().size() == apart.lostRows().size());
      for (size_t i = 0; i < apart.lostRows().size(); ++i)
        CHECK(sentence(each->lostRows()[i], Language::Zh) == sentence(apart.lostRows()[i], Language::Zh));
      for (const bool native : {false, drawn.kernels.has_value()}) {
        Ran found = Trial{*drawn.policy, *each, {2022, 2025}}.run(native ? &*drawn.kernels : nullptr, 2);
        found.summary.clear();
        requireSame(expected, found);
      }
    }
  }
  CHECK(adjacent > 10);
}

TEST_CASE("items that a tile has no room for are evaluated all the same", "[agree]") {
  Drawn drawn;
  if (!drawn.kernels) return;
  Files files(1, 0);
  const auto subject = [&](const std::string& name, size_t outlets) {
    for (int y = 2022; y <= 2025; ++y) files.subjects += fmt::format("{},{},50000,是\n", name, y);
    for (size_t i = 0; i < outlets; ++i)
      files.outlets += fmt::format("{},2022,网点{},是,2022-03-01,{},,\n", name, i, i * 100);
  };
  subject("一", 10);
  subject("多", batch::TileItems + 1);
  subject("满", batch::TileItems);
  for (int i = 0; i < 9; ++i) subject(fmt::format("众{}", i), batch::TileItems / 3);
  subject("无", 0);
  const driver::Register reg = drawn.reg(files);
  Trial trial{*drawn.policy, reg, {2022, 2023}};
  for (const bool byItem : {false, true}) {
    trial.byItem = byItem;
    const driver::Times times = requireSameBytes(trial, *drawn.kernels);
    CHECK(times.byKernels > 100);
    CHECK(times.byInterpreter > 38); // all of one subject
  }
}

} // namespace tiao::agree
