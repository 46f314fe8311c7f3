#pragma once

#include "compiler/driver/console.h"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace tiao::driver {

/// How a text stands out on a terminal.
enum class Ink : uint8_t { Plain, Bold, Grey, Red, Green, Yellow, Cyan };
std::string painted(const std::string& text, Ink ink);

/// Lines for a terminal, in one language; in colour where the terminal takes it.
class Sheet {
public:
  Sheet(Language language, bool colour) : language_(language), colour_(colour) {}

  [[nodiscard]] std::string say(const char* zh, const char* en) const { return language_ == Language::Zh ? zh : en; }
  [[nodiscard]] const std::string& in(const Text& text) const { return text.in(language_); }
  [[nodiscard]] std::string paint(const std::string& text, Ink ink) const {
    return colour_ ? painted(text, ink) : text;
  }

  void line(const std::string& text) { out += text + "\n"; }
  template <typename... Args> void line(const Text& form, const Args&... args) {
    fmt::format_to(std::back_inserter(out), fmt::runtime(in(form)), args...);
    out += "\n";
  }
  /// A finding: ✓ and what is said.
  void marked(const char* sign, Ink ink, const Text& words, size_t indent = 2) {
    line(std::string(indent, ' ') + paint(sign, ink) + " " + in(words));
  }
  /// Lines below a finding, with their name before the first.
  void example(const Text& name, const std::vector<Text>& lines);
  void heading(const Text& title) { line(paint(in(title), Ink::Bold)); }

  std::string out;

private:
  Language language_;
  bool colour_;
};

} // namespace tiao::driver
