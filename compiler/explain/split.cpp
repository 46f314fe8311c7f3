#include "compiler/interpret/split.h"
#include "compiler/explain/lines.h"

/// Who pays an award.
namespace tiao::explain {

std::vector<std::pair<Text, Amount>> partsOf(const View& view) {
  std::vector<std::pair<Text, Amount>> parts;
  // It is a row's amount that is split: for an award counted by items, the sum of them.
  if (!view.program.split || view.award().key || view.outcome.amount.hi.sign() <= 0) return parts;
  const core::Split& split = *view.program.split;
  const interpret::Sharing sharing = interpret::sharing(view.program, view.facts, view.ledger, view.outcome.period);
  const std::vector<Amount> amounts = interpret::parts(split, sharing, view.outcome.amount);
  for (size_t i = 0; i < split.payers.size(); ++i)
    if (amounts[i].hi.sign() > 0) parts.emplace_back(named(view.program.roles[split.payers[i]].name), amounts[i]);
  return parts;
}

Lines splitLines(const View& view, const std::vector<std::pair<Text, Amount>>& parts) {
  if (parts.empty()) return {};
  std::vector<Text> words;
  for (const auto& [payer, amount] : parts) words.push_back(say("{} {}", "{} {}", payer, yuanText(amount)));
  const Text article = articleText(view.program.split->article);
  const Text head = article.zh.empty() ? Text("分担", "borne by") : say("分担（{}）", "borne by ({})", article);
  Line line{Line::Mark::None, say("{}：{}", "{}: {}", head, joined(words, Text("，", ", "))), {}};
  const interpret::Sharing sharing = interpret::sharing(view.program, view.facts, view.ledger, view.outcome.period);
  for (const interpret::Need& need : sharing.needs)
    line.below.push_back(
        {Line::Mark::Open, say("尚缺 {}", "missing: {}", needText(view.program, view.facts, need)), {}});
  return {line};
}

} // namespace tiao::explain
