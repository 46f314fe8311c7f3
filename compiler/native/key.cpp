#include "compiler/native/key.h"

#include "compiler/plan/representation.h"
#include "runtime/hash/sha256.h"

#include <map>
#include <set>

namespace tiao::native {

namespace {

/// Numbers each thing by the order in which it is first met.
class Order {
public:
  uint32_t of(uint32_t thing) {
    const auto [at, isNew] = places_.try_emplace(thing, static_cast<uint32_t>(met.size()));
    if (isNew) met.push_back(thing);
    return at->second;
  }
  std::vector<uint32_t> met;

private:
  std::map<uint32_t, uint32_t> places_;
};

class Canonical {
public:
  Canonical(const plan::Plan& plan, const Units& units) : plan_(plan), g(plan.graph), units_(units) {}

  UnitKey run(const Unit& unit, const std::string& processor, Effort effort) {
    // A hash of the sources that make code and of LLVM's version.
    text(TIAO_CODE_GENERATOR "\n");
    text(processor + "\n");
    number(static_cast<uint64_t>(effort));
    for (const Step& step : unit.steps) {
      for (const Reduction& reduction : step.reductions) here_.insert(reduction.node.index);
      for (const Loop& loop : step.loops)
        for (const NodeId made : loop.nodes) here_.insert(made.index);
    }
    number(unit.steps.size());
    for (const Step& step : unit.steps) {
      number(step.reductions.size());
      for (const Reduction& reduction : step.reductions) node(reduction.node);
      number(step.loops.size());
      for (const Loop& loop : step.loops) {
        domain(loop.domain);
        number(loop.nodes.size());
        for (const NodeId made : loop.nodes) node(made);
        number(loop.stored.size());
        for (const NodeId stored : loop.stored) slot(stored);
      }
    }
    return {hash::hex(hash::sha256(bytes_)), std::move(inputs_.met), std::move(slots_.met)};
  }

private:
  void text(const std::string& words) { bytes_ += words; }
  /// Seven bits at a time, the lowest first: nearly all are small.
  void number(uint64_t value) {
    for (; value >= 0x80; value >>= 7) bytes_.push_back(static_cast<char>(value | 0x80U));
    bytes_.push_back(static_cast<char>(value));
  }
  void domain(plan::Domain domain) { number(static_cast<uint64_t>(int64_t{domain} - plan::Subjects)); }
  void wide(plan::Wide value) {
    number(static_cast<uint64_t>(value));
    number(static_cast<uint64_t>(value >> 64));
  }

  void slot(NodeId id) {
    const Slot& of = units_.slot(id);
    number(slots_.of(units_.slotOf.at(id.index)));
    number(of.bits);
    domain(of.domain);
  }

  /// Once whole, and then by its number.
  void node(NodeId id) {
    const size_t met = nodes_.met.size();
    const uint32_t place = nodes_.of(id.index);
    number(place);
    if (place < met) return;
    const plan::Node& n = g[id];
    number(static_cast<uint64_t>(n.op));
    domain(n.domain);
    wide(n.k);
    wide(g.range(id).lo);
    wide(g.range(id).hi);
    const bool isInput =
        n.op == plan::Op::Known || n.op == plan::Op::IsSet || n.op == plan::Op::IsByte || n.op == plan::Op::Cell;
    if (isInput) {
      number(inputs_.of(n.input));
      number(static_cast<uint64_t>(plan_.layout.inputs[n.input].cell));
    }
    number(units_.has(id) ? 1 : 0);
    if (units_.has(id)) slot(id);
    const bool isElsewhere = units_.has(id) && !here_.contains(id.index);
    number(isElsewhere ? 1 : 0);
    if (isElsewhere && !isInput) return; // made by another kernel: it is only read
    for (const NodeId operand : {n.a, n.b, n.c}) {
      number(operand.none() ? 0 : 1);
      if (!operand.none()) node(operand);
    }
  }

  const plan::Plan& plan_;
  const plan::Graph& g;
  const Units& units_;
  std::string bytes_;
  std::set<uint32_t> here_; // the nodes that the unit makes
  Order nodes_, inputs_, slots_;
};

} // namespace

UnitKey keyOf(const plan::Plan& plan, const Units& units, const Unit& unit, const std::string& processor,
              Effort effort) {
  return Canonical(plan, units).run(unit, processor, effort);
}

} // namespace tiao::native
