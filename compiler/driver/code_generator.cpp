#include "compiler/driver/code_generator.h"

#include <dlfcn.h>
#include <string_view>

namespace tiao::driver {

#ifdef TIAO_NATIVE

namespace {

std::variant<const lower::CodeGenerator*, std::string> opened() {
  constexpr const char* File = "libtiao_native.so"; // beside the program: its run path (CMakeLists.txt)
  void* library = dlopen(File, RTLD_LAZY | RTLD_LOCAL);
  if (library == nullptr) return std::string(dlerror());
  const auto entry = reinterpret_cast<decltype(&tiaoCodeGenerator)>(dlsym(library, "tiaoCodeGenerator"));
  if (entry == nullptr) return std::string(dlerror());
  const lower::CodeGenerator* generator = entry();
  if (generator->version != std::string_view(TIAO_VERSION)) return std::string(File) + " is of another tiao";
  return generator;
}

} // namespace

bool hasCodeGenerator() { return true; }

std::variant<const lower::CodeGenerator*, std::string> codeGenerator() {
  static const auto generator = opened();
  return generator;
}

#else

bool hasCodeGenerator() { return false; }

std::variant<const lower::CodeGenerator*, std::string> codeGenerator() { return "built without a code generator"; }

#endif

} // namespace tiao::driver
