#include "tests/unit/format/programs.h"

#include "compiler/parse/parse.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>

namespace tiao::test {

namespace fs = std::filesystem;

namespace {

std::vector<std::string> find() {
  std::vector<std::string> paths = {TIAO_ROOT "/grammar/README.md"};
  for (const char* folder : {"policies", "examples", "tests/lang", "tests/cli"})
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(TIAO_ROOT) / folder)) {
      const std::string name = entry.path().filename().string();
      if (!name.ends_with(".tiao") && !name.ends_with(".tiao.md")) continue;
      if (name.starts_with("fail_")) continue;
      source::SourceSet sources;
      diagnostics::Sink sink;
      parse::parse({entry.path().string()}, sources, sink);
      if (!sink.hasErrors()) paths.push_back(entry.path().string());
    }
  std::ranges::sort(paths);
  return paths;
}

} // namespace

const std::vector<std::string>& programs() {
  static const std::vector<std::string> paths = find(); // each is parsed to see whether it can be
  return paths;
}

std::string contents(const std::string& path) { return source::readFile(path).value(); }

std::string formatted(const std::string& text, std::optional<source::Language> to, const std::string& path) {
  source::SourceSet sources;
  sources.add(path, text);
  diagnostics::Sink sink;
  const std::optional<format::Formatted> result = format::formatFile(path, to, sources, sink);
  INFO(text);
  INFO(diagnostics::render(sink.all(), sources, {source::Language::En, false, 100}));
  REQUIRE(result);
  INFO(result->text);
  REQUIRE(!result->lost);
  return result->text;
}

std::string treeOf(const std::string& text, const std::string& path) {
  source::SourceSet sources;
  sources.add(path, text);
  diagnostics::Sink sink;
  const parse::Parsed parsed = parse::parse({path}, sources, sink);
  INFO(text);
  INFO(diagnostics::render(sink.all(), sources, {source::Language::En, false, 100}));
  REQUIRE(!sink.hasErrors());
  return syntax::print(parsed.tree);
}

} // namespace tiao::test
