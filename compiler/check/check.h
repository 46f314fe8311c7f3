#pragma once

#include "compiler/core/claim.h"
#include "compiler/parse/parse.h"

#include <optional>
#include <set>

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

/// What a drafter states of the policy (断言), as the source says it at `span`.
struct Assertion {
  core::Claim claim;
  source::Span span;
};

/// A reading that something depends on (core.md section 10). `reader` is the clause; where it is no clause, what else
/// of the policy asks: the split, the recovery, a layer.
struct ReadingUse {
  enum class Chosen : uint8_t { Default, ByPolicy, ForClause, Forced };
  std::string convention, reading; // ids of the keyword table
  Chosen chosen = Chosen::Default;
  core::Name reader;
  source::Span declared; // the reader's name; empty where nothing names it
  bool operator==(const ReadingUse&) const = default;
};

/// A reading that stands for every one that the policy declares or takes by default: to ask what another would come to.
struct ForcedReading {
  std::string convention, reading; // ids of the keyword table; the reading is one of the convention's
  std::optional<size_t> payer;     // of ToPayer: which of the split's payers
  std::set<std::string> except;    // readers (by the Chinese name, or the only one) that keep what they have
};

struct Checked {
  core::Program program;
  std::vector<Test> tests;
  std::vector<Assertion> assertions;
  std::vector<ReadingUse> readings; // by convention; each reader once for each
};

/// `forced` changes one reading and nothing else: the text, its names and the order of its awards stay.
std::optional<Checked> check(const parse::Parsed& parsed, const source::SourceSet& sources, diagnostics::Sink& sink,
                             const std::optional<ForcedReading>& forced = {});

} // namespace tiao::check
