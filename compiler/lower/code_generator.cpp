#include "compiler/lower/code_generator.h"

#include "compiler/lower/jit.h"
#include "compiler/lower/object.h"

namespace {

using namespace tiao;
using lower::CodeGenerator;

constexpr CodeGenerator ours{TIAO_VERSION, lower::compile, lower::evaluator, lower::textOfKernels};

} // namespace

const CodeGenerator* tiaoCodeGenerator() { return &ours; }
