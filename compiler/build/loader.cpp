#include "compiler/build/loader.h"

#include <cerrno>
#include <cstring>
#include <dlfcn.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

namespace tiao::build {

/// The bytes are copied before they are loaded, so that nobody changes in between what was looked at. The file stays
/// open as long as the library: its name is that of the descriptor.
struct Loader::Library {
  int descriptor = -1;
  void* handle = nullptr;
  Library() = default;
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;
  ~Library() {
    if (handle != nullptr) ::dlclose(handle);
    if (descriptor >= 0) ::close(descriptor);
  }
};

Loader::Loader(std::unique_ptr<Library> library) : library_(std::move(library)) {}
Loader::Loader(Loader&&) noexcept = default;
Loader& Loader::operator=(Loader&&) noexcept = default;
Loader::~Loader() = default;

std::variant<Loader, std::string> Loader::load(std::string_view file) {
  auto library = std::make_unique<Library>();
  library->descriptor = ::memfd_create("tiao-evaluator", MFD_CLOEXEC);
  if (library->descriptor < 0) return std::string(std::strerror(errno));
  while (!file.empty()) {
    const ssize_t written = ::write(library->descriptor, file.data(), file.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return std::string(std::strerror(errno));
    file.remove_prefix(static_cast<size_t>(written));
  }
  library->handle = ::dlopen(fmt::format("/proc/self/fd/{}", library->descriptor).c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library->handle == nullptr) return std::string(::dlerror()); // NOLINT(concurrency-mt-unsafe): of this thread
  return Loader(std::move(library));
}

void* Loader::find(const char* name) const { return ::dlsym(library_->handle, name); }

} // namespace tiao::build
