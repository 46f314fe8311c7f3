#include "compiler/build/header.h"
#include "compiler/build/manifest.h"
#include "compiler/build/numbers.h"
#include "compiler/driver/code_generator.h"
#include "compiler/driver/commands.h"
#include "compiler/driver/districts.h"
#include "compiler/driver/evaluators.h"
#include "compiler/driver/kernels.h"
#include "compiler/driver/names.h"
#include "compiler/driver/passes.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

/// tiao build: an evaluator that stands alone, its header, what it is; and the numeric plan.
namespace tiao::driver {

namespace {

/// Of a policy without an end so many years are not evaluated unless they are asked for.
constexpr int MostYears = 20;

std::optional<int> lastYearOf(const BuildOptions& options, const core::Program& program, const Console& console) {
  const interpret::Years years = yearsInForce(program);
  if (options.through.empty()) {
    if (years.last - years.first < MostYears) return std::max(years.last, calendar::yearOf(program.to));
    console.fail({"政策没有终止之年，请用 --through 写明计算到哪一年",
                  "the policy has no last year; say with --through which is the last to be evaluated"});
    return std::nullopt;
  }
  const auto asked = readYears(options.through);
  if (asked && asked->first == asked->last && asked->last >= years.first && asked->last - years.first < MostYears)
    return asked->last;
  console.fail({fmt::format("--through 应是 {} 至 {} 之间的一个年度：{}", years.first, years.first + MostYears - 1,
                            options.through),
                fmt::format("--through takes a year from {} to {}: {}", years.first, years.first + MostYears - 1,
                            options.through)});
  return std::nullopt;
}

/// The district that the evaluator is for, if it is for one.
struct District {
  std::optional<core::Member> member;
  core::Name name;
};
std::optional<District> districtAsked(const BuildOptions& options, const core::Program& program,
                                      const Console& console) {
  if (options.district.empty()) return District{};
  if (!program.district) {
    console.fail({"政策中没有哪项事实「按此汇总」，不知道有哪些区县",
                  "no fact of the policy is `grouping`, so its districts are not known"});
    return std::nullopt;
  }
  const auto& members = program.enumerations[program.facts[*program.district].type.enumeration].members;
  Names names;
  for (uint32_t i = 0; i < members.size(); ++i) names.add(members[i], i);
  if (const auto found = names.find(options.district)) return District{core::Member{*found}, members[*found]};
  const Text guess = didYouMean(names.nearest(options.district)), said = quoted(Text(options.district));
  console.fail({"不认识的区县" + said.zh + guess.zh, "unknown district " + said.en + guess.en});
  return std::nullopt;
}

/// What the files are called where nobody says: after the file or folder that is compiled.
std::string stemOf(const std::string& policy) {
  std::filesystem::path path = std::filesystem::path(policy).lexically_normal();
  if (!path.has_filename()) path = path.parent_path();
  std::string name = path.filename().string();
  if (name.empty() || name == "." || name == "..") {
    std::error_code failed;
    name = std::filesystem::absolute(path, failed).lexically_normal().filename().string();
  }
  for (const char* end : {".md", ".tiao"})
    if (name.size() > std::string_view(end).size() && name.ends_with(end))
      name.resize(name.size() - std::string_view(end).size());
  return name.empty() ? "policy" : name;
}

std::string nameOf(const std::string& form, const std::string& stem) {
  if (form == "library") return "lib" + stem + ".so";
  if (form == "object") return stem + ".o";
  if (form == "header") return stem + ".h";
  if (form == "llvm-ir") return stem + ".ll";
  return stem + ".json";
}

/// Says which clauses the evaluator does not decide, and why. Are there any?
bool tellLeft(const core::Program& program, const plan::Plan& plan, const Console& console) {
  bool any = false;
  for (const batch::Group& group : plan.layout.groups) {
    if (group.compiled) continue;
    any = true;
    constexpr size_t MostNamed = 4;
    Text names;
    for (size_t i = 0; i < std::min(group.awards.size(), MostNamed); ++i) {
      const Text name = textOf(program.awards[{group.awards[i]}].name);
      names.zh += (i == 0 ? "「" : "、「") + name.zh + "」";
      names.en += (i == 0 ? "`" : ", `") + name.en + "`";
    }
    if (group.awards.size() > MostNamed) {
      names.zh += fmt::format("等 {} 条", group.awards.size());
      names.en += fmt::format(" and {} more", group.awards.size() - MostNamed);
    }
    const Text why = build::whyLeft(group);
    console.warn({fmt::format("{}没有编译，求值器一律答「未定」（ask）：{}", names.zh, why.zh),
                  fmt::format("{}: not compiled, the evaluator always answers `ask`: {}", names.en, why.en)});
  }
  return any;
}

class Building {
public:
  Building(const BuildOptions& options, const Compiled& policy, const Console& console)
      : options_(options), policy_(policy), console_(console) {}

  Exit run() {
    const auto last = lastYearOf(options_, policy_.program(), console_);
    if (!last) return Exit::Failed;
    const auto district = districtAsked(options_, policy_.program(), console_);
    if (!district) return Exit::Failed;
    program_ = district->member ? build::ofDistrict(policy_.program(), *district->member) : policy_.program();
    plan_ = plan::plan(program_, *last);
    if (options_.numericPlan) return numericPlan();
    description_ = build::describe(program_, policy_.sources, plan_, TIAO_VERSION, district->name);
    for (const std::string& form : options_.emit)
      if (const Exit exit = emit(form); exit != Exit::Fine) return exit;
    return tellLeft(program_, plan_, console_) ? Exit::Findings : Exit::Fine;
  }

private:
  Exit numericPlan() {
    const std::string text = options_.format == "json" ? build::numbersJson(program_, plan_).dump(2) + "\n"
                                                       : build::numbersText(program_, plan_, console_.language);
    return writeWhole(options_.output.empty() ? "-" : options_.output, text, console_);
  }

  [[nodiscard]] std::string pathOf(const std::string& name) const {
    if (options_.output.empty()) return name;
    std::error_code failed;
    const bool folder = options_.output.ends_with('/') || std::filesystem::is_directory(options_.output, failed);
    return folder ? (std::filesystem::path(options_.output) / name).string() : options_.output;
  }

  std::variant<EvaluatorBytes, Text> makeForm(const std::string& form, const std::string& soname) {
    if (form == "library") return evaluatorLibrary(plan_, description_, soname);
    if (form == "object") return evaluatorObject(plan_, description_);
    if (form == "header") return EvaluatorBytes{build::header(description_, plan_.layout)};
    if (form == "llvm-ir") return kernelsText(plan_);
    return EvaluatorBytes{build::manifest(program_, plan_, description_)};
  }

  Exit emit(const std::string& form) {
    const std::string path = pathOf(nameOf(form, stemOf(options_.policy.front())));
    auto made = makeForm(form, std::filesystem::path(path).filename().string());
    if (const auto* why = std::get_if<Text>(&made)) {
      console_.fail(
          {fmt::format("求值器未能生成：{}", why->zh), fmt::format("the evaluator could not be made: {}", why->en)});
      return Exit::Failed;
    }
    std::error_code unmade; // a folder that could not be made is told when its file is written
    if (options_.output.ends_with('/')) std::filesystem::create_directories(options_.output, unmade);
    const Exit exit = writeWhole(path, std::get<EvaluatorBytes>(made).bytes, console_);
    if (exit == Exit::Fine && path != "-") console_.note({"已写出 " + path, "wrote " + path});
    return exit;
  }

  const BuildOptions& options_;
  const Compiled& policy_;
  const Console& console_;
  core::Program program_;
  plan::Plan plan_;
  build::Description description_;
};

} // namespace

Exit buildPolicy(const BuildOptions& asked, Console console) {
  const Loaded loaded = load(asked.policy, console, parse::Tests::Leave);
  if (!loaded.policy) return loaded.exit;
  BuildOptions options = asked;
  const bool chosen = !options.emit.empty();
  if (!chosen) options.emit = {"library", "header", "manifest"};
  const bool folder = options.output.ends_with('/') || std::filesystem::is_directory(options.output);
  if (!options.numericPlan && options.emit.size() > 1 && !options.output.empty() && !folder) {
    console.fail({"-o 只能写一个文件：请用一个 --emit，或写明一个文件夹（以 / 结尾）",
                  "-o names one file: give one --emit, or a folder (ending in /)"});
    return Exit::Failed;
  }
  const bool needsCode =
      std::ranges::any_of(options.emit, [](const std::string& form) { return form != "manifest" && form != "header"; });
  if (const auto why = lacksCodeGenerator(); why && needsCode && !options.numericPlan) {
    console.fail({fmt::format("这个 tiao 没有代码生成器（{}），只能写 --emit header、--emit manifest 与 --numeric-plan",
                              why->zh),
                  fmt::format("this tiao has no code generator ({}): only --emit header, --emit manifest and "
                              "--numeric-plan are to be had",
                              why->en)});
    return Exit::Failed;
  }
  return Building(options, *loaded.policy, console).run();
}

} // namespace tiao::driver
