#include "compiler/driver/commands.h"
#include "compiler/driver/districts.h"
#include "compiler/driver/values.h"
#include "compiler/layers/consolidated_text.h"

#include <algorithm>
#include <chrono>

/// tiao consolidate: the policy as it stands on a day, in a district.
namespace tiao::driver {

namespace {

/// Today, or the nearest day on which the policy is in force.
calendar::Date today(const core::Program& program) {
  const auto now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  return std::clamp(calendar::Date(now), program.from, program.to);
}

} // namespace

Exit consolidate(const ConsolidateOptions& options, Console console) {
  if (!options.output.empty() && options.output != "-" && !source::isLiterate(options.output)) {
    console.fail({options.output + "：合并的文本是 Markdown，文件名应以 .tiao.md 结尾",
                  options.output + ": the consolidated text is Markdown; the name must end in .tiao.md"});
    return Exit::Failed;
  }
  const Loaded loaded = load(options.policy, console);
  if (!loaded.policy) return loaded.exit;
  const Compiled& policy = *loaded.policy;
  layers::Standing standing{today(policy.program()), std::nullopt};
  if (!options.on.empty()) {
    const auto day = readDate(options.on);
    if (!day) {
      console.fail(
          {"--on 应是日期，如 2024-12-31：" + options.on, "--on takes a date, as in 2024-12-31: " + options.on});
      return Exit::Failed;
    }
    standing.day = *day;
  }
  if (!options.district.empty()) {
    standing.district = districtOf(policy, options.district, console);
    if (!standing.district) return Exit::Failed;
  }
  const Language language = options.to.empty() ? languageOf(policy) : options.to == "zh" ? Language::Zh : Language::En;
  const std::string text = layers::consolidatedText(policy.parsed, policy.sources, standing, language);
  return writeWhole(options.output.empty() ? "-" : options.output, text, console);
}

} // namespace tiao::driver
