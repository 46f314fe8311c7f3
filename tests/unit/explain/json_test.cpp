#include "tests/unit/explain/policy.h"

#include <nlohmann/json.hpp>

using namespace tiao::test;

TEST_CASE("the keys and values of the JSON are stable") {
  const Attraction policy;
  const auto e = explained(policy, policy.met({900, 1200, 800}), policy.award, 2024);
  const nlohmann::json j = tiao::explain::toJson(policy.program, e);
  CHECK(j["award"]["zh"] == "招引资助");
  CHECK(j["award"]["en"] == "attraction subsidy");
  CHECK(j["article"]["en"] == "Article 1");
  CHECK(j["period"] == "2024");
  CHECK(j["status"] == "limited");
  CHECK(j["amount"]["low"] == "800000.00");
  CHECK(j["amount"]["high"] == "800000.00");
  CHECK(j["ceiling"].is_null());
  REQUIRE(j["reasons"].size() == 1);
  CHECK(j["reasons"][0]["kind"] == "cut");
  CHECK(j["reasons"][0]["text"]["zh"] == "累计不超过 5,000,000.00，已给予 4,200,000.00");
  REQUIRE(j["steps"].size() == 1);
  CHECK(j["steps"][0]["kind"] == "cap");
  CHECK(j["steps"][0]["window"] == "life");
  CHECK(j["steps"][0]["already"]["low"] == "4200000.00");
  CHECK(j["needs"].empty());
  REQUIRE(j["lines"].size() == 3);
  CHECK(j["lines"][2]["mark"] == "binding");
  CHECK(j["lines"][2]["text"]["en"] == "at most 5,000,000.00 in total − given before 4,200,000.00 = 800,000.00");
}

TEST_CASE("what is missing is named in the JSON") {
  const Attraction policy;
  const nlohmann::json j =
      tiao::explain::toJson(policy.program, explained(policy, policy.met({900}), policy.award, 2023));
  CHECK(j["status"] == "unknown");
  CHECK(j["possible"] == nlohmann::json({"granted", "limited", "notEntitled"}));
  REQUIRE(j["needs"].size() == 1);
  CHECK(j["needs"][0]["fact"]["en"] == "actual investment");
  CHECK(j["needs"][0]["period"] == "2023");
  CHECK(j["needs"][0]["text"]["zh"] == "实际投资额（2023年）");
}

TEST_CASE("colour only when asked") {
  const Attraction policy;
  const auto e = explained(policy, policy.met({900, 1200, 800}), policy.award, 2024);
  CHECK(tiao::explain::render(e, Language::Zh, false).find('\x1b') == std::string::npos);
  CHECK(tiao::explain::render(e, Language::Zh, true).find("\x1b[1;33m← 起作用的限制\x1b[0m") != std::string::npos);
}
