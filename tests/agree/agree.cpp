#include "tests/agree/agree.h"

#include "tests/agree/graph_run.h"

#include <algorithm>
#include <fmt/format.h>

namespace tiao::test {

using core::Rational;
using interpret::Outcome;
using interpret::Reason;
using interpret::Status;

namespace {

bool isDefinite(const Outcome& o) { return o.status <= Status::Granted; }

std::string text(const core::Program& program, const Reason& reason) {
  return fmt::format("kind {} level {} limit {} award {} {}", static_cast<int>(reason.kind),
                     static_cast<int>(reason.level), reason.limit, reason.award.index,
                     reason.kind == Reason::Kind::ConditionFailed || reason.level == interpret::Level::Quantity
                         ? core::print(program, reason.expr)
                         : std::string());
}

std::string textOf(const core::Program& program, Status status, const Rational& amount,
                   const std::optional<Rational>& ceiling, const std::vector<Reason>& reasons) {
  std::string out = fmt::format("status {} amount {} ceiling {}", static_cast<int>(status), amount.toString(),
                                ceiling ? ceiling->toString() : "-");
  for (const Reason& reason : reasons) out += "\n    " + text(program, reason);
  return out;
}

} // namespace

Agreement agreement(const core::Program& program, const plan::Plan& plan, const std::vector<interpret::Case>& cases,
                    const Tile& tile, const Engine& engine, const Again& again) {
  Agreement result;
  const batch::Layout& layout = plan.layout;
  std::vector<size_t> groupOf(program.awards.size());
  for (size_t group = 0; group < layout.groups.size(); ++group)
    for (const uint32_t award : layout.groups[group].awards) groupOf[award] = group;
  for (size_t s = 0; s < cases.size(); ++s) {
    if (tile.unfit[s]) continue;
    const interpret::Result outcomes =
        interpret::evaluate(program, cases[s], {}, {layout.firstYear, layout.lastYear}, interpret::Detail::Brief);
    std::vector<bool> definite(layout.groups.size(), true);
    for (const Outcome& o : outcomes.outcomes)
      if (!isDefinite(o)) definite[groupOf[o.award.index]] = false;
    for (size_t group = 0; group < layout.groups.size(); ++group) {
      if (!layout.groups[group].compiled) continue;
      if (again(group, s)) {
        ++result.again;
        if (definite[group]) ++result.definite;
      } else if (!definite[group] && result.disagreement.empty()) {
        result.disagreement =
            fmt::format("subject {}: group {} is not definite, and the interpreter is not asked", s, group);
      }
    }
    for (size_t i = 0; i < layout.outputs.size(); ++i) {
      const batch::Output& output = layout.outputs[i];
      if (again(groupOf[output.award], s)) continue;
      const size_t first =
          output.itemKind < 0 ? s : static_cast<size_t>(tile.firstItem[static_cast<size_t>(output.itemKind)][s]);
      const size_t last = output.itemKind < 0
                              ? s + 1
                              : static_cast<size_t>(tile.firstItem[static_cast<size_t>(output.itemKind)][s + 1]);
      for (size_t row = first; row < last; ++row) {
        const interpret::Key key{output.itemKind < 0 ? interpret::Key::Subject
                                                     : tile.items[static_cast<size_t>(output.itemKind)][row].item};
        const auto o = std::ranges::find_if(outcomes.outcomes, [&](const Outcome& each) {
          return each.award.index == output.award && each.period == calendar::Period{output.year, output.month} &&
                 each.key == key;
        });
        if (o == outcomes.outcomes.end()) continue; // the item is not there in this year
        const Found found = engine(i, row);
        std::vector<Reason> reasons;
        for (size_t bit = 0; bit < plan.outputs[i].told.size(); ++bit)
          if ((found.reasons >> bit & 1U) != 0) reasons.push_back(plan.outputs[i].told[bit].reason);
        std::vector<Reason> expected = o->reasons;
        for (Reason& reason : expected) reason.amount = {};
        ++result.compared;
        const auto ceiling = found.ceiling < 0 ? std::nullopt : std::optional(Rational(found.ceiling, 100));
        if (found.status == o->status && Rational(found.amount, 100) == o->amount.lo && o->amount.definite() &&
            ceiling == o->ceiling && reasons == expected)
          continue;
        if (result.disagreement.empty())
          result.disagreement =
              fmt::format("subject {} award {} period {} key {}\n  interpreter: {}\n  engine: {}", s, output.award,
                          calendar::toString(o->period), o->key.item,
                          textOf(program, o->status, o->amount.lo, o->ceiling, expected),
                          textOf(program, found.status, Rational(found.amount, 100), ceiling, reasons));
      }
    }
  }
  return result;
}

Agreement graphAgreement(const core::Program& program, const plan::Plan& plan,
                         const std::vector<interpret::Case>& cases) {
  const Tile tile(program, plan.layout, cases);
  const GraphRun run(plan, tile);
  const auto engine = [&](size_t i, size_t row) {
    const plan::OutputPlan& output = plan.outputs[i];
    const plan::Domain domain = plan.layout.outputs[i].itemKind;
    const auto bit = [&](plan::NodeId node) { return run.of(node, domain, row) != 0; };
    Found found;
    found.amount = static_cast<int64_t>(run.of(output.amount, domain, row));
    if (!output.ceiling.none()) found.ceiling = static_cast<int64_t>(run.of(output.ceiling, domain, row));
    found.status = plan::statusOf(bit(output.notInForce), bit(output.exhausted), bit(output.ineligible),
                                  bit(output.forgone), bit(output.cut), found.amount > 0);
    for (size_t i2 = 0; i2 < output.told.size(); ++i2)
      if (bit(output.told[i2].bit)) found.reasons |= uint64_t{1} << i2;
    found.reasons &= plan::toldWith(output, found.status, bit(output.ineligible));
    return found;
  };
  return agreement(program, plan, cases, tile, engine,
                   [&](size_t group, size_t subject) { return run.at(plan.again[group], subject) != 0; });
}

} // namespace tiao::test
