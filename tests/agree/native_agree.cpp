#include "tests/agree/native_agree.h"

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

} // namespace

Agreement nativeAgreement(const core::Program& program, const plan::Plan& plan, const lower::Native& native,
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
  lower::Native::Scratch scratch(native);
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
