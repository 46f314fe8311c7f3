#include "examples/register/files.h"
#include "runtime/table/writer.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <list>
#include <optional>

/// tiao-register: writes a register of made-up enterprises, and the files beside it. The same options give the same
/// bytes on every machine.

namespace {

using namespace tiao::examples;
using tiao::table::Failure;
using tiao::table::OutputFile;
using tiao::table::Writer;

struct Options {
  int64_t firms = 1000;
  std::string years = "2022-2025";
  uint64_t seed = 1;
  std::string file = "register";
  std::string output = "-";
  std::string folder;
  std::string headings = "zh";
};

/// "2022-2025" or "2024"; nothing if it is neither.
std::optional<Years> readYears(const std::string& text) {
  const bool digits = text.find_first_not_of("0123456789-") == std::string::npos;
  if (!digits || (text.size() != 4 && (text.size() != 9 || text[4] != '-'))) return std::nullopt;
  const Years years{std::atoi(text.substr(0, 4).c_str()), std::atoi(text.substr(text.size() - 4).c_str())};
  if (years.first < 1000 || years.last < years.first) return std::nullopt;
  return years;
}

/// A file on its way out.
struct Output {
  const File* file;
  OutputFile to;
  Writer writer{to};
  Output(const File& file, OutputFile&& to) : file(&file), to(std::move(to)) {}
};

/// The files that the options ask for, begun. A list, since a writer keeps the address of its file.
std::optional<Failure> begin(const Options& options, std::list<Output>& outputs) {
  for (const File& file : files()) {
    if (options.folder.empty() && file.name != options.file) continue;
    const std::string path = options.folder.empty()
                                 ? options.output
                                 : (std::filesystem::path(options.folder) / (std::string(file.name) + ".csv")).string();
    auto created = OutputFile::create(path);
    if (const auto* failure = tiao::table::failureOf(created)) return *failure;
    outputs.emplace_back(file, std::get<OutputFile>(std::move(created)));
  }
  return std::nullopt;
}

void writeRow(Writer& writer, const Cells& cells) {
  for (const std::string& cell : cells) writer.cell(cell);
  writer.endRow();
}

std::optional<Failure> generate(const Options& options, Years years, std::list<Output>& outputs) {
  for (Output& output : outputs) {
    for (const Heading& heading : output.file->headings)
      output.writer.cell(options.headings == "en" ? heading.en : heading.zh);
    output.writer.endRow();
  }
  const auto failed = [](const Output& output) { return output.to.failure().has_value(); };
  for (int64_t number = 0; number < options.firms && std::ranges::none_of(outputs, failed); ++number) {
    const Firm firm = firmOf(options.seed, static_cast<uint64_t>(number), years);
    for (Output& output : outputs)
      for (const Cells& row : output.file->rows(firm)) writeRow(output.writer, row);
  }
  for (Output& output : outputs)
    if (auto failure = output.to.commit()) return failure;
  return std::nullopt;
}

std::vector<std::string> namesOfFiles() {
  std::vector<std::string> names;
  for (const File& file : files()) names.emplace_back(file.name);
  return names;
}

/// Makes the folder if it is not there; what is wrong with it otherwise.
std::optional<std::string> makeFolder(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return "cannot make the folder " + folder + ": " + error.message();
  return std::nullopt;
}

} // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app(
      "Writes a register of made-up enterprises, and the files of items and months beside it, for `tiao run`.\n"
      "Example: tiao-register --firms 1000000 --output register.csv\n"
      "         tiao-register --firms 5000 --folder large",
      "tiao-register");
  app.add_option("--firms", options.firms, "How many enterprises")
      ->check(CLI::Range(int64_t{0}, int64_t{1} << 32))
      ->capture_default_str();
  app.add_option("--years", options.years, "The years with all facts; three of history come before")
      ->capture_default_str();
  app.add_option("--seed", options.seed, "Another seed, another register")->capture_default_str();
  auto* file = app.add_option("--file", options.file, "Which of the files")
                   ->check(CLI::IsMember(namesOfFiles()))
                   ->capture_default_str();
  auto* output =
      app.add_option("--output", options.output, "Where it goes, or - for standard output")->capture_default_str();
  const auto named = [](const std::string& path) { return std::string(path.empty() ? "names no folder" : ""); };
  app.add_option("--folder", options.folder, "Writes all the files, each as NAME.csv, into this folder")
      ->check(named, "")
      ->excludes(file)
      ->excludes(output);
  app.add_option("--headings", options.headings, "The language of the headings")
      ->check(CLI::IsMember({"zh", "en"}))
      ->capture_default_str();
  CLI11_PARSE(app, argc, argv);

  const auto fail = [](const std::string& why) {
    std::fprintf(stderr, "tiao-register: %s\n", why.c_str());
    return 3;
  };
  const std::optional<Years> years = readYears(options.years);
  if (!years) return fail("--years is a year or two, as in 2022-2025");
  if (!options.folder.empty())
    if (const auto why = makeFolder(options.folder)) return fail(*why);
  std::list<Output> outputs;
  std::optional<Failure> failure = begin(options, outputs);
  if (!failure) failure = generate(options, *years, outputs);
  return failure ? fail(describe(*failure).en) : 0;
}
