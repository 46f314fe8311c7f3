#pragma once

#include "compiler/driver/adjacent_pass.h"

namespace tiao::driver {

enum class PlainEnd : uint8_t {
  Done,
  Unusual, // there are quotes, or line ends of other sorts: to be read row by row
  NotUtf8,
  Failed, // the source says why
};

/// The first reading of one table without quotes, many rows at a time and on several threads. For `batchSubjects` see
/// Segment::begin.
PlainEnd readPlainly(const Register::Table& table, size_t batchSubjects, unsigned threads,
                     std::vector<Segment>& segments);

} // namespace tiao::driver
