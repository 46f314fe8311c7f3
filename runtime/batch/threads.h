#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

/// Work shared by threads.
namespace tiao::batch {

/// Calls `work(i, thread)` for each i below `count`, in any order, on `threads` (≥ 1) threads, the calling one being
/// number 0.
template <typename Work> void forEach(size_t count, unsigned threads, Work work) {
  std::atomic<size_t> next = 0;
  const auto run = [&](unsigned thread) {
    for (size_t i = next++; i < count; i = next++) work(i, thread);
  };
  std::vector<std::jthread> others;
  for (unsigned i = 1; i < threads && i < count; ++i) others.emplace_back(run, i);
  run(0);
}

/// Results that wait for their turn come to no more than so many bytes.
constexpr size_t MostWaiting = size_t{16} << 20;

/// Likewise, and gives what comes of each to `take(result, i)`, in order and one at a time, on whatever thread is
/// there; stops soon after `take` returns false. `weigh(result)` is how many bytes it holds.
template <typename Make, typename Weigh, typename Take>
void forEachInOrder(size_t count, unsigned threads, Make make, Weigh weigh, Take take) {
  using Result = decltype(make(size_t{0}, 0U));
  std::mutex mutex;
  std::condition_variable moved;
  std::map<size_t, Result> waiting;
  size_t turn = 0;  // of the result to be taken next
  size_t bytes = 0; // that wait
  bool taking = false, stopped = false;
  const size_t most = size_t{threads} * 16;
  forEach(count, threads, [&](size_t i, unsigned thread) {
    {
      std::unique_lock lock(mutex);
      moved.wait(lock, [&] { return stopped || i == turn || (i < turn + most && bytes < MostWaiting); });
      if (stopped) return;
    }
    Result made = make(i, thread);
    std::unique_lock lock(mutex);
    bytes += weigh(made);
    waiting.emplace(i, std::move(made));
    if (taking) return; // whoever is taking goes on with this one
    taking = true;
    for (auto first = waiting.begin(); !stopped && first != waiting.end() && first->first == turn;
         first = waiting.begin()) {
      auto node = waiting.extract(first);
      lock.unlock();
      const size_t size = weigh(node.mapped());
      const bool goOn = take(node.mapped(), node.key());
      lock.lock();
      bytes -= size;
      ++turn;
      stopped = stopped || !goOn;
      moved.notify_all();
    }
    taking = false;
  });
}

} // namespace tiao::batch
