#include "compiler/driver/acceptance.h"
#include "compiler/driver/commands.h"
#include "compiler/driver/diff_register.h"
#include "compiler/driver/diff_report.h"
#include "compiler/driver/districts.h"
#include "compiler/driver/names.h"
#include "compiler/driver/revision.h"

#include <algorithm>
#include <fmt/format.h>

/// tiao diff: two versions of a policy, what was changed, and who is treated differently.
namespace tiao::driver {

namespace {

/// Errors of one version, with its name.
bool compiles(const Compiled& policy, const std::string& given, const Console& console) {
  if (policy.checked) return true;
  std::vector<diagnostics::Diagnostic> errors;
  std::ranges::copy_if(policy.sink.all(), std::back_inserter(errors),
                       [](const auto& d) { return d.severity == diagnostics::Severity::Error; });
  fmt::print(stderr, "{}", render(errors, policy.sources, {.language = console.language, .colour = console.colourErr}));
  console.fail({given + "：未能编译，没有比较", given + ": does not compile; nothing was compared"});
  return false;
}

std::string all(const std::string& first, const std::vector<std::string>& others) {
  std::string out = first;
  for (const std::string& other : others) out += " + " + other;
  return out;
}

/// The clause that is meant, by its name in either version.
std::optional<std::string> clauseNamed(const std::string& name, const Compiled& before, const Compiled& after,
                                       const Console& console) {
  for (const Compiled* policy : {&after, &before}) {
    const Names names = awardNames(policy->program());
    if (const auto found = names.find(name)) {
      const core::Name& award = policy->program().awards[core::AwardId{*found}].name;
      return award.zh.empty() ? award.en : award.zh;
    }
  }
  const Text guess = didYouMean(awardNames(after.program()).nearest(name)), words = quoted(Text(name));
  console.fail({"没有条款" + words.zh + guess.zh, "there is no clause " + words.en + guess.en});
  return std::nullopt;
}

struct Versions {
  std::unique_ptr<Compiled> before, after;
  std::string givenBefore, givenAfter;
};

/// As git calls an external diff: PATH OLD-FILE OLD-HEX OLD-MODE NEW-FILE NEW-HEX NEW-MODE. Both texts stand for the
/// file at PATH, so that what they import is found beside it.
Versions versionsOfGit(const std::vector<std::string>& words) {
  const auto text = [](const std::string& file) -> std::optional<std::string> {
    return file == "/dev/null" ? std::nullopt : source::readFile(file);
  };
  const auto old = text(words[1]), fresh = text(words[4]);
  Versions out{nullptr, nullptr, fmt::format("a/{}", words[0]), fmt::format("b/{}", words[0])};
  if (old) out.before = compileText(words[0], *old);
  if (fresh) out.after = compileText(words[0], *fresh);
  return out;
}

Exit exitOf(diff::End end) {
  switch (end) {
  case diff::End::Equal: return Exit::Fine;
  case diff::End::NobodyLoses: return Exit::NobodyLoses;
  case diff::End::SomebodyLoses: return Exit::SomebodyLoses;
  case diff::End::Undecided: return Exit::Undecided;
  case diff::End::InterfaceBroken: return Exit::InterfaceBroken;
  case diff::End::OverBudget: return Exit::OverBudget;
  case diff::End::Failed: return Exit::Failed;
  }
  return Exit::Failed;
}

std::string rendered(const diff::Result& result, const std::string& format, Language language, bool colour) {
  if (format == "json") return diffJson(result);
  if (format == "markdown") return diffMarkdown(result, language);
  if (format == "html") return diffHtml(result, language);
  if (format == "sarif") return diffSarif(result, language);
  if (format == "junit") return diffJunit(result, language);
  return diffText(result, language, colour);
}

Exit compare(const DiffOptions& options, const Versions& versions, const Console& console) {
  const Compiled &before = *versions.before, &after = *versions.after;
  diff::Options how;
  how.law = !options.wordsOnly;
  // Far more than a question of the founding policy takes that is answered at all; one with products or growth may use
  // up any number.
  how.how.steps = options.steps != 0 ? options.steps : 1'000'000;
  if (!options.only.empty()) {
    const auto clause = clauseNamed(options.only, before, after, console);
    if (!clause) return Exit::Failed;
    how.only = *clause;
  }
  std::optional<diff::Accepted> accepted = diff::Accepted{};
  if (!options.accept.empty()) accepted = readAcceptance(options.accept, options.writeAcceptance, console);
  if (!accepted) return Exit::Failed;
  const auto input = [](const Compiled& policy, const std::string& given) {
    return diff::Input{policy.program(), policy.parsed, policy.sources, policy.checked->readings, given};
  };
  const diff::Input was = input(before, versions.givenBefore), is = input(after, versions.givenAfter);
  std::optional<diff::Result> result = diff::compare(was, is, how);
  if (!result) {
    console.fail({"没有条款「" + options.only + "」", "there is no clause `" + options.only + "`"});
    return Exit::Failed;
  }
  const VersionOf old{before, was}, fresh{after, is};
  const bool whole = !options.batch.inputs.empty() && options.subject.empty();
  if (whole && compareRegister(options, old, fresh, *result, console) == Exit::Failed) return Exit::Failed;
  const bool subject = !options.facts.empty() || !options.subject.empty();
  if (subject && compareSubject(options, old, fresh, *result, console) == Exit::Failed) return Exit::Failed;
  diff::accept(*result, *accepted);
  if (options.writeAcceptance)
    return writeAcceptance(options.accept, *accepted, *result, options.reason, options.document, console);
  const bool file = !options.output.empty() && options.output != "-";
  const std::string shown = rendered(*result, options.format, console.language, console.colourOut && !file);
  if (writeWhole(file ? options.output : "-", shown, console) == Exit::Failed) return Exit::Failed;
  if (result->end == diff::End::Failed)
    console.fail({"有的问题工具没有能够回答", "the tool failed to answer some of the questions"});
  return exitOf(result->end);
}

} // namespace

Exit diffVersions(const DiffOptions& options, Console console) {
  if (!options.gitDriver.empty()) {
    if (options.gitDriver.size() < 7) { // of a file that is being merged git gives the path alone
      console.note({options.gitDriver[0] + "：正在合并，没有两个版本可比",
                    options.gitDriver[0] + ": being merged; there are no two versions to compare"});
      return Exit::Fine;
    }
    const auto versions = versionsOfGit(options.gitDriver);
    if (!console.languageAsked)
      if (const Compiled* policy = versions.after ? versions.after.get() : versions.before.get())
        console.language = languageOf(*policy);
    const std::string& path = options.gitDriver[0];
    if (!versions.before || !versions.after) {
      const Text what =
          versions.after ? Text(path + "：新文件", path + ": a new file") : Text(path + "：已删除", path + ": deleted");
      fmt::print("{}\n", what.in(console.language));
      return Exit::Fine;
    }
    // git takes any other exit for a failure of its own.
    const bool fine = compiles(*versions.before, versions.givenBefore, console) &&
                      compiles(*versions.after, versions.givenAfter, console);
    if (!fine) return Exit::Fine;
    return compare(options, versions, console) == Exit::Failed ? Exit::Failed : Exit::Fine;
  }
  if (options.before.empty() || options.after.empty()) {
    console.fail({"要写明两个版本：tiao diff 原 新", "give two versions: tiao diff BEFORE AFTER"});
    return Exit::Failed;
  }
  if (options.writeAcceptance && (options.accept.empty() || options.reason.empty())) {
    console.fail({"--write-acceptance 要写明文件（--accept）和理由（--reason）",
                  "--write-acceptance needs the file (--accept) and a reason (--reason)"});
    return Exit::Failed;
  }
  const auto paths = [](const std::string& first, std::vector<std::string> others) {
    others.insert(others.begin(), first);
    return others;
  };
  Versions versions{nullptr, nullptr, all(options.before, options.withBefore), all(options.after, options.withAfter)};
  versions.before = compileVersion(paths(options.before, options.withBefore), console);
  if (!versions.before) return Exit::Failed;
  versions.after = compileVersion(paths(options.after, options.withAfter), console);
  if (!versions.after) return Exit::Failed;
  if (!console.languageAsked) console.language = languageOf(*versions.after);
  const bool before = compiles(*versions.before, versions.givenBefore, console);
  if (!compiles(*versions.after, versions.givenAfter, console) || !before) return Exit::NotCompiled;
  return compare(options, versions, console);
}

} // namespace tiao::driver
