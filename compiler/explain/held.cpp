#include "compiler/explain/lines.h"

namespace tiao::explain {

Text heldName(const Program& program, const source::SourceSet& sources, Period now, const core::HeldGloss& gloss) {
  return say("{}年内 {}", gloss.years == 1 ? "{1} within {0} year" : "{1} within {0} years", gloss.years,
             words(program, sources, now, gloss.of));
}

// 3年内 受过处罚：2022年 是
Line heldLine(const View& view, ExprId expr, const core::HeldGloss& gloss, bool negated) {
  const Text name = heldName(view.program, view.sources, view.period, gloss);
  Line line{markOf(view.truth(expr), negated), {}, {}};
  if (view.type(gloss.of).kind != core::Kind::Truth) {
    line.text = say("{}：{}", "{}: {}", name, view.shown(gloss.of));
    return line;
  }
  std::vector<Text> years;
  for (int back = gloss.years - 1; back >= 0; --back) {
    const View then = view.at(calendar::yearsBefore(view.period, back));
    if (then.truth(gloss.of) != Truth::No) years.push_back(periodText(then.period) + " " + then.shown(gloss.of));
  }
  line.text =
      years.empty() ? say("{}：没有", "{}: no", name) : say("{}：{}", "{}: {}", name, joined(years, enumeration));
  return line;
}

} // namespace tiao::explain
