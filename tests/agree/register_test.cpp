#include "compiler/driver/code_generator.h"
#include "tests/agree/pipeline.h"

#include <fmt/format.h>

#include <random>

namespace tiao::agree {

namespace {

const std::string Grants = TIAO_ROOT "/tests/cli/grants.tiao";
const std::string Founding = TIAO_ROOT "/policies/hangzhou/2022-34";

driver::Register opened(const std::vector<std::string>& files, const driver::Compiled& policy, unsigned threads = 1,
                        const std::vector<std::string>& items = {}) {
  auto reg = driver::Register::open({files, items}, policy.program(), subjectNames(policy), threads);
  if (const auto* why = std::get_if<driver::Text>(&reg)) FAIL(why->zh);
  return std::get<driver::Register>(std::move(reg));
}

/// Registers of the small policy in which something is wrong here and there.
class Disorder {
public:
  explicit Disorder(uint64_t seed) : random_(seed) {}

  std::string text() {
    std::string out = "企业,年度,所在区县,招引,落户,实际投资额,年营业收入,网点数,研发占比,设立日期,规模奖励核定金额\n";
    if (one(4)) end_ = "\r\n";
    const bool quotes = one(2);
    for (int subject = 0; subject < 40; ++subject) {
      const std::string name =
          quotes && one(5) ? fmt::format("\"甲,{}\"\"号\"", subject) : fmt::format("企业{}", subject);
      const int first = one(6) ? 2023 : 2022;
      for (int year = first; year <= 2025; ++year) {
        if (one(30)) continue;
        out += row(name, year);
        if (one(40)) out += row(name, year);
        if (one(40)) out += end_;
      }
    }
    if (one(5)) out += row("企业3", 2024); // apart from its other rows
    if (one(4)) out.resize(out.size() - end_.size());
    return out;
  }

private:
  bool one(int in) { return random_() % static_cast<unsigned>(in) == 0; }
  const std::string& of(const std::vector<std::string>& choices) { return choices[random_() % choices.size()]; }
  std::string row(const std::string& name, int year) {
    if (one(80)) return ",2023,,,,,,,,," + end_;
    const std::string period = one(50) ? "去年" : one(9) ? fmt::format("{}年", year) : std::to_string(year);
    const auto mostly = [&](const std::vector<std::string>& plain, const std::vector<std::string>& odd) {
      return of(one(25) ? odd : plain);
    };
    std::vector<std::string> cells = {
        one(40) ? " " + name + " " : name,
        period,
        one(30) ? of({"", "某区", "yuhang", "上城区"}) : "余杭区",
        one(30) ? of({"", "否", "yes", "也许"}) : "是",
        mostly({"是", "是", "否", "1"}, {"", "Yes", "y"}),
        mostly({"9000000", "12000000.5", "0", "0.01", "900万元", "100000000"}, {"100000000.01", "-1", "", "1.005"}),
        mostly({"20000000", "19999999.99", "20000000.00", "3000万"}, {"", "三千万"}),
        mostly({"3", "2家", "3 家", "4"}, {"2.5", "", "三"}),
        mostly({"5%", "0.05", "0.0499"}, {"0.049999", ""}),
        one(30) ? of({"2020-01-02", "1999-01-01", "2020年1月1日", ""}) : "2020-01-01",
        mostly({"0", "600000", "1000000.00", "1200000"}, {"", "", "-5"}),
    };
    if (one(100)) cells.pop_back();
    if (one(100)) cells.emplace_back("多");
    if (one(100)) cells[5] = "\"1,000.00\"";
    return fmt::format("{}{}", fmt::join(cells, ","), end_);
  }

  std::mt19937_64 random_;
  std::string end_ = "\n";
};

} // namespace

TEST_CASE("kernels and the interpreter write the same for the founding policy and its register", "[agree]") {
  const auto policy = driver::compile({Founding});
  REQUIRE(policy->checked);
  const driver::Register reg = opened({TIAO_ROOT "/examples/register/register.csv"}, *policy);
  const driver::Times times = requireAgreement({*policy, reg, {2022, 2025}}, 2022);
  CHECK(times.byKernels > 20'000); // a good part of the rows, so that something was tried
  requireAgreement({*policy, reg, {2023, 2024}, Language::En}, 2022);
}

TEST_CASE("kernels and the interpreter write the same for registers with every sort of disorder", "[agree]") {
  const auto policy = driver::compile({Grants});
  REQUIRE(policy->checked);
  uint64_t byKernels = 0;
  for (uint64_t seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    const table::ScratchFolder folder;
    folder.put("register.csv", Disorder(seed).text());
    const driver::Register reg = opened({folder.path("register.csv")}, *policy);
    Trial trial{*policy, reg, {2022, 2025}};
    if (seed % 3 == 1) trial.on = calendar::makeDate(2024, 6, 30);
    if (seed % 4 == 2) trial.language = Language::En;
    byKernels += requireAgreement(trial, 2022).byKernels;
  }
  CHECK(byKernels > 3'000);
}

TEST_CASE("kernels and the interpreter write the same for months and for files of what does not change", "[agree]") {
  const table::ScratchFolder folder;
  folder.put("policy.tiao", R"(政策 月度补贴
施行 2022年1月1日 至 2023年12月31日
对象 企业 / enterprise：
- 招引 / attracted：是否
- 销售额 / sales：金额，每月
- 投资额 / investment：金额，每年
条款 月奖：
  对招引、销售额超过100元的企业，每月给予1万元的奖励，每年不超过5万元。
条款 年奖：
  对招引的企业，每年按其投资额的20%给予资助，累计不超过3万元。
)");
  const auto policy = driver::compile({folder.path("policy.tiao")});
  REQUIRE(policy->checked);
  std::string months = "企业,月份,销售额,投资额\n", fixed = "企业,招引\n";
  std::mt19937_64 random(3);
  for (int subject = 0; subject < 30; ++subject) {
    fixed += fmt::format("企业{},{}\n", subject, random() % 4 == 0 ? "否" : "是");
    for (int month = 0; month < 24; ++month) {
      const uint64_t chance = random() % 300;
      const std::string sales = chance == 0 ? "" : chance == 1 ? "一百" : std::to_string(random() % 200);
      months += fmt::format("企业{},{}-{:02},{},{}\n", subject, 2022 + month / 12, month % 12 + 1, sales,
                            chance == 2 ? "1" : "50000");
    }
  }
  folder.put("months.csv", months);
  folder.put("fixed.csv", fixed);
  const driver::Register reg = opened({folder.path("months.csv"), folder.path("fixed.csv")}, *policy);
  CHECK(requireAgreement({*policy, reg, {2022, 2023}}, 2022).byKernels > 200);
}

TEST_CASE("kernels and the interpreter write the same where some awards are about items", "[agree]") {
  const table::ScratchFolder folder;
  folder.put("policy.tiao", R"(政策 网点
施行 2022年1月1日 至 2023年12月31日
单位 件 / parcel
对象 企业 / enterprise：
- 投资额 / investment：金额，每年
条目 网点 / outlet：企业的
- 投递件数 / parcels：数量（件/parcel），每年
条款 投资奖：
  对企业，每年按其投资额的20%给予资助，累计不超过3万元。
条款 投递补贴：
  对投递件数，按照0.3元/件的标准进行补贴，每个网点每年最多补贴3万元，最长不超过2年。
)");
  const auto policy = driver::compile({folder.path("policy.tiao")});
  REQUIRE(policy->checked);
  std::string register_ = "企业,年度,投资额\n", outlets = "企业,年度,网点,投递件数\n";
  for (int subject = 0; subject < 60; ++subject)
    for (int year = 2022; year <= 2023; ++year) {
      register_ += fmt::format("企业{},{},{}\n", subject, year, subject * 5000);
      if (subject % 3 == 0) outlets += fmt::format("企业{},{},一号,{}\n", subject, year, subject * 1000);
    }
  folder.put("register.csv", register_);
  folder.put("outlets.csv", outlets);
  const driver::Register reg = opened({folder.path("register.csv")}, *policy, 1, {folder.path("outlets.csv")});
  Trial trial{*policy, reg, {2022, 2023}};
  CHECK(requireAgreement(trial, 2022).byKernels == 120); // of the award that is about none
  trial.byItem = true;
  requireAgreement(trial, 2022);
  if (driver::lacksCodeGenerator()) return;
  const auto kernels = driver::compiledKernels(policy->program(), 2023);
  REQUIRE(std::holds_alternative<driver::Kernels>(kernels));
  for (const bool byItem : {false, true}) {
    trial.byItem = byItem;
    const Ran found = trial.run(&std::get<driver::Kernels>(kernels), 1);
    requireSame(trial.run(nullptr, 1), found);
    CHECK(found.times.byInterpreter == 0);
  }
}

TEST_CASE("rows that lie apart are found, and the same rows come out in their subjects' order", "[agree]") {
  const auto policy = driver::compile({Grants});
  REQUIRE(policy->checked);
  const table::ScratchFolder folder;
  std::vector<std::string> rows;
  std::string adjacent = "企业,年度,招引,落户,实际投资额\n", apart = adjacent;
  for (int subject = 0; subject < 3000; ++subject)
    for (int year = 2022; year <= 2025; ++year)
      rows.push_back(fmt::format("企业{},{},是,是,{}\n", subject, year, subject * 100 + year));
  for (const std::string& row : rows) adjacent += row;
  for (size_t year = 0; year < 4; ++year)
    for (size_t subject = 0; subject < 3000; ++subject) apart += rows[subject * 4 + year];
  folder.put("adjacent.csv", adjacent);
  folder.put("apart.csv", apart);
  const driver::Register one = opened({folder.path("adjacent.csv")}, *policy, 2);
  const driver::Register other = opened({folder.path("apart.csv")}, *policy, 2);
  CHECK(one.index().adjacent);
  CHECK_FALSE(other.index().adjacent);
  const Ran expected = Trial{*policy, one, {2022, 2025}}.run(nullptr, 2);
  requireSame(expected, Trial{*policy, other, {2022, 2025}}.run(nullptr, 2));
  requireAgreement({*policy, other, {2022, 2025}}, 2022);
}

} // namespace tiao::agree
