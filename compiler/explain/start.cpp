#include "compiler/explain/lines.h"

namespace tiao::explain {

namespace {

/// The first period, of those since the policy's first, in which the condition is yes; and whether an earlier one may
/// be.
struct Beginning {
  std::optional<Period> first;
  bool perhapsEarlier = false;
};

Beginning beginningOf(const View& view, ExprId condition) {
  Beginning found;
  const int years = view.period.year - calendar::yearOf(view.program.from);
  for (int back = years; back >= 0; --back) {
    const Period then = calendar::yearsBefore(view.period, back);
    switch (view.at(then).truth(condition)) {
    case Truth::Yes: found.first = then; return found;
    case Truth::No: break;
    case Truth::Either: found.perhapsEarlier = true; break;
    }
  }
  return found;
}

} // namespace

Text startName(const Program& program, const source::SourceSet& sources, Period now, const core::StartGloss& gloss) {
  return say("自 {} 起", "since {}", words(program, sources, now, gloss.condition));
}

// 自 落户 且 上报统计数据 起：2022年起满足. How the condition stands now is told only while it was never met.
Line startLine(const View& view, ExprId expr, const core::StartGloss& gloss, bool negated) {
  const Text name = startName(view.program, view.sources, view.period, gloss);
  Line line{markOf(view.truth(expr), negated), {}, {}};
  if (view.type(gloss.condition).kind != core::Kind::Truth) {
    line.text = say("自 {} 起", "since {}", formula(view, gloss.condition));
    return line;
  }
  const Beginning beginning = beginningOf(view, gloss.condition);
  if (beginning.first && beginning.perhapsEarlier) {
    line.text = say("{}：至迟{}起满足", "{}: met since {} at the latest", name, periodText(*beginning.first));
  } else if (beginning.first) {
    line.text = say("{}：{}起满足", "{}: met since {}", name, periodText(*beginning.first));
  } else {
    line.text = beginning.perhapsEarlier ? say("{}：尚不能确定", "{}: cannot be told yet", name)
                                         : say("{}：尚未满足", "{}: not met yet", name);
    if (gloss.condition != expr) line.below.push_back(conditionLine(view, gloss.condition));
  }
  return line;
}

} // namespace tiao::explain
