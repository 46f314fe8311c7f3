#pragma once

#include "compiler/parse/parse.h"

#include <sstream>

/// A stretch of a sentence as the segmenter cuts it; for tests.
namespace tiao::test {

struct Words {
  std::string texts;               // 对 | 招引 | 的 | 企业, courtesy words dropped
  std::string types;               // FOR NAME DE KIND
  std::vector<std::string> errors; // T0202
};

/// `vocabulary` is a text of declarations.
inline Words cut(const std::string& vocabulary, const std::string& sentence) {
  source::SourceSet sources;
  diagnostics::Sink sink;
  sources.add("words.tiao", vocabulary + "\n定义 待查 = " + sentence + "\n");
  std::istringstream lines(parse::printTokens({"words.tiao"}, sources, sink));
  Words words;
  std::string line;
  while (std::getline(lines, line)) {
    std::istringstream parts(line);
    std::string type;
    parts >> type;
    if (type == "DEFINE") words = {}; // the last statement is the one asked about
    if (type == "DEFINE" || type == "NEWNAME" || type == "EQUALS" || type.empty()) continue;
    const size_t from = line.find_first_not_of(' ', type.size());
    const std::string text = line.substr(from, line.find("   = ", from) - from);
    words.texts += (words.texts.empty() ? "" : " | ") + text;
    words.types += (words.types.empty() ? "" : " ") + type;
  }
  for (const diagnostics::Diagnostic& d : sink.all())
    if (d.severity == diagnostics::Severity::Error) words.errors.push_back(d.code);
  return words;
}

} // namespace tiao::test
