#include "compiler/cover/site.h"

#include "compiler/core/rules.h"
#include "compiler/cover/stride.h"
#include "compiler/interpret/interpret.h"

namespace tiao::cover {

using core::match;
using interpret::NumberRange;

namespace {

bool isZero(const core::Program& program, ExprId id) {
  const auto* constant = std::get_if<core::Const>(&program.exprs[id].node);
  const auto* number = constant == nullptr ? nullptr : std::get_if<Rational>(&constant->value);
  return number != nullptr && number->isZero();
}

/// 0 < the number of years in which something holds: the question whether it ever did, asked in the words of what
/// holds.
const core::Sum* everHeld(const core::Program& program, const core::Compare& compare) {
  const auto* sum = std::get_if<core::Sum>(&program.exprs[compare.right].node);
  const bool counts = sum != nullptr && std::holds_alternative<core::OverYears>(sum->domain) &&
                      std::holds_alternative<core::Const>(program.exprs[sum->value].node);
  return counts && compare.op == core::Comparison::Less && isZero(program, compare.left) ? sum : nullptr;
}

template <typename Gloss> const Gloss* glossOf(const core::Program& program, ExprId id) {
  const auto found = program.glosses.find(id);
  return found == program.glosses.end() ? nullptr : std::get_if<Gloss>(&found->second);
}

/// Does this year's value of `id` stand in there?
bool reads(const core::Program& program, ExprId in, ExprId id) {
  if (in == id) return true;
  if (std::holds_alternative<core::Back>(program.exprs[in].node)) return false;
  bool found = false;
  core::eachOperand(program.exprs[in].node, [&](ExprId part) { found = found || reads(program, part, id); });
  return found;
}

class Finder {
public:
  explicit Finder(const core::Program& program) : program_(program), nothing_(program) {}

  Sites find() {
    for (uint32_t i = 0; i < program_.awards.size(); ++i) {
      award_ = {i};
      const core::Award& award = program_.awards[award_];
      truth(award.eligible, {});
      value(award.amount, {});
      limits(award.limits, false);
      limits(award.overall, true);
    }
    return std::move(sites_);
  }

private:
  /// What stands around an expression.
  struct Around {
    core::Span span; // of the nearest words
    std::optional<ExprId> growth;
    std::optional<core::Name> scale;
  };

  [[nodiscard]] Around inside(ExprId id, Around around) const {
    const core::Span own = program_.exprs[id].span;
    if (own.begin < own.end) around.span = own;
    if (glossOf<core::GrowthGloss>(program_, id) != nullptr) around.growth = id;
    return around;
  }

  // ---- conditions

  void truth(ExprId id, const Around& outer) {
    const Around around = inside(id, outer);
    if (glossOf<core::OverrideGloss>(program_, id) != nullptr || glossOf<core::HeldGloss>(program_, id) != nullptr) {
      condition(id, around);
      return;
    }
    if (glossOf<core::StopGloss>(program_, id) != nullptr) return; // asked by no test, as versions are
    std::visit(match{
                   [](const core::Const&) {},
                   [&](const core::FactRef& e) {
                     // What the events of a case tell is said in no test.
                     if (program_.facts[e.fact].origin != core::FactOrigin::Event) condition(id, around);
                   },
                   [&](const core::Back& e) { truth(e.of, around); },
                   [&](const core::If& e) { choice(id, e, around, true); },
                   [&](const core::Compare& e) { compare(id, e, around); },
                   [&](const core::Not& e) { truth(e.of, around); },
                   [&](const core::AtLeast& e) {
                     for (const ExprId part : e.of) truth(part, around);
                   },
                   // No condition is one of these.
                   [](const core::Day&) {},
                   [](const core::Add&) {},
                   [](const core::Mul&) {},
                   [](const core::Div&) {},
                   [](const core::Least&) {},
                   [](const core::Greatest&) {},
                   [](const core::Whole&) {},
                   [](const core::Round&) {},
                   [](const core::Shift&) {},
                   [](const core::Full&) {},
                   [](const core::Anniversaries&) {},
                   [](const core::Sum&) {},
                   [](const core::Awarded&) {},
               },
               program_.exprs[id].node);
  }

  void condition(ExprId id, const Around& around) {
    Site site = made(Site::Kind::Condition, id, around);
    site.sides = {Side::Yes, Side::No};
    note(id, std::move(site));
  }

  void compare(ExprId id, const core::Compare& e, const Around& around) {
    if (const core::Sum* sum = everHeld(program_, e)) {
      sites_.inside[id] = rootsIn(id);
      sites_.roots.insert(sum->where);
      truth(sum->where, around);
      return;
    }
    const core::Kind kind = program_.exprs[e.left].type.kind;
    const bool orders = kind == core::Kind::Number || kind == core::Kind::Date;
    if (!orders || e.op == core::Comparison::Equal) {
      condition(id, around);
    } else {
      Site site = made(Site::Kind::Comparison, id, around);
      site.turned = turned(e, around);
      site.stride = number::greatest(strideOf(program_, e.left), strideOf(program_, e.right));
      site.sides = sides(e, site.turned);
      if (site.sides.empty()) return; // always so, or never: as 2022-07-01 ≤ the last day of the period
      if (site.sides.front() == Side::Yes) site.kind = Site::Kind::Condition;
      note(id, std::move(site));
    }
    sites_.inside[id] = rootsIn(id);
    value(e.left, around);
    value(e.right, around);
  }

  /// The value is what is said first, of a growth what it grew to, else what is no constant.
  [[nodiscard]] bool turned(const core::Compare& e, const Around& around) const {
    if (around.growth) {
      const auto& growth = *glossOf<core::GrowthGloss>(program_, *around.growth);
      const bool left = reads(program_, e.left, growth.last), right = reads(program_, e.right, growth.last);
      if (left != right) return right;
    }
    const core::Span left = program_.exprs[e.left].span, right = program_.exprs[e.right].span;
    if (std::holds_alternative<core::Const>(program_.exprs[e.right].node)) return false;
    if (std::holds_alternative<core::Const>(program_.exprs[e.left].node)) return true;
    return left.begin < left.end && right.begin < right.end && left.file == right.file && right.begin < left.begin;
  }

  /// The sides that the declared ranges allow. Whether there is any of a thing at all is a yes or no.
  [[nodiscard]] std::vector<Side> sides(const core::Compare& e, bool turned) const {
    const interpret::Value a = any(e.left), b = any(e.right);
    const auto* left = std::get_if<NumberRange>(&a.set);
    const auto* right = std::get_if<NumberRange>(&b.set);
    if (left == nullptr || right == nullptr) {
      if (a.definite() && b.definite()) return {};
      const auto constantDay = [&](ExprId id) {
        const core::Node& node = program_.exprs[id].node;
        return std::holds_alternative<core::Const>(node) || std::holds_alternative<core::Day>(node);
      };
      if (constantDay(e.left) && constantDay(e.right)) return {}; // the days of a version or of a start
      return {Side::Below, Side::At, Side::Above};
    }
    if (left->definite() && right->definite()) return {};
    const NumberRange& value = turned ? *right : *left;
    const NumberRange& bound = turned ? *left : *right;
    const bool below = value.loInfinite || bound.hiInfinite || value.lo < bound.hi;
    const bool above = value.hiInfinite || bound.loInfinite || bound.lo < value.hi;
    if (!below && bound.definite() && bound.lo.isZero()) return {Side::Yes, Side::No};
    std::vector<Side> result;
    if (below) result.push_back(Side::Below);
    if (below ? above || value.hiInfinite || bound.lo <= value.hi : true) result.push_back(Side::At);
    if (above) result.push_back(Side::Above);
    return result;
  }

  /// What an expression may be when nothing is known.
  [[nodiscard]] interpret::Value any(ExprId id) const {
    const int year = calendar::yearOf(program_.awards[award_].from);
    return interpret::evaluate(program_, nothing_, {}, id, interpret::Key{}, {year, monthly() ? 12 : 0}, award_);
  }
  [[nodiscard]] bool monthly() const { return program_.awards[award_].period == core::Per::Month; }

  // ---- values

  void value(ExprId id, const Around& outer) {
    Around around = inside(id, outer);
    if (const auto* scale = glossOf<core::ScaleGloss>(program_, id)) {
      around.scale = scale->name;
      lines(*scale, around);
    }
    const core::Node& node = program_.exprs[id].node;
    if (const auto* choice = std::get_if<core::If>(&node)) {
      this->choice(id, *choice, around, false);
      return;
    }
    if (const auto* sum = std::get_if<core::Sum>(&node)) {
      if (!std::holds_alternative<core::Const>(program_.exprs[sum->where].node)) {
        sites_.roots.insert(sum->where);
        truth(sum->where, around);
      }
      value(sum->value, around);
      return;
    }
    if (const auto* least = std::get_if<core::Least>(&node); least != nullptr && least->limit) {
      Site site = made(Site::Kind::Quantity, id, around);
      site.span = inside(least->right, around).span; // the words of the limit
      site.stride = number::greatest(strideOf(program_, least->left), strideOf(program_, least->right));
      site.sides = {Side::Free, Side::Cut};
      note(id, std::move(site));
    }
    core::eachOperand(node, [&](ExprId part) {
      if (program_.exprs[part].type.kind == core::Kind::Truth)
        truth(part, around);
      else
        value(part, around);
    });
  }

  /// Which version is in force is asked by no test of a condition.
  void choice(ExprId id, const core::If& e, const Around& around, bool ofTruth) {
    if (glossOf<core::VersionGloss>(program_, id) == nullptr) {
      sites_.roots.insert(e.condition);
      Around asked = around;
      if (around.scale) asked.span = inside(e.then, around).span;
      truth(e.condition, asked);
    }
    for (const ExprId part : {e.then, e.otherwise}) {
      if (ofTruth)
        truth(part, around);
      else
        value(part, around);
    }
  }

  void lines(const core::ScaleGloss& scale, const Around& around) {
    for (const core::ScaleGloss::Line& line : scale.lines) {
      const ExprId said = line.rate.value_or(line.value);
      Site site = made(Site::Kind::Line, said, inside(said, around));
      site.words = line.words;
      site.sides = {Side::Applied};
      const size_t index = add(std::move(site), core::print(program_, line.applies));
      auto& where = scale.parts ? sites_.parts[line.applies] : sites_.lines[line.value];
      if (std::ranges::find(where, index) == where.end()) where.push_back(index);
    }
  }

  void limits(const std::vector<core::Limit>& limits, bool overall) {
    for (size_t i = 0; i < limits.size(); ++i) {
      const core::Limit& limit = limits[i];
      const bool counts =
          std::holds_alternative<core::Count>(limit.node) || std::holds_alternative<core::Within>(limit.node);
      core::eachExpr({limit}, [&](ExprId part) { value(part, {limit.span, {}, {}}); });
      Site site;
      site.kind = Site::Kind::Limit;
      site.sides = counts ? std::vector{Side::Open, Side::UsedUp} : std::vector{Side::Free, Side::Cut};
      site.span = limit.span;
      site.expr =
          std::visit(match{[](const core::Cap& l) { return l.bound; }, [](const core::Floor& l) { return l.bound; },
                           [](const core::Count& l) { return l.n; }, [](const core::Within& l) { return l.n; }},
                     limit.node);
      site.award = award_;
      site.limit = i;
      site.overall = overall;
      // One sentence may give several awards, each with a limit of its own.
      const std::string which = std::to_string(award_.index) + (overall ? " overall " : " ") + std::to_string(i);
      sites_.limits[&limit] = add(std::move(site), which);
    }
  }

  // ---- the list of them

  [[nodiscard]] Site made(Site::Kind kind, ExprId id, const Around& around) const {
    Site site;
    site.kind = kind;
    site.span = around.span;
    site.expr = id;
    site.award = award_;
    site.growth = around.growth;
    site.scale = around.scale;
    return site;
  }

  void note(ExprId id, Site site) {
    if (!sites_.of.contains(id)) sites_.of[id] = add(std::move(site), core::print(program_, id));
  }

  size_t add(Site site, const std::string& what) {
    const auto [at, isNew] =
        known_.try_emplace({site.kind, site.span.file, site.span.begin, site.span.end, what}, sites_.all.size());
    if (isNew) sites_.all.push_back(std::move(site));
    return at->second;
  }

  [[nodiscard]] std::vector<ExprId> rootsIn(ExprId id) const {
    std::vector<ExprId> found;
    const auto look = [&](auto self, ExprId at) -> void {
      const core::Node& node = program_.exprs[at].node;
      if (const auto* sum = std::get_if<core::Sum>(&node)) found.push_back(sum->where);
      if (const auto* choice = std::get_if<core::If>(&node)) found.push_back(choice->condition);
      core::eachOperand(node, [&](ExprId part) { self(self, part); });
    };
    look(look, id);
    return found;
  }

  const core::Program& program_;
  interpret::Case nothing_;
  core::AwardId award_;
  Sites sites_;
  std::map<std::tuple<Site::Kind, uint32_t, uint32_t, uint32_t, std::string>, size_t> known_;
};

} // namespace

Sites sitesOf(const core::Program& program) { return Finder(program).find(); }

bool isTransparent(const core::Program& program, ExprId expr) {
  const core::Node& node = program.exprs[expr].node;
  return std::holds_alternative<core::Not>(node) || std::holds_alternative<core::AtLeast>(node) ||
         std::holds_alternative<core::Back>(node) || std::holds_alternative<core::If>(node);
}

} // namespace tiao::cover
