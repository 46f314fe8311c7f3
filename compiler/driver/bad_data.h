#pragma once

#include "compiler/driver/console.h"

namespace tiao::driver {

/// Something wrong with a row or a cell of a register; the run goes on.
struct BadData {
  int64_t line = 0;
  std::string column;  // its heading; empty when it is the row
  std::string text;    // what stands there
  Text reason;         // why it cannot be used
  std::string subject; // as far as they could be read
  std::string period;
  std::string file; // empty when the register is one file
};
/// 第37行「年营业收入」 / line 37, column revenue; with the file before it where there are several.
std::string placeText(const BadData& bad, Language language);
/// 第37行「年营业收入」：「约三千万」不是金额.
std::string sentence(const BadData& bad, Language language);

} // namespace tiao::driver
