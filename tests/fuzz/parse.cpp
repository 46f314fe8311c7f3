#include "tests/lang/front_end.h"

#include <cstdio>
#include <cstdlib>

/// Any bytes at all through reader, segmenter, grammar and checker, half of the time with the words of the founding
/// policy: a program or errors, every one of which can be shown.

using namespace tiao;

namespace {

void require(bool holds, const char* property) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", property);
  std::abort();
}

const std::string& vocabulary() {
  static const std::string text = source::readFile(TIAO_ROOT "/policies/hangzhou/2022-34/vocabulary.tiao").value_or("");
  return text;
}

} // namespace

/// The first byte says how the rest is read: literate or not, with the vocabulary or without.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const bool literate = (data[0] & 1U) != 0;
  const bool withWords = (data[0] & 2U) != 0;
  const std::string text(reinterpret_cast<const char*>(data + 1), size - 1);
  const std::string path = literate ? "input.tiao.md" : "input.tiao";
  std::vector<std::string> paths;
  if (withWords) paths.emplace_back("words.tiao");
  paths.push_back(path);
  const test::Compiled compiled = test::compileWith(paths, [&](source::SourceSet& sources) {
    if (withWords) sources.add("words.tiao", vocabulary());
    sources.add(path, text);
  });
  require(compiled.checked.has_value() == !compiled.sink.hasErrors(),
          "a program comes out exactly when there is no error");
  for (const diagnostics::Diagnostic& d : compiled.sink.all()) {
    require(d.span.file < compiled.sources.size(), "a diagnostic is about a file");
    require(d.span.begin <= d.span.end && d.span.end <= compiled.sources[d.span.file].text().size(),
            "and about bytes of it");
    require(d.code != "T0599", "the compiler does not contradict itself");
  }
  for (const auto language : {source::Language::Zh, source::Language::En})
    require(
        !source::firstInvalidUtf8(diagnostics::render(compiled.sink.all(), compiled.sources, {language, false, 100})),
        "what is shown is text");
  for (const syntax::File& file : compiled.parsed.tree.files)
    for (const syntax::Declaration& d : file.declarations)
      require(!syntax::print(compiled.parsed.tree, d).empty(), "a declaration has a print");
  return 0;
}
