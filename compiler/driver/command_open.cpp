#include "compiler/driver/judgement.h"
#include "compiler/driver/passes.h"
#include "compiler/source/literate.h"

#include <fmt/format.h>

/// tiao check --open: what no formula can tell, by the body that decides it.
namespace tiao::driver {

namespace {

class Report {
public:
  Report(const core::Program& program, Language language)
      : program_(program), judgement_(judgement(program)), language_(language) {}

  void print() const {
    for (const Body& body : judgement_.bodies) print(body);
    if (judgement_.bodies.empty())
      fmt::print("{}\n", say("没有留待评定的事项：全由规则决定", "nothing is left to judgement: it is all rule"));
    shares();
  }

private:
  [[nodiscard]] std::string say(std::string zh, std::string en) const {
    return language_ == Language::Zh ? std::move(zh) : std::move(en);
  }
  [[nodiscard]] std::string nameOf(const Body& body) const {
    if (!body.role) return say("没有写明由谁核定", "body not named");
    return shown(program_.roles[*body.role].name, language_);
  }
  /// 平台奖励（第二条）
  [[nodiscard]] std::string nameOf(core::AwardId id) const {
    const core::Award& award = program_.awards[id];
    const std::string& name = shown(award.name, language_);
    const std::string article = source::articleText(source::articleNumber(award.article), language_);
    return article.empty() ? name : name + say("（", " (") + article + say("）", ")");
  }
  [[nodiscard]] std::string namesOf(const std::vector<core::AwardId>& awards) const {
    if (awards.empty()) return say("没有条款用到", "read by no clause");
    std::string out;
    for (const core::AwardId id : awards) out += (out.empty() ? "" : say("、", ", ")) + nameOf(id);
    return out;
  }

  void print(const Body& body) const {
    fmt::print("{}{}\n", nameOf(body), say("：", ":"));
    for (const JudgedFact& judged : body.facts)
      fmt::print("  {} {}{}{}\n", say("评定", "decides"), shown(program_.facts[judged.fact].name, language_),
                 say("：", ": "), namesOf(judged.readBy));
    for (const core::AwardId id : body.amounts) {
      const core::Award& award = program_.awards[id];
      fmt::print("  {} {}{}{}{}\n", say("核定", "fixes"), shown(program_.facts[*award.assessment].name, language_),
                 say("：", ": "), nameOf(id), ceiling(award));
    }
  }

  /// ，最高 1,000,000.00元; nothing where the ceiling is computed.
  [[nodiscard]] std::string ceiling(const core::Award& award) const {
    for (const core::Limit& limit : award.limits)
      if (const auto* cap = std::get_if<core::Cap>(&limit.node))
        if (const auto* bound = std::get_if<core::Const>(&program_.exprs[cap->bound].node)) {
          const std::string money = std::get<core::Rational>(bound->value).toFixed(2, true);
          return say("，最高 " + money + "元", ", up to " + money + " yuan");
        }
    return {};
  }

  static std::string percent(size_t part, size_t whole) {
    const size_t thousandths = whole == 0 ? 0 : part * 1000 / whole;
    return fmt::format("{}.{}%", thousandths / 10, thousandths % 10);
  }

  void shares() const {
    const Judgement& j = judgement_;
    fmt::print("{}\n", say(fmt::format("条款 {}：全由规则决定 {}（{}），有评定或核定 {}", j.awards, j.byRule,
                                       percent(j.byRule, j.awards), j.awards - j.byRule),
                           fmt::format("{} awards: {} wholly by rule ({}), {} with judgement", j.awards, j.byRule,
                                       percent(j.byRule, j.awards), j.awards - j.byRule)));
    const size_t rule = j.conditions - j.judgedConditions;
    fmt::print("{}\n", say(fmt::format("条件 {}：规则 {}（{}），评定 {}", j.conditions, rule,
                                       percent(rule, j.conditions), j.judgedConditions),
                           fmt::format("{} conditions: {} by rule ({}), {} judged", j.conditions, rule,
                                       percent(rule, j.conditions), j.judgedConditions)));
    const size_t computed = j.awards - j.discretionary;
    fmt::print("{}\n", say(fmt::format("金额 {}：算出 {}（{}），核定 {}", j.awards, computed,
                                       percent(computed, j.awards), j.discretionary),
                           fmt::format("{} amounts: {} computed ({}), {} fixed by a body", j.awards, computed,
                                       percent(computed, j.awards), j.discretionary)));
    for (const Body& body : j.bodies)
      fmt::print(
          "  {}{}\n", nameOf(body),
          say(fmt::format("：条款 {}，条件 {}，金额 {}", body.awards.size(), body.conditions, body.amounts.size()),
              fmt::format(": {} awards, {} conditions, {} amounts", body.awards.size(), body.conditions,
                          body.amounts.size())));
  }

  const core::Program& program_;
  Judgement judgement_;
  Language language_;
};

} // namespace

void printOpen(const core::Program& program, Language language) { Report(program, language).print(); }

} // namespace tiao::driver
