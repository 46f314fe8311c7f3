#include "compiler/lower/image.h"

#include <cstring>
#include <map>

#include <llvm/Object/ELFObjectFile.h>
#include <llvm/Support/MemoryBufferRef.h>

namespace tiao::lower {

namespace {

namespace elf = llvm::ELF;
using File = llvm::object::ELF64LEObjectFile;

/// An error that is as good as nothing found.
template <typename T> std::optional<T> valueOf(llvm::Expected<T> expected) {
  if (expected) return std::move(*expected);
  llvm::consumeError(expected.takeError());
  return std::nullopt;
}

class Imaging {
public:
  explicit Imaging(const File& file) : file_(file) {}

  std::optional<native::Image> run(const Function& function) {
    if (file_.getELFFile().getHeader().e_machine != elf::EM_X86_64) return std::nullopt;
    image_.function = function;
    for (const llvm::object::ELFSectionRef section : file_.sections())
      if (!lay(section)) return std::nullopt;
    for (const llvm::object::ELFSectionRef section : file_.sections())
      for (const llvm::object::ELFRelocationRef relocation : section.relocations())
        if (!relocate(section, relocation)) return std::nullopt;
    for (const llvm::object::ELFSymbolRef symbol : file_.symbols()) {
      if (valueOf(symbol.getName()) != llvm::StringRef(function.kernel)) continue;
      const auto at = placeOf(symbol); // none of the file, which has the same name
      if (!at) continue;
      image_.entry = static_cast<uint32_t>(*at);
      return std::move(image_);
    }
    return std::nullopt;
  }

private:
  /// Instructions and constants, one section after the other.
  bool lay(const llvm::object::ELFSectionRef& section) {
    if ((section.getFlags() & elf::SHF_ALLOC) == 0) return true;
    const uint64_t alignment = section.getAlignment().value();
    const auto bytes = valueOf(section.getContents());
    const bool written = (section.getFlags() & (elf::SHF_WRITE | elf::SHF_TLS)) != 0;
    if (!bytes || written || alignment > native::ImageAlignment) return false;
    image_.bytes.resize((image_.bytes.size() + alignment - 1) / alignment * alignment);
    places_[section.getIndex()] = image_.bytes.size();
    image_.bytes.append(bytes->data(), bytes->size());
    return true;
  }

  /// Within the image; none of what is elsewhere.
  std::optional<uint64_t> placeOf(const llvm::object::ELFSymbolRef& symbol) {
    const auto section = valueOf(symbol.getSection());
    if (!section || *section == file_.section_end()) return std::nullopt;
    const auto at = places_.find((*section)->getIndex());
    if (at == places_.end()) return std::nullopt;
    return at->second + symbol.getValue().get();
  }

  bool relocate(const llvm::object::ELFSectionRef& ofTable, const llvm::object::ELFRelocationRef& relocation) {
    const auto patched = valueOf(ofTable.getRelocatedSection());
    if (!patched || *patched == file_.section_end()) return false;
    const auto within = places_.find((*patched)->getIndex());
    if (within == places_.end()) return true; // of what is not loaded
    const uint64_t at = within->second + relocation.getOffset();
    const auto addend = valueOf(relocation.getAddend());
    const auto symbol = relocation.getSymbol();
    const bool distance = relocation.getType() == elf::R_X86_64_PC32 || relocation.getType() == elf::R_X86_64_PLT32;
    if (!distance || !addend || symbol == file_.symbol_end() || at + sizeof(int32_t) > image_.bytes.size())
      return false;
    auto to = placeOf(*symbol);
    if (!to && valueOf(symbol->getName()) == llvm::StringRef("__udivti3")) to = division();
    if (!to) return false;
    const auto value = static_cast<int32_t>(static_cast<int64_t>(*to) + *addend - static_cast<int64_t>(at));
    std::memcpy(image_.bytes.data() + at, &value, sizeof value);
    return true;
  }

  /// A jump to the address behind it, which is filled when the image is loaded.
  uint64_t division() {
    if (image_.divisions.empty()) {
      image_.bytes.append("\xFF\x25\x00\x00\x00\x00", 6); // jmp *[the next instruction]
      image_.divisions.push_back(static_cast<uint32_t>(image_.bytes.size()));
      image_.bytes.append(sizeof(uint64_t), '\0');
    }
    return image_.divisions.front() - 6;
  }

  const File& file_;
  native::Image image_;
  std::map<uint64_t, uint64_t> places_; // of sections, by their numbers
};

} // namespace

std::optional<native::Image> imageOf(const Object& object) {
  auto file = valueOf(File::create(llvm::MemoryBufferRef(object.bytes, object.function.kernel)));
  return file ? Imaging(*file).run(object.function) : std::nullopt;
}

} // namespace tiao::lower
