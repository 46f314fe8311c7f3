#include "compiler/native/processor.h"

#include <fmt/format.h>
#include <iterator>

#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace tiao::native {

#if defined(__x86_64__)

namespace {

struct Leaf {
  unsigned eax = 0, ebx = 0, ecx = 0, edx = 0;
};

/// What CPUID answers; all zero where the processor knows no such question.
Leaf ask(unsigned question, unsigned part = 0) {
  Leaf leaf;
  if (__get_cpuid_count(question, part, &leaf.eax, &leaf.ebx, &leaf.ecx, &leaf.edx) == 0) return {};
  return leaf;
}

/// Which registers the system saves between threads: without it, what the processor has cannot be used.
uint64_t savedRegisters() {
  uint32_t low = 0, high = 0;
  __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return uint64_t{high} << 32 | low;
}

} // namespace

std::optional<std::string> thisProcessor() {
  const Leaf maker = ask(0), model = ask(1);
  std::string text;
  const auto add = [&](auto... numbers) { (fmt::format_to(std::back_inserter(text), "{:x},", numbers), ...); };
  add(maker.ebx, maker.ecx, maker.edx);
  add(model.eax, model.ecx, model.edx); // not ebx: it numbers the core that answers
  constexpr unsigned SavedByProgram = 1U << 27;
  if ((model.ecx & SavedByProgram) != 0) add(savedRegisters());
  const Leaf more = ask(7), evenMore = ask(7, 1);
  add(more.ebx, more.ecx, more.edx, evenMore.eax, evenMore.ebx, evenMore.ecx, evenMore.edx);
  add(ask(0xD, 1).eax, ask(0x14).ebx, ask(0x19).ebx, ask(0x1E, 1).eax, ask(0x24).ebx);
  const Leaf others = ask(0x80000001);
  add(others.ecx, others.edx, ask(0x80000008).ebx);
  return text;
}

#else

std::optional<std::string> thisProcessor() { return std::nullopt; }

#endif

} // namespace tiao::native
