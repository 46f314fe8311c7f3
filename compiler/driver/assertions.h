#pragma once

#include "compiler/driver/console.h"
#include "compiler/driver/passes.h"
#include "compiler/prove/assertion.h"

#include <nlohmann/json_fwd.hpp>

/// The assertions that stand in a policy's sources (断言): proved, or refuted by a case, or neither; in words and for
/// machines.
namespace tiao::driver {

struct ProvedAssertion {
  const check::Assertion* assertion = nullptr;
  prove::Asserted found;
};

class Assertions {
public:
  /// Proves those that name the award, or all; in the order of the sources.
  Assertions(const Compiled& policy, const prove::Options& options, std::optional<core::AwardId> of = {});

  [[nodiscard]] bool empty() const { return all_.empty(); }
  [[nodiscard]] size_t count(prove::Verdict verdict) const;
  /// Did the tool fail: the solver, or the proof against the interpreter?
  [[nodiscard]] bool failed() const;

  /// All of them, with ✓, ✗ or ?.
  [[nodiscard]] std::string text(Language language, bool colour) const;
  /// Those that are not proved, each with its place, as failed tests are told.
  [[nodiscard]] std::string failures(Language language) const;
  /// 断言：2 已证明，0 不成立，1 未决
  [[nodiscard]] std::string summary(Language language) const;
  [[nodiscard]] nlohmann::json json() const;

private:
  [[nodiscard]] Text words(const ProvedAssertion& each) const;
  [[nodiscard]] Text verdict(const ProvedAssertion& each) const;
  [[nodiscard]] Text searched(const prove::Asserted& found) const;
  [[nodiscard]] std::string place(source::Span span) const;
  [[nodiscard]] std::string examples(const ProvedAssertion& each, Language language) const;

  const Compiled& policy_;
  std::vector<ProvedAssertion> all_;
};

} // namespace tiao::driver
