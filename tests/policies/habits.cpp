#include "tests/policies/hangzhou.h"

#include <catch2/catch.hpp>

namespace tiao::policies {

TEST_CASE("the policies compile without errors and without warnings", "[policies]") {
  for (const std::string& path : {Folder.substr(0, Folder.size() - 1), Chinese, English, Folder + "vocabulary.tiao",
                                  Folder + "cases.tiao", Folder + "cases.en.tiao", Folder + "rules-2023-76/cases.tiao",
                                  Folder + "districts/yuhang.tiao", Folder + "districts/binjiang.tiao"}) {
    const test::Compiled policy = test::compile(path);
    for (const diagnostics::Diagnostic& d : policy.sink.all())
      if (d.severity != diagnostics::Severity::Note)
        FAIL_CHECK(path + ": " + d.code + " " + d.message.zh); // habits of names are T0209 to T0212
  }
}

TEST_CASE("each default reading of the policy is explained beside a clause", "[policies]") {
  const test::Compiled policy = test::compile(Chinese);
  const std::string text = contents(Chinese);
  size_t readings = 0;
  for (const diagnostics::Diagnostic& d : policy.sink.all()) {
    if (d.code != "T0601") continue;
    ++readings;
    const std::string opening = "没有约定「";
    const size_t begin = d.message.zh.find(opening) + opening.size();
    const std::string convention = d.message.zh.substr(begin, d.message.zh.find("」", begin) - begin);
    CAPTURE(convention);
    CHECK(text.find("- " + convention) != std::string::npos);
  }
  CHECK(readings == 15);
}

} // namespace tiao::policies
