#pragma once

#include "compiler/interpret/procedure.h"

/// How an award is paid: core.md section 8, "Schedule". Running → stopped → recovered, also running → recovered.
namespace tiao::interpret {

/// Each fen of the award is in one of these places. `recovered` is what was paid and taken back.
struct Payments {
  Rational toCome, due, paid, withheld, recovered;
  bool stopped = false;
  std::optional<core::Date> firstPaid, recoveredOn;
  std::optional<Illegal> illegal; // `event` counts from the first of the case
  [[nodiscard]] Rational all() const { return toCome + due + paid + withheld + recovered; }
};

/// Follows the payments of an award. `progress` is what `proceed` found of the same events. `stop` is the first year,
/// at or after the first payment, in which what stops payments is known to hold: it takes effect when that year is
/// over.
Payments pay(const core::Program& program, const Amount& award, const Progress& progress, std::span<const Event> events,
             std::optional<int> stop);

/// The first year from `first` to `last` in which what stops payments surely holds. Something that is missing stops
/// nothing: a body may still do so, which is an event.
std::optional<int> stopYear(const core::Program& program, const Case& facts, const Ledger& ledger, int first, int last);

/// A recovery whose room is given back (convention 16): from the year after it, the entry counts as 0.
struct GivenBack {
  AwardId award;
  Period period;
  int year = 0; // of the recovery
};
/// As `evaluate`, with the room of what was recovered given back.
Result evaluate(const core::Program& program, const Case& facts, const Ledger& ledger,
                std::span<const GivenBack> recoveries, Years show, Detail detail);

} // namespace tiao::interpret
