#include "examples/register/firm.h"
#include "runtime/table/writer.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <optional>

/// tiao-register: writes a register of made-up enterprises. The same options give the same bytes on every machine.

namespace {

using namespace tiao::examples;
using tiao::table::OutputFile;
using tiao::table::Writer;

struct Options {
  int64_t firms = 1000;
  std::string years = "2022-2025";
  uint64_t seed = 1;
  std::string output = "-";
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

std::optional<tiao::table::Failure> generate(const Options& options, Years years, OutputFile& file) {
  Writer writer(file);
  for (const Heading& heading : Headings) writer.cell(options.headings == "en" ? heading.en : heading.zh);
  writer.endRow();
  for (int64_t firm = 0; firm < options.firms && !file.failure(); ++firm) {
    for (const Cells& row : rowsOfFirm(options.seed, static_cast<uint64_t>(firm), years)) {
      for (const std::string& cell : row) writer.cell(cell);
      writer.endRow();
    }
  }
  return file.commit();
}

} // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app("Writes a register of made-up enterprises, for `tiao run`.\n"
               "Example: tiao-register --firms 1000000 --output register.csv",
               "tiao-register");
  app.add_option("--firms", options.firms, "How many enterprises")
      ->check(CLI::Range(int64_t{0}, int64_t{1} << 32))
      ->capture_default_str();
  app.add_option("--years", options.years, "The years with all facts; three of history come before")
      ->capture_default_str();
  app.add_option("--seed", options.seed, "Another seed, another register")->capture_default_str();
  app.add_option("--output", options.output, "The file, or - for standard output")->capture_default_str();
  app.add_option("--headings", options.headings, "The language of the headings")
      ->check(CLI::IsMember({"zh", "en"}))
      ->capture_default_str();
  CLI11_PARSE(app, argc, argv);

  const std::optional<Years> years = readYears(options.years);
  if (!years) {
    std::fprintf(stderr, "tiao-register: --years is a year or two, as in 2022-2025\n");
    return 3;
  }
  auto file = OutputFile::create(options.output);
  std::optional<tiao::table::Failure> failure;
  if (const auto* notCreated = tiao::table::failureOf(file))
    failure = *notCreated;
  else
    failure = generate(options, *years, std::get<OutputFile>(file));
  if (!failure) return 0;
  std::fprintf(stderr, "tiao-register: %s\n", describe(*failure).en.c_str());
  return 3;
}
