#include "tests/unit/interpret/random_case.h"

#include <map>

// What the laws are tried on: that random programs hold every node, every shape of an award and of what joins awards,
// and that evaluating them comes to every status and every reason. A law holds of what occurs here, and of nothing
// else.

using namespace tiao;
using namespace tiao::test;
using core::Per;
using core::Window;
using interpret::evaluate;
using interpret::Level;
using interpret::Reason;

namespace {

constexpr int Programs = 600;
constexpr int Few = 5; // of them at least, for each thing

/// In how many programs each thing occurs. What is asked about and never occurs stands there with 0.
class Tally {
public:
  void operator()(const std::string& what, bool here) {
    int& count = counts_[what];
    if (here && last_[what] != program_) {
      ++count;
      last_[what] = program_;
    }
  }
  void next() { ++program_; }
  void require() const {
    for (const auto& [what, count] : counts_) {
      CAPTURE(what, count);
      CHECK(count >= Few);
    }
  }

private:
  std::map<std::string, int> counts_, last_;
  int program_ = 1;
};

const std::vector<std::string> Nodes{"Const",         "Fact",     "Back",    "Day",     "Add", "Mul",    "Div",
                                     "Least",         "Greatest", "Whole",   "Round",   "If",  "Shift",  "Full",
                                     "Anniversaries", "Sum",      "Awarded", "Compare", "Not", "AtLeast"};
static_assert(std::variant_size_v<core::Node> == 20);

const std::vector<std::string> Kinds{"truth", "number", "date", "member", "text"};

void countExpressions(const core::Program& program, Tally& tally) {
  for (const core::Expr& expr : program.exprs) {
    for (size_t i = 0; i < Nodes.size(); ++i) tally("node " + Nodes[i], expr.node.index() == i);
    for (size_t i = 0; i < Kinds.size(); ++i) {
      tally("literal " + Kinds[i],
            std::holds_alternative<core::Const>(expr.node) && static_cast<size_t>(expr.type.kind) == i);
    }
    if (const auto* e = std::get_if<core::Back>(&expr.node)) {
      tally("Back months", e->unit == core::TermUnit::Months);
      tally("Back years", e->unit == core::TermUnit::Years);
    }
    if (const auto* e = std::get_if<core::Least>(&expr.node)) {
      tally("Least that is a limit", e->limit);
      tally("Least that is a limit on a price or a quantity", e->limit && expr.type.unit != core::yuan());
      tally("Least that is none", !e->limit);
    }
    if (const auto* e = std::get_if<core::Shift>(&expr.node)) {
      for (int unit = 0; unit < 3; ++unit) tally("Shift by " + std::to_string(unit), static_cast<int>(e->unit) == unit);
    }
    if (const auto* e = std::get_if<core::Full>(&expr.node)) {
      tally("Full years", e->unit == core::TermUnit::Years);
      tally("Full months", e->unit == core::TermUnit::Months);
    }
    if (const auto* e = std::get_if<core::Sum>(&expr.node)) {
      const auto* years = std::get_if<core::OverYears>(&e->domain);
      tally("Sum over items", std::holds_alternative<core::OverItems>(e->domain));
      tally("Sum over months", std::holds_alternative<core::OverMonths>(e->domain));
      tally("Sum over years with this year", years != nullptr && years->from == 0);
      tally("Sum over earlier years alone", years != nullptr && years->from > 0);
      tally("Sum of what is no money", expr.type.unit != core::yuan());
    }
    if (const auto* e = std::get_if<core::Compare>(&expr.node)) {
      const auto kind = static_cast<size_t>(program.exprs[e->left].type.kind);
      for (size_t k = 1; k < Kinds.size(); ++k) {
        for (int op = 0; op < 3; ++op) {
          if (k >= 3 && op != static_cast<int>(core::Comparison::Equal)) continue;
          tally("Compare " + std::to_string(op) + " of " + Kinds[k], kind == k && static_cast<int>(e->op) == op);
        }
      }
    }
    if (const auto* e = std::get_if<core::AtLeast>(&expr.node)) {
      tally("all of several", e->of.size() > 1 && e->k == e->of.size());
      tally("any of several", e->of.size() > 1 && e->k == 1);
      tally("some of several", e->k > 1 && e->k < e->of.size());
    }
  }
}

void countLimits(const core::Program& program, const std::vector<core::Limit>& limits, const std::string& of,
                 Tally& tally) {
  for (const core::Limit& limit : limits) {
    const auto* cap = std::get_if<core::Cap>(&limit.node);
    const auto* count = std::get_if<core::Count>(&limit.node);
    for (const auto window : {Window::Period, Window::Year, Window::Life}) {
      if (of == "pool" && window == Window::Period) continue;
      tally("Cap " + std::to_string(static_cast<int>(window)) + " of " + of, cap != nullptr && cap->window == window);
    }
    if (cap != nullptr) {
      const core::Node& bound = program.exprs[cap->bound].node;
      tally("cap of " + of + " that is a literal", std::holds_alternative<core::Const>(bound));
      tally("cap of " + of + " that is a fact", std::holds_alternative<core::FactRef>(bound));
      tally("cap of " + of + " by version", std::holds_alternative<core::If>(bound));
    }
    if (of == "pool") continue;
    if (of != "all items") tally("Floor of " + of, std::holds_alternative<core::Floor>(limit.node));
    tally("Within of " + of, std::holds_alternative<core::Within>(limit.node));
    for (const bool run : {false, true}) {
      for (const Per per : {Per::Year, Per::Month}) {
        tally(std::string("Count of ") + of + (run ? ", run, " : ", paid, ") + (per == Per::Year ? "years" : "months"),
              count != nullptr && count->run == run && count->unit == per);
      }
    }
    if (count != nullptr) tally("Count by version", std::holds_alternative<core::If>(program.exprs[count->n].node));
  }
}

void countAwards(const core::Program& program, Tally& tally) {
  for (const core::Award& award : program.awards) {
    tally("by subject and year", !award.key && award.period == Per::Year);
    tally("by subject and month", !award.key && award.period == Per::Month);
    tally("by item and year", award.key && award.period == Per::Year);
    tally("by item and month", award.key && award.period == Per::Month);
    tally("discretionary", award.assessment.has_value());
    tally("discretionary by item", award.assessment && award.key);
    tally("discretionary by month", award.assessment && award.period == Per::Month);
    tally("series run on", award.startedIf.has_value());
    tally("ends before the policy", award.to < program.to);
    for (int part = 0; part < 3; ++part) {
      tally("part of a period " + std::to_string(part), static_cast<int>(award.part) == part);
    }
    for (const auto mode : {core::RoundMode::HalfUp, core::RoundMode::Down, core::RoundMode::HalfEven}) {
      tally("mode " + std::to_string(static_cast<int>(mode)), award.mode == mode);
    }
    tally("whole fen", award.unit == Rational(1, 100));
    tally("another unit", award.unit != Rational(1, 100));
    tally("limits of all items", !award.overall.empty());
    countLimits(program, award.limits, award.key ? "an item" : "the subject", tally);
    countLimits(program, award.overall, "all items", tally);
  }
}

void countAllocation(const core::Program& program, Tally& tally) {
  int ofSubject = 0;
  for (const core::Choice& choice : program.choices) {
    ofSubject += choice.level ? 0 : 1;
    tally("choice at items", choice.level.has_value());
    tally("choice of a matter", choice.matter);
    tally("choice with the difference", choice.difference);
    tally("choice by election", choice.elected);
    tally("choice with a full rank", choice.rank.size() == program.awards.size());
    tally("choice with a short rank", choice.rank.size() == 1);
    tally("choice from a day", choice.from.has_value());
    tally("choice to a day", choice.to.has_value());
  }
  tally("choice at the subject", ofSubject == 1);
  tally("two choices at the subject", ofSubject == 2);
  for (const core::Pool& pool : program.pools) {
    tally("pool in order", pool.inOrder);
    tally("pool in proportion", !pool.inOrder);
    tally("pool with two limits", pool.limits.size() == 2);
    tally("pool with a choice in it", std::any_of(program.choices.begin(), program.choices.end(), [&](const auto& c) {
            return c.conflicts[0].first.index < pool.awards.size();
          }));
    countLimits(program, pool.limits, "pool", tally);
  }
  if (program.split) {
    tally("split of one case", program.split->cases.size() == 1);
    tally("split of two cases", program.split->cases.size() == 2);
    for (size_t n = 1; n <= 4; ++n) tally("payers " + std::to_string(n), program.split->payers.size() == n);
  }
}

void countOutcomes(const Result& result, Tally& tally) {
  for (const Outcome& o : result.outcomes) {
    for (int status = 0; status <= static_cast<int>(Status::Invalid); ++status) {
      tally("outcome " + text(static_cast<Status>(status)), static_cast<int>(o.status) == status);
    }
    tally("outcome decided", o.decided);
    tally("outcome with a ceiling", o.ceiling.has_value());
    for (const Reason& reason : o.reasons) {
      for (int kind = 0; kind <= static_cast<int>(Reason::Kind::InvalidFact); ++kind) {
        tally("reason " + std::to_string(kind), static_cast<int>(reason.kind) == kind);
      }
      for (const Level level : {Level::Key, Level::Overall, Level::Pool, Level::Quantity}) {
        const std::string at = " at level " + std::to_string(static_cast<int>(level));
        tally("cut" + at, reason.kind == Reason::Kind::Cut && reason.level == level);
        if (level != Level::Quantity)
          tally("used up" + at, reason.kind == Reason::Kind::UsedUp && reason.level == level);
      }
    }
  }
}

} // namespace

TEST_CASE("Random programs are well formed, and hold every construct", "[laws][generator]") {
  Tally tally;
  for (uint64_t seed = 0; seed < Programs; ++seed, tally.next()) {
    Random random(seed);
    const RandomProgram p(random, {});
    INFO("seed " << seed << "\n" << core::print(p.program));
    for (const std::string& sentence : core::broken(p.program)) FAIL(sentence);
    countExpressions(p.program, tally);
    countAwards(p.program, tally);
    countAllocation(p.program, tally);
  }
  tally.require();
}

TEST_CASE("Random cases come to every status and every reason", "[laws][generator]") {
  Tally tally;
  for (uint64_t seed = 0; seed < Programs; ++seed, tally.next()) {
    Random random(seed);
    const RandomProgram p(random, {});
    const World world = randomWorld(random, p);
    const auto all = std::vector<bool>(world.tellings.size(), true);
    Case facts = world.told(some(random, all, random.chance(50) ? 100 : 90));
    if (random.chance(20)) facts.giveInvalid(p.moneys[0], {}, {2023, 0}, {"?", "", {}});
    const Ledger ledger = random.chance(50) ? Ledger{} : randomLedger(random, p, random.chance(50));
    countOutcomes(evaluate(p.program, facts, ledger, {RandomProgram::FirstYear, RandomProgram::LastYear}), tally);
  }
  tally.require();
}
