#pragma once

#include "examples/register/firm.h"
#include "examples/register/random.h"

#include <span>

/// The files of the example: the register, and those beside it. What stands in any of them depends only on the seed,
/// the years and the firm, so that each can be written without the others and a firm is the same in a register of any
/// size.
namespace tiao::examples {

struct File {
  std::string_view name; // of the file, without .csv
  std::span<const Heading> headings;
  std::vector<Cells> (*rows)(const Firm& firm);
};

/// The register comes first.
std::span<const File> files();

/// Which stream of random numbers a file draws from: none has that of another, nor that of the register.
enum class Stream : uint64_t { Months = 1, Exhibitions, Cabinets, Centres, Outlets, Rules, Bases, Couriers };
Random streamOf(const Firm& firm, Stream stream);

} // namespace tiao::examples
