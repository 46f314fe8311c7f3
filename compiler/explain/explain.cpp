#include "compiler/explain/explain.h"

#include "compiler/explain/lines.h"
#include "compiler/interpret/ledger.h"

#include <algorithm>

namespace tiao::explain {

using interpret::Reason;
using interpret::Status;

namespace {

/// The ledger as it stood before this year, from the one that stands after the evaluation.
interpret::Ledger ledgerBefore(const interpret::Result& result, int year) {
  interpret::Ledger before;
  for (const interpret::Entry& entry : result.ledger.entries) {
    if (entry.period.year < year) before.entries.push_back(entry);
  }
  before.completeThrough = year - 1;
  return before;
}

/// An outcome of the subject for an award counted by items stands for those of a list that is missing or empty: of such
/// an item nothing is known.
Key keyOf(const Program& program, const interpret::Outcome& outcome) {
  return program.awards[outcome.award].key && outcome.key.isSubject() ? interpret::Unlisted : outcome.key;
}

/// How much of the way to the amount was gone, and so is worth telling.
enum class Told { Status, Conditions, Amount };

Told told(const View& view) {
  const auto has = [&](Reason::Kind kind) {
    for (const Reason& reason : view.outcome.reasons) {
      if (reason.kind == kind) return true;
    }
    return false;
  };
  const auto kind = view.award().key;
  const bool noItems = kind && view.outcome.key.isSubject() && view.facts.listGiven(*kind, view.outcome.period.year);
  switch (view.outcome.status) {
  case Status::NotInForce:
  case Status::Exhausted: return Told::Status;
  case Status::NotEntitled:
    if (noItems) return Told::Status;
    return has(Reason::Kind::ConditionFailed) ? Told::Conditions : Told::Amount;
  case Status::Forgone:
  case Status::Limited:
  case Status::Granted:
  case Status::ToBeAssessed:
  case Status::Unknown:
  case Status::Invalid: return Told::Amount;
  }
  return Told::Amount;
}

void append(Lines& lines, Lines more) {
  lines.insert(lines.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

Lines linesOf(const View& view) {
  const Told far = told(view);
  if (far == Told::Status) {
    Lines lines{subjectLine(view)};
    append(lines, statusLines(view));
    return lines;
  }
  Lines lines = conditionLines(view);
  if (far == Told::Amount) {
    Lines waterfall = amountLines(view);
    append(waterfall, limitLines(view));
    const auto known = [](const Line& line) { return line.change && line.change->after != openAmount; };
    if (std::ranges::none_of(waterfall, known)) // nothing to tell yet
      for (Line& line : waterfall) line.change.reset();
    append(lines, std::move(waterfall));
  }
  append(lines, statusLines(view));
  return lines;
}

/// The clause's own sentence, on one line.
std::string quotationOf(const core::Award& award) {
  std::string text = award.quotation;
  for (char& c : text) {
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  }
  return text;
}

} // namespace

Explanation explain(const Program& program, const source::SourceSet& sources, const Case& facts,
                    const interpret::Result& result, const interpret::Outcome& outcome) {
  const interpret::Ledger before = ledgerBefore(result, outcome.period.year);
  const View view{program, sources, facts, result, outcome, before, keyOf(program, outcome), outcome.period};
  const core::Award& award = program.awards[outcome.award];
  Explanation explanation;
  explanation.award = named(award.name);
  explanation.article = articleText(award.article);
  if (award.document != program.document) explanation.document = award.document;
  explanation.item = itemText(facts, outcome.key);
  explanation.period = periodText(outcome.period);
  explanation.status = statusText(outcome.status);
  explanation.amount = yuanText(outcome.amount);
  explanation.quotation = quotationOf(award);
  explanation.lines = linesOf(view);
  explanation.parts = partsOf(view);
  append(explanation.lines, splitLines(view, explanation.parts));
  for (const Reason& reason : outcome.reasons) {
    explanation.reasons.push_back(reasonText(program, sources, &facts, outcome, reason));
  }
  for (const interpret::Need& need : outcome.needs) explanation.needs.push_back(needText(program, facts, need));
  explanation.outcome = outcome;
  return explanation;
}

} // namespace tiao::explain
