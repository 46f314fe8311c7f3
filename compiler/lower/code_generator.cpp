#include "compiler/lower/code_generator.h"

#include "compiler/lower/jit.h"
#include "compiler/lower/object.h"
#include "runtime/abi/bytes.h"

namespace {

using namespace tiao;
using lower::CodeGenerator;

std::string evaluatorHeader() { return std::string(abi::evaluatorHeader()); }

constexpr CodeGenerator ours{TIAO_VERSION, lower::compile, lower::evaluator, evaluatorHeader, lower::textOfKernels};

} // namespace

const CodeGenerator* tiaoCodeGenerator() { return &ours; }
