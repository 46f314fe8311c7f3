#include "examples/register/layers.h"

#include "examples/register/draw.h"
#include "examples/register/files.h"

#include <algorithm>

namespace tiao::examples {

namespace {

constexpr int TrialYear = 2023;

/// A ranking brings two awards of the same amount, of which the rules let a firm choose one.
std::string electedBy(Random& random, const Firm& firm) {
  const auto ranked = [](const Cells& row) {
    return row[Year] == std::to_string(TrialYear) && !row[Ranking].empty() && row[Ranking] != Rankings.back();
  };
  if (std::ranges::none_of(firm.rows, ranked) || random.chance(150)) return {};
  return random.chance(700) ? "榜单奖励" : "榜单企业落户奖励";
}

} // namespace

std::vector<Cells> ruleRows(const Firm& firm) {
  std::vector<Cells> rows;
  if (std::ranges::find(firm.alive, TrialYear) == firm.alive.end()) return rows;
  Random random = streamOf(firm, Stream::Rules);
  Cells& cells = rows.emplace_back(RuleColumns);
  cells[RuleFirm] = firm.name;
  cells[RuleYear] = std::to_string(TrialYear);
  const int born = std::stoi(firm.rows.front()[Year]);
  const bool since = born > 2022 || (born == 2022 && random.chance(500)); // the policy came into force in mid-2022
  const auto tell = [&](size_t column, bool yes) { cells[column] = unlessMissing(random, yesNo(yes)); };
  tell(RegisteredSince, since);
  tell(RecognisedPlatform, random.chance(800));
  tell(RecognisedCategory, random.chance(850));
  // Public lists: never missing.
  for (const RuleColumn listed : {SeriouslyDishonest, SafetyAccident, QualityProblem, EvadingTax})
    cells[listed] = yesNo(random.chance(5));
  cells[Elected] = electedBy(random, firm);
  for (size_t award = FirstSupported; award < RuleColumns; ++award) cells[award] = yesNo(random.chance(20));
  if (firm.mistaken) cells[SafetyAccident] = "无";
  return rows;
}

std::vector<Cells> baseRows(const Firm& firm) {
  std::vector<Cells> rows;
  if (firm.district != "滨江区") return rows;
  Random random = streamOf(firm, Stream::Bases);
  const bool runs = random.chance(120);
  for (const int year : firm.alive) {
    Cells& cells = rows.emplace_back(BaseColumns);
    cells[BaseFirm] = firm.name;
    cells[BaseYear] = std::to_string(year);
    cells[RunsBase] = unlessMissing(random, yesNo(runs));
    cells[BaseInput] = unlessMissing(random, yuan(runs ? drawSize(random, 40 * Wan, 5'000 * Wan) : 0));
    if (firm.number % 32 == 7) { // a tenth of 300万 and of 200万 come to just the 50万 of both years
      cells[RunsBase] = yesNo(true);
      cells[BaseInput] = year % 2 == 1 ? "3000000.00" : "2000000.00";
    }
    if (firm.mistaken) cells[BaseInput] = "不详";
  }
  return rows;
}

} // namespace tiao::examples
