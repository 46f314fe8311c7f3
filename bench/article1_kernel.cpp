#include "bench/article1_kernel.h"

#include <algorithm>

namespace tiao::bench {

namespace {

using interpret::Status;

/// A yes or no of one year, or none.
struct Flag {
  bool known = false, yes = false;
};

class Kernel {
public:
  Kernel(const core::Program& program, const batch::Layout& layout) : first_(layout.firstYear), last_(layout.lastYear) {
    for (size_t i = 0; i < layout.inputs.size(); ++i) {
      const batch::Input& input = layout.inputs[i];
      if (input.kind == batch::InputKind::FirstYear) {
        firstYear_ = i;
        continue;
      }
      const std::string& name = program.facts[core::FactId{input.fact}].name.zh;
      if (name == "招引") attracted_ = i;
      if (input.year < first_) continue;
      if (name == "落户") settled_.push_back(i);
      if (name == "纳入国家统计局联网直报平台") platform_.push_back(i);
      if (name == "上报统计数据") reporting_.push_back(i);
      if (name == "实际投资额") investment_.push_back(i);
    }
  }

  void operator()(const TiaoFrame& frame) const {
    for (size_t lane = 0; lane < static_cast<size_t>(frame.subjects); ++lane)
      if (!decide(frame, lane)) frame.again[0][lane / 64] |= uint64_t{1} << lane % 64;
  }

private:
  // Bits, in the order of agree::reasonsOf.
  static constexpr uint64_t NotInForce = 1, ThreeYears = 2, FiveMillion = 4, NotAttracted = 8, NotStarted = 16,
                            Nothing = 32, Cut = 64, None = 0;
  static constexpr int64_t Most = 500'000'000; // fen

  static bool known(const TiaoFrame& frame, size_t input, size_t lane) {
    return (frame.known[input][lane / 64] >> lane % 64 & 1U) != 0;
  }
  static Flag flag(const TiaoFrame& frame, size_t input, size_t lane) {
    return {known(frame, input, lane), static_cast<const uint8_t*>(frame.values[input])[lane] != 0};
  }

  /// False: something is missing.
  bool decide(const TiaoFrame& frame, size_t lane) const {
    const Flag attracted = flag(frame, attracted_, lane);
    int begins = first_;
    if (known(frame, firstYear_, lane)) begins = static_cast<const int32_t*>(frame.values[firstYear_])[lane];
    bool started = false, maybeStarted = false;
    int64_t sum = 0;
    int years = 0;
    for (size_t y = 0; y <= static_cast<size_t>(last_ - first_); ++y) {
      const bool exists = first_ + static_cast<int>(y) >= begins;
      bool all = exists, none = !exists;
      for (const auto* column : {&settled_, &platform_, &reporting_}) {
        const Flag each = flag(frame, (*column)[y], lane);
        all = all && each.known && each.yes;
        none = none || (each.known && !each.yes);
      }
      started = started || all;
      maybeStarted = maybeStarted || !none;
      const auto tell = [&](Status status, uint64_t reasons, int64_t fen = 0) {
        frame.statuses[y][lane] = static_cast<uint8_t>(status);
        frame.reasons[y][lane] = reasons;
        frame.amounts[y][lane] = fen;
        sum += fen;
        years += fen > 0 ? 1 : 0;
      };
      if (!exists) {
        tell(Status::NotInForce, NotInForce);
        continue;
      }
      if (const uint64_t used = (years >= 3 ? ThreeYears : None) | (sum >= Most ? FiveMillion : None); used != 0) {
        tell(Status::Exhausted, used);
        continue;
      }
      const bool no = attracted.known && !attracted.yes;
      if (const uint64_t failed = (no ? NotAttracted : None) | (maybeStarted ? None : NotStarted); failed != 0) {
        tell(Status::NotEntitled, failed);
        continue;
      }
      if (!attracted.known || !started || !known(frame, investment_[y], lane)) return false;
      const int64_t base = static_cast<const int64_t*>(frame.values[investment_[y]])[lane], room = Most - sum;
      if (base > 5 * room) {
        tell(Status::Limited, Cut, room);
        continue;
      }
      const int64_t fen = std::min((2 * base + 5) / 10, room);
      tell(fen == 0 ? Status::NotEntitled : Status::Granted, fen == 0 ? Nothing : None, fen);
    }
    return true;
  }

  int first_, last_;
  size_t attracted_ = 0, firstYear_ = 0;
  std::vector<size_t> settled_, platform_, reporting_, investment_; // by year
};

} // namespace

driver::Kernels article1(const core::Program& program, int firstYear, int lastYear) {
  const batch::Layout layout = agree::plainLayout(program, firstYear, lastYear);
  driver::Kernels kernels{layout, {}, {}};
  for (const batch::Output& output : layout.outputs) kernels.reasons.push_back(agree::reasonsOf(program, output));
  kernels.evaluator = [kernel = Kernel(program, layout)] { return kernel; };
  return kernels;
}

} // namespace tiao::bench
