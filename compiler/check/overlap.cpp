#include "compiler/check/overlap.h"

#include <map>
#include <set>

namespace tiao::check {

using core::Rational;
using source::Span;

namespace {

/// So many steps may the search for a witness take; beyond them none is told.
constexpr size_t mostSteps = 20'000;

/// A fact in one year: how many years back, and which.
using Place = std::pair<core::FactId, int>;

struct Interval {
  Rational lo, hi;
  bool open[2] = {false, false}; // is the end left out?
  [[nodiscard]] bool empty() const { return hi < lo || (lo == hi && (open[0] || open[1])); }
  void atMost(const Rational& bound, bool less) {
    if (bound < hi || (bound == hi && less)) hi = bound, open[1] = less;
  }
  void atLeast(const Rational& bound, bool more) {
    if (lo < bound || (bound == lo && more)) lo = bound, open[0] = more;
  }
  /// One of its values: the least, or a little more.
  [[nodiscard]] Rational member() const {
    if (!open[0]) return lo;
    return lo + 1 < hi ? lo + 1 : (lo + hi) / 2;
  }
};

/// What is still possible: of each fact a part of its range, of any other condition a truth value.
struct Box {
  std::map<Place, Interval> numbers;
  std::map<Place, std::set<uint32_t>> members;
  std::map<Place, bool> truths;
  struct Other {
    bool kept;         // as it prints
    core::ExprId said; // the condition as it was written, which this is or is part of
    bool saidSo;
  };
  std::map<std::string, Other> others; // by how they print
};

struct Goal {
  core::ExprId condition;
  bool wanted = true;
  core::ExprId said; // the nearest condition around it that was written, and whether that is wanted
  bool saidSo = true;
};

class Search {
public:
  explicit Search(const core::Program& program) : program_(program) {}

  /// A box in which all goals hold.
  std::optional<Box> solve(std::vector<Goal> goals, Box box) {
    while (!goals.empty()) {
      if (++steps_ > mostSteps) return std::nullopt;
      Goal goal = goals.back();
      goals.pop_back();
      if (const Span span = program_.exprs[goal.condition].span; span.begin < span.end) {
        goal.said = goal.condition;
        goal.saidSo = goal.wanted;
      }
      const core::Node& node = program_.exprs[goal.condition].node;
      if (const auto* e = std::get_if<core::Not>(&node)) {
        goals.push_back({e->of, !goal.wanted, goal.said, goal.saidSo});
      } else if (const auto* list = std::get_if<core::AtLeast>(&node)) {
        // Not (at least k of n) is at least n − k + 1 of the opposites.
        const size_t n = list->of.size();
        const size_t k = goal.wanted ? list->k : n - list->k + 1;
        if (k == n) {
          for (const core::ExprId part : list->of) goals.push_back({part, goal.wanted, goal.said, goal.saidSo});
        } else if (k == 1) {
          for (const core::ExprId part : list->of) {
            std::vector<Goal> with = goals;
            with.push_back({part, goal.wanted, goal.said, goal.saidSo});
            if (auto found = solve(std::move(with), box)) return found;
          }
          return std::nullopt;
        } else if (!take(goal, box)) {
          return std::nullopt;
        }
      } else if (!take(goal, box)) {
        return std::nullopt;
      }
    }
    return box;
  }

private:
  /// Narrows the box by one condition that has no parts. No if nothing is left.
  bool take(const Goal& goal, Box& box) {
    const core::Node& node = program_.exprs[goal.condition].node;
    if (const auto* constant = std::get_if<core::Const>(&node)) return std::get<bool>(constant->value) == goal.wanted;
    if (const auto place = placeOf(goal.condition, 0)) {
      const auto [at, isNew] = box.truths.emplace(*place, goal.wanted);
      return isNew || at->second == goal.wanted;
    }
    if (const auto* compare = std::get_if<core::Compare>(&node))
      if (const auto narrowed = this->compare(*compare, goal, box)) return *narrowed;
    const auto [text, kept] = canonical(goal);
    const auto [at, isNew] = box.others.try_emplace(text, Box::Other{kept, goal.said, goal.saidSo});
    return isNew || at->second.kept == kept;
  }

  /// a < b is kept as not b <= a, so that the two are told apart from each other and from nothing else.
  [[nodiscard]] std::pair<std::string, bool> canonical(const Goal& goal) const {
    const auto* e = std::get_if<core::Compare>(&program_.exprs[goal.condition].node);
    if (e == nullptr || e->op == core::Comparison::Equal) return {core::print(program_, goal.condition), goal.wanted};
    const bool less = e->op == core::Comparison::Less;
    const std::string left = core::print(program_, less ? e->right : e->left);
    const std::string right = core::print(program_, less ? e->left : e->right);
    return {left + " <= " + right, goal.wanted != less};
  }

  [[nodiscard]] std::optional<Place> placeOf(core::ExprId id, int back) const {
    const core::Node& node = program_.exprs[id].node;
    if (const auto* fact = std::get_if<core::FactRef>(&node))
      return Place{fact->fact, program_.facts[fact->fact].per == core::Per::Fixed ? 0 : back};
    const auto* before = std::get_if<core::Back>(&node);
    if (before == nullptr || before->unit != core::TermUnit::Years) return std::nullopt;
    return placeOf(before->of, back + before->count);
  }

  /// A comparison of a fact with a literal; nothing for others.
  std::optional<bool> compare(const core::Compare& e, const Goal& goal, Box& box) const {
    const auto left = placeOf(e.left, 0);
    const auto right = placeOf(e.right, 0);
    const auto* literal = std::get_if<core::Const>(&program_.exprs[left ? e.right : e.left].node);
    if (literal == nullptr || left.has_value() == right.has_value()) return std::nullopt;
    const Place place = left ? *left : *right;
    const core::Fact& fact = program_.facts[place.first];
    if (const auto* number = std::get_if<Rational>(&literal->value)) {
      Interval& interval = box.numbers.try_emplace(place, Interval{fact.lo, fact.hi}).first->second;
      return narrow(interval, *number, e.op, left.has_value(), goal.wanted);
    }
    const auto* member = std::get_if<core::Member>(&literal->value);
    if (member == nullptr || e.op != core::Comparison::Equal) return std::nullopt;
    const auto [at, isNew] = box.members.try_emplace(place);
    if (isNew)
      for (uint32_t i = 0; i < program_.enumerations[fact.type.enumeration].members.size(); ++i) at->second.insert(i);
    std::erase_if(at->second, [&](uint32_t i) { return (i == member->index) != goal.wanted; });
    return !at->second.empty();
  }

  /// fact op bound, or bound op fact; or that it is not so.
  static std::optional<bool> narrow(Interval& interval, const Rational& bound, core::Comparison op, bool factLeft,
                                    bool wanted) {
    if (op == core::Comparison::Equal) {
      if (!wanted) return std::nullopt;
      interval.atLeast(bound, false);
      interval.atMost(bound, false);
      return !interval.empty();
    }
    const bool strict = (op == core::Comparison::Less) == wanted;
    if (factLeft == wanted)
      interval.atMost(bound, strict);
    else
      interval.atLeast(bound, strict);
    return !interval.empty();
  }

  const core::Program& program_;
  size_t steps_ = 0;
};

/// The box as facts with values.
class Witness {
public:
  Witness(const core::Program& program, const source::SourceSet& sources) : program_(program), sources_(sources) {}

  Text told(const Box& box) {
    for (const auto& [place, truth] : box.truths) add(place, truth ? Text("是", "yes") : Text("否", "no"));
    for (const auto& [place, interval] : box.numbers) {
      const core::Fact& fact = program_.facts[place.first];
      add(place, Text(core::print(program_, fact.type, interval.member())));
    }
    for (const auto& [place, members] : box.members) {
      const core::Fact& fact = program_.facts[place.first];
      add(place, textOf(program_.enumerations[fact.type.enumeration].members[*members.begin()]));
    }
    std::set<core::ExprId> told;
    for (const auto& [key, other] : box.others) {
      if (!told.insert(other.said).second) continue;
      const std::string words(sources_.text(program_.exprs[other.said].span));
      put({"「" + words + "」" + (other.saidSo ? "成立" : "不成立"),
           "`" + words + "` " + (other.saidSo ? "holds" : "does not hold")});
    }
    return text_;
  }

private:
  static Text textOf(const core::Name& name) {
    return {name.zh.empty() ? name.en : name.zh, name.en.empty() ? name.zh : name.en};
  }
  void add(const Place& place, const Text& value) {
    Text name = textOf(program_.facts[place.first].name);
    if (place.second > 0) {
      name.zh += "（" + std::to_string(place.second) + "年前）";
      name.en += " (" + std::to_string(place.second) + (place.second == 1 ? " year" : " years") + " before)";
    }
    put({name.zh + " " + value.zh, name.en + " " + value.en});
  }
  void put(const Text& part) {
    text_.zh += (text_.zh.empty() ? "" : "，") + part.zh;
    text_.en += (text_.en.empty() ? "" : ", ") + part.en;
  }

  const core::Program& program_;
  const source::SourceSet& sources_;
  Text text_;
};

} // namespace

std::optional<Text> bothHold(const core::Program& program, core::ExprId one, core::ExprId other,
                             const source::SourceSet& sources) {
  const auto box = Search(program).solve({{other, true, other, true}, {one, true, one, true}}, {});
  if (!box) return std::nullopt;
  return Witness(program, sources).told(*box);
}

} // namespace tiao::check
