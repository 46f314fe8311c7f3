#include "compiler/diagnostics/diagnostics.h"
#include "compiler/source/literate.h"

#include <cstdio>
#include <cstdlib>

/// Any bytes at all as a literate file: every stretch found lies in the file, code on lines of its own, and any place
/// in it can be shown.

using namespace tiao;

namespace {

void require(bool holds, const char* property) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", property);
  std::abort();
}

void requireInside(source::Span span, const std::string& text) {
  require(span.begin <= span.end && span.end <= text.size(), "a stretch lies in the file");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  source::SourceSet sources;
  const uint32_t file = sources.add("input.tiao.md", std::string(reinterpret_cast<const char*>(data), size));
  const std::string& text = sources[file].text();
  const source::Document document = source::readDocument(sources, file);
  uint32_t last = 0;
  for (const source::Section& section : document.sections) {
    requireInside(section.span, text);
    require(source::articleNumber(section.heading) == section.article, "a heading's number is read from its words");
    for (const source::Quotation& quotation : section.official) requireInside(quotation.span, text);
    for (const source::Span code : section.code) {
      requireInside(code, text);
      require(code.begin == 0 || text[code.begin - 1] == '\n' || text[code.begin - 1] == '\r',
              "code begins with a line");
      require(code.begin >= last, "stretches of code follow one another");
      last = code.end;
    }
  }
  for (const source::Span span : document.misplaced) requireInside(span, text);

  diagnostics::Sink sink;
  for (size_t i = 0; i < 4; ++i) {
    const auto begin = static_cast<uint32_t>(size * i / 4);
    const auto end = static_cast<uint32_t>(size * (i + 1) / 4);
    sink.report(diagnostics::diag::CutShort, {file, begin, end});
    const source::Place place = sources[file].place(begin);
    require(place.line >= 1 && place.line <= sources[file].lineCount() && place.column >= 1,
            "a place is a line and a column");
  }
  const std::string shown = diagnostics::render(sink.all(), sources, {source::Language::Zh, false, 100});
  require(!source::firstInvalidUtf8(shown), "what is shown is text");
  return 0;
}
