#include "compiler/driver/batch.h"

#include "compiler/driver/headings.h"
#include "compiler/driver/stopwatch.h"

#include <algorithm>
#include <cstdio>
#include <fmt/format.h>
#include <unistd.h>

namespace tiao::driver {

namespace {

/// So many rows and cells that cannot be used are named on standard error; all are in the output.
constexpr size_t MostBadShown = 10;

std::string text(interpret::Years years) {
  return years.first == years.last ? std::to_string(years.first) : fmt::format("{}–{}", years.first, years.last);
}

} // namespace

std::optional<interpret::Years> yearsToShow(const std::string& asked, const Compiled& policy, const Register& reg,
                                            const Ledgers& ledgers, interpret::Years force, const Console& console) {
  const int first = firstEvaluated(policy.program(), ledgers.completeThrough);
  if (!asked.empty()) return yearsAsked(asked, first, console);
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

void tellEncodings(const Register& reg, const Console& console) {
  for (const Register::Table& table : reg.tables()) {
    if (table.source->encoding() != table::Encoding::Gb18030) continue;
    const Text name = table.name.empty() ? Text("名册", "the register") : Text(table.name);
    console.note({name.zh + "是 GB18030（GBK）编码，已按此读取", name.en + " is in GB18030 (GBK) and was read so"});
  }
}

std::optional<Batch> openBatch(const BatchOptions& options, const Compiled& policy, interpret::Years force,
                               const Console& console) {
  const auto on = readEvaluationDay(options.on, console);
  if (!on) return std::nullopt;
  double reading = 0;
  Stopwatch watch;
  auto opened = Register::open({options.inputs, options.items}, policy.program(), subjectNames(policy),
                               threadsFor(options.threads));
  if (const auto* why = std::get_if<Text>(&opened)) return console.fail(*why), std::nullopt;
  auto& reg = std::get<Register>(opened);
  watch.to(reading);
  tellEncodings(reg, console);
  tellHeadings(reg, policy.program(), console);

  auto ledgers = readLedgers(options.ledger, options.ledgerThrough, policy, console);
  if (!ledgers) return std::nullopt;
  auto events = readEvents(options.events, policy, console);
  if (!events) return std::nullopt;
  auto show = yearsToShow(options.years, policy, reg, *ledgers, force, console);
  if (show) show = begunYears(*show, *on, console);
  if (!show) return std::nullopt;
  return Batch{std::move(reg), std::move(*ledgers), std::move(*events), *show, *on, reading};
}

Progress::Progress(bool wanted) : wanted_(wanted && isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
  if (shown_) fmt::print(stderr, "\r\x1b[K");
}

void Progress::tell(double share) {
  const auto now = Clock::now();
  if (!wanted_ || now - begun_ < std::chrono::seconds(1) || now - last_ < std::chrono::milliseconds(100)) return;
  last_ = now;
  shown_ = true;
  fmt::print(stderr, "\r\x1b[K{:3.0f}%", share * 100);
}

void BadRows::add(BadData each) {
  ++count_;
  if (first_.size() < MostBadShown) first_.push_back(std::move(each));
}

void BadRows::tell(const Text& all, const Console& console) const {
  if (count_ == 0) return;
  console.warn({fmt::format("名册中有 {} 处数据不能使用：", count_),
                fmt::format("{} places of the register cannot be used:", count_)});
  for (const BadData& each : first_) console.more({sentence(each, Language::Zh), sentence(each, Language::En)});
  if (count_ > first_.size())
    console.more({fmt::format("……另有 {} 处，{}", count_ - first_.size(), all.zh),
                  fmt::format("… and {} more, {}", count_ - first_.size(), all.en)});
}

bool tellEvents(const Batch& batch, const std::vector<Text>& bad, const std::unordered_set<std::string>& found,
                const Console& console) {
  for (const Text& each : bad) console.fail({batch.events.path + "：" + each.zh, batch.events.path + ": " + each.en});
  std::vector<std::string> strangers;
  for (const auto& [subject, events] : batch.events.bySubject)
    if (!found.contains(subject)) strangers.push_back(subject);
  std::ranges::sort(strangers);
  for (const std::string& subject : strangers) {
    const Text name = quoted(Text(subject));
    console.warn(
        {batch.events.path + "：名册中没有" + name.zh, batch.events.path + ": the register has no " + name.en});
  }
  return !bad.empty() || !strangers.empty();
}

bool tellUnread(const Register& reg, bool unread, const Console& console) {
  const auto why = reg.changed();
  if (!why && !unread) return false;
  console.fail(why ? *why : textOf(reg.tables().front().source->failure()));
  return true;
}

} // namespace tiao::driver
