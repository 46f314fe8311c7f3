#include "compiler/source/literate.h"

/// Headings, quotations and code of a literate file.

using namespace tiao;
using source::Document;
using source::SourceSet;

namespace {

/// The code of all sections, one after another, parted by `|`.
std::string code(const SourceSet& sources, const Document& document) {
  std::string out;
  for (const source::Section& section : document.sections)
    for (const source::Span span : section.code) out += std::string(sources.text(span)) + "|";
  return out;
}

} // namespace

TEST_CASE("article numbers") {
  struct Row {
    const char* heading;
    int article;
  };
  const Row rows[] = {{"（一）加大力度", 1},
                      {"（十）", 10},
                      {"（十三）题", 13},
                      {"（二十）", 20},
                      {"（二十二）", 22},
                      {"第十三条", 13},
                      {"第一百零三条 题", 103},
                      {"第一百一十条", 110},
                      {"第一百条", 100},
                      {"（3）", 3},
                      {"(13) Title", 13},
                      {"Article 21", 21},
                      {"article 4: x", 4},
                      {"第3条", 3},
                      {"## （五）题 ##", 5},
                      {"一、总则", 0},
                      {"第十三章", 0},
                      {"（x）", 0},
                      {"", 0},
                      {"（", 0},
                      {"Article", 0},
                      {"（一", 0},
                      {"13. Title", 0},
                      {"第条", 0}};
  for (const Row& row : rows) {
    CAPTURE(row.heading);
    CHECK(source::articleNumber(row.heading) == row.article);
  }
}

TEST_CASE("an article's number is written as it is read") {
  for (int article = 1; article < 1000; ++article) {
    const std::string zh = source::articleText(article, source::Language::Zh);
    CAPTURE(zh);
    CHECK(source::articleNumber(zh) == article);
    CHECK(source::articleNumber(source::articleText(article, source::Language::En)) == article);
  }
  CHECK(source::articleText(0, source::Language::Zh).empty());
  CHECK(source::articleText(110, source::Language::Zh) == "第一百一十条");
}

TEST_CASE("a file of code alone is one section") {
  SourceSet sources;
  const uint32_t file = sources.add("a.tiao", "# 不是标题\n> 不是引文\n");
  const Document document = source::readDocument(sources, file);
  REQUIRE(document.sections.size() == 1);
  CHECK(code(sources, document) == "# 不是标题\n> 不是引文\n|");
  CHECK(document.sections[0].official.empty());
}

TEST_CASE("headings, quotations and fences are told apart") {
  SourceSet sources;
  const uint32_t file = sources.add("a.tiao.md", R"(注

# 题

> 一句。
> 又一句。

## （二）甲

> English words
> go on.

```tiao
第一段
```

- 列表

~~~tiao extra
第二段
~~~

```
不是代码
```

## （三）乙
)");
  const Document document = source::readDocument(sources, file);
  REQUIRE(document.sections.size() == 4);
  CHECK(document.sections[1].heading == "题");
  CHECK(document.sections[1].article == 0);
  CHECK(document.sections[2].article == 2);
  CHECK(document.sections[2].level == 2);
  REQUIRE(document.sections[1].official.size() == 1);
  CHECK(document.sections[1].official[0].text == "一句。又一句。");
  CHECK(document.sections[2].official[0].text == "English words go on.");
  CHECK(code(sources, document) == "第一段\n|第二段\n|");
  CHECK(document.sections[3].article == 3);
  CHECK(document.misplaced.empty());
}

TEST_CASE("fences at the edges") {
  struct Row {
    const char* text;
    const char* code;
    size_t misplaced;
  };
  const Row rows[] = {
      {"```tiao", "", 0},
      {"```tiao\n", "", 0},
      {"```tiao\n```\n", "", 0},
      {"```tiao\n甲", "甲|", 0},
      {"```tiao\n甲\n", "甲\n|", 0},
      {"```tiao\n甲\n````\n乙", "甲\n|", 0},
      {"````tiao\n甲\n```\n乙\n````\n", "甲\n```\n乙\n|", 0},
      {"  ```tiao\n  甲\n  ```\n", "  甲\n|", 0},
      {"    ```tiao\n    甲\n", "", 0},
      {"```Tiao\n甲\n```\n", "", 0},
      {"- ```tiao\n  甲\n  ```\n", "", 1},
      {"> ```tiao\n> 甲\n> ```\n", "", 1},
      {"> - ```tiao\n", "", 1},
      {"1. 项\n\n   ```tiao\n   甲\n   ```\n", "", 1},
      {"```tiao\r\n甲\r\n```\r\n", "甲\r\n|", 0},
      {"<!--\n```tiao\n甲\n```\n-->\n", "", 0},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    SourceSet sources;
    const uint32_t file = sources.add("a.tiao.md", row.text);
    const Document document = source::readDocument(sources, file);
    CHECK(code(sources, document) == row.code);
    CHECK(document.misplaced.size() == row.misplaced);
  }
}
