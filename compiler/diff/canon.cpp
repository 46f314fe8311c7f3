#include "compiler/diff/canon.h"

#include "compiler/core/rules.h"
#include "compiler/prove/symbol.h"

#include <algorithm>
#include <fmt/format.h>

namespace tiao::diff {

using core::match;

namespace {

std::string join(const std::vector<Term>& terms) {
  std::string out;
  for (const Term term : terms) fmt::format_to(std::back_inserter(out), " {}", term);
  return out;
}

std::vector<Term> sorted(std::vector<Term> terms) {
  std::ranges::sort(terms);
  return terms;
}

} // namespace

Canon::Canon(const Input& before, const Input& after, AwardNumbers awards)
    : before_(before), after_(after), awards_(std::move(awards)) {
  nameWholes(Side::Before);
  nameWholes(Side::After);
  nameFacts(Side::Before);
  nameFacts(Side::After);
}

/// A name as a number that both versions share.
std::string Canon::name(const core::Name& name) {
  const auto found =
      std::ranges::find_if(names_, [&](const core::Name& known) { return prove::sameName(known, name); });
  const auto number = found - names_.begin();
  if (found == names_.end()) names_.push_back(name);
  const core::Name& first = names_[static_cast<size_t>(number)];
  return first.zh.empty() ? first.en : first.zh;
}

std::string Canon::own(Side side, uint32_t award) const {
  const std::vector<uint32_t>& numbers = awards_.of[index(side)];
  return numbers.empty() ? "own" : fmt::format("#{}", numbers[award]);
}

/// 示范企业奖励符合条件, where 符合条件 is decided by clause: known by its clause and its own name.
std::optional<std::string> Canon::byClause(Side side, const core::Name& fact) const {
  const Input& in = input(side);
  for (const syntax::Symbol& symbol : in.parsed.tree.symbols) {
    if (!symbol.byClause) continue;
    for (uint32_t a = 0; a < in.program.awards.size(); ++a) {
      const core::Name& award = in.program.awards[AwardId{a}].name;
      const bool zh = !award.zh.empty() && !symbol.zh.empty() && fact.zh == award.zh + symbol.zh;
      const bool en = !award.en.empty() && !symbol.en.empty() && fact.en == fmt::format("{} {}", award.en, symbol.en);
      if (zh || en) return fmt::format("{} by clause {}", symbol.zh.empty() ? symbol.en : symbol.zh, own(side, a));
    }
  }
  return std::nullopt;
}

/// 连续2年每年…: one condition, though the core asks several.
void Canon::nameWholes(Side side) {
  for (const syntax::Expr& expr : input(side).parsed.tree.exprs)
    if (std::holds_alternative<syntax::EachOfYears>(expr.node))
      wholes_[index(side)].insert({expr.span.file, expr.span.begin, expr.span.end});
}

void Canon::nameFacts(Side side) {
  const Program& p = program(side);
  std::vector<std::string>& out = facts_[index(side)];
  std::map<uint32_t, uint32_t> assessed;
  for (uint32_t a = 0; a < p.awards.size(); ++a)
    if (p.awards[AwardId{a}].assessment) assessed[p.awards[AwardId{a}].assessment->index] = a;
  std::map<std::string, int> seen;
  for (uint32_t i = 0; i < p.facts.size(); ++i) {
    const core::Fact& fact = p.facts[core::FactId{i}];
    std::string known;
    if (const auto award = assessed.find(i); award != assessed.end())
      known = fmt::format("assessed for {}", own(side, award->second));
    else if (const auto clause = byClause(side, fact.name))
      known = *clause;
    else
      known = name(fact.name);
    if (fact.item) known += fmt::format(" of {}", name(p.itemKinds[*fact.item].name));
    if (const int nth = seen[known]++; nth > 0 && !known.starts_with("assessed")) known += fmt::format(" {}", nth);
    out.push_back(std::move(known));
  }
}

std::string Canon::unit(Side side, const core::Unit& unit) {
  std::map<std::string, int> powers;
  for (const auto& [base, power] : unit.powers)
    powers[base == 0 ? "yuan" : name(program(side).units[core::Id<core::BaseUnit>{base}].name)] = power;
  std::string out;
  for (const auto& [base, power] : powers) fmt::format_to(std::back_inserter(out), "{}^{} ", base, power);
  return out;
}

std::string Canon::role(Side side, core::Id<core::Role> role) { return name(program(side).roles[role].name); }

std::string Canon::constant(Side side, const core::Type& type, const core::Constant& value) {
  return std::visit(match{
                        [](bool v) -> std::string { return v ? "yes" : "no"; },
                        [&](const Rational& v) -> std::string { return v.toString() + " " + unit(side, type.unit); },
                        [](core::Date v) -> std::string { return calendar::toString(v); },
                        [&](core::Member v) -> std::string {
                          const auto& members = program(side).enumerations[type.enumeration].members;
                          return v.index < members.size() ? "member " + name(members[v.index]) : "no member";
                        },
                        [](const std::string& v) -> std::string { return "text " + v; },
                    },
                    value);
}

Term Canon::intern(std::string text) {
  const auto [at, isNew] = terms_.try_emplace(std::move(text), static_cast<Term>(texts_.size()));
  if (isNew) texts_.push_back(at->first);
  return at->second;
}

std::vector<ExprId> Canon::parts(Side side, ExprId condition) const {
  const auto* all = std::get_if<core::AtLeast>(&program(side).exprs[condition].node);
  if (all == nullptr || all->k != all->of.size()) return {condition};
  // What the words say as one (a growth, what was held, each of some years) stays whole.
  const source::Span span = program(side).exprs[condition].span;
  if (program(side).glosses.contains(condition) || wholes_[index(side)].contains({span.file, span.begin, span.end}))
    return {condition};
  std::vector<ExprId> out;
  for (const ExprId part : all->of)
    for (const ExprId inner : parts(side, part)) out.push_back(inner);
  return out;
}

Term Canon::term(Side side, ExprId expr, bool values) {
  auto& known = known_[index(side)][values ? 1 : 0];
  if (const auto found = known.find(expr.index); found != known.end()) return found->second;
  const Term result = intern(node(side, expr, values));
  known[expr.index] = result;
  return result;
}

std::string Canon::node(Side side, ExprId id, bool values) {
  const Program& p = program(side);
  const core::Expr& expr = p.exprs[id];
  const auto of = [&](ExprId part) { return term(side, part, values); };
  // Operands of what can be joined in any order.
  const auto gathered = [&](auto self, ExprId part, auto same, std::vector<Term>& out) -> void {
    if (const auto operands = same(p.exprs[part].node)) {
      for (const ExprId inner : *operands) self(self, inner, same, out);
    } else {
      out.push_back(of(part));
    }
  };
  const auto joined = [&](const char* sign, auto same, bool once) {
    std::vector<Term> out;
    gathered(gathered, id, same, out);
    std::ranges::sort(out);
    if (once) out.erase(std::unique(out.begin(), out.end()), out.end());
    // One alone is itself.
    return out.size() == 1 ? texts_[out.front()] : sign + join(out);
  };
  using Operands = std::optional<std::vector<ExprId>>;
  return std::visit(
      match{
          [&](const core::Const& e) -> std::string {
            if (!values && !std::holds_alternative<bool>(e.value)) return "literal " + unit(side, expr.type.unit);
            return constant(side, expr.type, e.value);
          },
          [&](const core::FactRef& e) -> std::string { return "fact " + facts_[index(side)][e.fact.index]; },
          [&](const core::Back& e) -> std::string {
            return fmt::format("back {} {} {}", e.count, static_cast<int>(e.unit), of(e.of));
          },
          [&](const core::Day& e) -> std::string { return e.last ? "last day" : "first day"; },
          [&](const core::Add&) -> std::string {
            return joined(
                "+",
                [](const core::Node& n) -> Operands {
                  const auto* x = std::get_if<core::Add>(&n);
                  return x == nullptr ? Operands() : Operands({x->left, x->right});
                },
                false);
          },
          [&](const core::Mul&) -> std::string {
            return joined(
                "*",
                [](const core::Node& n) -> Operands {
                  const auto* x = std::get_if<core::Mul>(&n);
                  return x == nullptr ? Operands() : Operands({x->left, x->right});
                },
                false);
          },
          [&](const core::Div& e) -> std::string {
            return fmt::format("/ {} {} {}", of(e.left), of(e.right), of(e.otherwise));
          },
          [&](const core::Least&) -> std::string {
            return joined(
                "least",
                [](const core::Node& n) -> Operands {
                  const auto* x = std::get_if<core::Least>(&n);
                  return x == nullptr ? Operands() : Operands({x->left, x->right});
                },
                true);
          },
          [&](const core::Greatest&) -> std::string {
            return joined(
                "greatest",
                [](const core::Node& n) -> Operands {
                  const auto* x = std::get_if<core::Greatest>(&n);
                  return x == nullptr ? Operands() : Operands({x->left, x->right});
                },
                true);
          },
          [&](const core::Whole& e) -> std::string { return fmt::format("whole {}", of(e.of)); },
          [&](const core::Round& e) -> std::string {
            return fmt::format("round {} {} {}", of(e.of), e.unit.toString(), static_cast<int>(e.mode));
          },
          [&](const core::If& e) -> std::string {
            return fmt::format("if {} {} {}", of(e.condition), of(e.then), of(e.otherwise));
          },
          [&](const core::Shift& e) -> std::string {
            return fmt::format("shift {} {} {}", of(e.date), of(e.by), static_cast<int>(e.unit));
          },
          [&](const core::Full& e) -> std::string {
            return fmt::format("full {} {} {}", static_cast<int>(e.unit), of(e.from), of(e.to));
          },
          [&](const core::Anniversaries& e) -> std::string { return fmt::format("anniversaries {}", of(e.date)); },
          [&](const core::Sum& e) -> std::string {
            const std::string over =
                std::visit(match{
                               [&](const core::OverItems& d) { return "items " + name(p.itemKinds[d.kind].name); },
                               [](const core::OverMonths&) { return std::string("months"); },
                               [](const core::OverYears& d) { return fmt::format("years {}-{}", d.from, d.to); },
                           },
                           e.domain);
            return fmt::format("sum over {}: {} {}", over, of(e.where), of(e.value));
          },
          [&](const core::Awarded& e) -> std::string { return "awarded " + own(side, e.award.index); },
          [&](const core::Compare& e) -> std::string {
            std::vector<Term> sides{of(e.left), of(e.right)};
            switch (e.op) {
            case core::Comparison::Less: return "<" + join(sides);
            case core::Comparison::AtMost: return "<=" + join(sides);
            case core::Comparison::Equal: return "=" + join(sorted(sides));
            }
            return {};
          },
          [&](const core::Not& e) -> std::string {
            const core::Node& inner = p.exprs[e.of].node;
            if (const auto* twice = std::get_if<core::Not>(&inner)) return texts_[of(twice->of)];
            if (const auto* c = std::get_if<core::Compare>(&inner); c != nullptr && c->op != core::Comparison::Equal)
              return (c->op == core::Comparison::Less ? "<=" : "<") + join({of(c->right), of(c->left)});
            return fmt::format("not {}", of(e.of));
          },
          [&](const core::AtLeast& e) -> std::string {
            if (e.k == e.of.size() && e.k != 1)
              return joined(
                  "all",
                  [](const core::Node& n) -> Operands {
                    const auto* x = std::get_if<core::AtLeast>(&n);
                    return x != nullptr && x->k == x->of.size() ? Operands(x->of) : Operands();
                  },
                  true);
            if (e.k == 1)
              return joined(
                  "any",
                  [](const core::Node& n) -> Operands {
                    const auto* x = std::get_if<core::AtLeast>(&n);
                    return x != nullptr && x->k == 1 ? Operands(x->of) : Operands();
                  },
                  true);
            std::vector<Term> of_;
            for (const ExprId part : e.of) of_.push_back(of(part));
            return fmt::format("at least {} of{}", e.k, join(sorted(of_)));
          },
      },
      expr.node);
}

Term Canon::limit(Side side, const core::Limit& limit, bool values) {
  const auto of = [&](ExprId expr) { return term(side, expr, values); };
  return intern(std::visit(
      match{
          [&](const core::Cap& l) { return fmt::format("cap {} {}", static_cast<int>(l.window), of(l.bound)); },
          [&](const core::Floor& l) { return fmt::format("floor {}", of(l.bound)); },
          [&](const core::Count& l) { return fmt::format("count {} {} {}", static_cast<int>(l.unit), l.run, of(l.n)); },
          [&](const core::Within& l) { return fmt::format("within {} {}", of(l.elapsed), of(l.n)); },
      },
      limit.node));
}

CanonAward Canon::award(Side side, AwardId id) {
  const Program& p = program(side);
  const core::Award& a = p.awards[id];
  CanonAward out;
  out.eligible = of(side, a.eligible);
  out.amount = of(side, a.amount);
  if (a.startedIf) out.startedIf = of(side, *a.startedIf);
  for (const ExprId part : parts(side, a.eligible)) out.conditions.push_back(of(side, part));
  std::ranges::sort(out.conditions);
  out.conditions.erase(std::unique(out.conditions.begin(), out.conditions.end()), out.conditions.end());
  for (const core::Limit& l : a.limits) out.limits.push_back(limit(side, l));
  for (const core::Limit& l : a.overall) out.overall.push_back(limit(side, l));
  out.head = intern(fmt::format("award {} {} {} {} {} {}", static_cast<int>(a.period),
                                a.key ? name(p.itemKinds[*a.key].name) : "subject", static_cast<int>(a.part),
                                a.unit.toString(), static_cast<int>(a.mode), a.assessment.has_value()));
  out.dates = intern(fmt::format("dates {} {}", calendar::toString(a.from), calendar::toString(a.to)));
  out.payee = intern(fmt::format("payee {}", a.payee ? role(side, *a.payee) : ""));
  return out;
}

Term Canon::choice(Side side, const core::Choice& c) {
  std::vector<std::string> conflicts;
  for (const auto& [a, b] : c.conflicts) {
    std::string one = own(side, a.index), other = own(side, b.index);
    if (other < one) std::swap(one, other);
    conflicts.push_back(fmt::format("{}-{}", one, other));
  }
  std::ranges::sort(conflicts);
  std::string rank;
  for (const AwardId a : c.rank) fmt::format_to(std::back_inserter(rank), " {}", own(side, a.index));
  const auto day = [](const std::optional<core::Date>& d) { return d ? calendar::toString(*d) : std::string(); };
  return intern(fmt::format("choice {} level {} {} {} {} rank{} {} to {}", fmt::join(conflicts, " "),
                            c.level ? name(program(side).itemKinds[*c.level].name) : "subject", c.matter, c.elected,
                            c.difference, rank, day(c.from), day(c.to)));
}

Term Canon::pool(Side side, const core::Pool& pool) {
  std::vector<std::string> awards;
  for (const AwardId a : pool.awards) awards.push_back(own(side, a.index));
  if (!pool.inOrder) std::ranges::sort(awards);
  std::vector<Term> limits;
  for (const core::Limit& l : pool.limits) limits.push_back(limit(side, l));
  return intern(fmt::format("pool {} {}{}", fmt::join(awards, " "), pool.inOrder, join(limits)));
}

Term Canon::split(Side side) {
  const auto& split = program(side).split;
  if (!split) return intern("no split");
  std::vector<std::string> cases;
  for (const core::SplitCase& c : split->cases) {
    std::vector<std::string> portions;
    for (const core::Portion& portion : c.portions)
      portions.push_back(fmt::format("{} {}", role(side, portion.payer), portion.share.toString()));
    std::ranges::sort(portions);
    cases.push_back(fmt::format("{}: {}", of(side, c.condition), fmt::join(portions, ", ")));
  }
  std::ranges::sort(cases);
  return intern(fmt::format("split {} rest {}", fmt::join(cases, "; "), role(side, split->rest)));
}

Term Canon::procedure(Side side) {
  const auto& procedure = program(side).procedure;
  if (!procedure) return intern("no procedure");
  std::string out = "procedure";
  for (const core::Stage& stage : procedure->stages)
    fmt::format_to(std::back_inserter(out), " {} by {};", name(stage.name), stage.body ? role(side, *stage.body) : "");
  return intern(out);
}

Term Canon::schedule(Side side) {
  const auto& schedule = program(side).schedule;
  if (!schedule) return intern("no schedule");
  std::string out = fmt::format("schedule {} {} {}", schedule->byPerformance, schedule->bars, schedule->roomGivenBack);
  for (const core::Instalment& each : schedule->instalments)
    fmt::format_to(std::back_inserter(out), " {} {}", each.share.toString(), each.byPerformance);
  if (schedule->stop) fmt::format_to(std::back_inserter(out), " stop {}", of(side, *schedule->stop));
  if (schedule->recovery) fmt::format_to(std::back_inserter(out), " recovery {}", of(side, *schedule->recovery));
  return intern(out);
}

} // namespace tiao::diff
