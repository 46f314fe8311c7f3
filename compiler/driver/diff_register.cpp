#include "compiler/driver/diff_register.h"

#include "compiler/diff/reasons.h"
#include "compiler/diff/register.h"
#include "compiler/driver/course.h"
#include "compiler/driver/headings.h"
#include "compiler/driver/register_subject.h"
#include "compiler/driver/runs_together.h"

#include <algorithm>

namespace tiao::driver {

namespace {

using diff::Side;

/// The names by which ledgers may call the awards of a version: its own, and those of the other one.
OtherVersion otherOf(const core::Program& program, const core::Program& other, Side side,
                     const std::vector<diff::Pair>& pairs) {
  OtherVersion out{other, awardNames(program)};
  const auto add = [&](const core::Name& name, uint32_t award) {
    const bool known =
        (!name.zh.empty() && out.clauses.find(name.zh)) || (!name.en.empty() && out.clauses.find(name.en));
    if (!known) out.clauses.add(name, award);
  };
  for (const diff::Pair& pair : pairs)
    for (const diff::Twins& twins : pair.awards) {
      const auto& own = side == Side::Before ? twins.before : twins.after;
      const auto& others = side == Side::Before ? twins.after : twins.before;
      if (others) add(other.awards[*others].name, own ? own->index : clauseOfOther);
    }
  return out;
}

/// The register as both versions read it.
struct BothRegisters {
  Register before, after;
};

/// It is opened as the new version reads it, or, where that has no use for a file, as the old one does.
std::optional<BothRegisters> openBoth(const BatchOptions& options, const Compiled& before, const Compiled& after,
                                      const Console& console) {
  const RegisterFiles files{options.inputs, options.items};
  const auto open = [&](const Compiled& policy) {
    return Register::open(files, policy.program(), subjectNames(policy), threadsFor(options.threads));
  };
  const auto failed = [&](const Text& why) { return console.fail(why), std::nullopt; };
  auto first = open(after);
  const bool byNew = std::holds_alternative<Register>(first);
  Text why;
  if (!byNew) {
    why = std::get<Text>(first);
    first = open(before);
    if (!std::holds_alternative<Register>(first)) return failed(why);
  }
  const Compiled& other = byNew ? before : after;
  const Register& opened = std::get<Register>(first);
  auto second = opened.readFor(other.program(), subjectNames(other));
  if (const auto* unread = std::get_if<Text>(&second)) return failed(*unread);
  const Register& read = std::get<Register>(second);
  BothRegisters both{byNew ? read : opened, byNew ? opened : read};
  tellEncodings(both.after, console);
  tellHeadings(both.before, before.program(), both.after, after.program(), console);
  return both;
}

/// The years of both versions together.
interpret::Years yearsOfBoth(const VersionOf& before, const VersionOf& after) {
  const interpret::Years was = yearsInForce(before.policy.program()), is = yearsInForce(after.policy.program());
  return {std::min(was.first, is.first), std::max(was.last, is.last)};
}
/// The version whose first year is the earlier one.
const Compiled& earlier(const VersionOf& before, const VersionOf& after) {
  const bool old = yearsInForce(before.policy.program()).first <= yearsInForce(after.policy.program()).first;
  return old ? before.policy : after.policy;
}

/// The ledger, as both versions read it.
struct BothLedgers {
  Ledgers before, after;
};
std::optional<BothLedgers> readBoth(const BatchOptions& options, const VersionOf& before, const VersionOf& after,
                                    const std::vector<diff::Pair>& pairs, const Console& console) {
  const core::Program &old = before.policy.program(), &fresh = after.policy.program();
  const OtherVersion forNew = otherOf(fresh, old, Side::After, pairs),
                     forOld = otherOf(old, fresh, Side::Before, pairs);
  auto is = readLedgers(options.ledger, options.ledgerThrough, after.policy, console, &forNew.clauses);
  if (!is) return std::nullopt;
  Console quiet = console; // what it says of the last year was said
  auto was = readLedgers(options.ledger, options.ledgerThrough, before.policy, quiet, &forOld.clauses);
  if (!was) return std::nullopt;
  return BothLedgers{std::move(*was), std::move(*is)};
}

/// The rows of the output: each award of a year of which a subject is given another amount.
class ChangedAwards {
public:
  ChangedAwards(const diff::RegisterRows& rows, Language language) : rows_(rows), language_(language) {}

  [[nodiscard]] std::string headings() const {
    std::string text;
    table::Writer writer(text);
    for (const char* heading :
         language_ == Language::Zh
             ? std::array{"主体", "区县", "年度", "条款", "条", "原金额", "原最低", "原最高", "新金额", "新最低",
                          "新最高", "差额"}
             : std::array{"subject", "district", "year", "clause", "article", "amount before", "lowest before",
                          "highest before", "amount after", "lowest after", "highest after", "difference"})
      writer.cell(heading);
    writer.endRow();
    return text;
  }

  void put(table::Writer& writer, const std::string& subject, size_t district, const diff::Cell& cell) const {
    const diff::RegisterRows::Award& award = rows_.awards()[cell.award];
    writer.cell(subject);
    const bool named = district + 1 < rows_.districts().size();
    writer.cell(named ? rows_.districts()[district].in(language_) : std::string());
    writer.cell(std::to_string(cell.year));
    writer.cell(award.name.in(language_));
    writer.cell(award.article.in(language_));
    for (const interpret::Amount* amount : {&cell.before, &cell.after}) {
      const bool definite = amount->definite();
      money(writer, definite ? &amount->lo : nullptr);
      money(writer, definite ? nullptr : &amount->lo);
      money(writer, definite ? nullptr : &amount->hi);
    }
    const core::Rational difference = cell.after.lo - cell.before.lo;
    money(writer, cell.before.definite() && cell.after.definite() ? &difference : nullptr);
    writer.endRow();
  }

private:
  static void money(table::Writer& writer, const core::Rational* yuan) {
    std::string text;
    if (yuan != nullptr) appendMoney(text, *yuan);
    writer.cell(text);
  }
  const diff::RegisterRows& rows_;
  Language language_;
};

/// What is found of one batch.
struct Found {
  diff::RegisterSums sums;
  std::string rows;
};

} // namespace

Exit compareRegister(const DiffOptions& options, const VersionOf& before, const VersionOf& after, diff::Result& result,
                     const Console& console) {
  std::optional<core::Rational> allowed;
  if (!options.budget.empty()) {
    allowed = readMoney(options.budget);
    if (!allowed) {
      const Text given = quoted(Text(options.budget));
      console.fail({"--budget " + given.zh + "不是金额，如 1000000 或 100万元",
                    "--budget " + given.en + " is not an amount of money, as in 1000000 or 100万元"});
      return Exit::Failed;
    }
  }
  const auto on = readEvaluationDay(options.batch.on, console);
  if (!on) return Exit::Failed;
  const auto both = openBoth(options.batch, before.policy, after.policy, console);
  if (!both) return Exit::Failed;
  const auto ledgers = readBoth(options.batch, before, after, result.pairs, console);
  if (!ledgers) return Exit::Failed;
  auto show = yearsToShow(options.batch.years, earlier(before, after), both->after, ledgers->after,
                          yearsOfBoth(before, after), console);
  if (show) show = begunYears(*show, *on, console);
  if (!show) return Exit::Failed;

  const Events events;
  const auto run = [&](const VersionOf& version, const Register& reg, const Ledgers& ledger) {
    Run out{version.policy.program(), version.policy.sources, reg, ledger, events, *show, console.language, *on, false};
    out.outcomesWanted = true;
    return out;
  };
  std::vector<Run> runs = {run(after, both->after, ledgers->after), run(before, both->before, ledgers->before)};
  std::array<std::optional<Kernels>, 2> kernels;
  for (size_t i = 0; i < runs.size(); ++i) {
    if (!findKernels(runs[i], options.engine, console, kernels[i])) return Exit::Failed;
    if (kernels[i]) runs[i].kernels = &*kernels[i];
  }
  // What is proved of all years is of those from the beginning on, with nothing awarded before.
  const bool fromBeginning = options.batch.ledger.empty() && options.batch.years.empty();
  const diff::RegisterRows rows(before.input, after.input, result, *show, fromBeginning);
  const ChangedAwards output(rows, console.language);
  std::optional<table::OutputFile> file;
  if (!options.batch.output.empty()) {
    auto created = table::OutputFile::create(options.batch.output);
    if (const auto* failure = table::failureOf(created)) return console.fail(textOf(*failure)), Exit::Failed;
    file = std::get<table::OutputFile>(std::move(created));
    file->write(output.headings());
  }

  diff::RegisterSums sums(rows);
  const DataTold told = runTogether(
      runs, options.batch,
      [&](const Chunk& is, const std::function<Chunk(size_t)>& compute) {
        Found found{diff::RegisterSums(rows), {}};
        const Chunk was = compute(1);
        if (was.unread) return found;
        table::Writer writer(found.rows);
        for (size_t s = 0; s < is.outcomes.size(); ++s) {
          const auto given = [&](const SubjectOutcomes& of) {
            return diff::Given{of.rows, of.totals, of.parts, of.district};
          };
          const diff::Given old = given(was.outcomes[s]), fresh = given(is.outcomes[s]);
          const std::vector<diff::Cell>& cells = found.sums.add(is.outcomes[s].subject, old, fresh);
          if (!file) continue;
          for (const diff::Cell& cell : cells)
            if (cell.differs) output.put(writer, is.outcomes[s].subject, rows.district(old, fresh), cell);
        }
        return found;
      },
      [](const Found& found) { return found.rows.capacity(); },
      [&](Found& found) {
        sums.merge(std::move(found.sums));
        if (file) file->write(found.rows);
        return !file || !file->failure();
      });
  if (tellUnread(both->after, told.unread, console)) return Exit::Failed;
  if (file)
    if (const auto failure = file->commit()) return console.fail(textOf(*failure)), Exit::Failed;
  told.bad.tell({"见 tiao run 的输出", "in the output of tiao run"}, console);
  result.registered = sums.registered();
  result.budget = sums.budget(allowed);
  return told.bad.any() ? Exit::Findings : Exit::Fine;
}

Exit compareSubject(const DiffOptions& options, const VersionOf& before, const VersionOf& after, diff::Result& result,
                    const Console& console) {
  const auto on = readEvaluationDay(options.batch.on, console);
  if (!on) return Exit::Failed;
  const auto ledgers = readBoth(options.batch, before, after, result.pairs, console);
  if (!ledgers) return Exit::Failed;
  std::optional<RegisterSubject> was, is;
  if (!options.facts.empty()) {
    const core::Program &old = before.policy.program(), &fresh = after.policy.program();
    const OtherVersion forNew = otherOf(fresh, old, Side::After, result.pairs),
                       forOld = otherOf(old, fresh, Side::Before, result.pairs);
    auto known = readCase(options.facts, after.policy, console, &forNew);
    if (!known) return Exit::Failed;
    auto knew = readCase(options.facts, before.policy, console, &forOld);
    if (!knew) return Exit::Failed;
    is = RegisterSubject{std::move(*known), false};
    was = RegisterSubject{std::move(*knew), false};
  } else {
    const auto both = openBoth(options.batch, before.policy, after.policy, console);
    if (!both) return Exit::Failed;
    is = subjectOf(both->after, after.policy, options.subject, console);
    if (!is) return Exit::Failed;
    was = subjectOf(both->before, before.policy, options.subject, console);
    if (!was) return Exit::Failed;
  }
  if (!options.batch.ledger.empty()) {
    const auto put = [](RegisterSubject& to, const Ledgers& from, const core::Program& program) {
      const std::string& name = to.given.facts.subject;
      to.given.ledger = from.of(from.bySubject.contains(name) ? name : "", program, to.given.facts);
    };
    put(*was, ledgers->before, before.policy.program());
    put(*is, ledgers->after, after.policy.program());
  }
  const core::Program& first = earlier(before, after).program();
  const interpret::Years force = yearsOfBoth(before, after);
  constexpr int mostYears = 50; // of a policy without an end
  const int from = firstEvaluated(first, is->given.ledger.completeThrough);
  const int last = std::min(force.last, from + mostYears);
  std::optional<interpret::Years> show =
      interpret::Years{from, std::clamp(is->given.lastYear.value_or(last), from, std::max(from, last))};
  if (!options.batch.years.empty()) show = yearsAsked(options.batch.years, from, console);
  if (show) show = begunYears(*show, *on, console);
  if (!show) return Exit::Failed;
  const auto followed = [&](const VersionOf& version, const RegisterSubject& of) {
    Followed out =
        follow(version.policy.program(), of.given.facts, of.given.ledger, nullptr, *show, interpret::Detail::Full);
    keepBegun(out.result, *on);
    return out;
  };
  const Followed old = followed(before, *was), fresh = followed(after, *is);
  result.reasons = diff::reasonsOf({before.input, was->given.facts, old.result},
                                   {after.input, is->given.facts, fresh.result}, result.pairs);
  return was->badData || is->badData ? Exit::Findings : Exit::Fine;
}

} // namespace tiao::driver
