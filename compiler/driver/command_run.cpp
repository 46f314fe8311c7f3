#include "compiler/driver/commands.h"
#include "compiler/driver/headings.h"
#include "compiler/driver/run_batch.h"

#include <chrono>
#include <cstdio>
#include <fmt/format.h>
#include <thread>
#include <unistd.h>
#include <unordered_set>

/// tiao run: a whole register through a policy.
namespace tiao::driver {

namespace {

/// So many rows and cells that cannot be used are named on standard error; all are in the output.
constexpr size_t MostBadShown = 10;

/// On standard error while a person waits, and not before a second has passed.
class Progress {
public:
  explicit Progress(bool wanted) : wanted_(wanted && isatty(STDERR_FILENO) == 1) {}
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress() {
    if (shown_) fmt::print(stderr, "\r\x1b[K");
  }
  void tell(double share) {
    const auto now = Clock::now();
    if (!wanted_ || now - begun_ < std::chrono::seconds(1) || now - last_ < std::chrono::milliseconds(100)) return;
    last_ = now;
    shown_ = true;
    fmt::print(stderr, "\r\x1b[K{:3.0f}%", share * 100);
  }

private:
  using Clock = std::chrono::steady_clock;
  bool wanted_, shown_ = false;
  Clock::time_point begun_ = Clock::now(), last_;
};

std::string text(interpret::Years years) {
  return years.first == years.last ? std::to_string(years.first) : fmt::format("{}–{}", years.first, years.last);
}

/// The years asked for; else those in force that occur in the register, after the ledger's last.
std::optional<interpret::Years> yearsToShow(const std::string& asked, const Compiled& policy, const Register& reg,
                                            const Ledgers& ledgers, const Console& console) {
  const int first = firstEvaluated(policy.program(), ledgers.completeThrough);
  if (!asked.empty()) return yearsAsked(asked, first, console);
  const interpret::Years force = yearsInForce(policy.program());
  const interpret::Years years{std::max(first, reg.firstYear()), std::min(force.last, reg.lastYear())};
  if (years.first <= years.last) return years;
  if (reg.firstYear() > reg.lastYear())
    console.fail({"名册中没有一行写明年度", "no row of the register says which year it is of"});
  else
    console.fail({fmt::format("名册的年度（{}）中没有要计算的年度：政策施行于 {} 年",
                              text({reg.firstYear(), reg.lastYear()}), text(force)),
                  fmt::format("no year of the register ({}) is to be computed: the policy is in force in {}",
                              text({reg.firstYear(), reg.lastYear()}), text(force))});
  return std::nullopt;
}

/// What is unusual about the register, before its rows are computed.
void tellRegister(const Register& reg, const core::Program& program, const Console& console) {
  for (const Register::Table& table : reg.tables()) {
    if (table.reader.encoding() != table::Encoding::Gb18030) continue;
    const Text name = table.name.empty() ? Text("名册", "the register") : Text(table.name);
    console.note({name.zh + "是 GB18030（GBK）编码，已按此读取", name.en + " is in GB18030 (GBK) and was read so"});
  }
  tellHeadings(reg, program, console);
}

void tellBad(const std::vector<BadData>& bad, uint64_t count, const Console& console) {
  if (count == 0) return;
  console.warn({fmt::format("名册中有 {} 处数据不能使用：", count),
                fmt::format("{} places of the register cannot be used:", count)});
  for (const BadData& each : bad) console.more({sentence(each, Language::Zh), sentence(each, Language::En)});
  if (count > bad.size())
    console.more({fmt::format("……另有 {} 处，见输出", count - bad.size()),
                  fmt::format("… and {} more, in the output", count - bad.size())});
}

/// Events that cannot be, and events of subjects whom the register does not have.
bool tellEvents(const Run& run, const std::vector<Text>& bad, const Console& console) {
  for (const Text& each : bad) console.fail({run.events.path + "：" + each.zh, run.events.path + ": " + each.en});
  std::vector<std::string> strangers;
  std::unordered_set<std::string_view> subjects;
  if (!run.events.bySubject.empty())
    for (const Register::Subject& subject : run.registry.subjects()) subjects.insert(subject.name);
  for (const auto& [subject, events] : run.events.bySubject)
    if (!subjects.contains(subject)) strangers.push_back(subject);
  std::ranges::sort(strangers);
  for (const std::string& subject : strangers) {
    const Text name = quoted(Text(subject));
    console.warn({run.events.path + "：名册中没有" + name.zh, run.events.path + ": the register has no " + name.en});
  }
  return !bad.empty() || !strangers.empty();
}

/// The rows and the summary of a run, on their way out.
class Output {
public:
  Output(const Run& run, std::optional<table::OutputFile> file, Progress& progress)
      : file_(std::move(file)), progress_(progress), summary(run.policy.program()) {
    const AwardRows rows(run.policy, run.language, {!run.events.path.empty(), run.byItem});
    std::string text;
    table::Writer writer(text);
    rows.headings(writer);
    for (const BadData& lost : run.registry.lostRows()) {
      rows.badData(writer, lost, {});
      summary.addBadData(1, 0);
      keep(lost);
    }
    write(text);
  }

  bool take(Chunk& chunk, double share) {
    summary.merge(chunk.summary);
    for (BadData& each : chunk.bad) keep(std::move(each));
    std::ranges::move(chunk.badEvents, std::back_inserter(badEvents));
    write(chunk.rows);
    progress_.tell(share);
    return !file_ || !file_->failure();
  }

  /// Puts the file in its place.
  std::optional<table::Failure> finish() { return file_ ? file_->commit() : std::nullopt; }

private:
  void write(std::string_view rows) {
    if (file_) file_->write(rows);
  }
  void keep(BadData each) {
    ++badCount;
    if (bad.size() < MostBadShown) bad.push_back(std::move(each));
  }

  std::optional<table::OutputFile> file_;
  Progress& progress_;

public:
  Summary summary;
  std::vector<BadData> bad; // the first
  uint64_t badCount = 0;
  std::vector<Text> badEvents;
};

/// The three dates, and which periods are not over, where a day of evaluation is given.
std::string dayText(const Run& run) {
  if (!run.on) return {};
  const Dates dates{interpret::Years{run.registry.firstYear(), run.registry.lastYear()}, run.on};
  std::string text = datesText(dates, run.policy.program(), run.language) + "\n";
  const Period year{run.show.last, 0};
  if (underWay(year, *run.on)) text += underWayText(year, *run.on).in(run.language) + "\n";
  return text;
}

Exit compute(const Run& run, const RunOptions& options, const Console& console) {
  std::optional<table::OutputFile> file;
  if (!options.output.empty()) {
    auto created = table::OutputFile::create(options.output);
    if (const auto* failure = table::failureOf(created)) return console.fail(textOf(*failure)), Exit::Failed;
    file = std::get<table::OutputFile>(std::move(created));
  }
  Progress progress(!options.quiet);
  Output output(run, std::move(file), progress);
  const unsigned processors = std::max(1U, std::thread::hardware_concurrency());
  const unsigned threads = options.threads == 0 ? processors : options.threads;
  forEachChunk(run, threads, [&](Chunk& chunk, double share) { return output.take(chunk, share); });
  if (const auto failure = output.finish()) return console.fail(textOf(*failure)), Exit::Failed;

  tellBad(output.bad, output.badCount, console);
  const bool badEvents = tellEvents(run, output.badEvents, console);
  if (!options.quiet)
    fmt::print(options.output == "-" ? stderr : stdout, "{}{}",
               output.summary.print(run.policy.program(), run.registry, run.language), dayText(run));
  return output.badCount > 0 || badEvents ? Exit::Findings : Exit::Fine;
}

} // namespace

Exit runRegister(const RunOptions& options, Console console) {
  const Loaded loaded = load(options.policy, console);
  if (!loaded.policy) return loaded.exit;
  const Compiled& policy = *loaded.policy;

  const auto on = readEvaluationDay(options.on, console);
  if (!on) return Exit::Failed;
  auto opened = Register::open({options.inputs, options.items}, policy.program(), subjectNames(policy));
  if (const auto* why = std::get_if<Text>(&opened)) return console.fail(*why), Exit::Failed;
  const auto& reg = std::get<Register>(opened);
  tellRegister(reg, policy.program(), console);

  const auto ledgers = readLedgers(options.ledger, options.ledgerThrough, policy, console);
  if (!ledgers) return Exit::Failed;
  const auto events = readEvents(options.events, policy, console);
  if (!events) return Exit::Failed;
  auto show = yearsToShow(options.years, policy, reg, *ledgers, console);
  if (show) show = begunYears(*show, *on, console);
  if (!show) return Exit::Failed;
  return compute(
      {policy, reg, *ledgers, *events, *show, console.language, *on, !options.output.empty(), options.byItem}, options,
      console);
}

} // namespace tiao::driver
