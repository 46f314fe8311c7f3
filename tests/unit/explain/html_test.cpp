#include "compiler/explain/html.h"
#include "tests/unit/explain/policy.h"

using namespace tiao::test;
using tiao::explain::escaped;

namespace {

bool holds(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }

} // namespace

TEST_CASE("text within HTML") {
  CHECK(escaped("投资额 ≥ 20%") == "投资额 ≥ 20%");
  CHECK(escaped("a<b>&\"c\"'d'") == "a&lt;b&gt;&amp;&quot;c&quot;&#39;d&#39;");
  CHECK(escaped("a\nb\tc") == "a\nb\tc");
  CHECK(escaped(std::string_view("a\0b\x1b\x7f", 5)) == "a\uFFFDb\uFFFD\uFFFD");
}

TEST_CASE("bytes that are not UTF-8 are told as such, and the text goes on behind them") {
  CHECK(escaped("甲\xff乙") == "甲\uFFFD乙");
  CHECK(escaped("\xe7\x94") == "\uFFFD\uFFFD");             // 甲 without its last byte
  CHECK(escaped("\xc0\xaf<") == "\uFFFD\uFFFD&lt;");        // overlong
  CHECK(escaped("\xed\xa0\x80") == "\uFFFD\uFFFD\uFFFD");   // a surrogate
  CHECK(escaped("\xf0\x9f\x98\x80") == "\xf0\x9f\x98\x80"); // 😀
  CHECK(escaped("\xf5\x80") == "\uFFFD\uFFFD");             // past U+10FFFF
}

TEST_CASE("the waterfall is a table, and the rest are lists") {
  const Attraction policy;
  const auto e = explained(policy, policy.met({900, 1200, 800}), policy.award, 2024);
  const std::string html = tiao::explain::renderHtml(e, Language::Zh);
  CHECK(holds(html, "<article class=\"limited\">"));
  CHECK(holds(html, "<h3>招引资助（第一条）2024年</h3><span class=\"amount\">800,000.00元</span>"));
  CHECK(holds(html, "<tr><td>实际投资额 8,000,000.00 × 20% = 1,600,000.00</td><td class=\"yuan\"></td>"
                    "<td class=\"yuan\">1,600,000.00</td></tr>"));
  CHECK(holds(html, "<tr class=\"binding\"><td>累计不超过 5,000,000.00 − 已给予 4,200,000.00 = 800,000.00 "
                    "<span class=\"mark\">← 起作用的限制</span></td><td class=\"yuan\">1,600,000.00</td>"
                    "<td class=\"yuan\">800,000.00</td></tr>"));
  CHECK(holds(html, "<blockquote>每年按其实际投资额的20%给予资助"));
  CHECK(holds(tiao::explain::renderHtml(e, Language::En), "<th scope=\"col\" class=\"yuan\">before (yuan)</th>"));
}

TEST_CASE("without a known amount there is no waterfall, and what is missing is told") {
  const Attraction policy;
  const auto e = explained(policy, policy.met({900}), policy.award, 2023);
  const std::string html = tiao::explain::renderHtml(e, Language::Zh);
  CHECK(holds(html, "<article class=\"unknown\">"));
  CHECK(!holds(html, "<table"));
  CHECK(holds(html, "<li>待补充：实际投资额（2023年）</li>"));
}

TEST_CASE("a page says its language and holds its style") {
  const std::string page = tiao::explain::page("甲 & 乙", "<p>x</p>", Language::Zh);
  CHECK(page.starts_with("<!doctype html>\n<html lang=\"zh-CN\">"));
  CHECK(holds(page, "<meta charset=\"utf-8\">"));
  CHECK(holds(page, "<title>甲 &amp; 乙</title>"));
  CHECK(holds(page, "prefers-color-scheme: dark"));
  CHECK(holds(page, "size: A4"));
  CHECK(holds(tiao::explain::page("", "", Language::En), "lang=\"en\""));
}
