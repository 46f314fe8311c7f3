#include "runtime/table/reader.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

/// Four clauses of article 十三 reckoned again by hand: from the cells of the files, in whole fen, with nothing of the
/// compiler or the interpreter. The awards kept, which register.cpp holds a run to, must be the same.
namespace tiao::policies {

namespace {

const std::string Register = TIAO_ROOT "/examples/register/";

/// A firm and the year or month of an award.
using Place = std::pair<std::string, std::string>;
using Fen = int64_t;

/// The rows of a file, each as cells by heading. Rows whose cells cannot be told apart are left out.
std::vector<std::map<std::string, std::string>> rowsOf(const std::string& name) {
  table::Result<table::Reader> opened = table::Reader::open(Register + name);
  REQUIRE_FALSE(table::failureOf(opened));
  auto& reader = std::get<table::Reader>(opened);
  std::vector<std::map<std::string, std::string>> rows;
  for (table::Row row; reader.next(row);) {
    if (!row.problems.empty()) continue;
    std::map<std::string, std::string>& cells = rows.emplace_back();
    for (size_t i = 0; i < row.cells.size(); ++i) cells.emplace(reader.headings()[i], row.cells[i]);
  }
  return rows;
}

/// A value that rows agree on: what stands in cells, and nothing where two differ.
class Told {
public:
  void tell(const std::string& cell) {
    if (!cell.empty()) values_.insert(cell);
  }
  [[nodiscard]] std::string text() const { return values_.size() == 1 ? *values_.begin() : std::string(); }
  [[nodiscard]] bool yes() const { return text() == "是"; }
  [[nodiscard]] bool no() const { return text() == "否"; }
  /// Of digits only, and within the range that the vocabulary declares.
  [[nodiscard]] std::optional<int64_t> count(int64_t greatest) const {
    const std::string digits = text();
    if (digits.empty() || digits.size() > 15 || !std::ranges::all_of(digits, isdigit)) return std::nullopt;
    const int64_t value = std::stoll(digits);
    return value <= greatest ? std::optional(value) : std::nullopt;
  }
  /// Money with two places, in fen.
  [[nodiscard]] std::optional<Fen> money(Fen greatest) const {
    std::string digits = text();
    if (digits.size() < 4 || digits[digits.size() - 3] != '.') return std::nullopt;
    digits.erase(digits.size() - 3, 1);
    Told whole;
    whole.tell(digits);
    return whole.count(greatest);
  }

private:
  std::set<std::string> values_;
};

/// The register's facts of firms by year; what does not change stands at year "".
std::map<Place, std::map<std::string, Told>> factsOfFirms() {
  std::map<Place, std::map<std::string, Told>> facts;
  for (const auto& row : rowsOf("register.csv")) {
    for (const auto& [heading, cell] : row) facts[{row.at("企业"), row.at("年度")}][heading].tell(cell);
    facts[{row.at("企业"), ""}]["依法登记注册的独立法人"].tell(row.at("依法登记注册的独立法人"));
  }
  return facts;
}

const std::map<Place, std::map<std::string, Told>>& facts() {
  static const auto all = factsOfFirms();
  return all;
}

const Told& fact(const std::string& firm, const std::string& year, const std::string& name) {
  static const Told nothing;
  const auto row = facts().find({firm, year});
  if (row == facts().end()) return nothing;
  const auto cell = row->second.find(name);
  return cell == row->second.end() ? nothing : cell->second;
}

/// Article 十八: nothing while it is not known whether all requirements are met in this year.
std::optional<bool> requirements(const std::string& firm, const std::string& year) {
  std::vector<Told> asked = {fact(firm, "", "依法登记注册的独立法人")};
  for (const char* name : {"已取得开展相关业务的资格", "切实履行申请承诺", "诚信守法经营", "在杭州市开展电商相关业务",
                           "纳入杭州市电商统计监测体系", "能够如实提供电商相关数据信息"})
    asked.push_back(fact(firm, year, name));
  const Told& punished = fact(firm, year, "因重大违规经营问题受过处罚");
  if (punished.yes() || std::ranges::any_of(asked, &Told::no)) return false;
  if (punished.no() && std::ranges::all_of(asked, &Told::yes)) return true;
  return std::nullopt;
}
bool meetsRequirements(const std::string& firm, const std::string& year) { return requirements(firm, year) == true; }

bool inForce(const std::string& year) { return year >= "2022" && year <= "2025"; }

/// The facts of items, by firm, item and year, from a file with a row for each.
std::map<std::tuple<std::string, std::string, std::string>, std::map<std::string, Told>>
factsOfItems(const std::string& file, const std::string& kind) {
  std::map<std::tuple<std::string, std::string, std::string>, std::map<std::string, Told>> items;
  for (const auto& row : rowsOf(file))
    for (const auto& [heading, cell] : row) items[{row.at("企业"), row.at(kind), row.at("年度")}][heading].tell(cell);
  return items;
}

/// 30% of the price, at most 500 yuan, times the number; each lot rounded to the fen, half up.
std::map<Place, Fen> cabinets() {
  std::map<Place, Fen> amounts;
  for (const auto& [key, lot] : factsOfItems("cabinets.csv", "外卖柜")) {
    const auto& [firm, name, year] = key;
    const auto number = lot.at("在核心写字楼、大型小区等区域设置物品投放外卖柜").count(10'000);
    const auto price = lot.at("购买价").money(10'000'000);
    if (!number || !price || !meetsRequirements(firm, year)) continue;
    const int64_t tenthsOfFen = std::min(*price * 3, int64_t{50'000} * 10);
    if (const Fen amount = (tenthsOfFen * *number + 5) / 10; amount > 0) amounts[{firm, year}] += amount;
  }
  return amounts;
}

/// 100,000 yuan for each month in which all four are known to be met.
std::map<Place, Fen> platformControl() {
  std::map<Place, std::map<std::string, Told>> months;
  for (const auto& row : rowsOf("months.csv"))
    for (const auto& [heading, cell] : row) months[{row.at("企业"), row.at("月份")}][heading].tell(cell);
  std::map<Place, Fen> amounts;
  for (const auto& [place, month] : months)
    if (place.second.substr(5) <= "12" && meetsRequirements(place.first, place.second.substr(0, 4)) &&
        month.at("严格落实省市防控措施").yes() && month.at("管理外卖送餐人员尽职到位").yes() &&
        month.at("发生送餐人员感染").no() && month.at("站点场所和配送箱具等消杀到位").yes())
      amounts[place] = 10'000'000;
  return amounts;
}

/// 1 yuan for each parcel, at most 200,000 a year.
std::map<Place, Fen> imports() {
  std::map<Place, Fen> amounts;
  for (const auto& [place, row] : facts()) {
    const auto& [firm, year] = place;
    if (!inForce(year) || !meetsRequirements(firm, year)) continue;
    const auto parcels = fact(firm, year, "进口件").count(1'000'000'000);
    if (parcels && *parcels > 0 && fact(firm, year, "进口国际邮件、快件因全方位消杀、静置等增加的成本").yes())
      amounts[place] = std::min<int64_t>(*parcels, 200'000) * 100;
  }
  return amounts;
}

/// 0.3 yuan for each parcel, at most 30,000 a year for each outlet, in three years at most. An outlet whose number is
/// not known in some year may have used up a year of the three, so that its fourth is not certain.
std::map<Place, Fen> ruralParcels() {
  std::map<Place, Fen> amounts;
  std::map<std::pair<std::string, std::string>, int> yearsSpent;          // by firm and outlet, known or possible
  for (const auto& [key, outlet] : factsOfItems("outlets.csv", "网点")) { // years ascending
    const auto& [firm, name, year] = key;
    const auto parcels = outlet.at("在农村地区的快递投递业务").count(10'000'000);
    if ((parcels && *parcels == 0) || requirements(firm, year) == false) continue;
    int& spent = yearsSpent[{firm, name}];
    if (parcels && meetsRequirements(firm, year) && spent < 3)
      amounts[{firm, year}] += std::min<int64_t>(*parcels * 30, 3'000'000);
    ++spent;
  }
  return amounts;
}

/// What is certain of a clause's awards, by the rows kept.
std::map<Place, Fen> kept(const std::string& clause) {
  std::map<Place, Fen> amounts;
  for (const auto& row : rowsOf("awards.csv")) {
    if (row.at("条款") != clause) continue;
    Told certain;
    certain.tell(row.at(row.at("金额").empty() ? "最低" : "金额"));
    const auto amount = certain.money(INT64_MAX);
    REQUIRE(amount);
    if (*amount > 0) amounts[{row.at("主体"), row.at("年度")}] = *amount;
  }
  return amounts;
}

Fen sum(const std::map<Place, Fen>& amounts) {
  Fen total = 0;
  for (const auto& [place, amount] : amounts) total += amount;
  return total;
}

void compare(const std::string& clause, const std::map<Place, Fen>& recounted) {
  const std::map<Place, Fen> found = kept(clause);
  CAPTURE(clause, sum(recounted), sum(found));
  for (const auto& [place, amount] : recounted) {
    CAPTURE(place.first, place.second);
    const auto row = found.find(place);
    CHECK((row == found.end() ? 0 : row->second) == amount);
  }
  CHECK(found.size() == recounted.size());
  CHECK(sum(recounted) == sum(found));
}

} // namespace

TEST_CASE("cabinets, reckoned by hand from the files", "[policies]") { compare("外卖柜补贴", cabinets()); }

TEST_CASE("the months of platforms, reckoned by hand from the files", "[policies]") {
  compare("平台防控奖励", platformControl());
}

TEST_CASE("imported parcels, reckoned by hand from the files", "[policies]") { compare("进口件补贴", imports()); }

TEST_CASE("rural parcels, reckoned by hand from the files", "[policies]") { compare("农村投递补贴", ruralParcels()); }

} // namespace tiao::policies
