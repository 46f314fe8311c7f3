#include "compiler/driver/reached.h"

#include "compiler/explain/phrase.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace tiao::driver {

using core::Rational;
using cover::Side;
using cover::Site;

namespace {

bool hasWords(source::Span span) { return span.begin < span.end; }

/// Not of a certain period: earlier years are then told by how far back they lie.
constexpr calendar::Period someYear{0, 0};

Text phrase(const Compiled& policy, core::ExprId expr) {
  return explain::words(policy.program(), policy.sources, someYear, expr);
}

Text numberOf(const core::Program& program, core::ExprId expr, const Rational& value) {
  const core::Type& type = program.exprs[expr].type;
  const Text number = explain::numberText(program, type.unit, value);
  return type.unit == core::yuan() ? Text(number.zh + "元", number.en + " yuan") : number;
}

const core::Constant* constantOf(const core::Program& program, core::ExprId expr) {
  const auto* constant = std::get_if<core::Const>(&program.exprs[expr].node);
  return constant == nullptr ? nullptr : &constant->value;
}

/// The value at a side, where the bound is written as a number or a day and the value is in its own steps.
std::optional<Text> valueAt(const core::Program& program, const Site& site, Side side) {
  const auto* compare = std::get_if<core::Compare>(&program.exprs[site.expr].node);
  if (compare == nullptr || site.growth) return std::nullopt;
  const core::ExprId bound = site.turned ? compare->left : compare->right;
  const core::Constant* constant = constantOf(program, bound);
  if (constant == nullptr) return std::nullopt;
  const int sign = side == Side::Below ? -1 : side == Side::Above ? 1 : 0;
  if (const auto* number = std::get_if<Rational>(constant))
    return numberOf(program, bound, *number + Rational(sign) * site.stride);
  if (const auto* date = std::get_if<core::Date>(constant))
    return Text(calendar::toString(*date + std::chrono::days(sign)));
  return std::nullopt;
}

/// What a side is called.
Text sideName(const core::Program& program, const Site& site, Side side) {
  const auto* limit =
      site.limit ? &(site.overall ? program.awards[site.award].overall : program.awards[site.award].limits)[*site.limit]
                 : nullptr;
  const bool floor = limit != nullptr && std::holds_alternative<core::Floor>(limit->node);
  switch (side) {
  case Side::No: return {"不成立", "does not hold"};
  case Side::Yes: return {"成立", "holds"};
  case Side::Below: return {"差一步", "just below"};
  case Side::At: return {"正好", "exactly"};
  case Side::Above: return {"多一步", "just above"};
  case Side::Free: return floor ? Text("在下限以上", "not below the floor") : Text("没有超过限制", "within the limit");
  case Side::Cut: return floor ? Text("提到下限", "lifted to the floor") : Text("被限制削减", "cut by the limit");
  case Side::Open: return {"最后一次仍给予", "the last time is still given"};
  case Side::UsedUp: return {"已经用完", "used up"};
  case Side::Applied: return {"适用", "applies"};
  }
  return {};
}

const char* sideKey(Side side) {
  switch (side) {
  case Side::No: return "no";
  case Side::Yes: return "yes";
  case Side::Below: return "below";
  case Side::At: return "at";
  case Side::Above: return "above";
  case Side::Free: return "free";
  case Side::Cut: return "cut";
  case Side::Open: return "open";
  case Side::UsedUp: return "usedUp";
  case Side::Applied: return "applied";
  }
  return "";
}

const char* kindKey(Site::Kind kind) {
  switch (kind) {
  case Site::Kind::Condition: return "condition";
  case Site::Kind::Comparison: return "comparison";
  case Site::Kind::Quantity: return "quantity";
  case Site::Kind::Limit: return "limit";
  case Site::Kind::Line: return "line";
  }
  return "";
}

/// The declaration that a place stands in, and its name. Of clauses made by 修改 the amendment.
class Owners {
public:
  explicit Owners(const Compiled& policy) : policy_(policy) {}

  OwnedSites ownerOf(const Site& site) const {
    const syntax::Tree& tree = policy_.parsed.tree;
    const core::Award& award = policy_.program().awards[site.award];
    const source::Span at = hasWords(site.span) ? site.span : award.span;
    std::string document;
    for (size_t f = 0; f < tree.files.size(); ++f) {
      if (tree.files[f].source != at.file) continue;
      document.clear();
      for (const syntax::Declaration& d : tree.files[f].declarations) {
        if (std::holds_alternative<syntax::Policy>(d.node)) document.clear();
        if (const auto* number = std::get_if<syntax::DocumentNumber>(&d.node)) document = number->text;
        if (at.begin < d.span.begin || d.span.end <= at.begin) continue;
        OwnedSites owner{document, 0, nameOf(d), {}, {}};
        if (owner.owner == Text()) owner.owner = textOf(award.name);
        if (f < policy_.parsed.documents.size() && d.section < policy_.parsed.documents[f].sections.size())
          owner.article = policy_.parsed.documents[f].sections[d.section].article;
        return owner;
      }
    }
    return {award.document, source::articleNumber(award.article), textOf(award.name), {}, {}};
  }

private:
  [[nodiscard]] Text symbol(const std::optional<syntax::SymbolId>& id) const {
    if (!id) return {};
    const syntax::Symbol& s = policy_.parsed.tree.symbols[*id];
    return {s.shown(true), s.shown(false)};
  }

  [[nodiscard]] Text nameOf(const syntax::Declaration& d) const {
    if (const auto* clause = std::get_if<syntax::Clause>(&d.node)) return symbol(clause->name.symbol);
    if (const auto* term = std::get_if<syntax::Definition>(&d.node)) return symbol(term->name.symbol);
    if (const auto* scale = std::get_if<syntax::Scale>(&d.node)) return symbol(scale->name.symbol);
    if (const auto* amend = std::get_if<syntax::Amend>(&d.node)) {
      const Text name = amend->of ? symbol(amend->of->symbol) : Text("各条款", "every clause");
      return {"修改 " + name.zh, "amend " + name.en};
    }
    if (const auto* required = std::get_if<syntax::Requirement>(&d.node)) {
      const Text name = required->name ? symbol(required->name->symbol) : Text();
      return name == Text() ? Text("要求", "requirements") : name;
    }
    return {};
  }

  const Compiled& policy_;
};

std::string percent(const Tally& tally) { return fmt::format("{}.{}%", tally.share() / 10, tally.share() % 10); }

} // namespace

SiteWords wordsOf(const Compiled& policy, const Site& site) {
  const core::Program& program = policy.program();
  SiteWords result;
  const core::Span own = site.kind == Site::Kind::Condition || site.kind == Site::Kind::Comparison
                             ? program.exprs[site.growth.value_or(site.expr)].span
                             : site.span;
  const core::Span at = hasWords(site.span) ? site.span : program.awards[site.award].span;
  if (hasWords(at)) {
    const source::Place place = policy.sources[at.file].place(at.begin);
    result.file = policy.sources[at.file].path();
    result.line = place.line;
  }
  const core::Constant* most = site.kind == Site::Kind::Limit ? constantOf(program, site.expr) : nullptr;
  const bool counts = site.kind == Site::Kind::Limit && site.sides.front() == Side::Open;
  if (site.kind == Site::Kind::Line) {
    result.words = textOf(site.words);
  } else if (counts && most != nullptr && *most == core::Constant(Rational(1))) {
    result.words = {"一次性", "once"};
  } else if (hasWords(own) && (!site.growth || site.kind == Site::Kind::Comparison)) {
    result.words = Text(source::onOneLine(policy.sources.text(own)));
  } else {
    result.words = phrase(policy, site.expr);
  }
  if (site.scale) {
    const Text name = textOf(*site.scale);
    result.words = {name.zh + "：" + result.words.zh, name.en + ": " + result.words.en};
  }
  return result;
}

Text sideText(const Compiled& policy, const Site& site, Side side, bool withValue) {
  const Text name = sideName(policy.program(), site, side);
  const std::optional<Text> value = valueAt(policy.program(), site, side);
  if (!value || !withValue || site.kind != Site::Kind::Comparison) return name;
  if (side == Side::At) return {name.zh + " " + value->zh, name.en + " " + value->en};
  return {name.zh + "（" + value->zh + "）", name.en + " (" + value->en + ")"};
}

ReachedReport::ReachedReport(const Compiled& policy, const cover::Sites& sites, const cover::Reached& reached,
                             Never never)
    : policy_(policy), sites_(sites), reached_(reached), never_(std::move(never)) {
  std::vector<size_t> order;
  for (size_t i = 0; i < sites.all.size(); ++i) order.push_back(i);
  std::ranges::stable_sort(order, [&](size_t a, size_t b) {
    const auto key = [&](size_t i) {
      const Site& site = sites.all[i];
      const core::Span at = hasWords(site.span) ? site.span : policy.program().awards[site.award].span;
      return std::tuple(at.file, at.begin);
    };
    return key(a) < key(b);
  });
  const Owners owners(policy);
  for (const size_t i : order) {
    OwnedSites owner = owners.ownerOf(sites.all[i]);
    auto found = std::ranges::find_if(owners_, [&](const OwnedSites& o) {
      return o.document == owner.document && o.article == owner.article && o.owner == owner.owner;
    });
    if (found == owners_.end()) found = owners_.insert(found, std::move(owner));
    found->sites.push_back(i);
    const auto sides = std::ranges::count_if(sites.all[i].sides, [&](Side side) {
      return !never_.contains({i, side});
    });
    found->tally += {reached.sites[i].first.size(), static_cast<size_t>(sides)};
  }
  for (const OwnedSites& owner : owners_) total_ += owner.tally;
  std::ranges::stable_sort(owners_, {}, [&](const OwnedSites& o) {
    return std::ranges::find(owners_, o.document, &OwnedSites::document) - owners_.begin();
  });
}

/// The sides of one site that no test reaches, and those that none can; empty when all are reached.
std::string ReachedReport::missing(size_t index, Language language) const {
  const bool zh = language == Language::Zh;
  const Site& site = sites_.all[index];
  std::string sides, never;
  for (const Side side : site.sides) {
    if (reached_.has(index, side)) continue;
    std::string& to = never_.contains({index, side}) ? never : sides;
    const char* between = to.empty() ? "" : zh ? "、" : ", ";
    fmt::format_to(std::back_inserter(to), "{}{}", between, sideText(policy_, site, side).in(language));
  }
  if (sides.empty() && never.empty()) return {};
  const SiteWords words = wordsOf(policy_, site);
  std::string out = fmt::format("    {}:{}  {}\n", words.file, words.line, words.words.in(language));
  const auto line = [&](const char* form, const std::string& of) {
    if (!of.empty()) fmt::format_to(std::back_inserter(out), fmt::runtime(form), of);
  };
  line(zh ? "      没有测试到：{}\n" : "      not reached: {}\n", sides);
  line(zh ? "      已证明没有事实能到达：{}\n" : "      proved: no facts reach it: {}\n", never);
  return out;
}

std::string ReachedReport::text(Language language) const {
  const bool zh = language == Language::Zh;
  std::string out;
  const auto add = [&](const std::string& text) { out += text; };
  std::vector<std::string> documents;
  for (const OwnedSites& o : owners_)
    if (std::ranges::find(documents, o.document) == documents.end()) documents.push_back(o.document);
  for (const std::string& document : documents) {
    Tally ofDocument;
    if (documents.size() > 1)
      add(fmt::format("{}\n", document.empty() ? (zh ? "（没有文号）" : "(no document number)") : document));
    for (size_t i = 0; i < owners_.size();) {
      if (owners_[i].document != document) {
        ++i;
        continue;
      }
      size_t end = i;
      Tally article;
      for (; end < owners_.size() && owners_[end].document == document && owners_[end].article == owners_[i].article;
           ++end)
        article += owners_[end].tally;
      const std::string heading = owners_[i].article == 0 ? (zh ? "不在条文中" : "In no article")
                                                          : source::articleText(owners_[i].article, language);
      add(fmt::format("{}  {} / {}\n", heading, article.reached, article.sides));
      for (; i < end; ++i) {
        const OwnedSites& owner = owners_[i];
        add(fmt::format("  {}  {} / {}\n", owner.owner.in(language), owner.tally.reached, owner.tally.sides));
        for (const size_t site : owner.sites) add(missing(site, language));
      }
      ofDocument += article;
    }
    if (documents.size() > 1)
      add(fmt::format(
          fmt::runtime(zh ? "小计：测试到 {} / {} 侧（{}）\n" : "Of this policy: {} of {} sides reached ({})\n"),
          ofDocument.reached, ofDocument.sides, percent(ofDocument)));
  }
  add(fmt::format(fmt::runtime(zh ? "测试到 {} / {} 侧（{}）\n" : "{} of {} sides reached ({})\n"), total_.reached,
                  total_.sides, percent(total_)));
  if (!never_.empty()) add(neverText(never_).in(language) + "\n");
  return out;
}

std::string ReachedReport::json(size_t passed, const std::vector<const check::Test*>& failed,
                                const nlohmann::json& assertions) const {
  const auto both = [](const Text& text) { return nlohmann::json{{"zh", text.zh}, {"en", text.en}}; };
  const auto tally = [](const Tally& t) { return nlohmann::json{{"reached", t.reached}, {"sides", t.sides}}; };
  const std::vector<check::Test>& tests = policy_.checked->tests;
  nlohmann::json out;
  out["tests"] = {{"passed", passed}, {"failed", nlohmann::json::array()}};
  for (const check::Test* test : failed) out["tests"]["failed"].push_back(both(textOf(test->name)));
  out["assertions"] = assertions;
  out["total"] = tally(total_);
  out["total"]["never"] = never_.size();
  out["clauses"] = nlohmann::json::array();
  for (const OwnedSites& owner : owners_) {
    nlohmann::json one{{"document", owner.document},
                       {"article", owner.article},
                       {"clause", both(owner.owner)},
                       {"total", tally(owner.tally)},
                       {"sites", nlohmann::json::array()}};
    for (const size_t index : owner.sites) {
      const Site& site = sites_.all[index];
      const SiteWords words = wordsOf(policy_, site);
      nlohmann::json told{{"kind", kindKey(site.kind)},
                          {"words", both(words.words)},
                          {"file", words.file},
                          {"line", words.line},
                          {"sides", nlohmann::json::array()}};
      for (const Side side : site.sides) {
        nlohmann::json reached{{"side", sideKey(side)}, {"words", both(sideText(policy_, site, side))}};
        const auto first = reached_.sites[index].first.find(side);
        reached["reached"] = first != reached_.sites[index].first.end();
        if (first != reached_.sites[index].first.end()) reached["test"] = both(textOf(tests[first->second].name));
        if (const auto never = never_.find({index, side}); never != never_.end())
          reached["never"] = {{"from", never->second.firstYear}, {"to", never->second.lastYear}};
        told["sides"].push_back(std::move(reached));
      }
      one["sites"].push_back(std::move(told));
    }
    out["clauses"].push_back(std::move(one));
  }
  return out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

} // namespace tiao::driver
