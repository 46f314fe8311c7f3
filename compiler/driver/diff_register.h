#pragma once

#include "compiler/diff/input.h"
#include "compiler/driver/options.h"
#include "compiler/driver/passes.h"

/// Both versions over one register: who gets more or less, what it costs whom, and why.
namespace tiao::driver {

/// One version, compiled.
struct VersionOf {
  const Compiled& policy;
  const diff::Input& input;
};

/// Adds to a comparison what the register comes to: `result.registered`, `result.budget`. Writes each outcome that
/// changes to `options.batch.output`, if there is one. Findings: data that cannot be used was told; Failed: the
/// register could not be read, or the output not be written.
Exit compareRegister(const DiffOptions& options, const VersionOf& before, const VersionOf& after, diff::Result& result,
                     const Console& console);

/// Adds why one subject, of the register or of a file, is given what it is: `result.reasons`.
Exit compareSubject(const DiffOptions& options, const VersionOf& before, const VersionOf& after, diff::Result& result,
                    const Console& console);

} // namespace tiao::driver
