#pragma once

#include "compiler/driver/console.h"
#include "compiler/driver/options.h"

/// The commands, each a function of its options.
namespace tiao::driver {

Exit checkPolicy(const CheckOptions& options, Console console);
/// Of a policy that compiled: tiao check --readings.
Exit checkReadings(const CheckOptions& options, const struct Compiled& policy, const Console& console);
Exit evalSubject(const EvalOptions& options, Console console);
Exit runRegister(const RunOptions& options, Console console);
Exit consolidate(const ConsolidateOptions& options, Console console);
Exit newDistrict(const NewDistrictOptions& options, Console console);
Exit testPolicy(const TestOptions& options, Console console);
Exit provePolicy(const ProveOptions& options, Console console);
Exit diffVersions(const DiffOptions& options, Console console);
Exit buildPolicy(const BuildOptions& options, Console console);
Exit formatFiles(const FormatOptions& options, Console console);
/// A script for bash that completes commands, options and files.
std::string bashCompletion();

} // namespace tiao::driver
