#pragma once

#include <chrono>

namespace tiao::driver {

/// Adds the time since it was last asked to one account or another.
class Stopwatch {
public:
  void to(double& seconds) {
    const auto now = Clock::now();
    seconds += std::chrono::duration<double>(now - last_).count();
    last_ = now;
  }

private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point last_ = Clock::now();
};

} // namespace tiao::driver
