#include "compiler/driver/commands.h"
#include "compiler/driver/coverage.h"
#include "compiler/driver/judgement.h"
#include "compiler/driver/passes.h"

#include <algorithm>
#include <fmt/format.h>

/// tiao check: everything that can be said of a policy without data.
namespace tiao::driver {

namespace {

using diagnostics::Severity;

/// Notes by code: the same reading used by many clauses is said once, with the number of places.
std::string groupedNotes(const Compiled& policy, Language language) {
  std::string out;
  std::vector<std::string> said;
  for (const diagnostics::Diagnostic& note : policy.sink.all()) {
    if (note.severity != Severity::Note) continue;
    const std::string& words = note.message.in(language);
    if (std::ranges::find(said, words) != said.end()) continue;
    said.push_back(words);
    std::string lines;
    size_t count = 0;
    for (const diagnostics::Diagnostic& other : policy.sink.all()) {
      if (other.severity != Severity::Note || other.message != note.message) continue;
      const source::SourceFile& file = policy.sources[other.span.file];
      lines += (count++ == 0 ? "" : ", ") + std::to_string(file.place(other.span.begin).line);
    }
    const std::string path = policy.sources[note.span.file].path();
    out += language == Language::Zh ? fmt::format("说明 {}：{}（{} 第 {} 行）\n", note.code, words, path, lines)
                                    : fmt::format("note {}: {} ({}, line {})\n", note.code, words, path, lines);
  }
  return out;
}

/// Everything in full, or errors and warnings in full and the notes in short, or no notes beside a report.
void tellFindings(const Compiled& policy, bool notesInFull, bool report, const Console& console) {
  std::vector<diagnostics::Diagnostic> inFull;
  std::ranges::copy_if(policy.sink.all(), std::back_inserter(inFull),
                       [&](const auto& d) { return notesInFull || d.severity != Severity::Note; });
  fmt::print(stderr, "{}", render(inFull, policy.sources, {.language = console.language, .colour = console.colourErr}));
  if (!notesInFull && !report && !policy.sink.hasErrors())
    fmt::print(stderr, "{}", groupedNotes(policy, console.language));
}

size_t clauseCount(const Compiled& policy) {
  size_t count = 0;
  for (const syntax::File& file : policy.parsed.tree.files)
    count += static_cast<size_t>(std::ranges::count_if(file.declarations, [](const syntax::Declaration& d) {
      return std::holds_alternative<syntax::Clause>(d.node);
    }));
  return count;
}

void tellCounts(const Compiled& policy, const Console& console) {
  const size_t errors = policy.sink.count(Severity::Error), warnings = policy.sink.count(Severity::Warning),
               notes = policy.sink.count(Severity::Note);
  const size_t clauses = clauseCount(policy);
  if (console.language == Language::Zh) {
    fmt::print(stderr, "{} 条款，{} 错误，{} 警告，{} 说明\n", clauses, errors, warnings, notes);
    return;
  }
  const auto counted = [](size_t n, const char* what) { return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s"); };
  fmt::print(stderr, "{}, {}, {}, {}\n", counted(clauses, "clause"), counted(errors, "error"),
             counted(warnings, "warning"), counted(notes, "note"));
}

/// What was asked for with --print, on standard output.
void printStage(const std::string& stage, const CheckOptions& options, const Compiled& policy) {
  if (stage == "tree") fmt::print("{}", syntax::print(policy.parsed.tree));
  if (stage == "core" && policy.checked) fmt::print("{}", core::print(policy.program()));
  if (stage != "tokens") return;
  source::SourceSet sources;
  diagnostics::Sink sink;
  fmt::print("{}", parse::printTokens(options.files, sources, sink));
}

} // namespace

Exit checkPolicy(const CheckOptions& options, Console console) {
  if (!options.format.empty() && !options.official && !options.readings) {
    console.fail({"--format 须与 --official 或 --readings 同用", "--format goes with --official or --readings"});
    return Exit::Failed;
  }
  if (!allThere(options.files, console)) return Exit::Failed;
  const std::unique_ptr<Compiled> policy = compile(options.files);
  if (!console.languageAsked) console.language = languageOf(*policy);
  printStage(options.print, options, *policy);
  tellFindings(*policy, options.notes, options.official || options.open || options.readings, console);
  tellCounts(*policy, console);
  if (policy->sink.hasErrors()) return Exit::NotCompiled;
  if (options.readings) {
    const Exit exit = checkReadings(options, *policy, console);
    if (exit != Exit::Fine) return exit;
  }
  if (options.open) printOpen(policy->program(), console.language);
  if (options.official) {
    const bool complete = options.format == "json" ? printCoverageJson(*policy) : printCoverage(*policy, console);
    if (!complete) return Exit::Findings;
  }
  return policy->sink.count(Severity::Warning) > 0 ? Exit::Findings : Exit::Fine;
}

} // namespace tiao::driver
