#include "runtime/hash/sha256.h"

#include <catch2/catch.hpp>

/// The examples of FIPS 180-4, and every length about the ends of blocks.
namespace tiao::hash {

TEST_CASE("SHA-256 of known messages") {
  CHECK(hex(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")) ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(hex(sha256(std::string(1'000'000, 'a'))) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("SHA-256 does not hang on how a message is cut") {
  for (size_t length = 0; length <= 200; ++length) {
    const std::string message(length, 'x');
    for (const size_t first : {size_t{0}, length / 3, length / 2, length}) {
      Sha256 pieces;
      pieces.add(std::string_view(message).substr(0, first));
      pieces.add(std::string_view(message).substr(first));
      REQUIRE(pieces.finish() == sha256(message));
    }
  }
}

} // namespace tiao::hash
