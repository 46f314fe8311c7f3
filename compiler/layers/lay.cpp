#include "compiler/layers/lay.h"

#include "compiler/core/program.h"
#include "compiler/layers/gone.h"
#include "compiler/layers/parts.h"

#include <algorithm>
#include <set>

namespace tiao::layers {

namespace diag = diagnostics::diag;
namespace remark = diagnostics::remark;
using namespace syntax;
using number::Rational;

namespace {

/// Years that no award outlasts: a limit of years where it holds in another version only.
constexpr int EndlessYears = 1000;

class Laying {
public:
  Laying(const Tree& tree, Policies policies, std::optional<Standing> standing, diagnostics::Sink& sink)
      : before_(tree), standing_(standing), sink_(sink), laid_{tree, std::move(policies), {}, {}, {}, {}} {}

  Laid lay() {
    const Changes changes = changesOf(before_, policies(), sink_);
    if (standing_) clauses_.emplace(before_, policies(), changes, *standing_);
    for (uint32_t i = 0; i < policies().all().size(); ++i)
      if (standing_ && policies()[i].isLayer() && !holds(i)) laid_.left.push_back(i);
    std::set<SymbolId> gone;
    for (size_t file = 0; file < laid_.tree.files.size(); ++file) {
      std::vector<Declaration> kept;
      for (size_t i = 0; i < before_.files[file].declarations.size(); ++i) {
        Declaration d = before_.files[file].declarations[i];
        const auto* clause = std::get_if<Clause>(&before_.files[file].declarations[i].node);
        if (stays(d, policies().owner(file, i), changes)) {
          kept.push_back(std::move(d));
          if (clause != nullptr && clause->name.symbol) tellStop(clause->name, policies().owner(file, i), kept);
        } else if (clause != nullptr && clause->name.symbol) {
          gone.insert(*clause->name.symbol);
        }
      }
      if (standing_)
        laid_.tree.files[file].declarations = std::move(kept);
      else
        put(std::move(kept), laid_.tree.files[file]);
    }
    if (standing_) forget(tree(), gone);
    return std::move(laid_);
  }

private:
  [[nodiscard]] const Policies& policies() const { return laid_.policies; }
  Tree& tree() { return laid_.tree; }

  /// The declarations keep their places, so that each still has its owner; what does not stay is emptied of sentences.
  static void put(std::vector<Declaration> kept, File& file) {
    size_t next = 0;
    for (Declaration& d : file.declarations)
      if (next < kept.size() && kept[next].span == d.span)
        d = std::move(kept[next++]);
      else if (auto* clause = std::get_if<Clause>(&d.node))
        clause->sentences.clear();
  }

  bool stays(Declaration& d, uint32_t owner, const Changes& changes) {
    const bool layer = policies()[owner].isLayer();
    if (auto* clause = std::get_if<Clause>(&d.node)) return !clause->name.symbol || laidOver(*clause, owner, changes);
    if (auto* parameter = std::get_if<Parameter>(&d.node)) {
      if (parameter->name.symbol) amendParameter(*parameter, changes);
      return true;
    }
    if (!standing_) return true;
    const bool rules = std::holds_alternative<ChooseOne>(d.node) || std::holds_alternative<NoRepeat>(d.node) ||
                       std::holds_alternative<SameMatter>(d.node) || std::holds_alternative<Requirement>(d.node);
    if (layer && rules && !holds(owner)) return false;
    const bool ofLayers = std::holds_alternative<syntax::Policy>(d.node) || std::holds_alternative<InForce>(d.node) ||
                          std::holds_alternative<DocumentNumber>(d.node) || std::holds_alternative<Permission>(d.node);
    if (const auto* ended = std::get_if<EndClause>(&d.node)) return ended->from.has_value();
    return !(layer && ofLayers) && !std::holds_alternative<Amend>(d.node);
  }

  /// A clause that is kept says from which day it is stopped, save where its own days say it.
  void tellStop(const NewName& clause, uint32_t owner, std::vector<Declaration>& kept) {
    const auto from = standing_ ? clauses_->keptUntil(*clause.symbol) : std::nullopt;
    if (!from) return;
    laid_.kept.insert(*clause.symbol);
    if (policies()[owner].isLayer() && *from == policies().to(owner) + std::chrono::days(1)) return;
    Declaration stop = kept.back();
    stop.node = EndClause{{{clause.zh, clause.symbol, clause.span}}, from};
    kept.push_back(std::move(stop));
  }

  // ---- where a layer is the version in force

  [[nodiscard]] bool holds(uint32_t layer) const { return layers::holds(policies(), layer, *standing_); }

  [[nodiscard]] Version versionOf(uint32_t layer) const {
    const layers::Policy& policy = policies()[layer];
    const uint32_t base = policies().base(layer);
    Version version;
    version.layer = {policy.shown().zh, policy.name.symbol, policy.span};
    version.policy = layer;
    if (policies().from(base) < policies().from(layer)) version.from = policies().from(layer);
    if (policies().to(layer) < policies().to(base)) version.to = policies().to(layer);
    version.members = policy.districts;
    if (const FactDeclaration* fact = groupingFact(before_); fact != nullptr && !version.members.empty())
      version.district = Name{fact->name.zh, fact->name.symbol, policy.span};
    return version;
  }
  /// It is the version in force always, or it is looked at where it is.
  [[nodiscard]] bool plainly(uint32_t layer) const {
    const Version version = versionOf(layer);
    return standing_ || (!version.from && !version.to && version.members.empty());
  }

  ExprId versioned(const Changing& c, std::optional<ExprId> then, std::optional<ExprId> otherwise,
                   bool thenHolds = true) {
    return tree().exprs.add({Versioned{versionOf(c.layer), then, otherwise, thenHolds, true}, c.span, 0});
  }
  ExprId literal(Literal::Kind kind, const Rational& value, Span span) {
    return tree().exprs.add({Literal{kind, value, {}}, span, 0});
  }
  /// A bound that limits nothing.
  ExprId nothing(Part part, Span span) {
    if (part == Part::Years) return literal(Literal::Kind::Years, EndlessYears, span);
    return literal(Literal::Kind::Money, part == Part::Floor ? Rational(0) : core::noLimit(), span);
  }

  /// A condition: the day from which a policy stops its own clause has not come.
  ExprId stoppedFrom(const Changing& c) {
    Version version;
    version.from = c.from;
    version.stops = true;
    return tree().exprs.add({Versioned{version, {}, {}, true, true}, c.span, 0});
  }

  // ---- clauses

  /// A condition of the award alone.
  static void ask(Clause& clause, ExprId condition) {
    for (Sentence& s : clause.sentences) s.asked.push_back(condition);
  }
  /// 以下简称: other clauses speak of those whom this one names.
  static bool namesOthers(const Clause& clause) {
    return std::ranges::any_of(clause.sentences, [](const Sentence& s) { return s.target && s.target->hereinafter; });
  }

  [[nodiscard]] Text nameOf(SymbolId id) const {
    return {before_.symbols[id].shown(true), before_.symbols[id].shown(false)};
  }

  /// The clause as the layers leave it; whether it stands at all.
  bool laidOver(Clause& clause, uint32_t owner, const Changes& changes) {
    const SymbolId name = *clause.name.symbol;
    if (policies()[owner].isLayer()) {
      if (policies().to(owner) < policies().from(owner)) return false; // told: the layer is never in force
      if (standing_) {
        if (!clauses_->stays(name)) return false;
        clause.added = false;
        laid_.origins[name].push_back({owner, clause.name.span});
      }
    }
    if (!standing_ && !policies()[owner].districts.empty()) {
      const Version version = versionOf(owner);
      if (version.district)
        ask(clause, tree().exprs.add({OneOf{*version.district, version.members}, policies()[owner].span, 0}));
    }
    const auto found = changes.find(name);
    std::vector<Changing> dates;
    fromLayer_.clear();
    if (found != changes.end())
      for (const Changing& c : found->second) {
        if (standing_ && (c.from || !holds(c.layer))) continue;
        if (standing_) laid_.origins[name].push_back({c.layer, c.span});
        if (c.amendment == nullptr) {
          if (standing_) {
            if (laid_.stopped.empty() || laid_.stopped.back() != name) laid_.stopped.push_back(name);
            if (!clauses_->stays(name)) return false;
            continue;
          }
          if (namesOthers(clause)) sink_.report(diag::PartFixed, c.span, partText(Part::End)).help(remark::NamesOthers);
          ask(clause, c.from ? stoppedFrom(c) : versioned(c, {}, {}, false));
        } else if (c.part() == Part::Dates) {
          dates.push_back(c);
        } else {
          amend(clause, name, c);
        }
      }
    setDates(clause, owner, dates);
    return true;
  }

  void amend(Clause& clause, SymbolId name, const Changing& c) {
    const Amendment& a = *c.amendment;
    if (a.part == Part::Condition) return amendCondition(clause, name, c);
    if (a.part == Part::Payee || (a.change != Change::Become && !isLimit(a.part)) ||
        (a.change == Change::Remove && isCeiling(tree(), clause, a.part))) {
      sink_.report(diag::PartFixed, a.span, partText(a.part)).help(remark::StopAndAdd);
      return;
    }
    if (!fits(a)) return;
    const size_t found = places(tree(), clause, a.part);
    if (found > 1 || (found == 0 && a.change == Change::Add && grants(clause) > 1)) {
      sink_.report(diag::PartTwice, a.span, nameOf(name), partText(a.part)).help(remark::StopAndAdd);
      return;
    }
    const bool adds = a.change == Change::Add || (standing_ && a.change == Change::Become && isLimit(a.part));
    if (found == 0 && !adds) {
      auto report = sink_.report(diag::PartMissing, a.span, nameOf(name), partText(a.part));
      if (a.change == Change::Become && isLimit(a.part)) report.help(remark::AddPart);
      return;
    }
    if (found == 1 && a.change == Change::Add && !fromLayer_.contains(a.part)) {
      sink_.report(diag::PartThere, a.span, nameOf(name), partText(a.part)).help(remark::BecomePart);
      return;
    }
    if ((found == 0 || a.change == Change::Remove) && tellsFrequency(clause, a.part, found == 1)) {
      sink_.report(diag::FrequencyTold, a.span, nameOf(name), partText(a.part)).help(remark::StopAndAdd);
      return;
    }
    if (found == 0) return addLimit(clause, c);
    if (a.change == Change::Remove && plainly(c.layer)) return removeLimit(tree(), clause, a.part);
    change(tree(), clause, a.part, [&](ExprId old) {
      const ExprId another = a.value ? *a.value : nothing(a.part, a.span);
      return plainly(c.layer) ? another : versioned(c, another, old);
    });
  }

  void addLimit(Clause& clause, const Changing& c) {
    const Amendment& a = *c.amendment;
    fromLayer_.insert(a.part);
    const ExprId bound = plainly(c.layer) ? *a.value : versioned(c, *a.value, nothing(a.part, a.span));
    layers::addLimit(tree(), clause.sentences.front(), a.part, bound, a.span);
  }

  /// A limit is money, save years.
  bool fits(const Amendment& a) {
    const auto* value = a.value ? std::get_if<Literal>(&tree().exprs[*a.value].node) : nullptr;
    if (value == nullptr || !isLimit(a.part)) return true;
    const Span span = tree().exprs[*a.value].span;
    const bool years = value->kind == Literal::Kind::Years || value->kind == Literal::Kind::Months;
    if (a.part == Part::Years && (!years || !value->value.isWhole() || value->value.sign() <= 0)) {
      sink_.report(diag::YearsNotWhole, span);
      return false;
    }
    if (a.part != Part::Years && years) {
      sink_.report(diag::LimitNotMoney, span, Text("年数或月数", "a number of years or months"));
      return false;
    }
    return true;
  }

  void amendCondition(Clause& clause, SymbolId name, const Changing& c) {
    const Amendment& a = *c.amendment;
    if (a.change == Change::Add) {
      const ExprId added = plainly(c.layer) ? *a.value : versioned(c, *a.value, {});
      return addCondition(tree(), clause, added);
    }
    nameGrowths(tree(), clause);
    const bool found = replaceCondition(tree(), clause, *a.value, [&](ExprId old) -> std::optional<ExprId> {
      if (plainly(c.layer)) return std::nullopt;
      return versioned(c, {}, old);
    });
    if (!found) sink_.report(diag::ConditionMissing, tree().exprs[*a.value].span, nameOf(name));
  }

  // ---- dates

  struct Days {
    Date from, to;
  };

  /// A condition: some day of the period lies within these days.
  ExprId within(const Days& days, Span span) {
    Version version;
    version.from = days.from;
    version.to = days.to;
    version.anyDay = true;
    return tree().exprs.add({Versioned{version, {}, {}, true, false}, span, 0});
  }

  /// The days of a sentence: its own, or those of the policy.
  Days daysOf(const Sentence& sentence, uint32_t owner) {
    Days days{policies().from(owner), policies().to(owner)};
    for (const Phrase& p : sentence.phrases)
      if (const auto* start = std::get_if<Start>(&p.node))
        if (const auto* date = std::get_if<DateLiteral>(&tree().exprs[start->when].node)) {
          days.from = std::max(days.from, date->date);
          days.to = start->until.value_or(days.to);
        }
    return days;
  }

  /// The clause is in force on the days of any version, and gives on those of the version in force.
  void setDates(Clause& clause, uint32_t owner, const std::vector<Changing>& dates) {
    const uint32_t base = policies().base(owner);
    // A layer's clause that stands without its layer keeps the layer's days.
    const bool ownDays =
        standing_ && (policies().from(owner) != policies().from(base) || policies().to(owner) != policies().to(base));
    if (dates.empty() && !ownDays) return;
    std::map<const Sentence*, std::pair<Days, std::optional<ExprId>>> days;
    for (const Sentence& s : clause.sentences) {
      const Days own = daysOf(s, owner);
      Days all = own;
      std::optional<ExprId> asked;
      for (const Changing& c : dates) {
        const Days another{*c.amendment->from, c.amendment->to.value_or(own.to)};
        if (plainly(c.layer)) {
          all = another;
          asked.reset();
          continue;
        }
        if (!asked) asked = within(all, c.span);
        asked = versioned(c, within(another, c.span), asked);
        all = {std::min(all.from, another.from), std::max(all.to, another.to)};
      }
      days[&s] = {all, asked};
    }
    for (Sentence& s : clause.sentences) {
      setDates(s, days[&s].first, clause.name.span);
      if (days[&s].second) s.asked.push_back(*days[&s].second);
    }
  }

  void setDates(Sentence& sentence, const Days& days, Span span) {
    std::erase_if(sentence.phrases, [&](const Phrase& p) {
      const auto* start = std::get_if<Start>(&p.node);
      return start != nullptr && std::holds_alternative<DateLiteral>(tree().exprs[start->when].node);
    });
    const ExprId from = tree().exprs.add({DateLiteral{days.from}, span, 0});
    const auto afterQuoting = std::ranges::find_if(
        sentence.phrases, [](const Phrase& p) { return !std::holds_alternative<Quoting>(p.node); });
    const Phrase dated{Start{from, days.to}, span, 0};
    sentence.phrases.insert(afterQuoting, dated);
  }

  // ---- parameters

  void amendParameter(Parameter& parameter, const Changes& changes) {
    const auto found = changes.find(*parameter.name.symbol);
    if (found == changes.end()) return;
    for (const Changing& c : found->second) {
      if (standing_ && !holds(c.layer)) continue;
      if (standing_) laid_.origins[*parameter.name.symbol].push_back({c.layer, c.span});
      const ExprId another = *c.amendment->value;
      if (plainly(c.layer)) {
        parameter.values = {{another, {}}};
        continue;
      }
      for (DatedValue& v : parameter.values) v.value = versioned(c, another, v.value);
    }
  }

  const Tree& before_;
  std::optional<Standing> standing_;
  diagnostics::Sink& sink_;
  Laid laid_;
  std::optional<Clauses> clauses_; // at the standing
  std::set<Part> fromLayer_;       // limits of this clause that a layer added
};

} // namespace

Laid lay(const Tree& tree, Policies policies, diagnostics::Sink& sink) {
  return Laying(tree, std::move(policies), std::nullopt, sink).lay();
}

Laid consolidate(const Tree& tree, Policies policies, const Standing& standing) {
  diagnostics::Sink told; // by `lay`
  return Laying(tree, std::move(policies), standing, told).lay();
}

} // namespace tiao::layers
