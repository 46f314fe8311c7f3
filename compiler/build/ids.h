#pragma once

#include "compiler/core/program.h"

#include <set>

/// Names of the policy as C has them.
namespace tiao::build {

/// Hands out each id once: a second `revenue` is revenue_2.
class Ids {
public:
  /// Of the English name in lower case; where there is none, `otherwise`.
  std::string of(const core::Name& name, const std::string& otherwise);

private:
  std::set<std::string> taken_;
};

/// revenue → REVENUE
std::string upper(const std::string& id);
/// After the period: revenue_2024, orders_2024_03; as it is where the value does not change.
std::string withPeriod(const std::string& id, int year, int month);

} // namespace tiao::build
