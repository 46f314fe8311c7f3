#include "compiler/driver/sheet.h"

namespace tiao::driver {

std::string painted(const std::string& text, Ink ink) {
  switch (ink) {
  case Ink::Plain: return text;
  case Ink::Bold: return fmt::format("\033[1m{}\033[0m", text);
  case Ink::Grey: return fmt::format("\033[90m{}\033[0m", text);
  case Ink::Red: return fmt::format("\033[31m{}\033[0m", text);
  case Ink::Green: return fmt::format("\033[32m{}\033[0m", text);
  case Ink::Yellow: return fmt::format("\033[33m{}\033[0m", text);
  case Ink::Cyan: return fmt::format("\033[36m{}\033[0m", text);
  }
  return text;
}

void Sheet::example(const Text& name, const std::vector<Text>& lines) {
  const std::string begin = in(name) + "  ", blank(source::displayWidth(begin), ' ');
  for (const Text& words : lines) line("      " + (&words == lines.data() ? begin : blank) + in(words));
}

} // namespace tiao::driver
