#include "tests/lang/front_end.h"
#include "tests/lang/marks.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

/// The programs of this folder: README.md says how they state what is expected of them.

namespace fs = std::filesystem;
using namespace tiao;
using diagnostics::Severity;
using test::Compiled;
using test::Marks;

namespace {

const fs::path root = fs::path(TIAO_ROOT) / "tests/lang";

bool updating() { return std::getenv("UPDATE_EXPECTED") != nullptr; }

std::vector<std::string> programs() {
  std::vector<std::string> paths;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(".tiao") || name.ends_with(".tiao.md"))
      paths.push_back(fs::relative(entry.path(), root).string());
  }
  std::ranges::sort(paths);
  return paths;
}

std::string contents(const fs::path& path) { return source::readFile(path.string()).value_or(""); }
void write(const fs::path& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

/// `folder/claim` of `folder/claim.zh.tiao`.
std::string claimOf(const std::string& path) { return path.substr(0, path.find('.')); }
/// `folder/claim.core` of `folder/claim.tiao`, `folder/claim.zh.core` of `folder/claim.zh.tiao`.
fs::path beside(const std::string& path, const char* extension) {
  return root / (path.substr(0, path.find(".tiao")) + extension);
}

/// The diagnostics of one file that must be marked there: its errors, and others whose code and place are marked.
Marks found(const Compiled& compiled, uint32_t file, const Marks& expected) {
  Marks marks;
  for (const diagnostics::Diagnostic& d : compiled.sink.all()) {
    if (d.span.file != file) continue;
    const uint32_t line = compiled.sources[file].place(d.span.begin).line;
    const bool asked =
        std::ranges::any_of(expected, [&](const test::Mark& m) { return m.line == line && m.code == d.code; });
    if (d.severity == Severity::Error || asked) marks.insert({line, d.code, test::underlined(d, compiled.sources)});
  }
  return marks;
}

std::vector<std::string> shown(const Marks& marks) {
  std::vector<std::string> out;
  for (const test::Mark& m : marks)
    out.push_back("line " + std::to_string(m.line) + ": " + m.code + " 「" + m.words + "」");
  return out;
}

void rewriteMarks(const fs::path& path) {
  const Compiled compiled = test::compile(path.string());
  const auto file = compiled.sources.find(path.string());
  const std::string& text = compiled.sources[*file].text();
  write(path, test::replaceMarks(text, found(compiled, *file, test::readMarks(text))));
}

/// Compares with a file beside the program, or writes it.
void compare(const fs::path& sidecar, const std::string& text) {
  if (!fs::exists(sidecar)) return;
  if (updating()) write(sidecar, text);
  CHECK(text == contents(sidecar));
}

/// All diagnostics as a person sees them, with paths from this folder.
std::string rendered(const Compiled& compiled, source::Language language) {
  std::string text = diagnostics::render(compiled.sink.all(), compiled.sources, {language, false, 100});
  const std::string prefix = root.string() + "/";
  for (size_t at = text.find(prefix); at != std::string::npos; at = text.find(prefix, at))
    text.erase(at, prefix.size());
  return text;
}

} // namespace

TEST_CASE("each program of tests/lang is told what it should be told") {
  for (const std::string& program : programs()) {
    DYNAMIC_SECTION(program) {
      const fs::path path = root / program;
      if (updating()) rewriteMarks(path);
      const Compiled compiled = test::compile(path.string());
      CHECK(compiled.checked.has_value() == !compiled.sink.hasErrors());
      const bool fails = path.filename().string().starts_with("fail_");
      for (uint32_t file = 0; file < compiled.sources.size(); ++file) {
        const bool own = fs::path(compiled.sources[file].path()) == path;
        const std::string& text = compiled.sources[file].text();
        const Marks expected = test::readMarks(text);
        const Marks told = found(compiled, file, expected);
        if (own)
          CHECK(shown(told) == shown(expected));
        else
          CHECK(std::ranges::includes(expected, told)); // an imported file may have errors that only it is marked with
      }
      CHECK(fails == compiled.sink.hasErrors());
      compare(beside(program, ".zh.txt"), rendered(compiled, source::Language::Zh));
      compare(beside(program, ".en.txt"), rendered(compiled, source::Language::En));
      compare(beside(program, ".tree"), test::printTree(compiled));
      if (compiled.checked) compare(beside(program, ".core"), core::print(compiled.checked->program));
    }
  }
}

TEST_CASE("the Chinese and the English form of a program are one tree") {
  std::map<std::string, std::vector<std::string>> pairs;
  for (const std::string& program : programs())
    if (program.find(".zh.") != std::string::npos || program.find(".en.") != std::string::npos)
      pairs[claimOf(program)].push_back(program);
  for (const auto& [claim, forms] : pairs) {
    DYNAMIC_SECTION(claim) {
      REQUIRE(forms.size() == 2);
      const std::string english = test::printTree(test::compile((root / forms[0]).string()));
      const std::string chinese = test::printTree(test::compile((root / forms[1]).string()));
      CHECK(english == chinese);
      CHECK(english.find('?') == std::string::npos); // no unknown word
    }
  }
}
