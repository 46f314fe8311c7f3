#pragma once

#include "compiler/core/program.h"
#include "compiler/diagnostics/diagnostics.h"
#include "compiler/explain/explain.h"

#include <optional>
#include <string>
#include <vector>

/// What two versions of a policy differ in: one plain value, in both languages, from which every format is rendered. No
/// renderer needs the programs, computes or decides anything.
namespace tiao::diff {

using diagnostics::Text;
using number::Rational;

/// The old version and the new one.
enum class Side : uint8_t { Before, After };

/// Where something stands, as a person says it. No file where the version has nothing such.
struct Place {
  std::string file; // as the version was given, from the folder that its files share: policy.tiao.md
  uint32_t line = 0;
  bool operator==(const Place&) const = default;
};

// ------------------------------------------------------------------------------------------------------------- words

#define EDIT(name, id, zh, en) name,
enum class EditKind : uint8_t {
#include "compiler/diff/edits.def"
};
#undef EDIT

/// For machines: cap-raised.
const char* editKey(EditKind kind);

/// One change of one thing, as the policy writes it. A value is empty where the version has no such thing.
struct Edit {
  EditKind kind = EditKind::OtherwiseChanged;
  Text sentence;      // 累计上限提高
  Text before, after; // 500万元, 800万元
  Place was, is;
};

/// How a clause of the old version was found again in the new one.
enum class Match : uint8_t {
  Name,
  Article,  // by its place: another name under the same article
  Likeness, // by what it says: another name, another article
  Split,    // one old clause says what several new ones say
  Merged,   // several old ones, one new
  Added,    // none in the old version
  Removed,  // none in the new one
};

/// A clause of one version.
struct Clause {
  Text name;
  Text article; // 第一条 / Article 1; may be empty
  Place place;
  std::string words; // its sentences as they are written, on one line
  int sentences = 1;
};

// --------------------------------------------------------------------------------------------------------------- law

enum class Verdict : uint8_t {
  Unchanged,     // proved: the same in every case
  MoreGenerous,  // proved: none gets less, some more
  LessGenerous,  // proved: none gets more, some less
  BothWays,      // some more, some less
  Undecided,     // `why`
  NotComparable, // `why`
};
/// For machines: unchanged, moreGenerous …
const char* verdictKey(Verdict verdict);

/// One fact of a witness.
struct WitnessFact {
  Text fact;
  Text value;         // as a person reads it: 25,000,000.03元
  std::string exact;  // for machines: 25000000.03, yes, 2024-01-01, the name of a member
  std::string period; // 2023, 2023-07; empty of a fixed fact
  std::string item;   // whose fact it is; empty for the subject
};
/// A case that the interpreter has computed under both versions.
struct Witness {
  std::vector<WitnessFact> facts;
  std::string period;     // of the amounts; empty: over all years
  Rational before, after; // in yuan
  std::vector<Text> lines;
};

/// What both versions pay at one value of the driving fact, in yuan.
struct Point {
  Rational at, before, after;
};
/// An interval of the driving fact in which both versions compute in one way each. Bounds are data as they are given:
/// money in whole fen, anything counted in ones; both are inside.
struct Region {
  Rational lo, hi;
  bool fromLeast = false, toMost = false; // as far as the fact is declared: from here down, from here up
  Text before, after;                     // what is given there: 20%, 5,000,000.00元, 不给予
  Rational least, most;                   // new − old, in yuan: from the least to the greatest, both reached
  bool exact = true;                      // false: the change lies between them
  Point first, last;                      // at its ends
  bool proved = false;                    // whatever the other facts are
};
/// Those whom one version pays by a condition that the other does not ask.
struct ByCondition {
  Text condition;
  Side asks = Side::After; // the version that asks it
  Rational least, most;    // new − old, in yuan
  bool exact = true;
};
struct Regions {
  Text fact;                   // the driving quantity: 实际投资额
  Text scope;                  // of which periods: 2022年, 各年相同, 合计
  std::vector<Region> regions; // in order, without gap; empty where no one fact drives the change
  std::vector<ByCondition> conditions;
  std::vector<Text> notes; // why the table does not say all; empty where it does
};

/// Who is treated differently, of one award or of several that were split or merged.
struct Law {
  Text award; // 招引资助（第2句）
  Verdict verdict = Verdict::Unchanged;
  bool core = false; // Unchanged since the canonical core is the same: no solver was asked
  bool madeUp =
      false; // what is lost here by a choice comes from another clause: over all of them nobody loses (proved)
  bool choices = false;    // what other clauses take from it is counted in; else the clause by itself
  bool discretion = false; // what is compared is how much may be given at most
  std::vector<Text> why;   // of Undecided and NotComparable: what was in the way, what was searched
  std::optional<Rational> mostMore, mostLess; // the greatest gain and loss over all years, where that is proved
  std::optional<Witness> leastMore, readableMore, leastLess, readableLess, moved; // moved: the same in all, other years
  std::optional<Regions> regions;
  bool failed = false; // the solver broke, or the interpreter disagreed: exit 3
};

/// Is it shown that somebody gets less, and nothing else makes up for it?
bool loses(const Law& law);

/// An award of the old version, and the same one of the new version; one of them may have none.
struct Twins {
  std::optional<core::AwardId> before, after;
  bool core = false;      // the same canonical core
  bool equal = false;     // proved: each case is given the same
  bool neverLess = false; // proved: no case is given less over all years
  bool neverMore = false; // likewise
};

/// A clause of the old version beside its like in the new one. Of Added one side is empty, of Removed the other; of
/// Split and Merged several stand on one side.
struct Pair {
  Match match = Match::Name;
  std::vector<Clause> before, after;
  std::vector<Edit> edits;
  std::vector<Law> laws;     // one for each award, by itself
  std::vector<Law> together; // with what other clauses take from it by a choice or a shared limit, where that differs
  std::vector<Twins> awards;
  Verdict verdict = Verdict::Unchanged; // of all its awards, by themselves
  bool same = false;                    // the same core and the same words
  std::string fingerprint; // of the change: stable as long as both sides mean the same; empty where nothing changed
  std::optional<Text> accepted; // the acceptance: reason and document number
};

// --------------------------------------------------------------------------------------------------------- interface

/// What data feeds and evaluators meet.
enum class InterfaceKind : uint8_t {
  FactAdded,     // breaks: something new is asked
  FactRemoved,   // breaks: a column nobody reads
  FactRenamed,   // breaks
  FactType,      // breaks
  FactUnit,      // breaks
  FactPeriod,    // breaks: each year instead of once
  FactOwner,     // breaks: of each item instead of the subject
  FactRange,     // breaks where values are no longer allowed
  MemberAdded,   // of a one-of
  MemberRemoved, // breaks
  FactJudge,
  ItemKindAdded,   // breaks
  ItemKindRemoved, // breaks
  ItemKindChanged, // breaks
  PayerAdded,
  PayerRemoved,
  AwardAdded,
  AwardRemoved,
  AwardRenamed, // the clause of rows and ledgers has another name
  AwardPeriod,  // a row a month instead of a year
  ElectionAdded,
  ElectionRemoved,
};
const char* interfaceKey(InterfaceKind kind);

struct InterfaceChange {
  InterfaceKind kind = InterfaceKind::FactAdded;
  bool breaks = false; // what read or wrote the old version does not fit the new one
  Text sentence;       // 事实「年营业收入」的单位改变
  Text before, after;
  Place was, is;
  std::string fingerprint;
  std::optional<Text> accepted;
};

/// An edit of no clause: the policy's days, what every clause asks, choices, who pays, the official text.
struct General {
  Edit edit;
  bool unproved = false; // of payment and recovery: no proof is about it
  std::string fingerprint;
  std::optional<Text> accepted;
};

// ------------------------------------------------------------------------------------------- register and budget

/// One sum before and after, in yuan: what is surely given, and the most that missing facts allow.
struct Sum {
  Rational before, after;         // surely given; all there is where every fact is known
  Rational mostBefore, mostAfter; // the most that it may come to
  Rational least, most;           // the change: from the least to the greatest; equal where it is known
  [[nodiscard]] bool definite() const { return least == most && before == mostBefore && after == mostAfter; }
  Sum& operator+=(const Sum& other);
};
struct SumRow {
  Text name;
  Sum sum;
  uint64_t more = 0, less = 0; // subjects that surely get more, or less, here
};
/// A subject over all its awards and years.
struct Changed {
  std::string subject;
  Text clause;        // in which it changes most, and how many others
  std::string period; // 2023, 2022–2024: the years in which something changes
  Sum sum;
};
/// Over the subjects of a register.
struct Register {
  uint64_t subjects = 0, more = 0, less = 0; // over all awards and years
  uint64_t moved = 0;                        // the same in all, otherwise by clause or year
  uint64_t pending = 0;                      // whether they get more or less hangs on facts that are missing
  Rational medianChange; // of those that get more or less, in yuan; what is sure, where the change is a range
  Rational medianMore, medianLess;
  std::string years; // that were computed: 2022–2025
  std::vector<SumRow> byClause, byArticle, byDistrict, byYear;
  std::vector<Changed> most; // the greatest gains, then the greatest losses
  std::vector<Changed> open; // the first that are pending
  [[nodiscard]] uint64_t same() const { return subjects - more - less - moved - pending; }
};
/// Is the increase over the one that is allowed? Perhaps: it hangs on facts that are missing.
enum class Over : uint8_t { No, Perhaps, Yes };
/// By who pays.
struct Budget {
  Sum total;
  std::vector<SumRow> byPayer, byYear;
  std::optional<Rational> allowed; // --budget: the increase that is allowed, in yuan
  Over over = Over::No;
};

// ----------------------------------------------------------------------------------------------------------- reasons

/// A line of two explanations laid beside each other.
struct ReasonLine {
  enum class In : uint8_t { Both, Before, After };
  In in = In::Both;
  explain::Line::Mark mark = explain::Line::Mark::None;
  int depth = 0;
  Text text;
};
/// What one version says of one award in one period.
struct Told {
  Text status, amount; // 限额给予, 800,000.00元
  std::string statusKey;
  Rational least, most; // of the amount, in yuan
};
struct Reason {
  Text clause;
  std::string item;                  // of an award counted by items
  std::string period;                // 2023, 2023-07
  std::optional<Told> before, after; // none where the version has no such award
  bool differs = false;              // in status or amount
  std::vector<ReasonLine> lines;
};
/// Why one subject is given what it is: what differs first, the greatest change first.
struct Reasons {
  std::string subject;
  Sum total;
  std::vector<Reason> differing;
  std::vector<Reason> same; // that give something, or may
};

// -------------------------------------------------------------------------------------------------------------- whole

struct Version {
  std::string given; // as it was asked for: policy.tiao.md, git:HEAD~1:policies
  Text policy;
  std::string document; // 文号
  std::string from, to; // 2022-07-01
  std::string folder;   // from where its places count: policies/hangzhou/2022-34/; empty: from where the tool runs
};

/// What a comparison ends with; the numbers are exit codes.
enum class End : uint8_t {
  Equal = 0,
  NobodyLoses = 10,
  SomebodyLoses = 11,
  Undecided = 12,
  InterfaceBroken = 13,
  OverBudget = 20,
  Failed = 3,
};
const char* endKey(End end);

struct Counts {
  int clauses = 0, same = 0, unchanged = 0; // same: core and words; unchanged: proved, said in other words
  int more = 0, less = 0, both = 0, undecided = 0, notComparable = 0, added = 0, removed = 0, accepted = 0;
};

struct Result {
  Version before, after;
  bool identical = false; // nothing that computes differs
  std::vector<General> general;
  std::vector<Pair> pairs; // in the order of the new version, removed ones at their old place
  std::vector<InterfaceChange> interface;
  std::optional<Register> registered;
  std::optional<Budget> budget;
  std::optional<Reasons> reasons;
  bool lawAsked = true; // --words-only: no verdicts
  Counts counts;
  End end = End::Equal;
  std::string solver; // Z3 4.8.12; empty when none was asked
};

} // namespace tiao::diff
