#include "compiler/driver/code_generator.h"

#include <dlfcn.h>
#include <filesystem>
#include <string_view>

namespace tiao::driver {

#ifdef TIAO_NATIVE

namespace {

constexpr const char* File = "libtiao_code_generator.so";

/// Beside the program, or where both were built. By its whole path: a search by name would go by the run path of
/// whoever calls dlopen, which under a sanitizer is not we. Empty: there is none.
std::string pathOfLibrary() {
  namespace fs = std::filesystem;
  std::error_code failed;
  for (const fs::path& folder : {fs::read_symlink("/proc/self/exe", failed).parent_path(), fs::path(TIAO_BUILT_IN)})
    if (fs::exists(folder / File, failed)) return (folder / File).string();
  return {};
}

std::variant<const lower::CodeGenerator*, Text> opened() {
  if (auto why = lacksCodeGenerator()) return *std::move(why);
  const std::string path = pathOfLibrary();
  void* library = dlopen(path.c_str(), RTLD_LAZY | RTLD_LOCAL);
  if (library == nullptr) return Text(dlerror());
  const auto entry = reinterpret_cast<decltype(&tiaoCodeGenerator)>(dlsym(library, "tiaoCodeGenerator"));
  if (entry == nullptr) return Text(dlerror());
  const lower::CodeGenerator* generator = entry();
  if (generator->version != std::string_view(TIAO_VERSION))
    return Text(std::string(File) + " 属于另一个 tiao", std::string(File) + " is of another tiao");
  return generator;
}

} // namespace

std::optional<Text> lacksCodeGenerator() {
  if (!pathOfLibrary().empty()) return std::nullopt;
  return Text{std::string("旁边没有 ") + File, std::string(File) + " is not beside it"};
}

std::variant<const lower::CodeGenerator*, Text> codeGenerator() {
  static const auto generator = opened();
  return generator;
}

#else

std::optional<Text> lacksCodeGenerator() { return Text{"构建时未用 LLVM", "it was built without LLVM"}; }

std::variant<const lower::CodeGenerator*, Text> codeGenerator() { return *lacksCodeGenerator(); }

#endif

} // namespace tiao::driver
