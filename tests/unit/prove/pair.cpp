#include "tests/unit/prove/pair.h"

#include "compiler/core/rules.h"

#include <fmt/format.h>

#include <set>

namespace tiao::test {

namespace {

using core::ExprId;

/// The expressions that an award computes by, in order.
std::vector<ExprId> exprsOf(const core::Program& program, core::AwardId award) {
  std::vector<ExprId> open, result;
  core::eachExpr(program.awards[award], [&](ExprId expr) { open.push_back(expr); });
  std::set<ExprId> seen;
  while (!open.empty()) {
    const ExprId expr = open.back();
    open.pop_back();
    if (!seen.insert(expr).second) continue;
    result.push_back(expr);
    core::eachOperand(program.exprs[expr].node, [&](ExprId part) { open.push_back(part); });
  }
  return result;
}

template <typename T> std::vector<ExprId> of(const core::Program& program, const std::vector<ExprId>& all) {
  std::vector<ExprId> result;
  for (const ExprId each : all) {
    if (std::holds_alternative<T>(program.exprs[each].node)) result.push_back(each);
  }
  return result;
}

std::string number(Random& random, core::Program& program, const std::vector<ExprId>& all) {
  std::vector<core::Rational*> numbers;
  for (const ExprId each : of<core::Const>(program, all)) {
    auto* value = std::get_if<core::Rational>(&std::get<core::Const>(program.exprs[each].node).value);
    if (value != nullptr && value->sign() > 0) numbers.push_back(value);
  }
  if (numbers.empty()) return {};
  core::Rational& value = *random.of(numbers);
  const core::Rational before = value;
  if (value.isWhole() && random.chance(70)) {
    value = random.chance(50) ? value + 1 : value - 1;
  } else {
    value = value * core::Rational(random.chance(50) ? 3 : 1, 2);
    if (before.isWhole()) value = value.ceil();
  }
  return fmt::format("the number {} becomes {}", before.toString(), value.toString());
}

std::string comparison(Random& random, core::Program& program, const std::vector<ExprId>& all) {
  std::vector<core::Compare*> found;
  for (const ExprId each : of<core::Compare>(program, all)) {
    auto& compare = std::get<core::Compare>(program.exprs[each].node);
    if (compare.op != core::Comparison::Equal) found.push_back(&compare);
  }
  if (found.empty()) return {};
  auto& op = random.of(found)->op;
  op = op == core::Comparison::Less ? core::Comparison::AtMost : core::Comparison::Less;
  return "a bound is taken in, or out";
}

std::string condition(Random& random, core::Program& program, const std::vector<ExprId>& all) {
  std::vector<core::AtLeast*> found;
  for (const ExprId each : of<core::AtLeast>(program, all)) {
    auto& parts = std::get<core::AtLeast>(program.exprs[each].node);
    if (parts.of.size() > 1) found.push_back(&parts);
  }
  if (found.empty()) return {};
  core::AtLeast& parts = *random.of(found);
  if (parts.k > 1 && random.chance(50)) {
    --parts.k;
    return "fewer of some conditions are asked";
  }
  parts.of.pop_back();
  parts.k = std::min(parts.k, static_cast<uint32_t>(parts.of.size()));
  return "a condition is gone";
}

std::string limit(Random& random, core::Award& award) {
  if (award.limits.empty()) return {};
  const auto at = static_cast<size_t>(random.below(static_cast<int>(award.limits.size())));
  if (auto* cap = std::get_if<core::Cap>(&award.limits[at].node); cap != nullptr && random.chance(60)) {
    cap->window = cap->window == core::Window::Life ? core::Window::Year : core::Window::Life;
    return "a cap of years is in total, or the other way";
  }
  if (auto* count = std::get_if<core::Count>(&award.limits[at].node); count != nullptr && random.chance(60)) {
    count->run = !count->run;
    return "years are consecutive, or no more";
  }
  if (award.limits.size() > 1 && random.chance(50)) {
    std::swap(award.limits.front(), award.limits.back());
    return "limits change places";
  }
  award.limits.erase(award.limits.begin() + static_cast<std::ptrdiff_t>(at));
  return "a limit is gone";
}

std::string rounding(Random& random, core::Award& award) {
  if (random.chance(50)) {
    award.mode = award.mode == core::RoundMode::Down ? core::RoundMode::HalfUp : core::RoundMode::Down;
    return "another rounding";
  }
  award.unit = award.unit == core::Rational(1) ? core::Rational(1, 100) : core::Rational(1);
  return "another unit of rounding";
}

} // namespace

std::string mutate(Random& random, core::Program& program, core::AwardId id) {
  core::Award& award = program.awards[id];
  const std::vector<ExprId> all = exprsOf(program, id);
  switch (random.below(6)) {
  case 0:
  case 1: return number(random, program, all);
  case 2: return comparison(random, program, all);
  case 3: return condition(random, program, all);
  case 4: return limit(random, award);
  default: return rounding(random, award);
  }
}

} // namespace tiao::test
