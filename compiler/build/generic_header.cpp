#include "compiler/build/generic_header.h"

// clang-format off
__asm__(".section .rodata\n"
        "tiao_generic_header_begin: .incbin \"" TIAO_ABI_HEADER "\"\n"
        "tiao_generic_header_end:\n"
        ".globl tiao_generic_header_begin, tiao_generic_header_end\n"
        ".hidden tiao_generic_header_begin, tiao_generic_header_end\n"
        ".text\n");
// clang-format on

extern "C" {
extern const char tiao_generic_header_begin[], tiao_generic_header_end[];
}

namespace tiao::build {

std::string_view genericHeader() {
  return {tiao_generic_header_begin, static_cast<size_t>(tiao_generic_header_end - tiao_generic_header_begin)};
}

} // namespace tiao::build
