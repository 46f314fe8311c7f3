#include "compiler/build/description.h"

#include "compiler/build/ids.h"
#include "compiler/explain/explain.h"
#include "runtime/hash/sha256.h"

#include <algorithm>
#include <fmt/format.h>

namespace tiao::build {

using batch::InputKind;
using calendar::Period;
using diagnostics::Text;

namespace {

Name withPeriodName(const Name& name, int year, int month) {
  if (year == 0) return name;
  const std::string period = calendar::toString(Period{year, month});
  return {name.zh.empty() ? "" : name.zh + " " + period, name.en.empty() ? "" : name.en + " " + period};
}

/// 元, 家·年, 元/件.
Name unitName(const core::Program& program, const core::Unit& unit) {
  Name above, below;
  for (const auto& [base, exponent] : unit.powers) {
    const Name& name = program.units[core::Id<core::BaseUnit>{base}].name;
    Name& side = exponent < 0 ? below : above;
    for (int i = 0; i < std::abs(exponent); ++i) {
      side.zh += (side.zh.empty() ? "" : "·") + (name.zh.empty() ? name.en : name.zh);
      side.en += (side.en.empty() ? "" : "·") + (name.en.empty() ? name.zh : name.en);
    }
  }
  if (below == Name()) return above;
  return {above.zh + "/" + below.zh, above.en + "/" + below.en};
}

class Describing {
public:
  Describing(const core::Program& program, const source::SourceSet& sources, const plan::Plan& plan)
      : program_(program), sources_(sources), plan_(plan) {}

  Description run() {
    d_.policy = program_.policy;
    d_.version = version();
    d_.hash = hashOf(program_);
    d_.layout = hashOf(plan_);
    d_.firstYear = plan_.layout.firstYear;
    d_.lastYear = plan_.layout.lastYear;
    for (const uint32_t kind : plan_.layout.itemKinds) {
      const core::ItemKind& of = program_.itemKinds[{kind}];
      d_.kinds.push_back({ids_.of(of.name, fmt::format("items_{}", kind + 1)), of.name, of.most});
    }
    for (uint32_t i = 0; i < program_.facts.size(); ++i)
      facts_.push_back(ids_.of(program_.facts[{i}].name, fmt::format("fact_{}", i + 1)));
    for (const batch::Input& in : plan_.layout.inputs) d_.inputs.push_back(input(in));
    addOutputs();
    return std::move(d_);
  }

private:
  /// The numbers of the policy's document and of those laid over it.
  [[nodiscard]] std::string version() const {
    std::vector<std::string> documents{program_.document};
    for (const core::Award& award : program_.awards) documents.push_back(award.document);
    for (const auto& [expr, gloss] : program_.glosses)
      if (const auto* layer = std::get_if<core::VersionGloss>(&gloss))
        documents.push_back(layer->layer.zh.empty() ? layer->layer.en : layer->layer.zh);
    std::string text;
    std::vector<std::string> said{""};
    for (const std::string& document : documents) {
      if (std::ranges::find(said, document) != said.end()) continue;
      said.push_back(document);
      text += (text.empty() ? "" : "; ") + document;
    }
    return text;
  }

  [[nodiscard]] Input input(const batch::Input& in) const {
    Input result;
    const auto named = [&](const Name& name, const std::string& id, Type type) {
      result.name = name;
      result.factId = id;
      result.id = withPeriod(id, in.year, in.month);
      result.column = withPeriodName(name, in.year, in.month);
      result.type = type;
    };
    switch (in.kind) {
    case InputKind::FirstYear: named({"最初年度", "first year"}, "first_year", Type::Year); break;
    case InputKind::ListGiven: {
      const Kind& kind = d_.kinds[static_cast<size_t>(in.itemKind)];
      named({kind.name.zh + "的清单完整", kind.name.en + " list given"}, kind.id + "_given", Type::Truth);
      break;
    }
    case InputKind::Listed: {
      const Kind& kind = d_.kinds[static_cast<size_t>(in.itemKind)];
      named({kind.name.zh + "在列", kind.name.en + " listed"}, kind.id + "_listed", Type::Truth);
      break;
    }
    case InputKind::Fact: {
      const core::Fact& fact = program_.facts[{in.fact}];
      named(fact.name, facts_[in.fact], typeOf(fact.type));
      result.unit = unitName(program_, fact.type.unit);
      if (fact.type.kind == core::Kind::Member) {
        Ids members;
        for (const Name& member : program_.enumerations[fact.type.enumeration].members)
          result.members.push_back({members.of(member, fmt::format("member_{}", result.members.size() + 1)), member});
      }
      break;
    }
    }
    return result;
  }

  static Type typeOf(const core::Type& type) {
    switch (type.kind) {
    case core::Kind::Truth: return Type::Truth;
    case core::Kind::Date: return Type::Date;
    case core::Kind::Member: return Type::Member;
    case core::Kind::Number: return type.unit == core::yuan() ? Type::Money : Type::Number;
    case core::Kind::Text: break; // of no column
    }
    return Type::Number;
  }

  void addOutputs() {
    std::vector<std::string> awards;
    Ids ids;
    for (uint32_t i = 0; i < program_.awards.size(); ++i)
      awards.push_back(ids.of(program_.awards[{i}].name, fmt::format("award_{}", i + 1)));
    for (const core::Award& award : program_.awards) d_.awards.push_back(award.name);
    std::vector<uint32_t> groupOf(program_.awards.size());
    for (uint32_t group = 0; group < plan_.layout.groups.size(); ++group)
      for (const uint32_t award : plan_.layout.groups[group].awards) groupOf[award] = group;
    for (uint32_t i = 0; i < program_.awards.size(); ++i) {
      Output output;
      output.award = {i};
      output.group = groupOf[i];
      output.article = program_.awards[{i}].article;
      const core::Award& award = program_.awards[{i}];
      output.discretionary = award.assessment.has_value();
      for (int year = d_.firstYear; year <= d_.lastYear; ++year) {
        const bool monthly = award.period == core::Per::Month;
        for (int month = monthly ? 1 : 0; month <= (monthly ? 12 : 0); ++month) {
          output.period = {year, month};
          output.id = withPeriod(awards[i], year, month);
          place(output, award);
          d_.outputs.push_back(output);
        }
      }
    }
  }

  /// Where the kernels have it.
  void place(Output& output, const core::Award& award) const {
    const auto& outputs = plan_.layout.outputs;
    output.kernel = output.listed = output.itemKind = -1;
    output.reasons.clear();
    const auto at = std::ranges::find_if(outputs, [&](const batch::Output& each) {
      return each.award == output.award.index && Period{each.year, each.month} == output.period;
    });
    if (award.key) {
      const auto& kinds = plan_.layout.itemKinds;
      const auto kind = std::ranges::find(kinds, award.key->index);
      if (kind != kinds.end()) output.itemKind = static_cast<int32_t>(kind - kinds.begin());
    }
    for (size_t i = 0; output.itemKind >= 0 && i < plan_.layout.inputs.size(); ++i) {
      const batch::Input& in = plan_.layout.inputs[i];
      if (in.kind == InputKind::Listed && in.itemKind == output.itemKind && in.year == output.period.year)
        output.listed = static_cast<int32_t>(i);
    }
    if (at == outputs.end()) return;
    output.kernel = static_cast<int32_t>(at - outputs.begin());
    for (const plan::OutputPlan::Told& told : plan_.outputs[static_cast<size_t>(output.kernel)].told)
      output.reasons.push_back(explain::ruleText(program_, sources_, output.award, output.period, told.reason));
  }

  const core::Program& program_;
  const source::SourceSet& sources_;
  const plan::Plan& plan_;
  Ids ids_;
  std::vector<std::string> facts_;
  Description d_;
};

} // namespace

Description describe(const core::Program& program, const source::SourceSet& sources, const plan::Plan& plan,
                     const std::string& compiler, const Name& district) {
  Description description = Describing(program, sources, plan).run();
  description.compiler = compiler;
  description.district = district;
  return description;
}

core::Program ofDistrict(core::Program program, core::Member district) {
  if (!program.district) return program;
  for (uint32_t i = 0; i < program.exprs.size(); ++i) {
    core::Expr& expr = program.exprs[{i}];
    const auto* read = std::get_if<core::FactRef>(&expr.node);
    if (read != nullptr && read->fact == *program.district) expr.node = core::Const{core::Constant(district)};
  }
  return program;
}

std::string hashOf(const core::Program& program) {
  std::string text = core::print(program);
  // What its print leaves out.
  const auto to = std::back_inserter(text);
  for (const core::ItemKind& kind : program.itemKinds) fmt::format_to(to, "{} {}\n", kind.name.en, kind.yearly);
  for (const core::Fact& fact : program.facts) fmt::format_to(to, "{}\n", fact.name.en);
  for (const core::Award& award : program.awards) fmt::format_to(to, "{}\n", award.name.en);
  const auto day = [](std::optional<core::Date> date) { return date ? calendar::toString(*date) : std::string("-"); };
  for (const core::Choice& choice : program.choices) fmt::format_to(to, "{} {}\n", day(choice.from), day(choice.to));
  return hash::hex(hash::sha256(text));
}

std::string hashOf(const plan::Plan& plan) {
  std::string text;
  const batch::Layout& layout = plan.layout;
  const auto to = std::back_inserter(text);
  fmt::format_to(to, "{} {}\n", layout.firstYear, layout.lastYear);
  for (const uint32_t kind : layout.itemKinds) fmt::format_to(to, "items {}\n", kind);
  for (const batch::Input& in : layout.inputs)
    fmt::format_to(to, "in {} {} {} {} {} {} {} {} {}\n", static_cast<int>(in.kind), in.fact, in.itemKind, in.year,
                   in.month, static_cast<int>(in.cell), in.scale, in.lo, in.hi);
  for (size_t i = 0; i < layout.outputs.size(); ++i) {
    const batch::Output& out = layout.outputs[i];
    fmt::format_to(to, "out {} {} {} {} {}", out.award, out.year, out.month, out.itemKind, out.discretionary);
    for (const plan::OutputPlan::Told& told : plan.outputs[i].told)
      fmt::format_to(to, " {}.{}.{}.{}.{}", static_cast<int>(told.reason.kind), static_cast<int>(told.reason.level),
                     told.reason.limit, told.reason.expr.index, told.reason.award.index);
    text += '\n';
  }
  for (const batch::Group& group : layout.groups) {
    fmt::format_to(to, "group {}", group.compiled);
    for (const uint32_t award : group.awards) fmt::format_to(to, " {}", award);
    text += '\n';
  }
  return hash::hex(hash::sha256(text));
}

Text whyLeft(const batch::Group& group) {
  static const std::vector<Text> known = {
      {"文本之间有比较", "a text is compared"},
      {"选项超过256个", "a list has more than 256 members"},
      {"选项由条件决定", "a member is chosen by a condition"},
      {"两个选项互相比较", "two members are compared with each other"},
      {"除数可能小于零", "a divisor may be below 0"},
      {"分数的分母太大", "a fraction has too great a denominator"},
      {"政策中的数太大", "a number of the policy is too great"},
      {"条目之和中有商", "a sum over items is of quotients"},
      {"读了另一奖补给其他种类条目的数额", "an award reads what another gave items of another kind"},
      {"条件与限制超过64个", "it has more than 64 conditions and limits"},
      {"金额按不足一分的单位取整", "its amounts are rounded to a part of a fen"},
      {"金额可能超过90 000 000 000 000 000元", "its amounts may be beyond 90 000 000 000 000 000 yuan"},
      {"可以并存的奖补组合太多", "its choice allows too many sets of awards"},
      {"代码太长：期间太多，或数的位数太多", "its code would be too long: many periods, or numbers of many digits"},
      {"数可能太大", "its numbers may be too great"},
      {"按年的奖补计月数", "months are counted of an award by the year"},
      {"已开始的系列在政策到期后继续", "series that have begun run on after its end"},
      {"由企业在奖补之间选择", "the enterprise elects among its awards"},
      {"条目超过8种", "the policy has more than 8 kinds of items"},
      {"按条目计的奖补中有对条目的求和", "the sum over items stands in an award that is counted by items"},
  };
  const auto found = std::ranges::find(known, group.why, &Text::en);
  return found == known.end() ? Text(group.why) : *found;
}

} // namespace tiao::build
