#include "tests/lang/front_end.h"

/// How the separators of a list of conditions are read: 、 and ， take the conjunction that closes them, `，或` is
/// weakest, and 且 and 或 mixed at one level are an error.

using namespace tiao;

namespace {

/// The condition as the tree prints it, and the errors.
std::string read(const std::string& condition) {
  const test::Compiled compiled = test::compileText(
      "对象 企业：\n- 甲：是否\n- 乙：是否\n- 丙：是否\n- 丁：是否\n定义 待查：" + condition + "。\n");
  const std::vector<std::string> errors = test::errors(compiled);
  if (!errors.empty()) return errors.front().substr(0, 5);
  const syntax::Declaration& last = compiled.parsed.tree.files.back().declarations.back();
  std::string print = syntax::print(compiled.parsed.tree, last);
  print = print.substr(print.find('\n') + 3);
  std::erase(print, '`');
  std::erase(print, '\n');
  return print;
}

} // namespace

TEST_CASE("the separators of a list of conditions") {
  struct Row {
    const char* condition;
    const char* tree;
  };
  const Row rows[] = {
      {"甲", "甲"},
      {"甲且乙", "all(甲, 乙)"},
      {"甲或乙", "any(甲, 乙)"},
      {"甲、乙", "all(甲, 乙)"},
      {"甲，乙", "all(甲, 乙)"},
      {"甲、乙且丙", "all(甲, 乙, 丙)"},
      {"甲、乙或丙", "any(甲, 乙, 丙)"},
      {"甲、乙、丙", "all(甲, 乙, 丙)"},
      {"甲，且乙", "all(甲, 乙)"},
      {"甲，或乙", "any(甲, 乙)"},
      {"甲、乙，或丙", "any(甲, 乙, 丙)"},
      {"甲且乙，或丙", "any(all(甲, 乙), 丙)"},
      {"甲，或乙且丙", "any(甲, all(乙, 丙))"},
      {"甲且乙，或丙且丁", "any(all(甲, 乙), all(丙, 丁))"},
      {"甲，或乙，或丙", "any(甲, 乙, 丙)"},
      {"甲且（乙或丙）", "all(甲, any(乙, 丙))"},
      {"（甲且乙）且丙", "all(甲, 乙, 丙)"},
      {"（甲或乙）、丙", "all(any(甲, 乙), 丙)"},
      {"未甲且乙", "all(not 甲, 乙)"},
      {"未（甲且乙）", "not all(甲, 乙)"},
      {"甲和乙以及丙", "all(甲, 乙, 丙)"},
      {"甲且乙或丙", "T0303"},
      {"甲或乙且丙", "T0303"},
      {"甲或乙、丙", "T0303"},
      {"甲或乙，丙", "T0303"},
      {"甲、乙或丙、丁", "T0303"},
      {"甲或乙、丙或丁", "any(甲, 乙, 丙, 丁)"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.condition);
    CHECK(read(row.condition) == row.tree);
  }
}
