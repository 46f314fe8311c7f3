#pragma once

#include "compiler/interpret/interpret.h"
#include "compiler/plan/expression.h"

/// Limits (core.md section 4), where everything before was definite.
namespace tiao::plan {

/// A limit that closes the award: where it does, and where that is undecided.
struct Closing {
  uint32_t limit = 0;
  Truth closed;
};

/// An amount on its way through the limits.
struct Running {
  Num x;
  std::optional<Num> upper;     // what the fixed amount may not exceed
  NodeId definite;              // are all bounds so far?
  std::optional<Rational> most; // what no cap lets it exceed, in yuan: of quotients the range alone says little
  std::vector<std::pair<uint32_t, NodeId>> cuts; // which limits cut, in their order
};

class Limits {
public:
  /// `past`: what was given before in the periods that the limits ask about; of the domain of `at`.
  Limits(Expressions& expressions, Graph& graph, const core::Award& award, const std::vector<core::Limit>& limits,
         const std::vector<Given>& past, const At& at)
      : expressions_(expressions), n(expressions.n), g(graph), award_(award), limits_(limits), past_(past), at_(at) {}

  std::vector<Closing> closings();
  void apply(Running& running);

private:
  Truth closes(const core::Count& limit);
  Truth closesRun(const core::Count& limit);
  Truth closes(const core::Within& limit);
  Truth closes(const core::Cap& limit);
  void cap(const core::Cap& limit, uint32_t index, Running& running);
  void floor(const core::Floor& limit, Running& running);
  NodeId sum(core::Window window);
  Num money(NodeId fen);

  Expressions& expressions_;
  Numbers& n;
  Graph& g;
  const core::Award& award_;
  const std::vector<core::Limit>& limits_;
  const std::vector<Given>& past_;
  const At& at_;
};

/// The same number, taken as definite: where it is not is noted elsewhere.
Num taken(const Graph& g, const Num& a);

} // namespace tiao::plan
