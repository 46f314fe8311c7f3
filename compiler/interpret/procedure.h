#pragma once

#include "compiler/interpret/interpret.h"

#include <span>

/// What happens to an award after it is computed: the stages it goes through, and how it is paid. A state machine over
/// the events of a case (core.md section 8). It stands beside the outcome and never alters it: a decision reaches
/// awards only through the ledger.
namespace tiao::interpret {

/// Something that happened to one award of one subject and period.
struct Event {
  enum class Kind : uint8_t {
    Passed,    // stage; `amount` with the last stage: what was decided, if it is not what was computed
    Returned,  // stage, to an earlier or the same one
    Refused,   // stage
    Performed, // the performance was found: the next instalment is due
    Paid,      // `amount`: needed only where the text does not say how much an instalment is
    Stopped,   // what is not yet paid is withheld
    Recovered, // what was paid is taken back
  };
  Kind kind = Kind::Passed;
  uint32_t stage = 0, to = 0;
  std::optional<Rational> amount;
  core::Date date;
};
/// Is it one of the procedure, not of the payment?
inline bool ofProcedure(const Event& e) { return e.kind <= Event::Kind::Refused; }

/// An event that cannot be, at its place in the list. No later event of the case is read.
struct Illegal {
  enum class Why : uint8_t {
    WrongStage,   // `expected` is the present one
    BeforeLast,   // its date is before that of the event before it
    Decided,      // approved or refused: the procedure is over
    NotApproved,  // a payment before the approval; `expected` is the present stage
    NotAwarded,   // there is nothing to pay, or not yet a definite amount
    NothingDue,   // no instalment is due
    OtherAmount,  // the instalment is of another amount
    TooMuch,      // more than is left of the award
    NotPaid,      // a stop or a recovery before the first payment
    NotRecovered, // the policy says nothing of recovery
    Over,         // recovered: nothing can follow
  };
  size_t event = 0;
  Why why = Why::WrongStage;
  std::optional<uint32_t> expected; // a stage
  std::optional<Rational> amount;   // what was due, or is left
  bool operator==(const Illegal&) const = default;
};

enum class Standing : uint8_t { Computed, Recommended, Approved, Refused };

struct Progress {
  Standing standing = Standing::Computed;
  uint32_t stage = 0;              // the present one; the number of stages when there is none any more
  std::optional<Rational> decided; // the amount approved, where it was said; 0 when refused
  size_t read = 0;                 // so many events are of the procedure, or could not be: payments follow
  std::optional<Illegal> illegal;
};
/// Follows the procedure. A policy without one is as if every award were approved; its standing is computed.
Progress proceed(const core::Program& program, std::span<const Event> events);

} // namespace tiao::interpret
