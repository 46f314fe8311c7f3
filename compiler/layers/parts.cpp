#include "compiler/layers/parts.h"

#include <algorithm>

namespace tiao::layers {

using namespace syntax;

namespace {

/// What a bound is written as, whatever layers were laid over it.
const Literal* literalOf(const Tree& tree, ExprId id) {
  while (const auto* versioned = std::get_if<Versioned>(&tree.exprs[id].node))
    id = versioned->then ? *versioned->then : *versioned->otherwise;
  return std::get_if<Literal>(&tree.exprs[id].node);
}

bool isDuration(const Tree& tree, const Limit& limit) {
  if (limit.kind == LimitKind::Longest) return true;
  const Literal* literal = literalOf(tree, limit.bound);
  return literal != nullptr && (literal->kind == Literal::Kind::Years || literal->kind == Literal::Kind::Months);
}

bool isPart(const Tree& tree, const Limit& limit, Part part) {
  if (isDuration(tree, limit)) return part == Part::Years;
  if (limit.kind == LimitKind::AtLeast) return part == Part::Floor;
  switch (limit.scope) {
  case LimitScope::Unsaid: return part == Part::Cap;
  case LimitScope::EachYear: return part == Part::YearCap;
  case LimitScope::EachMonth: return part == Part::MonthCap;
  case LimitScope::Total: return part == Part::TotalCap;
  }
  return false;
}

/// The value of a grant that the part is, or holds.
template <typename Of> auto valueOf(const Tree& tree, Of& grant, Part part) -> decltype(&grant.amount) {
  const auto isShare = [&](const std::optional<ExprId>& id) {
    return id && std::holds_alternative<PercentOf>(tree.exprs[*id].node);
  };
  switch (part) {
  case Part::Amount: return grant.amount && !isShare(grant.amount) ? &grant.amount : nullptr;
  case Part::Rate:
  case Part::Base: return isShare(grant.amount) ? &grant.amount : isShare(grant.ceiling) ? &grant.ceiling : nullptr;
  case Part::Cap: return grant.ceiling ? &grant.ceiling : nullptr;
  case Part::Floor: return grant.floor ? &grant.floor : nullptr;
  case Part::Condition:
  case Part::YearCap:
  case Part::MonthCap:
  case Part::TotalCap:
  case Part::Years:
  case Part::Dates:
  case Part::Payee:
  case Part::End:
  case Part::Everything: break;
  }
  return nullptr;
}

/// Calls `each` with every phrase.
template <typename Of, typename F> void phrases(Of& clause, F&& each) {
  for (auto& s : clause.sentences)
    for (auto& p : s.phrases) each(p);
}

bool makesSeries(const Limit& limit) { return limit.kind == LimitKind::Longest || limit.scope != LimitScope::Unsaid; }

} // namespace

size_t places(const Tree& tree, const Clause& clause, Part part) {
  size_t found = 0;
  phrases(clause, [&](const Phrase& p) {
    if (const auto* grant = std::get_if<Grant>(&p.node); grant != nullptr && valueOf(tree, *grant, part) != nullptr)
      ++found;
    if (const auto* limit = std::get_if<Limit>(&p.node); limit != nullptr && isPart(tree, *limit, part)) ++found;
  });
  return found;
}

void change(Tree& tree, Clause& clause, Part part, const std::function<ExprId(ExprId)>& another) {
  phrases(clause, [&](Phrase& p) {
    if (auto* limit = std::get_if<Limit>(&p.node); limit != nullptr && isPart(tree, *limit, part))
      limit->bound = another(limit->bound);
    auto* grant = std::get_if<Grant>(&p.node);
    std::optional<ExprId>* value = grant == nullptr ? nullptr : valueOf(tree, *grant, part);
    if (value == nullptr) return;
    if (part == Part::Rate || part == Part::Base) {
      Expr share = tree.exprs[**value];
      auto& of = std::get<PercentOf>(share.node);
      (part == Part::Rate ? of.rate : of.base) = another(part == Part::Rate ? of.rate : of.base);
      *value = tree.exprs.add(std::move(share));
    } else {
      *value = another(**value);
    }
  });
}

bool isLimit(Part part) {
  return part == Part::Cap || part == Part::YearCap || part == Part::MonthCap || part == Part::TotalCap ||
         part == Part::Floor || part == Part::Years;
}

namespace {

Limit limitOf(Part part, ExprId bound) {
  Limit limit;
  limit.bound = bound;
  if (part == Part::Years) limit.kind = LimitKind::Longest;
  if (part == Part::Floor) limit.kind = LimitKind::AtLeast;
  if (part == Part::YearCap) limit.scope = LimitScope::EachYear;
  if (part == Part::MonthCap) limit.scope = LimitScope::EachMonth;
  if (part == Part::TotalCap) limit.scope = LimitScope::Total;
  return limit;
}

/// From the inside out: the period, years, each year, in total.
int level(const Tree& tree, const Limit& limit, bool monthly) {
  if (isDuration(tree, limit)) return 1;
  if (limit.scope == LimitScope::Total) return 3;
  return limit.scope == LimitScope::EachYear && monthly ? 2 : 0;
}

} // namespace

void addLimit(const Tree& tree, Sentence& sentence, Part part, ExprId bound, Span span) {
  const bool monthly = std::ranges::any_of(sentence.phrases, [](const Phrase& p) {
    const auto* grant = std::get_if<Grant>(&p.node);
    return grant != nullptr && grant->frequency == Frequency::EachMonth;
  });
  const Limit added = limitOf(part, bound);
  const auto after = std::ranges::find_if(sentence.phrases, [&](const Phrase& p) {
    const auto* limit = std::get_if<Limit>(&p.node);
    return limit != nullptr && !limit->inlined && level(tree, added, monthly) < level(tree, *limit, monthly);
  });
  const Phrase phrase{added, span, 0};
  sentence.phrases.insert(after, phrase);
}

size_t grants(const Clause& clause) {
  size_t found = 0;
  phrases(clause, [&](const Phrase& p) {
    if (const auto* grant = std::get_if<Grant>(&p.node); grant != nullptr && (grant->amount || grant->ceiling)) ++found;
  });
  return found;
}

void removeLimit(const Tree& tree, Clause& clause, Part part) {
  for (Sentence& s : clause.sentences)
    std::erase_if(s.phrases, [&](const Phrase& p) {
      const auto* limit = std::get_if<Limit>(&p.node);
      return limit != nullptr && isPart(tree, *limit, part);
    });
  if (part == Part::Floor)
    phrases(clause, [&](Phrase& p) {
      if (auto* grant = std::get_if<Grant>(&p.node)) grant->floor.reset();
    });
}

bool isCeiling(const Tree& tree, const Clause& clause, Part part) {
  bool found = false;
  phrases(clause, [&](const Phrase& p) {
    if (const auto* grant = std::get_if<Grant>(&p.node))
      found |= part == Part::Cap && valueOf(tree, *grant, part) != nullptr;
  });
  return found;
}

bool tellsFrequency(const Clause& clause, Part part, bool there) {
  if (!makesSeries(limitOf(part, {}))) return false;
  bool unsaid = false;
  size_t series = 0;
  phrases(clause, [&](const Phrase& p) {
    if (const auto* grant = std::get_if<Grant>(&p.node); grant != nullptr && (grant->amount || grant->ceiling))
      unsaid |= grant->frequency == Frequency::Unsaid;
    if (const auto* limit = std::get_if<Limit>(&p.node)) series += makesSeries(*limit) ? 1 : 0;
  });
  return unsaid && series == (there ? 1U : 0U);
}

void addCondition(Tree& tree, Clause& clause, ExprId added) {
  bool first = true;
  for (Sentence& s : clause.sentences) {
    if (!s.target && !first) continue; // it has the target of the sentence before
    first = false;
    if (!s.target) s.target.emplace().span = s.span;
    std::optional<ExprId>& condition = s.target->condition;
    if (!condition) {
      condition = added;
      continue;
    }
    std::vector<ExprId> parts;
    for (const ExprId part : {*condition, added}) {
      const auto* join = std::get_if<Join>(&tree.exprs[part].node);
      if (join != nullptr && join->all)
        parts.insert(parts.end(), join->of.begin(), join->of.end());
      else
        parts.push_back(part);
    }
    condition = tree.exprs.add({Join{true, std::move(parts)}, tree.exprs[*condition].span, 0});
  }
}

namespace {

/// The condition with its growths named; `nearest` is the value compared last.
ExprId named(Tree& tree, ExprId id, std::optional<Name>& nearest) {
  Expr expr = tree.exprs[id];
  if (auto* join = std::get_if<Join>(&expr.node)) {
    for (ExprId& part : join->of) part = named(tree, part, nearest);
  } else if (auto* negated = std::get_if<Not>(&expr.node)) {
    negated->of = named(tree, negated->of, nearest);
  } else if (auto* versioned = std::get_if<Versioned>(&expr.node)) {
    if (versioned->otherwise) versioned->otherwise = named(tree, *versioned->otherwise, nearest);
    if (versioned->then) versioned->then = named(tree, *versioned->then, nearest);
  } else if (auto* comparison = std::get_if<Comparison>(&expr.node)) {
    Expr left = tree.exprs[comparison->left];
    if (const auto* use = std::get_if<NameUse>(&left.node)) nearest = use->name;
    auto* growth = std::get_if<AverageGrowth>(&left.node);
    if (growth == nullptr || growth->of || !nearest) return id;
    growth->of = nearest;
    comparison->left = tree.exprs.add(std::move(left));
  } else {
    return id;
  }
  return tree.exprs.add(std::move(expr));
}

} // namespace

void nameGrowths(Tree& tree, Clause& clause) {
  for (Sentence& s : clause.sentences) {
    std::optional<Name> nearest;
    if (s.target && s.target->condition) s.target->condition = named(tree, *s.target->condition, nearest);
    for (Phrase& p : s.phrases)
      if (auto* start = std::get_if<Start>(&p.node)) {
        nearest.reset();
        start->when = named(tree, start->when, nearest);
      }
  }
}

namespace {

using Another = std::function<std::optional<ExprId>(ExprId)>;

/// A condition with its parts put through `another`; nothing if none is left.
std::optional<ExprId> replaced(Tree& tree, ExprId whole, const std::string& sought, const Another& another,
                               bool& found) {
  if (print(tree, whole) == sought) {
    found = true;
    return another(whole);
  }
  // What another layer left out in its own districts stands in the others, and may be left out there too.
  if (const auto* versioned = std::get_if<Versioned>(&tree.exprs[whole].node)) {
    if (!versioned->otherwise) return whole;
    Versioned changed = *versioned;
    changed.otherwise = replaced(tree, *versioned->otherwise, sought, another, found);
    if (changed.otherwise == versioned->otherwise) return whole;
    if (!changed.otherwise && !changed.then && changed.thenHolds) return std::nullopt;
    return tree.exprs.add({std::move(changed), tree.exprs[whole].span, 0});
  }
  const auto* join = std::get_if<Join>(&tree.exprs[whole].node);
  if (join == nullptr || !join->all) return whole;
  std::vector<ExprId> parts;
  bool here = false;
  for (const ExprId part : std::vector<ExprId>(join->of))
    if (const auto left = replaced(tree, part, sought, another, here)) parts.push_back(*left);
  if (!here) return whole;
  found = true;
  if (parts.empty()) return std::nullopt;
  if (parts.size() == 1) return parts.front();
  return tree.exprs.add({Join{true, std::move(parts)}, tree.exprs[whole].span, 0});
}

} // namespace

bool replaceCondition(Tree& tree, Clause& clause, ExprId condition, const Another& another) {
  if (const auto* join = std::get_if<Join>(&tree.exprs[condition].node); join != nullptr && join->all) {
    bool all = true;
    for (const ExprId part : std::vector<ExprId>(join->of)) all = replaceCondition(tree, clause, part, another) && all;
    return all;
  }
  const std::string sought = print(tree, condition);
  bool found = false;
  for (Sentence& s : clause.sentences) {
    if (s.target && s.target->condition)
      s.target->condition = replaced(tree, *s.target->condition, sought, another, found);
    std::erase_if(s.phrases, [&](Phrase& p) {
      auto* start = std::get_if<Start>(&p.node);
      if (start == nullptr || std::holds_alternative<DateLiteral>(tree.exprs[start->when].node)) return false;
      const auto left = replaced(tree, start->when, sought, another, found);
      if (left) start->when = *left;
      return !left;
    });
    if (s.target && !s.target->condition && !s.target->subject) s.target.reset();
  }
  return found;
}

} // namespace tiao::layers
