#pragma once

#include "compiler/driver/events_file.h"
#include "compiler/interpret/schedule.h"
#include "compiler/interpret/split.h"

/// What becomes of a subject's awards: outcomes, with the decisions of events among what was awarded, and where each
/// award stands in the procedure and in its payment.
namespace tiao::driver {

/// Where one award of one period stands.
struct Course {
  core::AwardId award;
  calendar::Period period;
  interpret::Progress progress;
  interpret::Payments payments;
};

struct Followed {
  interpret::Result result;
  std::optional<interpret::Case> told; // the facts, with what the events tell; absent when there were none
  std::vector<Course> courses;         // of the awards that had events
  std::vector<Text> errors;            // events that cannot be, each with its line

  [[nodiscard]] const Course* of(const interpret::Outcome& outcome) const;
};

/// Evaluates a subject with its events; `events` may be null. Decisions enter the ledger; a recovery that bars is told
/// as a fact of the years after it.
Followed follow(const core::Program& program, const interpret::Case& facts, const interpret::Ledger& ledger,
                const std::vector<AwardEvents>* events, interpret::Years show, interpret::Detail detail);

/// Where an award stands to which nothing has happened yet.
Course untouched(const core::Program& program, const interpret::Outcome& outcome);

/// 已推荐 / recommended.
Text standingText(interpret::Standing standing);
/// The present stage and who acts in it: 市商务局复审（市商务局）; empty when there is none.
Text stageText(const core::Program& program, const Course& course);
/// 已拨付 50.00元；市财政 25.00元，属地财政 25.00元: what was paid (or recovered) by whom; empty where nothing was.
Text paidText(const core::Program& program, const interpret::Case& facts, const Course& course);

} // namespace tiao::driver
