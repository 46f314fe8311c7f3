#pragma once

#include "compiler/diff/diff.h"
#include "compiler/driver/passes.h"
#include "compiler/driver/sheet.h"
#include "compiler/prove/prove.h"

#include <nlohmann/json_fwd.hpp>

/// The rules of a district: does anybody get less by them than without them? Asked of each clause, over every case, as
/// two versions are compared.
namespace tiao::driver {

struct LayerFinding {
  Text clause; // 平台奖励（第二条）
  prove::Verdict verdict = prove::Verdict::Holds;
  std::vector<diff::Law> laws; // that fail or are undecided
};

struct LayerFindings {
  Text layer;     // 滨江区新电商规定
  Text districts; // 滨江区
  std::vector<LayerFinding> clauses;
  bool compiles = true; // the policy without the layer
};

class ProvedLayers {
public:
  /// Each layer that is of some districts only, beside the policy without it. Of one award, or all.
  ProvedLayers(const Compiled& policy, const prove::Options& options, std::optional<core::AwardId> of);

  [[nodiscard]] size_t count(prove::Verdict verdict) const;
  /// Did the tool fail: the solver, or the proof against the interpreter?
  [[nodiscard]] bool failed() const;
  void print(Sheet& sheet) const;
  [[nodiscard]] nlohmann::json json() const;

private:
  std::vector<LayerFindings> all_;
};

} // namespace tiao::driver
