#include "tests/agree/graph_run.h"

#include <algorithm>
#include <catch2/catch.hpp>

namespace tiao::test {

using plan::Node;
using plan::NodeId;
using plan::Op;
using plan::Wide;

GraphRun::GraphRun(const plan::Plan& plan, const Tile& tile) : plan_(plan), tile_(tile), values_(plan.graph.size()) {
  for (uint32_t i = 0; i < plan.graph.size(); ++i) {
    const Node& node = plan.graph[NodeId{i}];
    const size_t rows = plan.graph.isConstant({i}) ? 1 : tile.rows(node.domain);
    const bool input = node.op == Op::Known || node.op == Op::IsSet || node.op == Op::IsByte || node.op == Op::Cell;
    if (input && node.input >= plan.layout.inputs.size()) continue; // ranges only
    auto& values = values_[i];
    values.resize(rows);
    for (size_t row = 0; row < rows; ++row) {
      const auto a = [&] { return at(node.a, row); };
      const auto b = [&] { return at(node.b, row); };
      const auto items = [&](auto f) {
        const plan::Domain kind = plan.graph.domain(node.b.none() ? node.a : node.b);
        const auto& first = tile.firstItem[static_cast<size_t>(kind)];
        for (int32_t item = first[row]; item < first[row + 1]; ++item) f(static_cast<size_t>(item));
      };
      const auto subject = [&] { return tile.items[static_cast<size_t>(node.domain)][row].subject; };
      Wide value = 0;
      switch (node.op) {
      case Op::Bit:
      case Op::Number: value = node.k; break;
      case Op::Known: value = tile.isKnown(node.input, row) ? 1 : 0; break;
      case Op::IsSet: value = tile.value(node.input, row) != 0 ? 1 : 0; break;
      case Op::IsByte: value = tile.value(node.input, row) == node.k ? 1 : 0; break;
      case Op::Cell: value = tile.value(node.input, row); break;
      case Op::And: value = a() & b(); break;
      case Op::Or: value = a() | b(); break;
      case Op::Not: value = 1 - a(); break;
      case Op::Less: value = a() < b() ? 1 : 0; break;
      case Op::Equal: value = a() == b() ? 1 : 0; break;
      case Op::BitOf:
      case Op::NumberOf: value = at(node.a, subject()); break;
      case Op::AnyItem: items([&](size_t item) { value |= at(node.a, item); }); break;
      case Op::SumItems: items([&](size_t item) { value += at(node.b, item) != 0 ? at(node.a, item) : 0; }); break;
      case Op::Add: value = a() + b(); break;
      case Op::Multiply: value = a() * b(); break;
      case Op::Least: value = std::min(a(), b()); break;
      case Op::Greatest: value = std::max(a(), b()); break;
      case Op::Select: value = a() != 0 ? b() : at(node.c, row); break;
      case Op::Divide: {
        const Wide n = a(), d = b();
        value = n >= 0 ? n / d : -((-n + d - 1) / d);
        break;
      }
      }
      values[row] = value;
      if (plan::isBit(node.op)) continue;
      const plan::Interval range = plan.graph.range({i});
      if (value < range.lo || range.hi < value) FAIL("node " << i << " is out of its range");
    }
  }
}

Wide GraphRun::at(NodeId node, size_t row) const {
  const auto& values = values_[node.index];
  return plan_.graph.isConstant(node) ? values[0] : values[row];
}

Wide GraphRun::of(NodeId node, plan::Domain domain, size_t row) const {
  const plan::Domain own = plan_.graph.domain(node);
  if (own == domain || plan_.graph.isConstant(node) || domain == plan::Subjects) return at(node, row);
  return at(node, tile_.items[static_cast<size_t>(domain)][row].subject);
}

} // namespace tiao::test
