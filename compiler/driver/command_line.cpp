#include "compiler/driver/command_line.h"

#include "compiler/driver/command_options.h"

#include <span>
#include <unistd.h>

namespace tiao::driver {

namespace {

/// Help is wanted before the options are read, so --lang is looked for by itself.
std::optional<Language> languageAsked(std::span<char*> arguments) {
  for (size_t i = 1; i < arguments.size(); ++i) {
    std::string_view word = arguments[i];
    if (word == "--lang" && i + 1 < arguments.size())
      word = arguments[i + 1];
    else if (word.starts_with("--lang="))
      word.remove_prefix(7);
    else
      continue;
    if (word == "zh") return Language::Zh;
    if (word == "en") return Language::En;
  }
  return std::nullopt;
}

/// What is wrong with the command line. The library speaks English only.
Text textOf(const CLI::ParseError& error) {
  const std::string words = error.what(), name = error.get_name();
  const size_t colon = words.rfind(": ");
  const std::string last = colon == std::string::npos ? words : words.substr(colon + 2);
  if (name == "ExtrasError") return {"不认识的参数：" + last, words};
  if (name == "RequiredError") {
    const std::string what = words.substr(0, words.find(" is required"));
    return {what == "A subcommand" ? "没有写明命令" : "缺少 " + what, words};
  }
  if (name == "ArgumentMismatch") return {"缺少选项的值：" + words, words};
  if (name == "ValidationError") return {"选项的值有误：" + words, words};
  return {"命令行有误：" + words, words};
}

} // namespace

int commandLine(int argc, char** argv) {
  const std::span<char*> arguments(argv, static_cast<size_t>(argc));
  const std::optional<Language> asked = languageAsked(arguments);
  Console console{asked.value_or(languageOfEnvironment()), asked.has_value(), colourOn(STDOUT_FILENO),
                  colourOn(STDERR_FILENO)};
  Commands commands(console.language);
  try {
    commands.app.parse(argc, argv);
  } catch (const CLI::Success& helpOrVersion) {
    return commands.app.exit(helpOrVersion);
  } catch (const CLI::ParseError& error) {
    console.fail(textOf(error));
    console.more({"用法：tiao --help，或 tiao 命令 --help", "see tiao --help, or tiao COMMAND --help"});
    return static_cast<int>(Exit::Failed);
  }
  return static_cast<int>(commands.chosen(console));
}

} // namespace tiao::driver
