#include "compiler/plan/numbers.h"

#include "compiler/plan/number.h"
#include "compiler/plan/representation.h"

#include <fmt/format.h>
#include <map>

namespace tiao::plan {

using core::Name;

namespace {

std::string textOf(Wide value) { return rationalOf(value).toString(); }
Name textName(Wide value) { return {textOf(value), textOf(value)}; }

/// Words with names in them, in both languages.
template <typename... Names> Name say(const char* zh, const char* en, const Names&... names) {
  return {fmt::format(fmt::runtime(zh), names.zh...), fmt::format(fmt::runtime(en), names.en...)};
}

const Name aCondition{"一个条件", "a condition"};

class Numbering {
public:
  Numbering(const core::Program& program, const Plan& plan, std::vector<NumberLine>& lines)
      : program_(program), plan_(plan), g(plan.graph), lines_(lines) {}

  void number(NodeId id) {
    if (g.isConstant(id) || names_.contains(id.index)) return;
    const Node& node = g[id];
    eachOperand(node, [&](NodeId operand) {
      if (!isBit(g[operand].op)) number(operand);
    });
    const std::string own = node.op == Op::Cell ? "" : fmt::format("n{}", ++count_);
    const Name name = node.op == Op::Cell ? inputName(node.input) : Name{own, own};
    names_[id.index] = name;
    const Interval range = g.range(id);
    lines_.push_back(
        {name, meaning(node), textOf(range.lo), textOf(range.hi), bitsOf(range), node.op == Op::Divide, why(id)});
  }

private:
  [[nodiscard]] Name inputName(uint32_t input) const {
    const batch::Input& in = plan_.layout.inputs[input];
    if (in.kind != batch::InputKind::Fact) return {"最初年度", "first year"};
    Name name = program_.facts[{in.fact}].name;
    if (name.zh.empty()) name.zh = name.en;
    if (name.en.empty()) name.en = name.zh;
    if (in.year == 0) return name;
    const std::string period = calendar::toString(calendar::Period{in.year, in.month});
    return {name.zh + " " + period, name.en + " " + period};
  }

  [[nodiscard]] Name of(NodeId id) const {
    if (g.isConstant(id)) return textName(g[id].k);
    if (isBit(g[id].op)) return aCondition;
    return names_.at(id.index);
  }

  [[nodiscard]] Name meaning(const Node& node) const {
    switch (node.op) {
    case Op::Cell: {
      const int64_t scale = plan_.layout.inputs[node.input].scale;
      if (scale == 1) return {"一列", "a column"};
      return say("一列，以1/{}计", "a column, in 1/{}", textName(scale));
    }
    case Op::Add: return say("{} + {}", "{} + {}", of(node.a), of(node.b));
    case Op::Multiply: return say("{} × {}", "{} × {}", of(node.a), of(node.b));
    case Op::Least: return say("{} 与 {} 中较小的", "the lesser of {} and {}", of(node.a), of(node.b));
    case Op::Greatest: return say("{} 与 {} 中较大的", "the greater of {} and {}", of(node.a), of(node.b));
    case Op::Select: return say("视条件为 {} 或 {}", "{} or {}, by a condition", of(node.b), of(node.c));
    case Op::Divide: return say("{} ÷ {}，舍去余数", "{} ÷ {}, rounded down", of(node.a), of(node.b));
    case Op::NumberOf: return say("条目所属主体的 {}", "{} of the item's subject", of(node.a));
    case Op::SumItems: return say("各条目 {} 之和", "the sum of {} over items", of(node.a));
    case Op::Number: return textName(node.k);
    case Op::Bit:
    case Op::Known:
    case Op::IsSet:
    case Op::IsByte:
    case Op::And:
    case Op::Or:
    case Op::Not:
    case Op::Less:
    case Op::Equal:
    case Op::BitOf:
    case Op::AnyItem: break;
    }
    return aCondition;
  }

  [[nodiscard]] Name why(NodeId id) const {
    if (g[id].op == Op::Divide) {
      switch (divisionOf(g, id).how) {
      case Quotient::Shift: return {"除以2的幂", "a power of 2"};
      case Quotient::Narrow: return {"小于2^32：乘以倒数", "below 2^32: times the reciprocal"};
      case Quotient::Reciprocal:
        return {"在±2^50之内：以双精度数乘以倒数即得", "within ±2^50: times the reciprocal in doubles"};
      case Quotient::Doubles:
        return {"小于2^51：双精度数能精确表示，由余数校正", "below 2^51: exact in doubles, repaired by the remainder"};
      case Quotient::Remainder:
        return {"商小于2^40：以双精度数约得，由余数（模2^64）校正",
                "a quotient below 2^40: near in doubles, repaired by the remainder modulo 2^64"};
      case Quotient::Words: return {"小于2^63", "below 2^63"};
      case Quotient::Wide: return {"超过2^63：128位除法", "beyond 2^63: 128-bit division"};
      }
    }
    switch (bitsOf(g.range(id))) {
    case 32: return {"在±2^31之内", "within ±2^31"};
    case 64: return {"在±2^63之内", "within ±2^63"};
    default: return {"超过±2^63", "beyond ±2^63"};
    }
  }

  const core::Program& program_;
  const Plan& plan_;
  const Graph& g;
  std::vector<NumberLine>& lines_;
  std::map<uint32_t, Name> names_;
  unsigned count_ = 0;
};

AwardNumbers numbersOf(const core::Program& program, const Plan& plan, const batch::Group& group, uint32_t award) {
  AwardNumbers result;
  result.award = {award};
  result.left = group.why;
  if (!group.compiled) return result;
  const OutputPlan* last = nullptr;
  for (size_t i = 0; i < plan.layout.outputs.size(); ++i) {
    const batch::Output& output = plan.layout.outputs[i];
    if (output.award != award || plan.outputs[i].notInForce == plan.graph.yes) continue;
    last = &plan.outputs[i];
    result.period = {output.year, output.month};
  }
  result.neverInForce = last == nullptr;
  if (last == nullptr) return result;
  if (!last->where.none())
    result.always = last->fixed;
  else if (plan.graph.isConstant(last->amount))
    result.always = static_cast<int64_t>(plan.graph[last->amount].k);
  else
    Numbering(program, plan, result.lines).number(last->amount);
  return result;
}

} // namespace

std::vector<AwardNumbers> numbersOf(const core::Program& program, const Plan& plan) {
  std::vector<AwardNumbers> result;
  for (const batch::Group& group : plan.layout.groups)
    for (const uint32_t award : group.awards) result.push_back(numbersOf(program, plan, group, award));
  return result;
}

} // namespace tiao::plan
