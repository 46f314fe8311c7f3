#pragma once

#include "compiler/driver/options.h"
#include "compiler/driver/run_batch.h"

#include <chrono>
#include <unordered_set>

/// What a computation over a register begins with and ends with, whatever it computes.
namespace tiao::driver {

/// A register and what goes with it, ready to be computed.
struct Batch {
  Register registry;
  Ledgers ledgers;
  Events events;
  interpret::Years show;
  std::optional<calendar::Date> on; // the day of evaluation
  double reading = 0;               // how long the first reading of the register took, in seconds
};
/// Opens the files and tells what is unusual about them; nothing, and that is told, where they cannot be used. `force`
/// are the years in force, of all programs that will be run.
std::optional<Batch> openBatch(const BatchOptions& options, const Compiled& policy, interpret::Years force,
                               const Console& console);

/// The years asked for; else those in force that occur in the register, after the ledger's last. None, and that is
/// told, where there are none. `policy` is the one whose first year counts.
std::optional<interpret::Years> yearsToShow(const std::string& asked, const Compiled& policy, const Register& reg,
                                            const Ledgers& ledgers, interpret::Years force, const Console& console);
/// Which files are in GB18030, and were read so.
void tellEncodings(const Register& reg, const Console& console);

/// On standard error while a person waits, and not before a second has passed.
class Progress {
public:
  explicit Progress(bool wanted);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();
  void tell(double share);

private:
  using Clock = std::chrono::steady_clock;
  bool wanted_, shown_ = false;
  Clock::time_point begun_ = Clock::now(), last_;
};

/// The rows and cells that cannot be used: all are counted, the first are kept to be named.
class BadRows {
public:
  void add(BadData each);
  /// `all`: where they are all told.
  void tell(const Text& all, const Console& console) const;
  [[nodiscard]] bool any() const { return count_ > 0; }

private:
  std::vector<BadData> first_;
  uint64_t count_ = 0;
};

/// Events that cannot be, and events of subjects who are not among those found with events. Were there any?
bool tellEvents(const Batch& batch, const std::vector<Text>& bad, const std::unordered_set<std::string>& found,
                const Console& console);
/// Tells why a result is not to be trusted: the register was changed meanwhile, or could not be read to its end.
bool tellUnread(const Register& reg, bool unread, const Console& console);

} // namespace tiao::driver
