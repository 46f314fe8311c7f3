#pragma once

#include "compiler/driver/passes.h"
#include "compiler/interpret/procedure.h"

#include <unordered_map>

/// What happened to awards after they were computed, from a CSV file: columns subject, clause, period, stage, result,
/// date, and amount where a decision or a payment is of another amount than the computed one. The rows of one award
/// stand in the order in which they happened. Strict: a row that cannot be read would change what follows from the
/// others, so that nothing is computed with a file that has one.
namespace tiao::driver {

/// The events of one award for one period.
struct AwardEvents {
  core::AwardId award;
  calendar::Period period;
  std::vector<interpret::Event> events;
  std::vector<int64_t> lines; // of the file, for each event
};

struct Events {
  std::string path; // empty: none were given
  std::unordered_map<std::string, std::vector<AwardEvents>> bySubject;

  /// Null when nothing happened to any award of the subject.
  [[nodiscard]] const std::vector<AwardEvents>* of(const std::string& subject) const;
};

/// An empty path gives no events. What is wrong is told, and nothing returned.
std::optional<Events> readEvents(const std::string& path, const Compiled& policy, const Console& console);

} // namespace tiao::driver
