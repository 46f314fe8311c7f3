#include "compiler/driver/run_batch.h"

#include <algorithm>
#include <thread>

namespace tiao::driver {

namespace {

/// Subjects in a chunk: enough that threads seldom wait for each other, few enough that their rows stay in cache.
constexpr size_t ChunkSize = 256;

} // namespace

Worker::Worker(const Run& run)
    : run_(run), values_(run.program), fill_(run.program, run.registry, values_, run.language), facts_(run.program),
      rows_(run.program, run.sources, run.language, {!run.events.path.empty(), run.byItem}) {
  const auto& awards = run.program.awards;
  byItems_ = std::any_of(awards.begin(), awards.end(), [](const core::Award& award) { return award.key.has_value(); });
}

Chunk Worker::work(size_t first, size_t last) {
  Chunk chunk{{}, Summary(run_.program), {}, {}, {}};
  table::Writer writer(chunk.rows);
  for (size_t i = first; i < last; ++i) subject(run_.registry.subjects()[i], writer, chunk);
  return chunk;
}

void Worker::subject(const Register::Subject& subject, table::Writer& writer, Chunk& chunk) {
  const core::Program& program = run_.program;
  const size_t badBefore = chunk.bad.size();
  fill_.fill(subject, facts_, chunk.bad);
  const std::optional<uint32_t> district = districtOf(program, facts_, run_.show.last);
  for (size_t i = badBefore; i < chunk.bad.size(); ++i) {
    const bool cell = !chunk.bad[i].column.empty();
    chunk.summary.addBadData(cell ? 0 : 1, cell ? 1 : 0);
    if (run_.rowsWanted) rows_.badData(writer, chunk.bad[i], rows_.districtName(district));
  }

  sharings_.clear();
  const interpret::Ledger ledger = run_.ledgers.of(facts_.subject, program, facts_);
  Followed followed =
      follow(program, facts_, ledger, run_.events.of(facts_.subject), run_.show, interpret::Detail::Brief);
  keepBegun(followed.result, run_.on);
  const auto add = [&](const std::vector<interpret::Outcome>& rows) {
    chunk.summary.add(program, followed.result, rows, district);
    chunk.summary.addGaps(facts_.firstYear.has_value(), fill_.yearsWithoutRow(run_.show));
    write(followed, rows, district, writer, chunk);
    if (run_.outcomesWanted) chunk.outcomes.push_back({rows, totals(followed.result)});
  };
  if (byItems_)
    add(interpret::rows(program, followed.result.outcomes));
  else
    add(followed.result.outcomes);
  std::ranges::move(followed.errors, std::back_inserter(chunk.badEvents));
}

std::vector<interpret::Amount> Worker::totals(const interpret::Result& result) const {
  std::vector<interpret::Amount> out;
  for (uint32_t award = 0; award < run_.program.awards.size(); ++award)
    out.push_back(interpret::total(run_.program, result, core::AwardId{award}));
  return out;
}

/// Who pays in a period; looked up once for each, since the clauses of a period share it.
const interpret::Sharing& Worker::sharingIn(calendar::Period period) {
  for (const auto& [of, sharing] : sharings_)
    if (of == period) return sharing;
  return sharings_.emplace_back(period, interpret::sharing(run_.program, facts_, {}, period)).second;
}

/// `rows` are those that the outcomes make: the items of one row lie beside each other. Who pays, and where an award
/// stands, is told of a row, not of its items.
void Worker::write(const Followed& followed, const std::vector<interpret::Outcome>& rows,
                   std::optional<uint32_t> district, table::Writer& writer, Chunk& chunk) {
  const core::Program& program = run_.program;
  const std::vector<interpret::Outcome>& outcomes = followed.result.outcomes;
  byAward_.assign(program.awards.size(), {});
  int year = run_.show.last;
  std::optional<uint32_t> own = district;
  size_t begin = 0;
  for (const interpret::Outcome& row : rows) {
    const auto sameRow = [&](const interpret::Outcome& o) { return o.award == row.award && o.period == row.period; };
    size_t end = begin + 1;
    while (end < outcomes.size() && sameRow(outcomes[end])) ++end;
    const std::span items(outcomes.data() + begin, end - begin);
    begin = end;
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
    if (!run_.rowsWanted) continue;
    if (row.period.year != year) own = districtOf(program, facts_, year = row.period.year);
    if (run_.byItem && program.awards[row.award].key) {
      for (const interpret::Outcome& item : items)
        rows_.outcome(writer, item, {&item, 1}, facts_, rows_.districtName(own), {});
      continue;
    }
    Course untouchedCourse;
    if (!run_.events.path.empty()) {
      beyond.course = followed.of(row);
      if (beyond.course == nullptr && row.amount.hi.sign() > 0) {
        untouchedCourse = untouched(program, row);
        beyond.course = &untouchedCourse;
      }
    }
    rows_.outcome(writer, row, items, facts_, rows_.districtName(own), beyond);
  }
  addPartsOfSubject(followed.result, district, chunk.summary);
}

/// Through the years a payer bears no more than its greatest share of the award's total, and a fen of each row for each
/// other payer, whatever each year might bring by itself.
void Worker::addPartsOfSubject(const interpret::Result& result, std::optional<uint32_t> district, Summary& summary) {
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

unsigned threadsFor(unsigned asked) { return asked == 0 ? std::max(1U, std::thread::hardware_concurrency()) : asked; }

void inRounds(size_t count, size_t size, unsigned threads, const std::function<void(unsigned, size_t, size_t)>& work,
              const std::function<bool(unsigned, double)>& take) {
  for (size_t at = 0; at < count; at += size * threads) {
    const auto chunk = [&](unsigned i) {
      const size_t first = std::min(at + i * size, count), last = std::min(first + size, count);
      work(i, first, last);
    };
    {
      std::vector<std::jthread> others;
      for (unsigned i = 1; i < threads; ++i) others.emplace_back(chunk, i);
      chunk(0);
    }
    const size_t done = std::min(at + size * threads, count);
    for (unsigned i = 0; i < threads; ++i)
      if (!take(i, static_cast<double>(done) / static_cast<double>(count))) return;
  }
}

void forEachChunk(const Run& run, unsigned threads, const std::function<bool(Chunk&, double)>& take) {
  std::vector<std::unique_ptr<Worker>> workers;
  for (unsigned i = 0; i < threads; ++i) workers.push_back(std::make_unique<Worker>(run));
  std::vector<std::optional<Chunk>> chunks(threads);
  inRounds(
      run.registry.subjects().size(), ChunkSize, threads,
      [&](unsigned i, size_t first, size_t last) { chunks[i] = workers[i]->work(first, last); },
      [&](unsigned i, double share) { return take(*chunks[i], share); });
}

} // namespace tiao::driver
