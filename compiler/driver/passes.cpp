#include "compiler/driver/passes.h"

#include "compiler/driver/values.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>

namespace tiao::driver {

namespace {

std::unique_ptr<Compiled> compiled(std::unique_ptr<Compiled> policy, const std::vector<std::string>& paths,
                                   parse::Tests tests = parse::Tests::Read) {
  policy->parsed = parse::parse(paths, policy->sources, policy->sink, tests);
  policy->checked = check::check(policy->parsed, policy->sources, policy->sink);
  if (policy->sink.hasErrors()) policy->checked.reset();
  policy->sink.sort();
  return policy;
}

} // namespace

std::unique_ptr<Compiled> compile(const std::vector<std::string>& paths, parse::Tests tests) {
  return compiled(std::make_unique<Compiled>(), paths, tests);
}

std::unique_ptr<Compiled> compileText(const std::string& path, const std::string& text,
                                      const source::SourceSet& known) {
  auto policy = std::make_unique<Compiled>();
  policy->sources.add(path, text);
  for (uint32_t file = 0; file < known.size(); ++file)
    if (known[file].path() != path) policy->sources.add(known[file].path(), known[file].text());
  return compiled(std::move(policy), {path});
}

std::unique_ptr<Compiled> compileKnown(const std::vector<std::string>& paths, const source::SourceSet& known) {
  auto policy = std::make_unique<Compiled>();
  policy->sources = known;
  return compiled(std::move(policy), paths);
}

std::vector<std::string> importsOf(const Compiled& policy, const std::filesystem::path& folder) {
  std::vector<std::string> paths;
  for (const syntax::File& file : policy.parsed.tree.files) {
    const bool clauses = std::ranges::any_of(file.declarations, [](const syntax::Declaration& d) {
      return std::holds_alternative<syntax::Clause>(d.node) || std::holds_alternative<syntax::Policy>(d.node);
    });
    if (clauses)
      paths.push_back(std::filesystem::proximate(policy.sources[file.source].path(), folder.empty() ? "." : folder)
                          .generic_string());
  }
  return paths;
}

Loaded load(const std::vector<std::string>& paths, Console& console, parse::Tests tests) {
  if (!allThere(paths, console)) return {nullptr, Exit::Failed};
  auto policy = compile(paths, tests);
  if (!console.languageAsked) console.language = languageOf(*policy);
  std::vector<diagnostics::Diagnostic> serious;
  std::ranges::copy_if(policy->sink.all(), std::back_inserter(serious),
                       [](const auto& d) { return d.severity != diagnostics::Severity::Note; });
  fmt::print(stderr, "{}",
             render(serious, policy->sources, {.language = console.language, .colour = console.colourErr}));
  if (policy->checked) return {std::move(policy), Exit::Fine};
  console.fail({"政策未能编译，没有计算", "the policy does not compile; nothing was computed"});
  return {nullptr, Exit::NotCompiled};
}

bool allThere(const std::vector<std::string>& paths, const Console& console) {
  bool all = true;
  for (const std::string& path : paths) {
    std::error_code failed;
    if (path == "-" || std::filesystem::exists(path, failed)) continue;
    console.fail({path + "：没有这个文件或文件夹", path + ": no such file or folder"});
    all = false;
  }
  return all;
}

Language languageOf(const Compiled& policy) {
  return policy.sources.size() > 0 ? policy.sources[0].language() : languageOfEnvironment();
}

std::vector<core::Name> subjectNames(const Compiled& policy) {
  std::vector<core::Name> names;
  for (const syntax::File& file : policy.parsed.tree.files)
    for (const syntax::Declaration& declaration : file.declarations)
      if (const auto* subject = std::get_if<syntax::Subject>(&declaration.node)) {
        names.push_back({subject->name.zh, subject->name.en});
        for (const syntax::Alias& alias : subject->aliases) names.push_back({alias.name.zh, alias.name.en});
      }
  return names;
}

interpret::Years yearsInForce(const core::Program& program) {
  interpret::Years years{LastYear, FirstYear};
  for (const core::Award& award : program.awards) {
    years.first = std::min(years.first, calendar::yearOf(award.from));
    years.last = std::max(years.last, award.startedIf ? LastYear : calendar::yearOf(award.to));
  }
  return years;
}

int firstEvaluated(const core::Program& program, std::optional<int> completeThrough) {
  return completeThrough ? *completeThrough + 1 : yearsInForce(program).first;
}

std::optional<interpret::Years> yearsAsked(const std::string& text, int firstEvaluated, const Console& console) {
  const std::optional<interpret::Years> years = readYears(text);
  if (!years) {
    console.fail({"--years 应是年度，如 2024 或 2022-2025", "--years takes a year or two, as in 2024 or 2022-2025"});
    return std::nullopt;
  }
  if (years->last >= firstEvaluated) return years;
  console.fail({fmt::format("--years {}：从 {} 年起才有可计算的年度", text, firstEvaluated),
                fmt::format("--years {}: {} is the first year that is computed", text, firstEvaluated)});
  return std::nullopt;
}

std::optional<interpret::Years> readYears(std::string_view text) {
  const size_t dash = text.find('-');
  const auto first = readPeriod(text.substr(0, dash));
  const auto last = dash == std::string_view::npos ? first : readPeriod(text.substr(dash + 1));
  if (!first || !last || first->isMonth() || last->isMonth() || last->year < first->year) return std::nullopt;
  return interpret::Years{first->year, last->year};
}

} // namespace tiao::driver
