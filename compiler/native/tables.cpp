#include "compiler/native/tables.h"

#include "runtime/batch/tell.h"

#include <algorithm>
#include <set>

namespace tiao::native {

using batch::BitTable;
using batch::NumberTable;
using plan::Plan;

namespace {

uint32_t toldWith(interpret::Reason::Kind kind) {
  using Kind = interpret::Reason::Kind;
  const auto with = [&] {
    switch (kind) {
    case Kind::NotInForce: return batch::ToldWith::NotInForce;
    case Kind::UsedUp: return batch::ToldWith::Exhausted;
    case Kind::ConditionFailed: return batch::ToldWith::Ineligible;
    case Kind::LostTo:
    case Kind::BarredBy: return batch::ToldWith::Forgone;
    case Kind::Cut: return batch::ToldWith::Cut;
    case Kind::NothingToGive:
    case Kind::Missing:
    case Kind::InvalidFact: break;
    }
    return batch::ToldWith::Nothing;
  };
  return static_cast<uint32_t>(with());
}

class Tables {
public:
  Tables(const Plan& plan, const Units& units) : plan_(plan), units_(units) {}

  [[nodiscard]] BitTable bit(NodeId node) const {
    if (plan_.graph.isConstant(node)) return {node == plan_.graph.yes ? batch::Everywhere : batch::Nowhere, -1};
    return {static_cast<int32_t>(units_.slotOf.at(node.index)), plan_.graph.domain(node)};
  }

  [[nodiscard]] NumberTable number(NodeId node) const {
    NumberTable table;
    if (plan_.graph.isConstant(node)) {
      table.all = static_cast<int64_t>(plan_.graph[node].k);
      return table;
    }
    table.slot = static_cast<int32_t>(units_.slotOf.at(node.index));
    table.isLong = units_.slot(node).bits == 64 ? 1 : 0;
    return table;
  }

private:
  const Plan& plan_;
  const Units& units_;
};

} // namespace

batch::Words BlockWriter::words(const std::string& text) {
  const auto [known, isNew] = words_.try_emplace(text);
  if (isNew) {
    known->second = {static_cast<uint32_t>(bytes_.size()), static_cast<uint32_t>(text.size())};
    bytes_.append(text).push_back('\0');
  }
  return known->second;
}

batch::KernelTables tablesOf(const Plan& plan, const Units& units, const std::vector<Function>& functions,
                             const ReasonWords& words, BlockWriter& to) {
  const Tables make(plan, units);
  const batch::Layout& layout = plan.layout;
  batch::KernelTables tables;
  tables.itemKinds = static_cast<uint32_t>(std::min(layout.itemKinds.size(), batch::MostKinds)); // no more are compiled

  std::vector<batch::InputTable> inputs;
  for (const batch::Input& in : layout.inputs)
    inputs.push_back({in.scale, in.lo, in.hi, static_cast<uint32_t>(in.kind), static_cast<uint32_t>(in.cell),
                      in.itemKind, in.year, in.month, in.fact});
  tables.inputs = to.add(inputs);

  std::vector<batch::SlotTable> slots;
  for (const Slot& slot : units.slots) slots.push_back({slot.domain, slot.bits});
  tables.slots = to.add(slots);

  std::vector<batch::UnitTable> unitTables;
  for (size_t i = 0; i < units.units.size(); ++i) {
    const Unit& unit = units.units[i];
    batch::UnitTable table;
    table.group = unit.group;
    table.inputs = to.add(functions[i].inputs);
    table.slots = to.add(functions[i].slots);
    table.outputs = to.add(std::vector<uint32_t>(unit.outputs.begin(), unit.outputs.end()));
    unitTables.push_back(table);
  }
  tables.units = to.add(unitTables);

  std::set<size_t> wanted; // outputs; of what is not compiled there is nothing to tell
  for (const Unit& unit : units.units) wanted.insert(unit.outputs.begin(), unit.outputs.end());
  std::vector<batch::OutputTable> outputs;
  for (size_t i = 0; i < plan.outputs.size(); ++i) {
    const plan::OutputPlan& output = plan.outputs[i];
    batch::OutputTable& table = outputs.emplace_back();
    table.itemKind = layout.outputs[i].itemKind;
    if (!wanted.contains(i)) continue;
    table.notInForce = make.bit(output.notInForce);
    table.exhausted = make.bit(output.exhausted);
    table.ineligible = make.bit(output.ineligible);
    table.forgone = make.bit(output.forgone);
    table.cut = make.bit(output.cut);
    if (output.where.none()) {
      table.amount = make.number(output.amount);
    } else {
      table.amount.all = output.fixed;
      table.amount.where = make.bit(output.where);
    }
    table.discretionary = output.ceiling.none() ? 0 : 1;
    if (table.discretionary != 0) table.ceiling = make.number(output.ceiling);
    std::vector<batch::ToldTable> told;
    for (size_t k = 0; k < output.told.size(); ++k) {
      batch::ToldTable reason{make.bit(output.told[k].bit), toldWith(output.told[k].reason.kind), {}, {}};
      if (words) {
        const auto [zh, en] = words(i, k);
        reason.zh = to.words(zh);
        reason.en = to.words(en);
      }
      told.push_back(reason);
    }
    table.told = to.add(told);
  }
  tables.outputs = to.add(outputs);

  std::vector<batch::GroupTable> groups;
  for (size_t g = 0; g < layout.groups.size(); ++g) {
    const bool compiled = layout.groups[g].compiled;
    groups.push_back({compiled ? make.bit(plan.again[g]) : BitTable{batch::Everywhere, -1}, compiled ? 1U : 0U});
  }
  tables.groups = to.add(groups);
  return tables;
}

} // namespace tiao::native
