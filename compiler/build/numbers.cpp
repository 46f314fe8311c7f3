#include "compiler/build/numbers.h"

#include "compiler/build/description.h"
#include "runtime/number/rational.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace tiao::build {

using Json = nlohmann::ordered_json;
using source::Language;

namespace {

const std::string& in(const Name& name, Language language) {
  return name.en.empty() || (language == Language::Zh && !name.zh.empty()) ? name.zh : name.en;
}

Json names(const Name& name) { return {{"zh", name.zh}, {"en", name.en}}; }

const batch::Group& groupOf(const plan::Plan& plan, core::AwardId award) {
  for (const batch::Group& group : plan.layout.groups)
    for (const uint32_t each : group.awards)
      if (each == award.index) return group;
  return plan.layout.groups.front();
}

std::string yuanText(int64_t fen) { return number::Rational(fen, 100).toFixed(2, true); }

} // namespace

std::string numbersText(const core::Program& program, const plan::Plan& plan, Language language) {
  const bool zh = language == Language::Zh;
  std::string text;
  const auto out = std::back_inserter(text);
  for (const plan::AwardNumbers& award : plan::numbersOf(program, plan)) {
    fmt::format_to(out, "{}## {}\n\n", text.empty() ? "" : "\n", in(program.awards[award.award].name, language));
    if (!award.left.empty()) {
      const std::string why = whyLeft(groupOf(plan, award.award)).in(language);
      if (zh)
        fmt::format_to(out, "由解释器计算：{}。\n", why);
      else
        fmt::format_to(out, "Evaluated by the interpreter: {}.\n", why);
      continue;
    }
    if (award.neverInForce) {
      text += zh ? "所计算的年度中都未施行。\n" : "Not in force in any year that is evaluated.\n";
      continue;
    }
    const std::string period = calendar::toString(award.period);
    if (award.always) {
      if (zh)
        fmt::format_to(out, "{}年：或为{}元，或为0。只需一个是否。\n", period, yuanText(*award.always));
      else
        fmt::format_to(out, "{}: {} yuan or nothing. A bit holds it.\n", period, yuanText(*award.always));
      continue;
    }
    if (zh)
      fmt::format_to(out, "{}年的金额，以分计：\n\n| 值 | 即 | 在…之间 | 存为 | 因为 |\n|---|---|---|---|---|\n",
                     period);
    else
      fmt::format_to(
          out, "The amount of {}, in fen:\n\n| value | is | lies in | held in | because |\n|---|---|---|---|---|\n",
          period);
    for (const plan::NumberLine& line : award.lines) {
      const std::string held = fmt::format(fmt::runtime(zh ? "{}位{}" : "{} bits{}"), line.bits,
                                           !line.quotient ? ""
                                           : zh           ? "，由商"
                                                          : " from a quotient");
      fmt::format_to(out, "| {} | {} | {} | {} | {} |\n", in(line.value, language), in(line.is, language),
                     line.lo == line.hi ? line.lo : line.lo + " … " + line.hi, held, in(line.because, language));
    }
  }
  return text;
}

Json numbersJson(const core::Program& program, const plan::Plan& plan) {
  Json json = Json::array();
  for (const plan::AwardNumbers& award : plan::numbersOf(program, plan)) {
    Json each{{"clause", names(program.awards[award.award].name)}};
    if (!award.left.empty()) {
      const diagnostics::Text why = whyLeft(groupOf(plan, award.award));
      each["byInterpreter"] = {{"zh", why.zh}, {"en", why.en}};
    } else if (award.neverInForce) {
      each["neverInForce"] = true;
    } else {
      each["period"] = calendar::toString(award.period);
      if (award.always) each["alwaysOrNothing"] = *award.always;
      Json values = Json::array();
      for (const plan::NumberLine& line : award.lines)
        values.push_back({{"value", names(line.value)},
                          {"is", names(line.is)},
                          {"least", line.lo},
                          {"greatest", line.hi},
                          {"bits", line.bits},
                          {"because", names(line.because)}});
      if (!award.always) each["values"] = std::move(values);
    }
    json.push_back(std::move(each));
  }
  return json;
}

} // namespace tiao::build
