#include "tests/agree/native_agree.h"

#include "tests/unit/table/scratch_folder.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

namespace tiao::test {

namespace {

/// Memory for what kernels tell, aligned as they want it.
template <typename T> class Columns {
public:
  void add(size_t rows) {
    memory_.emplace_back(new (std::align_val_t(64)) T[padded(std::max<size_t>(rows, 1))]());
    pointers_.push_back(memory_.back().get());
  }
  [[nodiscard]] T* const* data() const { return pointers_.data(); }
  T* operator[](size_t i) const { return pointers_[i]; }

private:
  struct Free {
    void operator()(T* memory) const { ::operator delete[](memory, std::align_val_t(64)); }
  };
  std::vector<std::unique_ptr<T[], Free>> memory_;
  std::vector<T*> pointers_;
};

native::Code codeOf(std::variant<native::Code, std::string> made) {
  if (const auto* why = std::get_if<std::string>(&made)) FAIL(*why);
  return std::get<native::Code>(std::move(made));
}

} // namespace

TwoCodes bothCodes(const plan::Plan& plan, native::Effort effort) {
  const table::ScratchFolder folder;
  const auto cache = native::CodeCache::open(folder.path("kept"));
  REQUIRE(cache);
  native::Code compiled = codeOf(native::Code::make(plan, effort, lower::compile, &*cache));
  const auto none = [](const plan::Plan&, const native::Units&, const std::vector<size_t>& wanted,
                       native::Effort) -> std::variant<native::Compiled, std::string> {
    return fmt::format("{} units could not be kept", wanted.size());
  };
  return {std::move(compiled), codeOf(native::Code::make(plan, effort, none, &*cache))};
}

Agreement nativeAgreement(const core::Program& program, const plan::Plan& plan, const native::Code& native,
                          const std::vector<interpret::Case>& cases) {
  const Tile tile(program, plan.layout, cases);
  Columns<int64_t> amounts, ceilings;
  Columns<uint8_t> statuses;
  Columns<uint64_t> reasons, again;
  for (const batch::Output& output : plan.layout.outputs) {
    const size_t rows = tile.rows(output.itemKind);
    amounts.add(rows);
    ceilings.add(rows);
    statuses.add(rows);
    reasons.add(rows);
  }
  for (size_t group = 0; group < plan.layout.groups.size(); ++group) again.add(padded(cases.size()) / 64);
  TiaoFrame frame = tile.frame;
  frame.amounts = amounts.data();
  frame.statuses = statuses.data();
  frame.reasons = reasons.data();
  frame.ceilings = ceilings.data();
  frame.again = again.data();
  native::Code::Scratch scratch(native);
  native.evaluate(frame, scratch);
  const auto engine = [&](size_t i, size_t row) {
    Found found;
    found.status = static_cast<interpret::Status>(statuses[i][row]);
    found.amount = amounts[i][row];
    found.reasons = reasons[i][row];
    if (plan.layout.outputs[i].discretionary) found.ceiling = ceilings[i][row];
    return found;
  };
  return agreement(program, plan, cases, tile, engine, [&](size_t group, size_t subject) {
    return (again[group][subject / 64] >> subject % 64 & 1U) != 0;
  });
}

} // namespace tiao::test
