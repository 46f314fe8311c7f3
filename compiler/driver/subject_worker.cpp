#include "compiler/driver/subject_worker.h"

#include <algorithm>

namespace tiao::driver {

SubjectWorker::SubjectWorker(const Run& run)
    : run_(run), values_(run.program), fill_(run.program, run.registry, values_, run.language), facts_(run.program),
      rows_(run.program, run.sources, run.language, {!run.events.path.empty(), run.byItem}) {
  const auto& awards = run.program.awards;
  byItems_ = std::any_of(awards.begin(), awards.end(), [](const core::Award& award) { return award.key.has_value(); });
}

std::vector<interpret::Outcome> SubjectWorker::rowsOf(const interpret::Result& result) const {
  return byItems_ ? interpret::rows(run_.program, result.outcomes) : result.outcomes;
}

interpret::Outcome withoutReasons(const interpret::Outcome& outcome) {
  interpret::Outcome out;
  out.award = outcome.award;
  out.key = outcome.key;
  out.period = outcome.period;
  out.status = outcome.status;
  out.amount = outcome.amount;
  return out;
}

void SubjectWorker::whole(const Rows& rows, const Rows::Subject& subject, table::Writer& writer, Chunk& chunk) {
  const core::Program& program = run_.program;
  const size_t badBefore = chunk.bad.size();
  fill_.fill(rows, subject, facts_, chunk.bad);
  const std::optional<uint32_t> district = districtOf(program, facts_, run_.show.last);
  for (size_t i = badBefore; i < chunk.bad.size(); ++i) {
    const bool cell = !chunk.bad[i].column.empty();
    chunk.summary.addBadData(cell ? 0 : 1, cell ? 1 : 0);
    if (run_.rowsWanted) rows_.badData(writer, chunk.bad[i], rows_.districtName(district));
  }

  const interpret::Ledger ledger = run_.ledgers.of(facts_.subject, program, facts_);
  const std::vector<AwardEvents>* events = run_.events.of(facts_.subject);
  if (events != nullptr) chunk.withEvents.push_back(facts_.subject);
  Followed followed = follow(program, facts_, ledger, events, run_.show, interpret::Detail::Brief);
  keepBegun(followed.result, run_.on);
  const std::vector<interpret::Outcome> outcomes = rowsOf(followed.result);
  chunk.summary.add(program, followed.result, outcomes, district);
  chunk.summary.addGaps(facts_.firstYear.has_value(), fill_.yearsWithoutRow(run_.show));
  chunk.times.byInterpreter += outcomes.size();
  begin(district);
  for (const interpret::Outcome& each : outcomes) row(followed, each, writer);
  end(followed.result, district, chunk.summary);
  if (run_.outcomesWanted) {
    SubjectOutcomes& own = chunk.outcomes.emplace_back(program, facts_.subject, district);
    for (const interpret::Outcome& each : outcomes) own.rows.push_back(withoutReasons(each));
    tellSums(followed.result, own);
  }
  std::ranges::move(followed.errors, std::back_inserter(chunk.badEvents));
}

std::optional<SubjectWorker::Some> SubjectWorker::some(const Rows& rows, const Rows::Subject& subject,
                                                       const std::vector<bool>& awards) {
  std::vector<BadData> bad;
  fill_.fill(rows, subject, facts_, bad);
  if (!bad.empty()) return std::nullopt;
  Some some{{evaluate(run_.program, facts_, {}, run_.show, interpret::Detail::Brief, awards), {}, {}, {}}, {}};
  keepBegun(some.followed.result, run_.on);
  some.rows = rowsOf(some.followed.result);
  return some;
}

void SubjectWorker::tellSums(const interpret::Result& result, SubjectOutcomes& to) const {
  for (uint32_t award = 0; award < run_.program.awards.size(); ++award) {
    const interpret::Amount total = interpret::total(run_.program, result, core::AwardId{award});
    to.totals[award].lo += total.lo;
    to.totals[award].hi += total.hi;
    if (!byAward_[award].sums.empty()) to.parts[award] = byAward_[award].sums;
  }
}

/// Who pays in a period; looked up once for each, since the clauses of a period share it.
const interpret::Sharing& SubjectWorker::sharingIn(calendar::Period period) {
  for (const auto& [of, sharing] : sharings_)
    if (of == period) return sharing;
  return sharings_.emplace_back(period, interpret::sharing(run_.program, facts_, {}, period)).second;
}

void SubjectWorker::begin(std::optional<uint32_t> district) {
  sharings_.clear();
  byAward_.assign(run_.program.awards.size(), {});
  next_ = 0;
  year_ = run_.show.last;
  district_ = district;
}

/// The items of one row lie beside each other. Who pays, and where an award stands, is told of a row, not of its items.
void SubjectWorker::row(const Followed& followed, const interpret::Outcome& row, table::Writer& writer) {
  const core::Program& program = run_.program;
  const std::vector<interpret::Outcome>& outcomes = followed.result.outcomes;
  const auto sameRow = [&](const interpret::Outcome& o) { return o.award == row.award && o.period == row.period; };
  size_t end = next_ + 1;
  while (end < outcomes.size() && sameRow(outcomes[end])) ++end;
  const std::span items(outcomes.data() + next_, end - next_);
  next_ = end;
  const Beyond beyond = beyondOf(followed, row);
  if (!run_.rowsWanted) return;
  if (row.period.year != year_) district_ = districtOf(program, facts_, year_ = row.period.year);
  if (run_.byItem && program.awards[row.award].key) {
    for (const interpret::Outcome& item : items)
      rows_.outcome(writer, item, {&item, 1}, facts_, rows_.districtName(district_), {});
    return;
  }
  rows_.outcome(writer, row, items, facts_, rows_.districtName(district_), beyond);
}

Beyond SubjectWorker::beyondOf(const Followed& followed, const interpret::Outcome& row) {
  const core::Program& program = run_.program;
  Beyond beyond;
  if (program.split && row.amount.hi.sign() > 0) {
    const interpret::Sharing& sharing = sharingIn(row.period);
    parts_ = interpret::parts(*program.split, sharing, row.amount);
    beyond.parts = &parts_;
    beyond.partsNeed = &sharing.needs;
    PartsOfAward& borne = byAward_[row.award.index];
    borne.sums.resize(parts_.size());
    for (size_t i = 0; i < parts_.size(); ++i) {
      borne.sums[i].lo += parts_[i].lo;
      borne.sums[i].hi += parts_[i].hi;
    }
    ++borne.rows;
  }
  if (run_.events.path.empty()) return beyond;
  beyond.course = followed.of(row);
  if (beyond.course == nullptr && row.amount.hi.sign() > 0) {
    untouched_ = untouched(program, row);
    beyond.course = &untouched_;
  }
  return beyond;
}

/// Through the years a payer bears no more than its greatest share of the award's total, and a fen of each row for each
/// other payer, whatever each year might bring by itself.
void SubjectWorker::end(const interpret::Result& result, std::optional<uint32_t> district, Summary& summary) {
  const core::Program& program = run_.program;
  for (uint32_t award = 0; award < byAward_.size(); ++award) {
    PartsOfAward& own = byAward_[award];
    if (own.rows == 0) continue;
    const auto pending = [](const interpret::Amount& part) { return !part.definite(); };
    if (std::ranges::any_of(own.sums, pending)) {
      const core::Rational most = interpret::total(program, result, core::AwardId{award}).hi;
      const auto payers = static_cast<int64_t>(own.sums.size());
      for (size_t i = 0; i < own.sums.size(); ++i) {
        core::Rational share;
        for (const auto& [period, sharing] : sharings_)
          for (const uint32_t each : sharing.cases)
            for (const core::Portion& portion : program.split->cases[each].portions)
              if (portion.payer == program.split->payers[i]) share = number::greatest(share, portion.share);
        const core::Rational bound = (share * most * 100).ceil() / 100 + core::Rational(own.rows * (payers - 1), 100);
        own.sums[i].hi = number::greatest(own.sums[i].lo, number::least(own.sums[i].hi, bound));
      }
    }
    summary.addParts(own.sums, district);
  }
}

} // namespace tiao::driver
