#pragma once

#include "compiler/driver/console.h"
#include "compiler/driver/options.h"

#include <CLI/CLI.hpp>
#include <functional>

namespace tiao::driver {

/// The commands and their options, with help in one language.
class Commands {
public:
  explicit Commands(Language language);
  Commands(const Commands&) = delete;
  Commands& operator=(const Commands&) = delete;

  CLI::App app{"", "tiao"};
  std::function<Exit(Console)> chosen; // the command that was read

private:
  [[nodiscard]] std::string say(const char* zh, const char* en) const { return zh_ ? zh : en; }

  /// What every command has.
  void common(CLI::App& command);
  CLI::App* add(const char* name, const std::string& what, const std::string& example,
                const std::function<Exit(Console)>& run);

  // compute_options.cpp
  void addCheck();
  void addEval();
  void addRun();
  void addTest();
  void addProve();

  // source_options.cpp
  void addDiff();
  void addBuild();
  void addConsolidate();
  void addNewDistrict();
  void addFormat();
  void addCompletion();

  // What several commands have.
  CLI::Option* addInput(CLI::App* command, BatchOptions& batch) const;
  CLI::Option* addOutput(CLI::App* command, BatchOptions& batch, const std::string& what) const;
  /// What goes with a register. Where one need not be given, each asks for it.
  void addBatch(CLI::App* command, BatchOptions& batch, CLI::Option* input = nullptr) const;
  CLI::Option* addItems(CLI::App* command, std::vector<std::string>& items) const;
  CLI::Option* addDay(CLI::App* command, std::string& day) const;
  CLI::Option* addYears(CLI::App* command, std::string& years) const;
  CLI::Option* addEvents(CLI::App* command, std::string& events) const;
  CLI::Option* addLedger(CLI::App* command, std::string& ledger, std::string& through) const;
  CLI::Option* addEngine(CLI::App* command, std::string& engine) const;
  CLI::Option* addThreads(CLI::App* command, unsigned& threads) const;

  bool zh_;
  std::string language_, shell_;
  CheckOptions check_;
  EvalOptions eval_;
  RunOptions run_;
  TestOptions test_;
  ProveOptions prove_;
  DiffOptions diff_;
  BuildOptions build_;
  ConsolidateOptions consolidate_;
  NewDistrictOptions newDistrict_;
  FormatOptions format_;
};

} // namespace tiao::driver
