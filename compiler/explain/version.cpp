#include "compiler/explain/lines.h"

namespace tiao::explain {

namespace {

const core::VersionGloss* versionGloss(const Program& program, ExprId expr) {
  const auto gloss = program.glosses.find(expr);
  return gloss == program.glosses.end() ? nullptr : std::get_if<core::VersionGloss>(&gloss->second);
}

const core::If& branches(const Program& program, ExprId expr) { return std::get<core::If>(program.exprs[expr].node); }

} // namespace

Chosen chosen(const View& view, ExprId expr) {
  Chosen result{expr, {}};
  while (const core::VersionGloss* gloss = versionGloss(view.program, result.expr)) {
    const core::If& version = branches(view.program, result.expr);
    const Truth inForce = view.truth(version.condition);
    if (inForce == Truth::Either) break;
    result.expr = inForce == Truth::Yes ? version.then : version.otherwise;
    if (inForce == Truth::Yes) result.layers.push_back(named(gloss->layer));
  }
  return result;
}

Text byLayers(const std::vector<Text>& layers) {
  return layers.empty() ? Text() : say("（依 {}）", " (under {})", joined(layers, enumeration));
}

// 年营业收入 60,000,000.00 ≥ 50,000,000.00（依 杭州新电商实施细则）
Line versionLine(const View& view, ExprId expr, const core::VersionGloss& gloss, bool negated) {
  const Chosen found = chosen(view, expr);
  if (versionGloss(view.program, found.expr) != nullptr) { // it is not known which version is in force
    const core::If& version = branches(view.program, found.expr);
    Line line{markOf(view.truth(expr), negated), say("视 {} 是否适用", "if {} applies", named(gloss.layer)), {}};
    line.below.push_back(conditionLine(view, version.condition));
    line.below.push_back(conditionLine(view, version.then, negated));
    return line;
  }
  if (isConst(view.program, found.expr)) {
    const Text layer = joined(found.layers, enumeration);
    const Text text = view.truth(expr) == Truth::No ? say("{} 施行期间停止", "stopped while {} is in force", layer)
                                                    : say("{} 不作要求", "not asked under {}", layer);
    return {markOf(view.truth(expr), negated), text, {}};
  }
  Line line = conditionLine(view, found.expr, negated);
  line.text = line.text + byLayers(found.layers);
  return line;
}

Text versionName(const Program& program, const source::SourceSet& sources, Period now, ExprId expr,
                 const core::VersionGloss& gloss) {
  const core::If& version = branches(program, expr);
  if (isConst(program, version.then)) return say("{} 是否施行", "whether {} is in force", named(gloss.layer));
  return conditionName(program, sources, now, version.then) + byLayers({named(gloss.layer)});
}

// 自2023-01-01起停止: of a clause that its own policy stops.
Line stopLine(const View& view, ExprId expr, const core::StopGloss& gloss, bool negated) {
  const Truth going = view.truth(expr);
  const Text text = going == Truth::No
                        ? stopName(gloss)
                        : say("尚未停止（自{}起停止）", "not stopped yet (from {} on)", calendar::toString(gloss.from));
  return {markOf(going, negated), text, {}};
}

Text stopName(const core::StopGloss& gloss) {
  return say("自{}起停止", "stopped from {} on", calendar::toString(gloss.from));
}

} // namespace tiao::explain
