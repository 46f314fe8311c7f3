#include "compiler/diff/interface.h"

#include "compiler/core/rules.h"
#include "compiler/explain/words.h"

#include <algorithm>
#include <set>

namespace tiao::diff {

namespace {

using core::FactId;

struct Row {
  const char *key, *zh, *en;
};
/// In the order of the kinds.
constexpr Row rows[] = {
    {"factAdded", "新增事实「{}」", "fact `{}` added"},
    {"factRemoved", "取消事实「{}」", "fact `{}` removed"},
    {"factRenamed", "事实「{}」改名", "fact `{}` renamed"},
    {"factType", "事实「{}」改为另一类", "fact `{}` is of another sort"},
    {"factUnit", "事实「{}」的单位改变", "unit of the fact `{}` changed"},
    {"factPeriod", "事实「{}」的期间改变", "period of the fact `{}` changed"},
    {"factOwner", "事实「{}」改属", "the fact `{}` is of something else"},
    {"factRange", "事实「{}」的范围改变", "range of the fact `{}` changed"},
    {"memberAdded", "事实「{}」多了可取的值", "the fact `{}` may have more values"},
    {"memberRemoved", "事实「{}」少了可取的值", "the fact `{}` may have fewer values"},
    {"factJudge", "事实「{}」的评定者改变", "who decides the fact `{}` changed"},
    {"itemKindAdded", "新增条目「{}」", "items `{}` added"},
    {"itemKindRemoved", "取消条目「{}」", "items `{}` removed"},
    {"itemKindChanged", "条目「{}」的列法改变", "how items `{}` are listed changed"},
    {"payerAdded", "新增分担方「{}」", "payer `{}` added"},
    {"payerRemoved", "取消分担方「{}」", "payer `{}` removed"},
    {"awardAdded", "结果中新增「{}」", "results now have `{}`"},
    {"awardRemoved", "结果中不再有「{}」", "results no longer have `{}`"},
    {"awardRenamed", "结果中「{}」改名", "`{}` has another name in results"},
    {"awardPeriod", "结果中「{}」的期间改变", "`{}` has rows for another period"},
    {"electionAdded", "新增事实「{}」（企业的选择）", "fact `{}` added (what the enterprise elects)"},
    {"electionRemoved", "取消事实「{}」（企业的选择）", "fact `{}` removed (what the enterprise elects)"},
};

class Comparing {
public:
  Comparing(Canon& canon, const Wording& before, const Wording& after, const std::vector<AwardPair>& awards)
      : canon_(canon), before_(before), after_(after), one_(before.input.program), other_(after.input.program),
        awards_(awards) {}

  std::vector<InterfaceChange> changes() {
    facts();
    items();
    payers();
    results();
    return std::move(changes_);
  }

private:
  void add(InterfaceKind kind, bool breaks, const Text& name, const Text& was, const Text& is, source::Span from,
           source::Span to) {
    const Row& row = rows[static_cast<size_t>(kind)];
    changes_.push_back(
        {kind, breaks, explain::say(row.zh, row.en, name), was, is, before_.place(from), after_.place(to), {}, {}});
  }

  /// The facts that some part of a program reads.
  static std::set<uint32_t> read(const core::Program& program) {
    std::set<uint32_t> out;
    std::set<uint32_t> seen;
    const auto visit = [&](auto self, ExprId expr) -> void {
      if (!seen.insert(expr.index).second) return;
      if (const auto* fact = std::get_if<core::FactRef>(&program.exprs[expr].node)) out.insert(fact->fact.index);
      core::eachOperand(program.exprs[expr].node, [&](ExprId part) { self(self, part); });
    };
    const auto each = [&](ExprId expr) { visit(visit, expr); };
    for (const core::Award& award : program.awards) {
      core::eachExpr(award, each);
      if (award.assessment) out.insert(award.assessment->index);
    }
    for (const core::Pool& pool : program.pools) core::eachExpr(pool.limits, each);
    for (const core::Choice& choice : program.choices)
      if (choice.election) out.insert(choice.election->index);
    if (program.split)
      for (const core::SplitCase& c : program.split->cases) each(c.condition);
    if (program.schedule && program.schedule->stop) each(*program.schedule->stop);
    if (program.schedule && program.schedule->recovery) each(*program.schedule->recovery);
    if (program.district) out.insert(program.district->index);
    return out;
  }

  void facts() {
    const std::set<uint32_t> was = read(one_), is = read(other_);
    std::vector<uint32_t> gone, come;
    std::set<uint32_t> found;
    for (uint32_t i = 0; i < one_.facts.size(); ++i) {
      std::optional<uint32_t> partner;
      for (uint32_t j = 0; j < other_.facts.size() && !partner; ++j)
        if (canon_.fact(Side::Before, {i}) == canon_.fact(Side::After, {j})) partner = j;
      if (partner) {
        found.insert(*partner);
        fact({i}, {*partner}, was.contains(i) || is.contains(*partner));
      } else {
        gone.push_back(i);
      }
    }
    for (uint32_t j = 0; j < other_.facts.size(); ++j)
      if (!found.contains(j)) come.push_back(j);
    for (const uint32_t i : gone) {
      const core::Fact& f = one_.facts[FactId{i}];
      if (f.origin == core::FactOrigin::Event) continue;
      const bool election = f.origin == core::FactOrigin::Election;
      add(election ? InterfaceKind::ElectionRemoved : InterfaceKind::FactRemoved, !election && was.contains(i),
          explain::named(f.name), declared(one_, f), {}, f.span, {});
    }
    for (const uint32_t j : come) {
      const core::Fact& f = other_.facts[FactId{j}];
      if (f.origin == core::FactOrigin::Event) continue;
      const bool election = f.origin == core::FactOrigin::Election;
      // An election is asked only where awards are equal.
      add(election ? InterfaceKind::ElectionAdded : InterfaceKind::FactAdded, !election && is.contains(j),
          explain::named(f.name), {}, declared(other_, f), {}, f.span);
    }
  }

  static Text periodWords(core::Per per) {
    switch (per) {
    case core::Per::Fixed: return {"固定", "fixed"};
    case core::Per::Year: return {"每年", "each year"};
    case core::Per::Month: return {"每月", "each month"};
    }
    return {};
  }
  static Text unitWords(const core::Program& program, const core::Unit& unit) {
    if (unit.powers.empty()) return {"没有单位", "no unit"};
    Text above, below;
    for (const auto& [base, power] : unit.powers) {
      const Text name = explain::named(program.units[core::Id<core::BaseUnit>{base}].name);
      Text& side = power > 0 ? above : below;
      side = side.zh.empty() ? name : explain::say("{}·{}", "{}·{}", side, name);
    }
    if (below.zh.empty()) return above;
    return explain::say("{}/{}", "{}/{}", above.zh.empty() ? Text("1") : above, below);
  }
  static Text sortWords(const core::Program& program, const core::Fact& fact) {
    switch (fact.type.kind) {
    case core::Kind::Truth: return {"是否", "yes or no"};
    case core::Kind::Number:
      if (fact.type.unit == core::yuan()) return {"金额", "money"};
      return explain::say("数（{}）", "number ({})", unitWords(program, fact.type.unit));
    case core::Kind::Date: return {"日期", "date"};
    case core::Kind::Member: return {"其一", "one of"};
    case core::Kind::Text: return {"文字", "text"};
    }
    return {};
  }
  static Text ownerWords(const core::Program& program, const core::Fact& fact) {
    return explain::named(fact.item ? program.itemKinds[*fact.item].name : program.subject);
  }
  static Text declared(const core::Program& program, const core::Fact& fact) {
    Text out = explain::say("{}，{}", "{}, {}", sortWords(program, fact), periodWords(fact.per));
    if (fact.item) out = explain::say("{}的，{}", "of each {}, {}", ownerWords(program, fact), out);
    return out;
  }
  static Text rangeWords(const core::Program& program, const core::Fact& fact) {
    const auto value = [&](const core::Constant& v) { return explain::constantText(program, fact.type, v); };
    if (fact.type.kind == core::Kind::Date)
      return explain::say("{} 至 {}", "{} to {}", value(fact.dateLo), value(fact.dateHi));
    return explain::say("{} 至 {}", "{} to {}", value(fact.lo), value(fact.hi));
  }

  void fact(FactId i, FactId j, bool used) {
    const core::Fact &f = one_.facts[i], &g = other_.facts[j];
    const Text name = explain::named(g.name);
    const auto tell = [&](InterfaceKind kind, bool breaks, const Text& was, const Text& is) {
      add(kind, breaks && used, name, was, is, f.span, g.span);
    };
    if (!prove::sameName(f.name, g.name))
      add(InterfaceKind::FactRenamed, used && f.origin != core::FactOrigin::Event, explain::named(f.name),
          explain::named(f.name), name, f.span, g.span);
    if (f.type.kind != g.type.kind)
      return tell(InterfaceKind::FactType, true, sortWords(one_, f), sortWords(other_, g));
    if (canon_.unit(Side::Before, f.type.unit) != canon_.unit(Side::After, g.type.unit))
      tell(InterfaceKind::FactUnit, true, unitWords(one_, f.type.unit), unitWords(other_, g.type.unit));
    if (f.per != g.per) tell(InterfaceKind::FactPeriod, true, periodWords(f.per), periodWords(g.per));
    if (f.item.has_value() != g.item.has_value())
      tell(InterfaceKind::FactOwner, true, ownerWords(one_, f), ownerWords(other_, g));
    const bool number = f.type.kind == core::Kind::Number && (f.lo != g.lo || f.hi != g.hi);
    const bool date = f.type.kind == core::Kind::Date && (f.dateLo != g.dateLo || f.dateHi != g.dateHi);
    const bool narrower = number ? g.lo > f.lo || g.hi < f.hi : g.dateLo > f.dateLo || g.dateHi < f.dateHi;
    if ((number || date) && f.origin == core::FactOrigin::Given)
      tell(InterfaceKind::FactRange, narrower, rangeWords(one_, f), rangeWords(other_, g));
    if (f.type.kind == core::Kind::Member && f.origin == core::FactOrigin::Given) members(f, g, tell);
    const auto judge = [](const core::Program& program, const core::Fact& fact) {
      return fact.judge ? explain::named(program.roles[*fact.judge].name) : Text("无", "nobody");
    };
    if (f.judge.has_value() != g.judge.has_value() ||
        (f.judge && canon_.role(Side::Before, *f.judge) != canon_.role(Side::After, *g.judge)))
      tell(InterfaceKind::FactJudge, false, judge(one_, f), judge(other_, g));
  }

  template <typename F> void members(const core::Fact& f, const core::Fact& g, F tell) {
    const auto& was = one_.enumerations[f.type.enumeration].members;
    const auto& is = other_.enumerations[g.type.enumeration].members;
    const auto lacking = [](const std::vector<core::Name>& some, const std::vector<core::Name>& all) {
      std::vector<Text> out;
      for (const core::Name& name : some)
        if (std::ranges::none_of(all, [&](const core::Name& other) { return prove::sameName(name, other); }))
          out.push_back(explain::named(name));
      return out;
    };
    const std::vector<Text> gone = lacking(was, is), come = lacking(is, was);
    if (!gone.empty()) tell(InterfaceKind::MemberRemoved, true, explain::joined(gone, explain::enumeration), Text());
    if (!come.empty()) tell(InterfaceKind::MemberAdded, false, Text(), explain::joined(come, explain::enumeration));
  }

  void items() {
    const auto find = [](const core::Program& program, const core::Name& name) -> const core::ItemKind* {
      for (const core::ItemKind& kind : program.itemKinds)
        if (prove::sameName(kind.name, name)) return &kind;
      return nullptr;
    };
    for (const core::ItemKind& kind : one_.itemKinds) {
      const core::ItemKind* now = find(other_, kind.name);
      const Text name = explain::named(kind.name);
      if (now == nullptr) {
        add(InterfaceKind::ItemKindRemoved, true, name, name, {}, kind.span, {});
      } else if (now->yearly != kind.yearly) {
        const auto words = [](bool yearly) {
          return yearly ? Text("每年若干", "a list each year") : Text("一经列入，以后各年都在", "listed once");
        };
        add(InterfaceKind::ItemKindChanged, true, name, words(kind.yearly), words(now->yearly), kind.span, now->span);
      }
    }
    for (const core::ItemKind& kind : other_.itemKinds)
      if (find(one_, kind.name) == nullptr)
        add(InterfaceKind::ItemKindAdded, true, explain::named(kind.name), {}, explain::named(kind.name), {},
            kind.span);
  }

  void payers() {
    const auto all = [&](Side side) {
      const core::Program& program = side == Side::Before ? one_ : other_;
      std::map<std::string, Text> out;
      if (program.split)
        for (const auto payer : program.split->payers)
          out[canon_.role(side, payer)] = explain::named(program.roles[payer].name);
      return out;
    };
    const auto was = all(Side::Before), is = all(Side::After);
    const source::Span from = one_.split ? one_.split->span : source::Span{};
    const source::Span to = other_.split ? other_.split->span : source::Span{};
    for (const auto& [key, name] : was)
      if (!is.contains(key)) add(InterfaceKind::PayerRemoved, false, name, name, {}, from, to);
    for (const auto& [key, name] : is)
      if (!was.contains(key)) add(InterfaceKind::PayerAdded, false, name, {}, name, from, to);
  }

  void results() {
    for (const AwardPair& pair : awards_) {
      const core::Award* a = pair.before ? &one_.awards[*pair.before] : nullptr;
      const core::Award* b = pair.after ? &other_.awards[*pair.after] : nullptr;
      if (a == nullptr) {
        add(InterfaceKind::AwardAdded, false, explain::named(b->name), {}, explain::named(b->name), {}, b->span);
      } else if (b == nullptr) {
        add(InterfaceKind::AwardRemoved, false, explain::named(a->name), explain::named(a->name), {}, a->span, {});
      } else {
        // Ledgers of earlier years know an award by its name.
        if (!prove::sameName(a->name, b->name))
          add(InterfaceKind::AwardRenamed, true, explain::named(a->name), explain::named(a->name),
              explain::named(b->name), a->span, b->span);
        if (a->period != b->period)
          add(InterfaceKind::AwardPeriod, true, explain::named(b->name), periodWords(a->period), periodWords(b->period),
              a->span, b->span);
      }
    }
  }

  Canon& canon_;
  const Wording& before_;
  const Wording& after_;
  const core::Program& one_;
  const core::Program& other_;
  const std::vector<AwardPair>& awards_;
  std::vector<InterfaceChange> changes_;
};

} // namespace

const char* interfaceKey(InterfaceKind kind) { return rows[static_cast<size_t>(kind)].key; }

std::vector<InterfaceChange> interfaceChanges(Canon& canon, const Wording& before, const Wording& after,
                                              const std::vector<AwardPair>& awards) {
  return Comparing(canon, before, after, awards).changes();
}

} // namespace tiao::diff
