#include "tests/agree/arrow_table.h"
#include "tests/agree/evaluator_agree.h"
#include "tests/lang/front_end.h"

#include <catch2/catch.hpp>
#include <cstring>
#include <thread>

/// What the C interface of an evaluator answers to tables that are right, wrong, and unusual.
namespace tiao::test {

namespace {

const char* const Source = R"(政策 试行 / trial
施行 2022年1月1日 至 2023年12月31日
对象 企业 / enterprise：
- 所在区县 / district：其一（上城区 / shangcheng、余杭区 / yuhang）
- 招引 / attracted：是否
- 投资额 / investment：金额，每年，0 至 1亿元
- 设立日期 / founded on：日期，2000年1月1日 至 2030年12月31日
条目 展会 / fair：企业的
- 参展 / showing：是否
- 费用 / cost：金额，0 至 100万元

条款 投资补贴 / investment aid：
  对招引、所在区县为余杭区的企业，每年按其投资额的20%给予资助，累计不超过100万元。

条款 展会补贴 / fair aid：
  对参展的企业，按其费用的50%给予不超过1万元的一次性资助。
)";

/// One evaluator for all claims: it takes a while to make.
struct Trial {
  Compiled policy = compileText(Source);
  plan::Plan plan;
  std::optional<Evaluator> evaluator;
  Trial() {
    INFO(diagnostics::render(policy.sink.all(), policy.sources, {}));
    REQUIRE(policy.checked);
    policy.checked->program.itemKinds[{0}].most = 3;
    plan = plan::plan(policy.checked->program, 2023);
    evaluator.emplace(evaluatorOf(policy.checked->program, plan));
  }
};
const Trial& trial() {
  static const Trial made;
  return made;
}

/// The table that an evaluator made.
struct Answer {
  ArrowArray array{};
  ArrowSchema schema{};
  tiao_error error{};
  int32_t code = 0;
  Answer() = default;
  Answer(const Answer&) = delete;
  Answer& operator=(const Answer&) = delete;
  ~Answer() {
    if (array.release != nullptr) array.release(&array);
    if (schema.release != nullptr) schema.release(&schema);
  }
  void ask(ArrowTable& table, const tiao_options* options = nullptr) {
    code = trial().evaluator->batch(table.array(), table.schema(), options, &array, &schema, &error);
  }
  [[nodiscard]] const ArrowArray& child(const std::string& name) const {
    for (int64_t i = 0; i < schema.n_children; ++i)
      if (schema.children[i]->name == name) return *array.children[i];
    throw std::runtime_error("no output " + name);
  }
  [[nodiscard]] int status(const std::string& name, size_t row) const {
    return static_cast<const uint8_t*>(child(name).children[0]->buffers[1])[row];
  }
  [[nodiscard]] int64_t amount(const std::string& name, size_t row) const {
    const ArrowArray& amounts = *child(name).children[1];
    const bool known = (static_cast<const uint8_t*>(amounts.buffers[0])[row / 8] >> row % 8 & 1U) != 0;
    return known ? static_cast<const int64_t*>(amounts.buffers[1])[row] : -1;
  }
  [[nodiscard]] int64_t invalid(size_t row) const {
    const ArrowArray& invalid = child("invalid_input");
    const bool known = (static_cast<const uint8_t*>(invalid.buffers[0])[row / 8] >> row % 8 & 1U) != 0;
    return known ? static_cast<const int32_t*>(invalid.buffers[1])[row] : -1;
  }
};

ArrowTable firms(size_t rows) { return {"firms", rows, 0}; }
using Values = ArrowTable::Values;

} // namespace

TEST_CASE("columns are named in three ways, and members by words") {
  ArrowTable table = firms(4);
  table.addWords("所在区县", {"余杭区", "yuhang", "西湖区", std::nullopt});
  table.add("attracted", "b", Values{1, 1, 1, 1});
  table.add("投资额 2022", "i", Values{100'000'000, 600'000'000, 5, 5});
  table.add("investment 2023", "l", Values{200'000'000, 100'000'000, 5, 5});
  Answer answer;
  answer.ask(table);
  REQUIRE(answer.code == TIAO_OK);
  CHECK(answer.status("investment_aid_2022", 0) == TIAO_GRANTED);
  CHECK(answer.amount("investment_aid_2022", 0) == 20'000'000);
  CHECK(answer.amount("investment_aid_2023", 0) == 40'000'000);
  CHECK(answer.status("investment_aid_2022", 1) == TIAO_LIMITED);
  CHECK(answer.amount("investment_aid_2022", 1) == 100'000'000);
  CHECK(answer.status("investment_aid_2023", 1) == TIAO_EXHAUSTED);
  CHECK(answer.status("investment_aid_2022", 2) == TIAO_ASK); // no member is called so
  CHECK(answer.amount("investment_aid_2022", 2) == -1);
  CHECK(answer.invalid(2) >= 0);
  CHECK(answer.status("investment_aid_2022", 3) == TIAO_ASK); // missing, and not invalid
  CHECK(answer.invalid(3) == -1);
}

TEST_CASE("values at the ends of a range, a fen beyond, and as great as a column holds") {
  const int64_t most = 10'000'000'000;
  for (const char* format : {"l", "L"}) {
    ArrowTable table = firms(5);
    table.add("district", "C", Values{1, 1, 1, 1, 1});
    table.add("attracted", "C", Values{1, 1, 1, 1, 1});
    table.add("investment_2022", format, Values{most, most + 1, INT64_MAX, -1, INT64_MIN});
    table.add("investment_2023", "l", Values{0, 0, 0, 0, 0});
    Answer answer;
    answer.ask(table);
    REQUIRE(answer.code == TIAO_OK);
    CHECK(answer.amount("investment_aid_2022", 0) == 100'000'000);
    for (size_t row = 1; row < 5; ++row) {
      CHECK(answer.status("investment_aid_2022", row) == TIAO_ASK);
      CHECK(answer.amount("investment_aid_2022", row) == -1);
      CHECK(answer.invalid(row) >= 0);
    }
  }
}

TEST_CASE("items are lists, and a list that is too long is unknown") {
  ArrowTable items("fair", 7, 0);
  items.add("参展", "b", Values{1, 1, 1, 1, 1, 1, 1});
  items.add("cost", "l", Values{1'000'000, 9'000'000, 1'000'000, 1, 2, 3, 4});
  ArrowTable table = firms(4);
  table.addLists("展会", std::move(items), {2, std::nullopt, 1, 4});
  Answer answer;
  answer.ask(table);
  REQUIRE(answer.code == TIAO_OK);
  const ArrowArray& list = answer.child("fair_aid_2022");
  const auto* places = static_cast<const int32_t*>(list.buffers[1]);
  CHECK(std::vector<int32_t>(places, places + 5) == std::vector<int32_t>{0, 2, 2, 3, 3}); // the fourth has too many
  const ArrowArray& each = *list.children[0];
  const auto* status = static_cast<const uint8_t*>(each.children[0]->buffers[1]);
  const auto* amount = static_cast<const int64_t*>(each.children[1]->buffers[1]);
  CHECK(status[0] == TIAO_GRANTED);
  CHECK(amount[0] == 500'000);
  CHECK(status[1] == TIAO_LIMITED);
  CHECK(amount[1] == 1'000'000);
  CHECK(amount[2] == 500'000);
  CHECK(answer.invalid(3) >= 0);
  CHECK(answer.invalid(2) == -1);
}

TEST_CASE("tables that are wrong are refused, and nothing is made") {
  const auto refused = [](ArrowTable& table, int32_t code, const char* column, const tiao_options* options = nullptr) {
    Answer answer;
    answer.ask(table, options);
    CHECK(answer.code == code);
    CHECK(answer.error.code == code);
    CHECK(std::string(answer.error.column) == column);
    CHECK(answer.array.release == nullptr);
    CHECK(answer.schema.release == nullptr);
  };
  ArrowTable unknown = firms(1);
  unknown.add("turnover", "l", Values{1});
  refused(unknown, TIAO_UNKNOWN_COLUMN, "turnover");
  const tiao_options others{sizeof(tiao_options), TIAO_OTHER_COLUMNS, 0, 0};
  Answer passed;
  passed.ask(unknown, &others);
  CHECK(passed.code == TIAO_OK);

  ArrowTable twice = firms(1);
  twice.add("attracted", "b", Values{1});
  twice.add("招引", "b", Values{0});
  refused(twice, TIAO_SAME_COLUMN, "招引");

  ArrowTable words = firms(1);
  words.addWords("investment_2022", {"much"});
  refused(words, TIAO_COLUMN_TYPE, "investment_2022");
  ArrowTable bits = firms(1);
  bits.add("investment_2022", "b", Values{1});
  refused(bits, TIAO_COLUMN_TYPE, "investment_2022");

  ArrowTable good = firms(1);
  good.add("attracted", "b", Values{1});
  for (const tiao_options& options :
       {tiao_options{1, 0, 0, 0}, tiao_options{sizeof(tiao_options), 8, 0, 0},
        tiao_options{sizeof(tiao_options), 0, 2021, 0}, tiao_options{sizeof(tiao_options), 0, 2024, 0},
        tiao_options{sizeof(tiao_options), 0, 0, 1}})
    refused(good, TIAO_BAD_OPTIONS, "", &options);

  ArrowTable items("fair", 1, 0);
  items.add("cost", "l", Values{1});
  ArrowTable lists = firms(2);
  lists.addLists("fair", std::move(items), {1, 1}); // more than there are
  refused(lists, TIAO_BAD_LIST, "fair");

  const auto& e = *trial().evaluator;
  tiao_error error{};
  CHECK(e.batch(nullptr, nullptr, nullptr, nullptr, nullptr, &error) == TIAO_NULL_ARGUMENT);
  CHECK(e.one(nullptr, nullptr, nullptr, nullptr, nullptr, nullptr) == TIAO_NULL_ARGUMENT);
  tiao_input input{};
  CHECK(e.inputAt(-1, &input) == TIAO_NO_SUCH_INDEX);
  CHECK(e.inputAt(e.inputCount(), &input) == TIAO_NO_SUCH_INDEX);
  CHECK(e.kindId(99) == nullptr);
  CHECK(e.reasonText(0, 64, TIAO_EN) == nullptr);
}

TEST_CASE("a table without rows, and one without columns") {
  ArrowTable empty = firms(0);
  empty.add("attracted", "b", {});
  Answer none;
  none.ask(empty);
  REQUIRE(none.code == TIAO_OK);
  CHECK(none.array.length == 0);
  ArrowTable bare = firms(3);
  Answer all;
  all.ask(bare);
  REQUIRE(all.code == TIAO_OK);
  for (size_t row = 0; row < 3; ++row) CHECK(all.status("investment_aid_2022", row) == TIAO_ASK);
}

TEST_CASE("a column that is moved elsewhere outlives its table") {
  ArrowTable table = firms(2000); // more than a tile
  Values all(2000, 1), amounts;
  for (int64_t i = 0; i < 2000; ++i) amounts.emplace_back(i * 500);
  table.add("attracted", "b", all);
  table.add("district", "C", all);
  table.add("investment_2022", "l", amounts);
  table.add("investment_2023", "l", all);
  ArrowArray moved{};
  {
    Answer answer;
    answer.ask(table);
    REQUIRE(answer.code == TIAO_OK);
    ArrowArray& child = *answer.array.children[1];
    moved = child;
    child.release = nullptr;
  }
  const auto* values = static_cast<const int64_t*>(moved.children[1]->buffers[1]);
  for (int64_t i = 0; i < 2000; ++i) REQUIRE(values[i] == i * 100);
  moved.release(&moved);
  CHECK(moved.release == nullptr);
}

TEST_CASE("threads share an evaluator") {
  std::vector<std::thread> threads;
  std::vector<int> wrong(4, 1);
  (void)trial();
  for (size_t t = 0; t < wrong.size(); ++t)
    threads.emplace_back([&wrong, t] {
      int bad = 0;
      for (int round = 0; round < 20; ++round) {
        ArrowTable table = firms(1500);
        const Values all(1500, 1);
        table.add("attracted", "b", all);
        table.add("district", "C", all);
        table.add("investment_2022", "l", Values(1500, static_cast<int64_t>(t + 1) * 1000));
        table.add("investment_2023", "l", all);
        Answer answer;
        answer.ask(table);
        for (size_t row = 0; row < 1500; ++row)
          bad += answer.amount("investment_aid_2022", row) == static_cast<int64_t>(t + 1) * 200 ? 0 : 1;
      }
      wrong[t] = bad;
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == std::vector<int>{0, 0, 0, 0});
}

} // namespace tiao::test
