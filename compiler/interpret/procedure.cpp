#include "compiler/interpret/procedure.h"

namespace tiao::interpret {

// "An event is legal if its stage is the present one and its date not before the last. Passing sₙ is approved; refused
// is final."
Progress proceed(const core::Program& program, std::span<const Event> events) {
  Progress progress;
  const uint32_t stages = program.procedure ? static_cast<uint32_t>(program.procedure->stages.size()) : 0;
  const auto illegal = [&](size_t event, Illegal::Why why) {
    progress.illegal = Illegal{event, why, {}, {}};
    if (progress.stage < stages) progress.illegal->expected = progress.stage;
    progress.read = events.size();
    return progress;
  };
  for (size_t i = 0; i < events.size(); ++i) {
    const Event& event = events[i];
    if (i > 0 && event.date < events[i - 1].date) return illegal(i, Illegal::Why::BeforeLast);
    const bool decided = progress.standing == Standing::Approved || progress.standing == Standing::Refused;
    if (!ofProcedure(event)) {
      if (progress.standing == Standing::Refused) return illegal(i, Illegal::Why::Decided);
      if (stages > 0 && !decided) return illegal(i, Illegal::Why::NotApproved);
      // Payments follow; that no event of the procedure comes among them is seen when they are read.
      progress.read = i;
      return progress;
    }
    if (decided || stages == 0) return illegal(i, Illegal::Why::Decided);
    if (event.stage != progress.stage) return illegal(i, Illegal::Why::WrongStage);
    switch (event.kind) {
    case Event::Kind::Passed: ++progress.stage; break;
    case Event::Kind::Returned:
      if (event.to > progress.stage) return illegal(i, Illegal::Why::WrongStage);
      progress.stage = event.to;
      break;
    case Event::Kind::Refused:
      progress.standing = Standing::Refused;
      progress.decided = Rational(0);
      progress.stage = stages;
      break;
    case Event::Kind::Performed:
    case Event::Kind::Paid:
    case Event::Kind::Stopped:
    case Event::Kind::Recovered: break;
    }
    if (progress.standing == Standing::Refused) continue;
    progress.standing = progress.stage == stages ? Standing::Approved
                        : progress.stage > 0     ? Standing::Recommended
                                                 : Standing::Computed;
    if (progress.standing == Standing::Approved) progress.decided = event.amount;
  }
  progress.read = events.size();
  return progress;
}

} // namespace tiao::interpret
