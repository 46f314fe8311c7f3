#include "compiler/driver/commands.h"
#include "compiler/driver/readings_report.h"

#include <cstdio>
#include <fmt/format.h>

/// tiao check --readings: what the text leaves open, who depends on it, and what it is worth.
namespace tiao::driver {

Exit checkReadings(const CheckOptions& options, const Compiled& policy, const Console& console) {
  const std::vector<OpenConvention> conventions = openConventions(policy);
  ReadingsReport report{policy, conventions, nullptr, nullptr};
  std::optional<Batch> batch;
  Comparison comparison;
  if (!options.batch.inputs.empty()) {
    batch = openBatch(options.batch, policy, yearsInForce(conventions, policy), console);
    if (!batch) return Exit::Failed;
    comparison = compare(conventions, policy, *batch, options.batch, console);
    if (comparison.exit == Exit::Failed) return Exit::Failed;
    report.batch = &*batch;
    report.comparison = &comparison;
  }
  if (!options.batch.quiet)
    fmt::print(options.batch.output == "-" ? stderr : stdout, "{}",
               options.format == "json" ? readingsJson(report) : readingsText(report, console.language));
  return comparison.exit;
}

} // namespace tiao::driver
