#include "compiler/lower/jit.h"

#include "compiler/lower/image.h"
#include "runtime/batch/threads.h"

#include <chrono>
#include <fmt/format.h>

#include <llvm/ExecutionEngine/Orc/LLJIT.h>
#include <llvm/Support/MemoryBuffer.h>

namespace tiao::lower {

namespace {

using Clock = std::chrono::steady_clock;
double since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

std::string textOf(llvm::Error error) { return llvm::toString(std::move(error)); }

/// A unit, compiled or not.
struct Got {
  std::variant<Object, std::string> object;
  Times times;
};

} // namespace

std::variant<native::Compiled, std::string> compile(const plan::Plan& plan, const native::Units& units,
                                                    const std::vector<size_t>& wanted, native::Effort effort) {
  prepare();
  const Target target = targetAtHand();
  std::vector<Got> all(wanted.size());
  batch::forEach(all.size(), std::max(1U, std::thread::hardware_concurrency()), [&](size_t i, unsigned /*thread*/) {
    const std::string name = fmt::format("tiao_unit_{}", wanted[i]);
    all[i].object = objectOf(plan, units, units.units[wanted[i]], target, effort, name, false, all[i].times);
  });

  const auto loading = Clock::now();
  auto created = llvm::orc::LLJITBuilder().create();
  if (!created) return textOf(created.takeError());
  const std::shared_ptr<llvm::orc::LLJIT> jit = std::move(*created);
  native::Compiled compiled;
  for (Got& got : all) {
    if (auto* why = std::get_if<std::string>(&got.object)) return std::move(*why);
    auto& object = std::get<Object>(got.object);
    compiled.times.emit += got.times.emit;
    compiled.times.compile += got.times.compile;
    auto buffer = llvm::MemoryBuffer::getMemBufferCopy(object.bytes, object.function.kernel);
    if (auto error = jit->addObjectFile(std::move(buffer))) return textOf(std::move(error));
    auto image = imageOf(object);
    compiled.kernels.push_back({std::move(object.function), nullptr, std::move(image)});
  }
  for (native::Compiled::Kernel& kernel : compiled.kernels) {
    auto address = jit->lookup(kernel.function.kernel);
    if (!address) return textOf(address.takeError());
    kernel.address = address->toPtr<TiaoKernel>();
  }
  compiled.memory = jit;
  compiled.times.compile += since(loading);
  return compiled;
}

} // namespace tiao::lower
