#include "compiler/layers/changes.h"

#include "compiler/parse/declarations.h"

#include <algorithm>

namespace tiao::layers {

namespace diag = diagnostics::diag;
namespace remark = diagnostics::remark;
using syntax::Declaration;
using syntax::Part;

Text partText(Part part) {
  const auto word = [](std::string_view token, std::string_view id = {}) {
    const parse::Keyword& row = parse::keyword(token, id);
    return Text(row.zh.front(), row.en.front());
  };
  switch (part) {
  case Part::Condition: return word("PARTCONDITION");
  case Part::Amount: return word("NAMEDPART", "Amount");
  case Part::Rate: return word("NAMEDPART", "Rate");
  case Part::Base: return word("NAMEDPART", "Base");
  case Part::Cap: return word("NAMEDPART", "Cap");
  case Part::YearCap: return word("NAMEDPART", "YearCap");
  case Part::MonthCap: return word("NAMEDPART", "MonthCap");
  case Part::TotalCap: return word("NAMEDPART", "TotalCap");
  case Part::Floor: return word("NAMEDPART", "Floor");
  case Part::Years: return word("NAMEDPART", "Years");
  case Part::Dates: return word("PARTDATES");
  case Part::Payee: return word("PARTPAYEE");
  case Part::End: return word("PARTEND");
  case Part::Everything: return word("EVERYTHING");
  }
  return {};
}

bool opens(const syntax::Permission& permission, std::optional<SymbolId> clause, Part part) {
  return std::ranges::any_of(permission.permitted, [&](const syntax::Permitted& p) {
    if (!clause || !p.clause) return !clause && !p.clause;
    return p.clause->symbol == clause &&
           std::ranges::any_of(p.parts, [&](Part open) { return open == part || open == Part::Everything; });
  });
}

namespace {

class Collector {
public:
  Collector(const syntax::Tree& tree, const Policies& policies, diagnostics::Sink& sink)
      : tree_(tree), policies_(policies), sink_(sink) {}

  Changes collect() {
    everyDeclaration([&](const Declaration& d, uint32_t owner) { home(d, owner); });
    everyDeclaration([&](const Declaration& d, uint32_t owner) { read(d, owner); });
    for (uint32_t layer = 0; layer < policies_.all().size(); ++layer) head(layer);
    for (auto& [symbol, changes] : changes_) {
      std::ranges::stable_sort(changes, {}, [&](const Changing& c) { return rank(c.layer); });
      for (size_t i = 0; i < changes.size(); ++i)
        for (size_t k = i + 1; k < changes.size(); ++k) compare(symbol, changes[i], changes[k]);
    }
    return std::move(changes_);
  }

private:
  template <typename F> void everyDeclaration(F&& f) {
    for (size_t file = 0; file < tree_.files.size(); ++file)
      for (size_t i = 0; i < tree_.files[file].declarations.size(); ++i)
        f(tree_.files[file].declarations[i], policies_.owner(file, i));
  }

  /// Whose each clause and parameter is, and what each policy leaves open.
  void home(const Declaration& d, uint32_t owner) {
    if (const auto* clause = std::get_if<syntax::Clause>(&d.node)) {
      if (clause->name.symbol) home_[*clause->name.symbol] = owner;
      if (policies_[owner].isLayer() && !clause->added)
        sink_.report(diag::LayerClause, clause->name.span, policies_[owner].shown());
      else if (!policies_[owner].isLayer() && clause->added)
        notALayer(clause->name.span, owner);
    } else if (const auto* parameter = std::get_if<syntax::Parameter>(&d.node)) {
      if (parameter->name.symbol) home_[*parameter->name.symbol] = owner;
    } else if (const auto* permission = std::get_if<syntax::Permission>(&d.node)) {
      open_[owner].push_back({permission, d.span});
    } else if (std::holds_alternative<syntax::Conventions>(d.node) && policies_[owner].isLayer()) {
      sink_.report(diag::LayerConventions, d.span, policies_[owner].shown());
    }
  }

  void read(const Declaration& d, uint32_t owner) {
    if (const auto* amend = std::get_if<syntax::Amend>(&d.node)) {
      if (!isLayer(owner, {d.span.file, d.span.begin, amend->at.end})) return;
      for (const syntax::Amendment& a : amend->changes)
        if (amend->of)
          add(*amend->of, owner, &a, a.span);
        else
          addToEvery(owner, a);
    } else if (const auto* ended = std::get_if<syntax::EndClause>(&d.node)) {
      for (const syntax::Name& clause : ended->clauses) stop(*ended, clause, owner, d.span);
    } else if (const auto* clause = std::get_if<syntax::Clause>(&d.node); clause != nullptr && clause->added) {
      if (const OpenTo* closed = closedTo(owner, std::nullopt, Part::Everything))
        sink_
            .report(diag::NotOpen, clause->name.span, policies_[closed->policy].shown(), policies_[owner].shown(),
                    Text("新增条款", "new clauses"))
            .label(remark::OpenHere, closed->span);
    }
  }

  /// A layer stops what it stands under, by its own days; a policy its own clause, from a day on.
  void stop(const syntax::EndClause& ended, const syntax::Name& clause, uint32_t owner, Span span) {
    const auto home = clause.symbol ? home_.find(*clause.symbol) : home_.end();
    const bool own = home != home_.end() && home->second == owner;
    if (own && ended.from) {
      changes_[*clause.symbol].push_back({owner, nullptr, clause.span, ended.from});
    } else if (own) {
      const syntax::Symbol& symbol = tree_.symbols[*clause.symbol];
      const Text name{symbol.shown(true), symbol.shown(false)}, policy = policies_[owner].shown();
      if (policies_[owner].isLayer())
        sink_.report(diag::NotUnder, clause.span, name, policy, policy).help(remark::SayFromWhen, name);
      else
        sink_.report(diag::LayerOnly, span, policy).help(remark::SayFromWhen, name);
    } else if (isLayer(owner, span)) {
      if (ended.from) sink_.report(diag::StopDated, span, policies_[owner].shown());
      add(clause, owner, nullptr, clause.span);
    }
  }

  bool isLayer(uint32_t owner, Span span) {
    if (!policies_[owner].isLayer()) notALayer(span, owner);
    return policies_[owner].isLayer();
  }

  /// Conditions alone are the same for every clause.
  void addToEvery(uint32_t layer, const syntax::Amendment& a) {
    if (a.part != Part::Condition || a.change != syntax::Change::Add) {
      sink_.report(diag::PartFixed, a.span, partText(a.part)).help(remark::EachByName);
      return;
    }
    for (const auto& [clause, home] : home_)
      if (tree_.symbols[clause].kind == syntax::SymbolClass::Clause && policies_.standsUnder(layer, home))
        add({"", clause, a.span}, layer, &a, a.span);
  }

  void add(const syntax::Name& of, uint32_t layer, const syntax::Amendment* amendment, Span span) {
    if (!of.symbol) return; // an unknown name, told already
    const syntax::Symbol& symbol = tree_.symbols[*of.symbol];
    const auto home = home_.find(*of.symbol);
    if (home == home_.end()) {
      const bool amendable =
          symbol.kind == syntax::SymbolClass::Clause || symbol.kind == syntax::SymbolClass::Parameter;
      if (!amendable)
        sink_.report(diag::NotThisKind, of.span, of.text, parse::classText(symbol.kind),
                     Text("条款或参数", "a clause or a parameter"));
      return;
    }
    const Text name{symbol.shown(true), symbol.shown(false)};
    if (!policies_.standsUnder(layer, home->second)) {
      sink_.report(diag::NotUnder, of.span, name, policies_[home->second].shown(), policies_[layer].shown());
      return;
    }
    const Changing changing{layer, amendment, span};
    if (const OpenTo* closed = closedTo(layer, of.symbol, changing.part()))
      sink_.report(diag::NotOpen, span, policies_[closed->policy].shown(), name, partText(changing.part()))
          .label(remark::OpenHere, closed->span);
    changes_[*of.symbol].push_back(changing);
  }

  void notALayer(Span span, uint32_t policy) {
    const Text name = policies_[policy].shown();
    sink_.report(diag::LayerOnly, span, name).help(remark::SayUnder, name);
  }

  // ---- permissions: 各区县可另定 binds the layers of districts

  struct OpenTo {
    const syntax::Permission* permission;
    Span span;
    uint32_t policy = 0;
  };

  /// The permission of a policy above that leaves this out; null if it is open.
  const OpenTo* closedTo(uint32_t layer, std::optional<SymbolId> clause, Part part) {
    if (policies_[layer].districts.empty()) return nullptr;
    for (uint32_t above = layer; policies_[above].under;) {
      above = *policies_[above].under;
      std::vector<OpenTo>& said = open_[above];
      for (OpenTo& open : said) open.policy = above;
      const bool any = std::ranges::any_of(said, [&](const OpenTo& o) { return opens(*o.permission, clause, part); });
      if (!said.empty() && !any) return &said.front();
    }
    return nullptr;
  }

  // ---- heads

  void head(uint32_t layer) {
    const Policy& policy = policies_[layer];
    if (!policy.districts.empty()) districts(policy);
    if (!policy.isLayer()) return;
    const uint32_t base = policies_.base(layer);
    if (policies_.to(layer) < policies_.from(base) || policies_.to(base) < policies_.from(layer))
      sink_.report(diag::LayerOutside, policy.span, policy.shown(), policies_[base].shown());
    if (policy.districts.empty()) return;
    bool said = false;
    for (uint32_t above = layer; policies_[above].under;) {
      above = *policies_[above].under;
      said |= !open_[above].empty();
    }
    if (!said) sink_.report(diag::AllOpen, policy.span, policies_[*policy.under].shown());
  }

  void districts(const Policy& policy) {
    const syntax::FactDeclaration* grouping = groupingFact(tree_);
    if (grouping == nullptr) {
      sink_.report(diag::NoGrouping, policy.districts.front().span, policy.shown());
      return;
    }
    for (const syntax::Name& district : policy.districts) {
      if (!district.symbol) continue;
      if (std::ranges::none_of(grouping->members,
                               [&](const syntax::NewName& m) { return m.symbol == district.symbol; }))
        sink_.report(diag::NotInList, district.span, district.text,
                     Text(grouping->name.zh.empty() ? grouping->name.en : grouping->name.zh,
                          grouping->name.en.empty() ? grouping->name.zh : grouping->name.en));
    }
  }

  // ---- order

  [[nodiscard]] std::tuple<bool, int, Date> rank(uint32_t layer) const {
    return {!policies_[layer].districts.empty(), policies_.depth(layer), policies_.from(layer)};
  }

  void compare(SymbolId symbol, const Changing& a, const Changing& b) {
    // Conditions add up, and what is stopped twice is stopped.
    if (a.part() != b.part() || a.part() == Part::Condition || a.part() == Part::End) return;
    if (rank(a.layer) != rank(b.layer) || !policies_.meet(a.layer, b.layer)) return;
    const syntax::Symbol& of = tree_.symbols[symbol];
    sink_
        .report(diag::LayersConflict, b.span, policies_[a.layer].shown(), policies_[b.layer].shown(),
                Text(of.shown(true), of.shown(false)),
                of.kind == syntax::SymbolClass::Clause ? partText(b.part()) : Text("值", "value"))
        .label(remark::OtherChange, a.span)
        .help(remark::SayWhichFirst);
  }

  const syntax::Tree& tree_;
  const Policies& policies_;
  diagnostics::Sink& sink_;
  Changes changes_;
  std::map<SymbolId, uint32_t> home_;
  std::map<uint32_t, std::vector<OpenTo>> open_;
};

} // namespace

Changes changesOf(const syntax::Tree& tree, const Policies& policies, diagnostics::Sink& sink) {
  return Collector(tree, policies, sink).collect();
}

} // namespace tiao::layers
