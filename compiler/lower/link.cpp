#include "compiler/lower/link.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <mutex>
#include <sys/mman.h>
#include <unistd.h>

#include <lld/Common/Driver.h>
#include <llvm/Support/raw_ostream.h>

LLD_HAS_DRIVER(elf)

namespace tiao::lower {

namespace {

/// Bytes as a file without a place in any folder.
class MemoryFile {
public:
  explicit MemoryFile(std::string_view bytes) : descriptor_(memfd_create("tiao", MFD_CLOEXEC)) {
    while (descriptor_ >= 0 && !bytes.empty()) {
      const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) {
        ::close(descriptor_);
        descriptor_ = -1;
      } else {
        bytes.remove_prefix(static_cast<size_t>(written));
      }
    }
  }
  MemoryFile(MemoryFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  MemoryFile& operator=(MemoryFile&&) = delete;
  ~MemoryFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  [[nodiscard]] bool good() const { return descriptor_ >= 0; }
  [[nodiscard]] std::string path() const { return fmt::format("/proc/self/fd/{}", descriptor_); }

private:
  int descriptor_;
};

/// A private folder, removed with what is in it.
class Folder {
public:
  Folder() {
    std::error_code failed;
    std::string path = (std::filesystem::temp_directory_path(failed) / "tiao-XXXXXX").string();
    if (!failed && ::mkdtemp(path.data()) != nullptr) path_ = path;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] const std::string& path() const { return path_; }

private:
  std::string path_;
};

} // namespace

std::variant<Linked, std::string> link(const std::vector<std::string_view>& objects, bool library,
                                       const std::string& name) {
  static std::mutex one;
  const std::lock_guard lock(one);
  std::vector<MemoryFile> files;
  for (const std::string_view object : objects) {
    files.emplace_back(object);
    if (!files.back().good()) return fmt::format("no memory for an object file: {}", std::strerror(errno));
  }
  const Folder folder;
  if (folder.path().empty()) return std::string("no temporary folder can be made");
  const std::string output = folder.path() + "/out";
  std::vector<std::string> arguments{"ld.lld", "-o", output};
  if (library)
    arguments.insert(arguments.end(), {"-shared", "-soname", name, "--hash-style=gnu", "--gc-sections", "-s", "-z",
                                       "now", "-z", "noexecstack", "-z", "relro", "--build-id=none", "-Bsymbolic"});
  else
    arguments.emplace_back("-r");
  for (const MemoryFile& file : files) arguments.push_back(file.path());
  std::vector<const char*> plain;
  for (const std::string& argument : arguments) plain.push_back(argument.c_str());
  std::string said;
  llvm::raw_string_ostream to(said);
  const lld::Result result = lld::lldMain(plain, to, to, {{lld::Gnu, &lld::elf::link}});
  if (result.retCode != 0) return to.str();
  std::ifstream in(output, std::ios::binary);
  Linked linked{{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()}};
  if (linked.bytes.empty()) return std::string("the linker wrote nothing");
  return linked;
}

} // namespace tiao::lower
