#include "compiler/explain/lines.h"

namespace tiao::explain {

using Mark = Line::Mark;

const core::ScaleGloss* scaleAt(const Program& program, ExprId expr) {
  const auto gloss = program.glosses.find(expr);
  return gloss == program.glosses.end() ? nullptr : std::get_if<core::ScaleGloss>(&gloss->second);
}

namespace {

Text keysText(const View& view, const core::ScaleGloss& scale) {
  std::vector<Text> keys;
  for (const ExprId key : scale.keys) keys.push_back(formula(view, key));
  return joined(keys, enumeration);
}

/// What a value is, and how it is computed where its name does not tell.
Text given(const View& view, ExprId value, Lines& below) {
  Line line = computedLine(view, value);
  below.insert(below.end(), std::make_move_iterator(line.below.begin()), std::make_move_iterator(line.below.end()));
  return line.text;
}

// 年营业收入 30,000,000.00：3000万元以上不满5000万元，150,000.00元
Lines stepLines(const View& view, const core::ScaleGloss& scale) {
  Lines lines;
  const Text keys = keysText(view, scale);
  bool holds = false;
  for (const core::ScaleGloss::Line& step : scale.lines) {
    const Truth truth = view.truth(step.applies);
    if (truth == Truth::No) continue;
    holds |= truth == Truth::Yes;
    Line line{truth == Truth::Yes ? Mark::None : Mark::Open, {}, {}};
    line.text = say("{}：{}，{}", "{}: {}, {}", keys, named(step.words), given(view, step.value, line.below));
    lines.push_back(std::move(line));
  }
  if (holds) return lines;
  const Mark mark = lines.empty() ? Mark::None : Mark::Open;
  if (scale.otherwise) {
    Line line{mark, {}, {}};
    line.text = say("{}：其余，{}", "{}: otherwise, {}", keys, given(view, *scale.otherwise, line.below));
    lines.push_back(std::move(line));
  } else if (lines.empty()) {
    lines.push_back({mark, say("{}：各行都不合，为零", "{}: no line holds, which gives zero", keys), {}});
  }
  return lines;
}

// 应纳税所得额 200,000.00：不超过36000元的部分 36,000.00 × 3% = 1,080.00
Lines partLines(const View& view, const core::ScaleGloss& scale) {
  Line whole{Mark::None, keysText(view, scale), {}};
  for (const core::ScaleGloss::Line& part : scale.lines) {
    const interpret::NumberRange lies = view.number(part.applies);
    const interpret::NumberRange gives = view.number(part.value);
    const auto none = [](const interpret::NumberRange& r) { return r.definite() && r.lo.isZero(); };
    if (part.rate ? none(lies) : none(gives)) continue;
    Line line{lies.definite() ? Mark::None : Mark::Open, say("{}的部分", "the part {}", named(part.words)), {}};
    if (part.rate)
      line.text = say("{}：{} × {} = {}", "{}: {} × {} = {}", line.text, view.shown(part.applies),
                      given(view, *part.rate, line.below), view.shown(part.value));
    else
      line.text = say("{}：定额 {}", "{}: fixed amount {}", line.text, view.shown(part.value));
    whole.below.push_back(std::move(line));
  }
  return {std::move(whole)};
}

} // namespace

Text scaleName(const Program& program, const source::SourceSet& sources, Period now, const core::ScaleGloss& scale) {
  if (!scale.applied) return named(scale.name);
  return say("{}（适用 {}）", "{} (applied to {})", named(scale.name),
             words(program, sources, now, scale.keys.front()));
}

Lines scaleLines(const View& view, const core::ScaleGloss& scale) {
  return scale.parts ? partLines(view, scale) : stepLines(view, scale);
}

} // namespace tiao::explain
