#pragma once

#include <cstddef>
#include <cstdint>

/// Article 1 written by hand, as well as we could: what the compiled kernels are measured against. Nothing is missing,
/// every firm exists in every year, and no reasons are told: less than the kernels do. Built with clang -O3 for the
/// machine at hand (CMakeLists.txt). All write the same amounts; bench_native checks that.
namespace tiao::bench {

constexpr size_t Years = 4;

/// Columns of `rows` firms, one after the other; `rows` is a multiple of 64, and all begin at multiples of 64 bytes.
struct Article1 {
  size_t rows = 0;
  const uint8_t* attracted = nullptr;
  const uint8_t* settled[Years] = {};
  const uint8_t* platform[Years] = {};
  const uint8_t* reporting[Years] = {};
  const int64_t* investment[Years] = {}; // in fen, from 0 to 10 000 000 000 000
  int64_t* amounts[Years] = {};          // in fen
};

/// A firm after the other, as one would write it first.
void byRow(const Article1& columns);
/// The same, years unrolled and without branches, in 64-bit integers.
void withoutBranches(const Article1& columns);
/// The same in doubles that hold whole numbers exactly.
void inDoubles(const Article1& columns);
/// The same with the flags of 64 firms joined before the numbers are touched.
void flagsFirst(const Article1& columns);

} // namespace tiao::bench
