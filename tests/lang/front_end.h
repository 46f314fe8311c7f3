#pragma once

#include "compiler/check/check.h"

/// The front end from files, or from a text in memory, to the core; for tests.
namespace tiao::test {

struct Compiled {
  source::SourceSet sources;
  diagnostics::Sink sink; // sorted
  parse::Parsed parsed;
  std::optional<check::Checked> checked;
};

/// `add` puts texts into the set of sources before `paths` are read, so that they need not be files.
template <typename Add> Compiled compileWith(const std::vector<std::string>& paths, Add add) {
  Compiled compiled;
  add(compiled.sources);
  compiled.parsed = parse::parse(paths, compiled.sources, compiled.sink);
  compiled.checked = check::check(compiled.parsed, compiled.sources, compiled.sink);
  compiled.sink.sort();
  return compiled;
}

inline Compiled compile(const std::string& path) {
  return compileWith({path}, [](source::SourceSet&) {});
}

/// `path` says whether the text is literate: `policy.tiao` or `policy.tiao.md`.
inline Compiled compileText(const std::string& text, const std::string& path = "policy.tiao") {
  return compileWith({path}, [&](source::SourceSet& sources) { sources.add(path, text); });
}

/// What a diagnostic underlines: the first line of its stretch.
inline std::string underlined(const diagnostics::Diagnostic& d, const source::SourceSet& sources) {
  std::string_view text = sources.text(d.span);
  text = text.substr(0, text.find('\n'));
  if (text.ends_with('\r')) text.remove_suffix(1);
  return std::string(text);
}

/// The errors as `code 「underlined」`, in the order of their places.
inline std::vector<std::string> errors(const Compiled& compiled) {
  std::vector<std::string> out;
  for (const diagnostics::Diagnostic& d : compiled.sink.all())
    if (d.severity == diagnostics::Severity::Error)
      out.push_back(d.code + " 「" + underlined(d, compiled.sources) + "」");
  return out;
}

/// The declarations of the file named last, without those that it imports.
inline std::string printTree(const Compiled& compiled) {
  std::string out;
  if (compiled.parsed.tree.files.empty()) return out;
  for (const syntax::Declaration& d : compiled.parsed.tree.files.back().declarations)
    if (!std::holds_alternative<syntax::Import>(d.node)) out += syntax::print(compiled.parsed.tree, d);
  return out;
}

} // namespace tiao::test
