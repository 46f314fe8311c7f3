#pragma once

#include "compiler/check/check.h"
#include "compiler/driver/console.h"
#include "compiler/interpret/interpret.h"

#include <filesystem>
#include <memory>

/// The story of a command, a short function for each stage.
namespace tiao::driver {

/// A policy as far as it could be compiled.
struct Compiled {
  source::SourceSet sources;
  diagnostics::Sink sink;
  parse::Parsed parsed;
  std::optional<check::Checked> checked;

  /// Precondition: it compiled.
  [[nodiscard]] const core::Program& program() const { return checked->program; }
};

/// Reads and checks; everything found is in the sink, sorted.
std::unique_ptr<Compiled> compile(const std::vector<std::string>& paths, parse::Tests tests = parse::Tests::Read);
/// The same of a file that is not on disk, or is to stand for the one that is. What it imports of `known` is not read
/// again.
std::unique_ptr<Compiled> compileText(const std::string& path, const std::string& text,
                                      const source::SourceSet& known = {});
/// The same of files of which some stand in memory.
std::unique_ptr<Compiled> compileKnown(const std::vector<std::string>& paths, const source::SourceSet& known);
/// The files that hold its policies, as a file in this folder imports them. Vocabularies come with them.
std::vector<std::string> importsOf(const Compiled& policy, const std::filesystem::path& folder);

/// A policy to compute with, or, when there is none, what the command ends with: the errors have been shown.
struct Loaded {
  std::unique_ptr<Compiled> policy; // compiled; null if it could not be
  Exit exit = Exit::Fine;
};
/// Compiles, speaks the policy's language from here on (unless another was asked for), and shows errors and warnings.
Loaded load(const std::vector<std::string>& paths, Console& console, parse::Tests tests = parse::Tests::Read);

/// Are all files there? Says which are not.
bool allThere(const std::vector<std::string>& paths, const Console& console);
/// The language that the policy is written in.
Language languageOf(const Compiled& policy);
/// The names of the policy's subject: 企业 / enterprise, and what it is also called.
std::vector<core::Name> subjectNames(const Compiled& policy);

/// The years that some award of the policy is in force.
interpret::Years yearsInForce(const core::Program& program);
/// The first year that is evaluated: the one after the ledger's last complete year; without a ledger, the first in
/// force.
int firstEvaluated(const core::Program& program, std::optional<int> completeThrough);
/// The years asked for with --years. None, and that is told, if they are not years, or end before the first evaluated.
std::optional<interpret::Years> yearsAsked(const std::string& text, int firstEvaluated, const Console& console);
/// `2022-2025` or `2024`; nothing if it is neither.
std::optional<interpret::Years> readYears(std::string_view text);

} // namespace tiao::driver
