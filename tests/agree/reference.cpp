#include "tests/agree/reference.h"

#include "compiler/driver/cell_reader.h"
#include "compiler/interpret/choice.h"

#include <algorithm>
#include <memory>

namespace tiao::agree {

using core::AwardId;
using core::ExprId;
using interpret::Level;
using interpret::Outcome;
using interpret::Reason;

namespace {

/// Lists what may be told, in the order in which the interpreter tells it.
class Reasons {
public:
  Reasons(const core::Program& program, AwardId award) : program_(program), id_(award), award_(program.awards[award]) {}

  std::vector<Reason> all() {
    add(Reason::Kind::NotInForce);
    used(award_.limits, Level::Key);
    used(award_.overall, Level::Overall);
    pools([&](const core::Pool& pool) { used(pool.limits, Level::Pool); });
    conditions(award_.eligible);
    bars(false);
    for (uint32_t other = 0; other < program_.awards.size(); ++other)
      if (conflicts(AwardId{other})) add(Reason::Kind::LostTo, Level::Key, 0, {}, {other});
    add(Reason::Kind::NothingToGive);
    quantities(award_.amount);
    cuts(award_.limits, Level::Key);
    cuts(award_.overall, Level::Overall);
    bars(true);
    pools([&](const core::Pool& pool) { cuts(pool.limits, Level::Pool); });
    constexpr size_t Most = 64;
    if (reasons_.size() > Most) reasons_.resize(Most);
    return std::move(reasons_);
  }

private:
  void add(Reason::Kind kind, Level level = Level::Key, uint32_t limit = 0, ExprId expr = {}, AwardId award = {}) {
    reasons_.push_back({kind, level, limit, expr, award, {}, {}});
  }
  void used(const std::vector<core::Limit>& limits, Level level) {
    for (uint32_t i = 0; i < limits.size(); ++i)
      if (!std::holds_alternative<core::Floor>(limits[i].node)) add(Reason::Kind::UsedUp, level, i);
  }
  void cuts(const std::vector<core::Limit>& limits, Level level) {
    for (uint32_t i = 0; i < limits.size(); ++i)
      if (std::holds_alternative<core::Cap>(limits[i].node)) add(Reason::Kind::Cut, level, i);
  }
  void conditions(ExprId condition) {
    if (const auto* list = std::get_if<core::AtLeast>(&program_.exprs[condition].node)) {
      for (const ExprId part : list->of) conditions(part);
      return;
    }
    add(Reason::Kind::ConditionFailed, Level::Key, 0, condition);
  }
  void quantities(ExprId expr) {
    const core::Node& node = program_.exprs[expr].node;
    if (const auto* least = std::get_if<core::Least>(&node)) {
      quantities(least->left);
      quantities(least->right);
      if (least->limit) add(Reason::Kind::Cut, Level::Quantity, 0, expr);
    }
    if (const auto* product = std::get_if<core::Mul>(&node)) quantities(product->left), quantities(product->right);
    if (const auto* sum = std::get_if<core::Add>(&node)) quantities(sum->left), quantities(sum->right);
  }
  template <typename F> void pools(F f) {
    for (const core::Pool& pool : program_.pools)
      if (std::ranges::find(pool.awards, id_) != pool.awards.end()) f(pool);
  }
  bool conflicts(AwardId other) const {
    return std::ranges::any_of(program_.choices, [&](const core::Choice& choice) {
      return std::ranges::any_of(choice.conflicts, [&](const auto& pair) {
        return pair == std::pair(id_, other) || pair == std::pair(other, id_);
      });
    });
  }
  void bars(bool cut) {
    for (const core::Choice& choice : program_.choices) {
      if (!choice.matter || choice.difference != cut) continue;
      for (const auto& [a, b] : choice.conflicts) {
        if (a == id_) add(Reason::Kind::BarredBy, Level::Key, 0, {}, b);
        if (b == id_) add(Reason::Kind::BarredBy, Level::Key, 0, {}, a);
      }
    }
  }

  const core::Program& program_;
  AwardId id_;
  const core::Award& award_;
  std::vector<Reason> reasons_;
};

/// The reasons of an outcome as bits; nothing if they cannot be told so.
std::optional<uint64_t> bitsOf(const Outcome& outcome, const std::vector<Reason>& reasons) {
  uint64_t bits = 0;
  size_t at = 0;
  for (Reason reason : outcome.reasons) {
    reason.amount = {};
    const auto found = std::find(reasons.begin() + static_cast<ptrdiff_t>(at), reasons.end(), reason);
    if (found == reasons.end()) return std::nullopt;
    at = static_cast<size_t>(found - reasons.begin());
    bits |= uint64_t{1} << at++;
  }
  return bits;
}

bool chance(uint64_t seed, uint64_t lane, uint64_t group, int percent) {
  uint64_t mixed = (seed * 0x9E3779B97F4A7C15U ^ lane * 0xD6E8FEB86659FD93U ^ group) * 0xA0761D6478BD642FU;
  mixed ^= mixed >> 32U;
  return static_cast<int>(mixed % 100) < percent;
}

/// One group.
class Kernel {
public:
  Kernel(const core::Program& program, const driver::Kernels& kernels, size_t group, uint64_t seed, int openAnyway)
      : program_(program), layout_(kernels.layout), reasons_(kernels.reasons), group_(group), seed_(seed),
        openAnyway_(openAnyway), only_(program.awards.size()) {
    for (const uint32_t award : layout_.groups[group].awards) only_[award] = true;
  }

  void operator()(const TiaoFrame& frame) const {
    interpret::Case facts(program_);
    for (size_t lane = 0; lane < static_cast<size_t>(frame.subjects); ++lane) {
      fill(frame, lane, facts);
      const interpret::Result result =
          evaluate(program_, facts, {}, {layout_.firstYear, layout_.lastYear}, interpret::Detail::Brief, only_);
      bool open = chance(seed_, lane, group_, openAnyway_);
      for (const Outcome& outcome : result.outcomes) open = open || !write(frame, lane, outcome);
      if (!open) continue;
      frame.again[group_][lane / 64] |= uint64_t{1} << lane % 64;
      for (size_t o = 0; o < layout_.outputs.size(); ++o) // whoever reads them all the same is to notice
        if (only_[layout_.outputs[o].award]) frame.amounts[o][lane] = -4711, frame.reasons[o][lane] = 0;
    }
  }

private:
  void fill(const TiaoFrame& frame, size_t lane, interpret::Case& facts) const {
    facts.clear();
    for (size_t i = 0; i < layout_.inputs.size(); ++i) {
      const batch::Input& input = layout_.inputs[i];
      if ((frame.known[i][lane / 64] >> lane % 64 & 1U) == 0) continue;
      int64_t n = 0;
      switch (input.cell) {
      case batch::Cell::Byte: n = static_cast<const uint8_t*>(frame.values[i])[lane]; break;
      case batch::Cell::Int: n = static_cast<const int32_t*>(frame.values[i])[lane]; break;
      case batch::Cell::Long: n = static_cast<const int64_t*>(frame.values[i])[lane]; break;
      }
      if (input.kind == batch::InputKind::FirstYear) facts.firstYear = static_cast<int>(n);
      if (input.kind != batch::InputKind::Fact) continue;
      const core::FactId fact{input.fact};
      facts.give(fact, {}, {input.year, input.month}, driver::constantOf(program_.facts[fact], input.scale, n));
    }
  }

  /// False: it is not definite, or cannot be told.
  bool write(const TiaoFrame& frame, size_t lane, const Outcome& outcome) const {
    size_t o = 0;
    while (layout_.outputs[o].award != outcome.award.index ||
           calendar::Period{layout_.outputs[o].year, layout_.outputs[o].month} != outcome.period)
      ++o;
    const std::optional<uint64_t> bits = bitsOf(outcome, reasons_[o]);
    const std::optional<int64_t> fen = (outcome.amount.lo * 100).toInt64();
    if (!bits || !fen || !outcome.amount.definite() || !outcome.needs.empty()) return false;
    if (outcome.status > interpret::Status::Granted) return false;
    frame.amounts[o][lane] = *fen;
    frame.statuses[o][lane] = static_cast<uint8_t>(outcome.status);
    frame.reasons[o][lane] = *bits;
    if (frame.ceilings[o] == nullptr) return !outcome.ceiling;
    const std::optional<int64_t> ceiling = outcome.ceiling ? (*outcome.ceiling * 100).toInt64() : int64_t{-1};
    if (!ceiling) return false;
    frame.ceilings[o][lane] = *ceiling;
    return true;
  }

  const core::Program& program_;
  batch::Layout layout_;
  std::vector<std::vector<Reason>> reasons_;
  size_t group_;
  uint64_t seed_;
  int openAnyway_;
  std::vector<bool> only_;
};

} // namespace

std::vector<Reason> reasonsOf(const core::Program& program, const batch::Output& output) {
  return Reasons(program, {output.award}).all();
}

driver::Kernels referenceKernels(const core::Program& program, const batch::Layout& layout, uint64_t seed,
                                 int openAnyway) {
  driver::Kernels kernels{layout, {}, {}};
  for (const batch::Output& output : layout.outputs) kernels.reasons.push_back(reasonsOf(program, output));
  auto groups = std::make_shared<std::vector<Kernel>>();
  for (size_t g = 0; g < layout.groups.size(); ++g)
    if (layout.groups[g].compiled) groups->emplace_back(program, kernels, g, seed, openAnyway);
  kernels.evaluator = [groups] {
    return [groups](const TiaoFrame& frame) {
      for (const Kernel& kernel : *groups) kernel(frame);
    };
  };
  return kernels;
}

} // namespace tiao::agree
