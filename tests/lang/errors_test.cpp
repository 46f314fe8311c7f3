#include "tests/lang/front_end.h"
#include "tests/lang/marks.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

/// compiler/diagnostics/errors.md: a section for each code, whose example is reported as the section says.

namespace fs = std::filesystem;
using namespace tiao;

namespace {

const fs::path page = fs::path(TIAO_ROOT) / "compiler/diagnostics/errors.md";

/// Codes that no program of tests/lang has, and why.
const std::map<std::string, std::string> elsewhere = {
    {"T0102", "bytes that are not UTF-8 have no place in the tree: tests/unit/parse/hostile_test.cpp"},
    {"T0103", "nor has a line of 64 kilobytes: the same"},
    {"T0104", "nor has a file of 16 megabytes: the same"},
    {"T0109", "nor has a control character: the same"},
    {"T0591", "nor are gigabytes looked through for quotations: the same"},
    {"T0599", "the compiler does not contradict itself, as far as is known"},
};

struct Section {
  std::string code;
  std::string language; // of its fence: `tiao`, `tiao alone`, `markdown`
  std::string example;
  std::vector<std::string> messages; // the lines of its quotation
  size_t from = 0, to = 0;           // those lines, of the page
};

std::vector<std::string> linesOf(const fs::path& path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

std::vector<Section> sections(const std::vector<std::string>& lines) {
  std::vector<Section> all;
  std::string fence;
  for (size_t i = 0; i < lines.size(); ++i) {
    const std::string& line = lines[i];
    if (fence.empty() && line.starts_with("## T")) all.push_back({line.substr(3, 5), "", "", {}, 0, 0});
    if (all.empty()) continue;
    Section& section = all.back();
    if (fence.empty() && line.starts_with("```")) {
      fence = line.substr(0, line.find_first_not_of('`'));
      section.language = line.substr(fence.size());
      section.to = section.from = i + 2;
    } else if (!fence.empty() && line == fence) {
      fence.clear();
      section.to = section.from = i + 2; // a blank line, then the quotation
    } else if (!fence.empty()) {
      section.example += line + "\n";
    } else if (line.starts_with("> ") && i == section.to) {
      section.messages.push_back(line.substr(2));
      section.to = i + 1;
    }
  }
  return all;
}

/// The messages of this code that the example gives, each in both languages.
std::vector<std::string> messagesOf(const Section& section) {
  const std::string path =
      (fs::path(TIAO_ROOT) / "tests/lang/example.tiao").string() + (section.language == "markdown" ? ".md" : "");
  const std::string preamble =
      section.language == "tiao" ? "引用 vocabulary.tiao\n政策 样例\n施行 2022年1月1日 至 2025年12月31日\n" : "";
  const test::Compiled compiled = test::compileText(preamble + section.example, path);
  std::vector<std::string> messages;
  for (const diagnostics::Diagnostic& d : compiled.sink.all())
    if (d.code == section.code && messages.empty())
      messages = {section.code + "：" + d.message.zh + "  ", section.code + ": " + d.message.en};
  // A message names a file by the folder that it was read from, which is another on each machine.
  const std::string folder = (fs::path(TIAO_ROOT) / "tests/lang").string() + "/";
  for (std::string& message : messages)
    for (size_t at = message.find(folder); at != std::string::npos; at = message.find(folder))
      message.erase(at, folder.size());
  return messages;
}

} // namespace

TEST_CASE("every code has its section, in the order of the catalogue") {
  std::vector<std::string> codes;
  for (const diagnostics::CatalogueRow& row : diagnostics::catalogue()) codes.emplace_back(row.code);
  std::vector<std::string> told;
  for (const Section& section : sections(linesOf(page))) told.push_back(section.code);
  CHECK(told == codes);
}

TEST_CASE("the example of each section is reported as it says") {
  std::vector<std::string> lines = linesOf(page);
  std::vector<Section> all = sections(lines);
  if (std::getenv("UPDATE_EXPECTED") != nullptr) {
    for (auto section = all.rbegin(); section != all.rend(); ++section) {
      if (section->example.empty()) continue;
      const auto from = lines.begin() + static_cast<std::ptrdiff_t>(section->from);
      lines.erase(from, lines.begin() + static_cast<std::ptrdiff_t>(section->to));
      std::vector<std::string> quotation = messagesOf(*section);
      for (std::string& line : quotation) line.insert(0, "> ");
      lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(section->from), quotation.begin(), quotation.end());
    }
    std::ofstream out(page);
    for (const std::string& line : lines) out << line << "\n";
    return;
  }
  for (const Section& section : all) {
    DYNAMIC_SECTION(section.code) {
      if (!section.example.empty()) CHECK(section.messages == messagesOf(section));
      CHECK(section.example.empty() == (elsewhere.contains(section.code)));
    }
  }
}

TEST_CASE("every code is told by some program of tests/lang") {
  std::set<std::string> marked;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(TIAO_ROOT) / "tests/lang")) {
    if (!entry.is_regular_file()) continue;
    for (const test::Mark& mark : test::readMarks(source::readFile(entry.path().string()).value_or("")))
      marked.insert(mark.code);
  }
  for (const diagnostics::CatalogueRow& row : diagnostics::catalogue()) {
    CAPTURE(row.code, row.en);
    CHECK(marked.contains(row.code) != elsewhere.contains(row.code));
  }
}
