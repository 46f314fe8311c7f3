#pragma once

#include "compiler/core/program.h"
#include "compiler/parse/parse.h"

#include <optional>

/// From the syntax tree to the core: names, types, units, ranges, conventions, levels of limits. Reports as many errors
/// as it can and returns a program only if there were none, so that every engine may assume that names are resolved,
/// expressions typed, and that `core::broken` finds nothing.
namespace tiao::check {

/// A fact of a test; `period.year` 0 for a fixed fact, and for an item of every year, one entry for each year.
struct GivenFact {
  core::FactId fact;
  calendar::Period period;
  core::Constant value;
};

/// What an earlier decision gave, in yuan.
struct GivenAward {
  core::AwardId award;
  calendar::Period period;
  core::Rational amount;
};

/// An item of a test, with its own facts, and the years in whose lists it stands.
struct GivenItem {
  core::Id<core::ItemKind> kind;
  std::string name;
  std::vector<int> years;
  std::vector<GivenFact> facts;
  std::vector<GivenAward> awarded;
};

/// What is expected of one clause in one period: of all its awards together. An absent part is not asked.
struct Expected {
  std::vector<core::AwardId> awards;
  calendar::Period period;
  std::optional<core::Rational> lo, hi; // in yuan; equal for an amount
  std::vector<std::string> annotations; // ids of the keyword table: STATUS:Limited, REASON:TotalCap
  std::vector<std::pair<core::Id<core::Role>, core::Rational>> parts; // what payers bear
  source::Span span;
};

/// A test of the source (测试), with its names resolved.
struct Test {
  core::Name name;
  std::vector<GivenFact> facts;
  std::vector<GivenItem> items;    // where one of a kind is named, those named are all that there are
  std::vector<GivenAward> awarded; // a ledger complete through the last of their years
  bool elseNo = false;             // yes-or-no facts that are not given are no
  std::vector<Expected> expected;
  int lastYear = 0; // evaluated through this year
  source::Span span;
};

struct Checked {
  core::Program program;
  std::vector<Test> tests;
};

std::optional<Checked> check(const parse::Parsed& parsed, const source::SourceSet& sources, diagnostics::Sink& sink);

} // namespace tiao::check
