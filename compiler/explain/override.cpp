#include "compiler/explain/lines.h"

namespace tiao::explain {

// 优先的 规模奖励 适用，本项不适用: that it applies stands below, with its conditions.
Line overrideLine(const View& view, ExprId expr, const core::OverrideGloss& gloss, bool negated) {
  const Text name = named(view.program.awards[gloss.award].name);
  Line line{markOf(view.truth(expr), negated), {}, {}};
  switch (view.truth(gloss.condition)) {
  case Truth::Yes: line.text = say("优先的 {} 适用", "{} applies, which overrides this", name); break;
  case Truth::No: line.text = say("优先的 {} 不适用", "{}, which overrides this, does not apply", name); break;
  case Truth::Either:
    line.text =
        say("优先的 {} 是否适用，尚不能确定", "whether {} applies, which overrides this, cannot be told yet", name);
    break;
  }
  if (line.mark != Line::Mark::Met) line.below.push_back(conditionLine(view, gloss.condition));
  return line;
}

Text overrideName(const Program& program, const core::OverrideGloss& gloss) {
  return say("优先的 {} 不适用", "{}, which overrides this, does not apply", named(program.awards[gloss.award].name));
}

} // namespace tiao::explain
