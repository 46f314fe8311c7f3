#include "compiler/driver/commands.h"
#include "compiler/driver/passes.h"
#include "compiler/format/file.h"
#include "runtime/table/output_file.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>

/// tiao format: files in canonical form, or in the other language.
namespace tiao::driver {

namespace {

namespace fs = std::filesystem;

/// A folder stands for all sources in it and in its folders, of either language.
std::vector<std::string> filesOf(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    std::error_code failed;
    if (!fs::is_directory(path, failed)) {
      files.push_back(path);
      continue;
    }
    std::vector<std::string> inside;
    for (const auto& entry : fs::recursive_directory_iterator(path, failed)) {
      const std::string name = entry.path().filename().string();
      if ((name.ends_with(".tiao") || name.ends_with(".tiao.md")) && entry.is_regular_file(failed))
        inside.push_back(entry.path().string());
    }
    std::ranges::sort(inside);
    files.insert(files.end(), inside.begin(), inside.end());
  }
  return files;
}

Exit worse(Exit a, Exit b) { return std::max(a, b); }

/// Formats one file after the other.
class Formatter {
public:
  Formatter(const FormatOptions& options, const Console& console) : options_(options), console_(console) {}

  Exit format(const std::string& file) {
    source::SourceSet sources;
    const std::string path = file == "-" && !options_.as.empty() ? options_.as : file;
    const std::optional<std::string> before = source::readFile(file, parse::mostBytes + 1);
    if (!before) {
      console_.fail({file + "：无法读取", file + ": cannot be read"});
      return Exit::Failed;
    }
    const uint32_t added = sources.add(path, *before);
    if (!console_.languageAsked) console_.language = sources[added].language();
    diagnostics::Sink sink;
    const std::optional<format::Formatted> formatted = format::formatFile(path, to(), sources, sink);
    if (!formatted) {
      tellErrors(path, sources, sink);
      return Exit::NotCompiled;
    }
    if (formatted->lost) {
      tellLost(*formatted->lost, sources);
      return Exit::Failed;
    }
    const Exit written = write(file, *before, formatted->text);
    return worse(written, tellUntranslated(*formatted, sources));
  }

private:
  [[nodiscard]] std::optional<Language> to() const {
    if (options_.to.empty()) return std::nullopt;
    return options_.to == "zh" ? Language::Zh : Language::En;
  }

  Exit write(const std::string& file, const std::string& before, const std::string& after) const {
    if (options_.check) {
      if (before == after) return Exit::Fine;
      fmt::print("{}\n", file);
      return Exit::Findings;
    }
    const bool printed = options_.print || file == "-" || (!options_.to.empty() && options_.output.empty());
    if (!printed && options_.to.empty() && before == after) return Exit::Fine;
    const std::string target = printed ? "-" : options_.to.empty() ? file : options_.output;
    table::Result<table::OutputFile> output = table::OutputFile::create(target);
    if (const table::Failure* failure = table::failureOf(output)) return failed(*failure);
    auto& out = std::get<table::OutputFile>(output);
    out.write(after);
    if (const std::optional<table::Failure> failure = out.commit()) return failed(*failure);
    if (!printed) console_.note({"已写 " + target, "wrote " + target});
    return Exit::Fine;
  }
  [[nodiscard]] Exit failed(const table::Failure& failure) const {
    console_.fail(textOf(failure));
    return Exit::Failed;
  }

  void tellErrors(const std::string& path, const source::SourceSet& sources, diagnostics::Sink& sink) const {
    sink.sort();
    std::vector<diagnostics::Diagnostic> errors;
    std::ranges::copy_if(sink.all(), std::back_inserter(errors),
                         [](const auto& d) { return d.severity == diagnostics::Severity::Error; });
    fmt::print(stderr, "{}", render(errors, sources, {.language = console_.language, .colour = console_.colourErr}));
    console_.fail({path + "：有错误，没有改动", path + ": has errors; it was left as it is"});
  }

  [[nodiscard]] static std::string placeOf(source::Span span, const source::SourceSet& sources) {
    const source::Place place = sources[span.file].place(span.begin);
    return fmt::format("{}:{}:{}", sources[span.file].path(), place.line, place.column);
  }

  void tellLost(source::Span span, const source::SourceSet& sources) const {
    const std::string place = placeOf(span, sources);
    console_.fail({place + "：改写后不再是同一程序，没有改动；这是工具的错误，请报告",
                   place + ": would no longer be the same program, so it was left as it is; this is a mistake of the "
                           "tool, please report it"});
  }

  /// What a translation had to leave as it is.
  Exit tellUntranslated(const format::Formatted& formatted, const source::SourceSet& sources) const {
    const Text language = options_.to == "zh" ? Text("中文", "Chinese") : Text("英文", "English");
    for (const format::Untranslated& name : formatted.untranslated) {
      const std::string place = placeOf(name.declared, sources);
      const Text shown = quoted(Text(name.name));
      console_.warn({fmt::format("{}：{}没有{}名称", place, shown.zh, language.zh),
                     fmt::format("{}: {} has no {} name", place, shown.en, language.en)});
    }
    if (formatted.untranslated.empty()) return Exit::Fine;
    const size_t count = formatted.untranslated.size();
    console_.more(
        {fmt::format("{} 个名称按原样写出；请在声明处补上「 / {}名称」", count, language.zh),
         fmt::format("{} name{} written as {}; add ` / …` with the {} where {} declared", count, count == 1 ? "" : "s",
                     count == 1 ? "it is" : "they are", language.en, count == 1 ? "it is" : "they are")});
    return Exit::Findings;
  }

  const FormatOptions& options_;
  Console console_;
};

/// What cannot be meant. Tells it.
bool makesSense(const FormatOptions& options, const std::vector<std::string>& files, const Console& console) {
  if (!options.to.empty() && files.size() != 1) {
    console.fail({"--to 一次翻译一个文件", "--to translates one file at a time"});
    return false;
  }
  std::error_code failed;
  if (!options.output.empty() && fs::equivalent(options.output, files.front(), failed)) {
    console.fail({options.output + "：不能以译文覆盖原文，请写到另一个文件",
                  options.output + ": a translation does not go over its source; name another file"});
    return false;
  }
  return true;
}

} // namespace

Exit formatFiles(const FormatOptions& options, Console console) {
  if (!allThere(options.files, console)) return Exit::Failed;
  const std::vector<std::string> files = filesOf(options.files);
  if (!makesSense(options, files, console)) return Exit::Failed;
  Exit exit = Exit::Fine;
  for (const std::string& file : files) exit = worse(exit, Formatter(options, console).format(file));
  return exit;
}

} // namespace tiao::driver
