#include "compiler/driver/console.h"

#include <cstdio>
#include <cstdlib>
#include <fmt/format.h>
#include <unistd.h>

namespace tiao::driver {

namespace {

void say(bool colour, const char* ink, const std::string& head, const std::string& words) {
  if (colour)
    fmt::print(stderr, "\x1b[{}m{}\x1b[0m{}\n", ink, head, words);
  else
    fmt::print(stderr, "{}{}\n", head, words);
}

} // namespace

void Console::fail(const Text& words) const {
  say(colourErr, "1;31", language == Language::Zh ? "tiao：" : "tiao: ", words.in(language));
}

void Console::warn(const Text& words) const {
  say(colourErr, "1;33", language == Language::Zh ? "警告：" : "warning: ", words.in(language));
}

void Console::note(const Text& words) const {
  say(colourErr, "1;36", language == Language::Zh ? "说明：" : "note: ", words.in(language));
}

void Console::more(const Text& words) const { say(false, "", "  ", words.in(language)); }

Language languageOfEnvironment() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0')
      return std::string_view(value).starts_with("zh") ? Language::Zh : Language::En;
  }
  return Language::En;
}

bool colourOn(int descriptor) {
  const char* refused = std::getenv("NO_COLOR");
  return isatty(descriptor) == 1 && (refused == nullptr || *refused == '\0');
}

const std::string& shown(const core::Name& name, Language language) {
  const bool chinese = language == Language::Zh ? !name.zh.empty() : name.en.empty();
  return chinese ? name.zh : name.en;
}

Text textOf(const core::Name& name) { return {shown(name, Language::Zh), shown(name, Language::En)}; }

Text textOf(const table::Sentence& sentence) { return {sentence.zh, sentence.en}; }

Text textOf(const table::Failure& failure) {
  const table::Sentence why = describe(failure);
  const bool standard = failure.path == "-";
  return {(standard ? "标准输入输出" : failure.path) + "：" + why.zh,
          (standard ? "standard stream" : failure.path) + ": " + why.en};
}

Text quoted(const Text& text) { return {"「" + text.zh + "」", "`" + text.en + "`"}; }

std::string sayBad(const std::string& where, const std::string& text, const Text& why, Language language) {
  const std::string found = text.empty() ? "" : quoted(Text(text)).in(language);
  if (language == Language::Zh) return where + "：" + found + why.zh;
  return where + (found.empty() ? "" : " (" + found + ")") + ": " + why.en;
}

} // namespace tiao::driver
