#include "compiler/driver/tile_plan.h"

#include "compiler/core/force.h"

namespace tiao::driver {

bool tilesServe(const Run& run) {
  return run.ledgers.bySubject.empty() && !run.ledgers.completeThrough && run.events.path.empty();
}

namespace {

bool earlier(const batch::Output& a, const batch::Output& b) {
  return calendar::Period{a.year, a.month} < calendar::Period{b.year, b.month};
}

bool isWithin(const core::Program& program, core::AwardId award, const interpret::Reason& reason) {
  const std::vector<core::Limit>& limits =
      reason.level == interpret::Level::Overall ? program.awards[award].overall : program.awards[award].limits;
  if (reason.level == interpret::Level::Pool || reason.limit >= limits.size()) return false;
  return std::holds_alternative<core::Within>(limits[reason.limit].node);
}

} // namespace

TilePlan::TilePlan(const Run& run) : kernels(*run.kernels) {
  using interpret::Reason;
  const core::Program& program = run.program;
  batch::Layout& layout = kernels.layout;
  split.emplace(program, run.show, layout);
  if (program.district) {
    const bool fixed = program.facts[*program.district].per == core::Per::Fixed;
    for (int year = run.show.first; year <= (fixed ? run.show.first : run.show.last); ++year)
      districts.push_back(inputOf(program, *program.district, year, layout));
  }

  std::vector<size_t> groupOf(program.awards.size());
  for (size_t g = 0; g < layout.groups.size(); ++g) {
    for (const uint32_t award : layout.groups[g].awards) groupOf[award] = g;
    interpreted.push_back(!layout.groups[g].compiled || !split->usable());
  }
  for (int year = run.show.first; year <= run.show.last; ++year)
    for (uint32_t award = 0; award < program.awards.size(); ++award) {
      const bool monthly = program.awards[core::AwardId{award}].period == core::Per::Month;
      for (int month = monthly ? 1 : 0; month <= (monthly ? 12 : 0); ++month) {
        const calendar::Period period{year, month};
        if (run.on && !begun(period, *run.on)) continue;
        const core::Award& declared = program.awards[core::AwardId{award}];
        Place& place = places.emplace_back(Place{.award = {award}, .period = period, .group = groupOf[award]});
        place.reached = inForceUntil(declared, period, declared.to);
      }
    }
  for (size_t o = 0; o < layout.outputs.size(); ++o) {
    const batch::Output& output = layout.outputs[o];
    for (Place& place : places)
      if (place.award.index == output.award && place.period == calendar::Period{output.year, output.month})
        place.output = o;
    std::vector<size_t>& own = before.emplace_back();
    for (size_t other = 0; other < layout.outputs.size(); ++other)
      if (layout.outputs[other].award == output.award && earlier(layout.outputs[other], output)) own.push_back(other);
    uint64_t& speaking = told.emplace_back(0);
    uint64_t& time = elapsed.emplace_back(0);
    nothing.push_back(0);
    notInForce.push_back(0);
    for (size_t bit = 0; bit < kernels.reasons[o].size(); ++bit) {
      const Reason& reason = kernels.reasons[o][bit];
      if (reason.kind == Reason::Kind::NothingToGive) nothing.back() |= uint64_t{1} << bit;
      if (reason.kind == Reason::Kind::NotInForce) notInForce.back() |= uint64_t{1} << bit;
      if (reason.kind != Reason::Kind::UsedUp && reason.kind != Reason::Kind::BarredBy) continue;
      speaking |= uint64_t{1} << bit;
      if (reason.kind == Reason::Kind::UsedUp && isWithin(program, {output.award}, reason)) time |= uint64_t{1} << bit;
    }
  }
  for (Place& place : places)
    if (place.output != SIZE_MAX && isOfItems(place)) findLists(place, run.registry);
}

void TilePlan::findLists(Place& place, const Register& reg) {
  batch::Layout& layout = kernels.layout;
  const int32_t kind = layout.outputs[place.output].itemKind;
  const int year = place.period.year;
  place.kind = static_cast<size_t>(kind);
  place.listGiven = reg.hasItems({layout.itemKinds[place.kind]}) && reg.firstYear() <= year && year <= reg.lastYear();
  const auto is = [&](const batch::Input& input) {
    return input.kind == batch::InputKind::Listed && input.itemKind == kind && input.year == year;
  };
  place.listed = static_cast<size_t>(std::ranges::find_if(layout.inputs, is) - layout.inputs.begin());
  if (place.listed == layout.inputs.size())
    layout.inputs.push_back({.kind = batch::InputKind::Listed, .itemKind = kind, .year = year, .hi = 1});
}

} // namespace tiao::driver
