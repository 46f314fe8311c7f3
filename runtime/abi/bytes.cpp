#include "runtime/abi/bytes.h"

// clang-format off
__asm__(".section .rodata\n"
        ".balign 16\n"
        "tiao_abi_object_begin: .incbin \"" TIAO_ABI_OBJECT "\"\n"
        "tiao_abi_object_end:\n"
        ".globl tiao_abi_object_begin, tiao_abi_object_end\n"
        ".hidden tiao_abi_object_begin, tiao_abi_object_end\n"
        ".text\n");
// clang-format on

extern "C" {
extern const char tiao_abi_object_begin[], tiao_abi_object_end[];
}

namespace tiao::abi {

std::string_view evaluatorObject() {
  return {tiao_abi_object_begin, static_cast<size_t>(tiao_abi_object_end - tiao_abi_object_begin)};
}

} // namespace tiao::abi
