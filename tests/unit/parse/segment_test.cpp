#include "tests/unit/parse/words.h"

/// How sentences are cut into words: no unknown piece, then the fewest words, then the fewest courtesy words.

using namespace tiao;
using test::cut;
using test::Words;

namespace {

const std::string vocabulary = R"(单位 件 / parcel
对象 企业 / enterprise：
- 招引 / attracted：是否
- 招引项目：是否
- 项目资金：金额
- 资金：金额
- 营业收入 / revenue：金额，每年
- 年营业收入 / yearly revenue：金额，每年
- 不足额缴纳税款：是否
- 缴纳税款：是否
- 满足条件：是否
- 上市公司：数量（家）
- 服务企业数 / number of firms served：数量（家），每年
- firms served：数量（家），每年
- 企业数：数量（家）
- 超过规格：是否
- 规格：金额
- 不超过规格的部分收入：金额
- on the reporting platform：是否，每年
- on the reporting platform of the city：是否，每年
- 设立…监测点：数量（个）
- 用电量：数量（千瓦时）
)";

} // namespace

TEST_CASE("sentences are cut into the fewest words") {
  struct Row {
    const char* sentence;
    const char* words;
    const char* types;
  };
  const Row rows[] = {
      // a number takes its measure word first
      {"近3年营业收入平均增速", "近 | 3年 | 营业收入 | 平均增速", "RECENT YEARS NAME AVERAGEGROWTH"},
      {"年营业收入", "年营业收入", "NAME"},
      {"近3年年营业收入平均增速", "近 | 3年 | 年营业收入 | 平均增速", "RECENT YEARS NAME AVERAGEGROWTH"},
      {"100，200件", "100 | ， | 200件", "NUMBER COMMA COUNT"},
      {"100,200件", "100,200件", "COUNT"},
      {"50家以上上市公司", "50家 | 以上 | 上市公司", "COUNT ABOVE NAME"},
      {"6个监测点", "6个 | 监测点", "COUNT NAMETAIL"},
      {"500千瓦时", "500千瓦时", "COUNT"},
      {"5万千瓦时", "5万千瓦时", "COUNT"},
      {"0.3元/件", "0.3元 | / | 件", "MONEY SLASH UNIT"},
      // fewest words
      {"不足额缴纳税款", "不足额缴纳税款", "NAME"},
      {"不满足条件", "不 | 满足条件", "NOT NAME"},
      {"不缴纳税款", "不 | 缴纳税款", "NOT NAME"},
      {"设立50个以上监测点", "设立 | 50个 | 以上 | 监测点", "NAMEHEAD COUNT ABOVE NAMETAIL"},
      {"最高不超过3万元", "最高不超过 | 3万元", "ATMOST MONEY"},
      {"对招引的企业", "对 | 招引 | 的 | 企业", "FOR NAME DE KIND"},
      // courtesy words are dropped before a name, never inside one
      {"其营业收入", "营业收入", "NAME"},
      {"the number of firms served", "number of firms served", "NAME"},
      {"on the reporting platform", "on the reporting platform", "NAME"},
      {"is on the reporting platform of the city", "on the reporting platform of the city", "NAME"},
      {"enterprises", "enterprises", "KIND"},
      // blanks and line breaks
      {"对 招引 的\n  企业", "对 | 招引 | 的 | 企业", "FOR NAME DE KIND"},
      // full width
      {"２０％", "２０％", "PERCENT"},
      {"≥", "≥", "ATLEAST"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.sentence);
    const Words words = cut(vocabulary, row.sentence);
    CHECK(words.texts == row.words);
    CHECK(words.types == row.types);
    CHECK(words.errors.empty());
  }
}

TEST_CASE("two equally good cuts are an error") {
  for (const char* sentence : {"招引项目资金", "不超过规格"}) {
    CAPTURE(sentence);
    CHECK(cut(vocabulary, sentence).errors == std::vector<std::string>{"T0202"});
  }
}

TEST_CASE("an unknown piece is one stretch, told once") {
  const Words words = cut(vocabulary, "对参加 大会 的企业");
  CHECK(words.texts == "对 | 参加 大会 | 的 | 企业");
  CHECK(words.errors == std::vector<std::string>{"T0201"});
}

TEST_CASE("a measure word that is no unit is told as one") {
  const Words words = cut(vocabulary, "3箱以上");
  CHECK(words.types == "COUNT ABOVE");
  CHECK(words.errors == std::vector<std::string>{"T0206"});
}

TEST_CASE("a number inside a quotation or an unknown word is not read") {
  CHECK(cut(vocabulary, "「2022年2月30日」").errors.empty());
  CHECK(cut(vocabulary, "Rev2022").errors == std::vector<std::string>{"T0201"});
}
