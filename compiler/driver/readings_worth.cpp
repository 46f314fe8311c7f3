#include "compiler/driver/readings_worth.h"

#include "compiler/check/conventions.h"
#include "compiler/driver/runs_together.h"
#include "compiler/explain/explain.h"

#include <algorithm>

namespace tiao::driver {

using core::Rational;
using interpret::Amount;
using interpret::Outcome;

namespace {

void add(Amount& sum, const Amount& amount) {
  sum.lo += amount.lo;
  sum.hi += amount.hi;
}

bool differ(const Outcome& a, const Outcome& b) { return a.status != b.status || a.amount != b.amount; }

/// Are the facts of two programs the same ones? A reading may bring an assessment or an election with it, or do
/// without.
bool sameFacts(const core::Program& a, const core::Program& b) {
  if (a.facts.size() != b.facts.size()) return false;
  for (uint32_t i = 0; i < a.facts.size(); ++i)
    if (a.facts[core::FactId{i}].name != b.facts[core::FactId{i}].name) return false;
  return true;
}

/// One program to be run: the policy as it stands, or under another reading.
struct Job {
  size_t convention = 0, other = 0; // indices
  Run run;
  std::vector<bool> concerned; // by award: does its clause depend on the convention?
};

/// The rows of the output: each outcome that a reading changes.
class ChangedRows {
public:
  ChangedRows(const std::vector<OpenConvention>& conventions, const core::Program& program, Language language)
      : language_(language) {
    for (const OpenConvention& convention : conventions) {
      names_.push_back(check::conventionText(convention.id).in(language));
      readings_.emplace_back();
      for (const OtherReading& other : convention.others) readings_.back().push_back(other.text.in(language));
    }
    for (const core::Award& award : program.awards)
      clauses_.emplace_back(shown(award.name, language), articleOf(award, language));
  }

  [[nodiscard]] std::string headings() const {
    std::string text;
    table::Writer writer(text);
    for (const char* heading :
         language_ == Language::Zh
             ? std::array{"约定", "读法", "主体", "年度", "条款", "条", "现状态", "现金额", "现最低", "现最高",
                          "改后状态", "改后金额", "改后最低", "改后最高", "差额"}
             : std::array{"convention", "reading", "subject", "period", "clause", "article", "status now", "amount now",
                          "lowest now", "highest now", "status then", "amount then", "lowest then", "highest then",
                          "difference"})
      writer.cell(heading);
    writer.endRow();
    return text;
  }

  void row(table::Writer& writer, const Job& job, std::string_view subject, const Outcome& now,
           const Outcome& then) const {
    writer.cell(names_[job.convention]);
    writer.cell(readings_[job.convention][job.other]);
    writer.cell(subject);
    writer.cell(calendar::toString(now.period));
    writer.cell(clauses_[now.award.index].first);
    writer.cell(clauses_[now.award.index].second);
    for (const Outcome* outcome : {&now, &then}) {
      writer.cell(explain::statusText(outcome->status).in(language_));
      const bool definite = outcome->amount.definite();
      money(writer, definite ? &outcome->amount.lo : nullptr);
      money(writer, definite ? nullptr : &outcome->amount.lo);
      money(writer, definite ? nullptr : &outcome->amount.hi);
    }
    const Rational difference = then.amount.lo - now.amount.lo;
    money(writer, now.amount.definite() && then.amount.definite() ? &difference : nullptr);
    writer.endRow();
  }

private:
  static void money(table::Writer& writer, const Rational* yuan) {
    std::string text;
    if (yuan != nullptr) appendMoney(text, *yuan);
    writer.cell(text);
  }
  Language language_;
  std::vector<std::string> names_;
  std::vector<std::vector<std::string>> readings_;
  std::vector<std::pair<std::string, std::string>> clauses_; // with their articles
};

/// The outcomes of one subject under two readings.
class SubjectsApart {
public:
  SubjectsApart(const Job& job, const ChangedRows& rows, table::Writer& writer, Worth& worth)
      : job_(job), rows_(rows), writer_(writer), worth_(worth) {}

  void add(const SubjectOutcomes& now, const SubjectOutcomes& then) {
    struct Sums {
      Movement movement;
      Rational otherNow, otherThen; // the least of the outcomes that are not among the pending ones that change
    };
    std::vector<Sums> sums(worth_.byAward.size());
    bool changed = false;
    size_t at = 0;
    for (const Outcome& before : now.rows) {
      while (at < then.rows.size() && isBefore(then.rows[at], before)) ++at;
      if (at == then.rows.size() || isBefore(before, then.rows[at])) continue;
      const Outcome& after = then.rows[at];
      Sums& sum = sums[before.award.index];
      const bool definite = before.amount.definite() && after.amount.definite(), moves = differ(before, after);
      if (moves) {
        ++sum.movement.changed;
        rows_.row(writer_, job_, now.subject, before, after);
        changed = true;
      }
      if (moves && !definite) {
        ++sum.movement.pending;
        driver::add(sum.movement.now, before.amount);
        driver::add(sum.movement.then, after.amount);
        continue;
      }
      sum.otherNow += before.amount.lo;
      sum.otherThen += after.amount.lo;
      if (definite)
        sum.movement.definite += after.amount.lo - before.amount.lo;
      else if (job_.concerned[before.award.index])
        ++sum.movement.open;
    }
    Movement all;
    for (size_t award = 0; award < sums.size(); ++award) {
      Movement& m = sums[award].movement; // through the years no more than the award's total
      m.now.hi = number::greatest(m.now.lo, number::least(m.now.hi, now.totals[award].hi - sums[award].otherNow));
      m.then.hi = number::greatest(m.then.lo, number::least(m.then.hi, then.totals[award].hi - sums[award].otherThen));
      worth_.byAward[award].add(m);
      all.add(m);
    }
    if (!changed) return;
    Mover mover{now.subject, sideOf(all), all.definite, all.now, all.then};
    ++worth_.movers[static_cast<size_t>(mover.side)];
    std::vector<Mover>& first = worth_.first[static_cast<size_t>(mover.side)];
    if (first.size() < mostMovers) first.push_back(std::move(mover));
  }

private:
  static bool isBefore(const Outcome& a, const Outcome& b) {
    return std::tuple(a.period.year, a.award.index, a.period.month) <
           std::tuple(b.period.year, b.award.index, b.period.month);
  }
  static Side sideOf(const Movement& m) {
    const Rational least = m.definite + m.then.lo - m.now.hi, most = m.definite + m.then.hi - m.now.lo;
    if (least.sign() > 0) return Side::Gains;
    if (most.sign() < 0) return Side::Loses;
    return least == most ? Side::StatusOnly : Side::Open;
  }

  const Job& job_;
  const ChangedRows& rows_;
  table::Writer& writer_;
  Worth& worth_;
};

/// What is found of one batch.
struct Found {
  std::vector<Worth> worth; // by job, but the first
  std::string rows;
  uint64_t subjects = 0;
  Amount total;
};

Worth none(const core::Program& program) {
  Worth worth;
  worth.byAward.resize(program.awards.size());
  if (program.split) worth.payersNow.resize(program.split->payers.size());
  worth.payersThen = worth.payersNow;
  return worth;
}

/// A batch as the policy stands, and under each other reading.
Found compareBatch(const std::vector<Job>& jobs, const ChangedRows& rows, const Chunk& now,
                   const std::function<Chunk(size_t)>& compute) {
  Found found;
  found.subjects = now.outcomes.size();
  found.total = now.summary.total();
  table::Writer writer(found.rows);
  for (size_t i = 1; i < jobs.size(); ++i) {
    Worth& worth = found.worth.emplace_back(none(jobs.front().run.program));
    const Chunk then = compute(i);
    if (then.unread) return found;
    SubjectsApart apart(jobs[i], rows, writer, worth);
    for (size_t s = 0; s < now.outcomes.size(); ++s) apart.add(now.outcomes[s], then.outcomes[s]);
    worth.payersNow = now.summary.payers();
    worth.payersThen = then.summary.payers();
  }
  return found;
}

} // namespace

void Movement::add(const Movement& other) {
  definite += other.definite;
  driver::add(now, other.now);
  driver::add(then, other.then);
  changed += other.changed;
  pending += other.pending;
  open += other.open;
}

Movement Worth::total() const {
  Movement sum;
  for (const Movement& each : byAward) sum.add(each);
  return sum;
}

uint64_t Worth::moved() const {
  uint64_t sum = 0;
  for (const uint64_t each : movers) sum += each;
  return sum;
}

void Worth::merge(Worth&& later) {
  for (size_t i = 0; i < byAward.size(); ++i) byAward[i].add(later.byAward[i]);
  for (size_t i = 0; i < payersNow.size(); ++i) {
    driver::add(payersNow[i], later.payersNow[i]);
    driver::add(payersThen[i], later.payersThen[i]);
  }
  for (size_t i = 0; i < sides; ++i) {
    movers[i] += later.movers[i];
    for (Mover& mover : later.first[i])
      if (first[i].size() < mostMovers) first[i].push_back(std::move(mover));
  }
}

interpret::Years yearsInForce(const std::vector<OpenConvention>& conventions, const Compiled& policy) {
  interpret::Years years = yearsInForce(policy.program());
  for (const OpenConvention& convention : conventions)
    for (const OtherReading& other : convention.others)
      if (other.program) years.last = std::max(years.last, yearsInForce(*other.program).last);
  return years;
}

Comparison compare(const std::vector<OpenConvention>& conventions, const Compiled& policy, const Batch& batch,
                   const BatchOptions& options, const Console& console) {
  Comparison out;
  const core::Program& program = policy.program();
  const Run now{.program = program,
                .sources = policy.sources,
                .registry = batch.registry,
                .ledgers = batch.ledgers,
                .events = batch.events,
                .show = batch.show,
                .language = console.language,
                .on = batch.on,
                .rowsWanted = false,
                .outcomesWanted = true};
  std::vector<std::unique_ptr<Register>> registers; // as programs with other facts read it
  std::vector<Job> jobs = {{0, 0, now, {}}};
  for (size_t c = 0; c < conventions.size(); ++c) {
    out.worth.emplace_back(conventions[c].others.size(), none(program));
    for (size_t o = 0; o < conventions[c].others.size(); ++o) {
      const OtherReading& other = conventions[c].others[o];
      if (!other.program || other.sameProgram) continue;
      const Register* registry = &batch.registry;
      if (!sameFacts(program, *other.program)) {
        auto read = batch.registry.readFor(*other.program, subjectNames(policy));
        if (const auto* why = std::get_if<Text>(&read)) return console.fail(*why), out.exit = Exit::Failed, out;
        registers.push_back(std::make_unique<Register>(std::get<Register>(std::move(read))));
        registry = registers.back().get();
      }
      Job job{c,
              o,
              {.program = *other.program,
               .sources = policy.sources,
               .registry = *registry,
               .ledgers = batch.ledgers,
               .events = batch.events,
               .show = batch.show,
               .language = console.language,
               .on = batch.on,
               .rowsWanted = false,
               .outcomesWanted = true},
              {}};
      for (const core::Award& award : program.awards)
        job.concerned.push_back(std::ranges::any_of(
            conventions[c].uses, [&](const check::ReadingUse& use) { return isAwardOf(award, use); }));
      const int beyond = std::min(yearsInForce(*other.program).last, batch.registry.lastYear() + 1);
      out.worth[c][o].beyondRegister = beyond > std::max(batch.show.last, yearsInForce(program).last);
      jobs.push_back(std::move(job));
    }
  }

  const ChangedRows rows(conventions, program, console.language);
  std::optional<table::OutputFile> file;
  if (!options.output.empty()) {
    auto created = table::OutputFile::create(options.output);
    if (const auto* failure = table::failureOf(created))
      return console.fail(textOf(*failure)), out.exit = Exit::Failed, out;
    file = std::get<table::OutputFile>(std::move(created));
    file->write(rows.headings());
  }
  std::vector<Run> runs;
  for (const Job& job : jobs) runs.push_back(job.run);
  const DataTold told = runTogether(
      runs, options,
      [&](const Chunk& first, const std::function<Chunk(size_t)>& compute) {
        return compareBatch(jobs, rows, first, compute);
      },
      [](const Found& found) { return found.rows.capacity(); },
      [&](Found& found) {
        for (size_t job = 1; job < jobs.size(); ++job)
          out.worth[jobs[job].convention][jobs[job].other].merge(std::move(found.worth[job - 1]));
        out.subjects += found.subjects;
        driver::add(out.total, found.total);
        if (file) file->write(found.rows);
        return !file || !file->failure();
      });
  if (tellUnread(batch.registry, told.unread, console)) return out.exit = Exit::Failed, out;
  if (file)
    if (const auto failure = file->commit()) return console.fail(textOf(*failure)), out.exit = Exit::Failed, out;
  told.bad.tell({"见 tiao run 的输出", "in the output of tiao run"}, console);
  const bool events = tellEvents(batch, told.badEvents, told.withEvents, console);
  if (told.bad.any() || events) out.exit = Exit::Findings;
  return out;
}

} // namespace tiao::driver
