#include "compiler/plan/number.h"
#include "compiler/plan/plan.h"
#include "compiler/plan/representation.h"

#include <fmt/format.h>
#include <map>

/// The numeric plan of an award, for a person: every number on the way to its amount, between which values it lies, and
/// which machine numbers therefore hold it.
namespace tiao::plan {

namespace {

std::string textOf(Wide value) { return rationalOf(value).toString(); }

std::string boundsOf(Interval range) {
  return range.lo == range.hi ? textOf(range.lo) : textOf(range.lo) + " … " + textOf(range.hi);
}

class Printing {
public:
  Printing(const core::Program& program, const Plan& plan, std::string& out)
      : program_(program), plan_(plan), g(plan.graph), out_(out) {}

  void number(NodeId id) {
    if (g.isConstant(id) || names_.contains(id.index)) return;
    const Node& node = g[id];
    eachOperand(node, [&](NodeId operand) {
      if (!isBit(g[operand].op)) number(operand);
    });
    const std::string name = node.op == Op::Cell ? inputName(node.input) : fmt::format("n{}", ++count_);
    names_[id.index] = name;
    const Interval range = g.range(id);
    fmt::format_to(std::back_inserter(out_), "| {} | {} | {} | {} | {} |\n", name, meaning(node), boundsOf(range),
                   held(node, range), why(node, range));
  }

private:
  std::string inputName(uint32_t input) const {
    const batch::Input& in = plan_.layout.inputs[input];
    if (in.kind != batch::InputKind::Fact) return "first year";
    const core::Name& name = program_.facts[{in.fact}].name;
    const std::string shown = name.zh.empty() ? name.en : name.zh;
    if (in.year == 0) return shown;
    return in.month == 0 ? fmt::format("{} {}", shown, in.year) : fmt::format("{} {}-{:02}", shown, in.year, in.month);
  }

  std::string of(NodeId id) const {
    if (g.isConstant(id)) return textOf(g[id].k);
    if (isBit(g[id].op)) return "a condition";
    return names_.at(id.index);
  }

  std::string meaning(const Node& node) const {
    switch (node.op) {
    case Op::Cell: {
      const int64_t scale = plan_.layout.inputs[node.input].scale;
      return scale == 1 ? "a column" : fmt::format("a column, in 1/{}", scale);
    }
    case Op::Add: return fmt::format("{} + {}", of(node.a), of(node.b));
    case Op::Multiply: return fmt::format("{} × {}", of(node.a), of(node.b));
    case Op::Least: return fmt::format("the lesser of {} and {}", of(node.a), of(node.b));
    case Op::Greatest: return fmt::format("the greater of {} and {}", of(node.a), of(node.b));
    case Op::Select: return fmt::format("{} or {}, by a condition", of(node.b), of(node.c));
    case Op::Divide: return fmt::format("{} ÷ {}, rounded down", of(node.a), of(node.b));
    case Op::NumberOf: return fmt::format("{} of the item's subject", of(node.a));
    case Op::SumItems: return fmt::format("the sum of {} over items", of(node.a));
    case Op::Number: return textOf(node.k);
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
    return "a condition";
  }

  static std::string held(const Node& node, Interval range) {
    const std::string bits = fmt::format("{} bits", bitsOf(range));
    return node.op == Op::Divide ? bits + " from a quotient" : bits;
  }

  std::string why(const Node& node, Interval range) const {
    if (node.op == Op::Divide) {
      switch (divisionOf(g.range(node.a), g.range(node.b)).how) {
      case Quotient::Shift: return "a power of 2";
      case Quotient::Doubles: return "below 2^51: exact in doubles, repaired by the remainder";
      case Quotient::Words: return "below 2^63";
      case Quotient::Wide: return "beyond 2^63: 128-bit division";
      }
    }
    switch (bitsOf(range)) {
    case 32: return "within ±2^31";
    case 64: return "within ±2^63";
    default: return "beyond ±2^63";
    }
  }

  const core::Program& program_;
  const Plan& plan_;
  const Graph& g;
  std::string& out_;
  std::map<uint32_t, std::string> names_;
  unsigned count_ = 0;
};

} // namespace

std::string printNumbers(const core::Program& program, const Plan& plan) {
  std::string out;
  for (const batch::Group& group : plan.layout.groups) {
    for (const uint32_t award : group.awards) {
      const core::Name& name = program.awards[{award}].name;
      fmt::format_to(std::back_inserter(out), "\n## {}\n\n", name.zh.empty() ? name.en : name.zh);
      if (!group.compiled) {
        fmt::format_to(std::back_inserter(out), "Evaluated by the interpreter: {}.\n", group.why);
        continue;
      }
      // The last period in which it may give something shows what all those before it bring.
      const OutputPlan* last = nullptr;
      const batch::Output* period = nullptr;
      for (size_t i = 0; i < plan.layout.outputs.size(); ++i) {
        if (plan.layout.outputs[i].award != award || plan.outputs[i].notInForce == plan.graph.yes) continue;
        last = &plan.outputs[i];
        period = &plan.layout.outputs[i];
      }
      if (last == nullptr) {
        out += "Never in force.\n";
        continue;
      }
      fmt::format_to(std::back_inserter(out), "The amount of {}, in fen:\n\n",
                     calendar::toString(calendar::Period{period->year, period->month}));
      if (plan.graph.isConstant(last->amount) || !last->where.none()) {
        fmt::format_to(std::back_inserter(out), "Always {} or nothing: a bit.\n", last->fixed);
        continue;
      }
      out += "| value | is | lies in | held in | because |\n|---|---|---|---|---|\n";
      Printing(program, plan, out).number(last->amount);
    }
  }
  return out;
}

} // namespace tiao::plan
