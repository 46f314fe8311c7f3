#pragma once

#include "compiler/core/id.h"
#include "compiler/source/span.h"
#include "runtime/calendar/calendar.h"
#include "runtime/number/rational.h"

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// The core: the small typed program that every engine reads. Its meaning is fixed in design page `core.md`, which the
/// interpreter implements literally. Names are ids, every expression is typed, all sugar is gone. Programs are plain
/// data: copyable, printable, without ownership puzzles.
namespace tiao::core {

// Before the types of the same names: GCC 12 takes scoped enumerators for names that hide others.
enum class Kind { Truth, Number, Date, Member, Text };

using calendar::Date;
using number::Rational;
using number::RoundMode;
using source::Span;

/// A name in both languages. Either may be empty where the policy gives only one; use `in` to show it.
struct Name {
  std::string zh, en;
  bool operator==(const Name&) const = default;
};

// ----------------------------------------------------------------------------------------------------------------
// types

/// A base unit: yuan is always the first (index 0). Others are declared: 件, 台, year …
struct BaseUnit {
  Name name;
};

/// A product of powers of base units, as exponents by base; no zero exponents. The empty product is a plain number.
struct Unit {
  std::map<uint32_t, int> powers;
  bool operator==(const Unit&) const = default;
};
Unit operator*(const Unit& a, const Unit& b);
Unit operator/(const Unit& a, const Unit& b);
inline Unit yuan() { return {{{0U, 1}}}; }

/// The members of a one-of (其一) fact.
struct Enumeration {
  std::vector<Name> members;
};

struct Type {
  Kind kind = Kind::Number;
  Unit unit;                   // of a Number
  Id<Enumeration> enumeration; // of a Member
  bool operator==(const Type&) const = default;
};

struct Member {
  uint32_t index = 0; // into the enumeration
  auto operator<=>(const Member&) const = default;
};

/// A definite value.
using Constant = std::variant<bool, Rational, Date, Member, std::string>;

// ----------------------------------------------------------------------------------------------------------------
// facts

/// A body or a payee.
struct Role {
  Name name;
};

/// A kind of item that a subject has (exhibitions, outlets). `most` is the greatest number of items that one subject
/// may have in a period: what a missing list is bounded by.
struct ItemKind {
  Name name;
  int64_t most = 10'000;
  Span span;
  bool yearly = false; // 每年若干: each year has a list of its own; else an item, once listed, is listed in later years
                       // too unless its row says otherwise
};

enum class Per { Fixed, Year, Month };

enum class FactOrigin {
  Given,      // asked of the data
  Assessment, // an amount that a body fixes for one award and period
  Election,   // the choice of the enterprise between equal awards
  Event,      // told by the events of the case, which are given whole: what is not told did not happen
};

struct Fact {
  Name name;
  Type type;
  Per per = Per::Fixed;
  FactOrigin origin = FactOrigin::Given;
  std::optional<Id<ItemKind>> item; // whose fact it is; the subject's when absent
  std::optional<Id<Role>> judge;    // who decides it, for 由 … 评定/核定
  Rational lo, hi;                  // declared range of a Number
  Date dateLo, dateHi;              // declared range of a Date
  Span span;
};

// ----------------------------------------------------------------------------------------------------------
// expressions

struct Expr;
struct Award;
using ExprId = Id<Expr>;
using FactId = Id<Fact>;
using AwardId = Id<Award>;
using TermUnit = calendar::TermUnit;

struct Const {
  Constant value;
};
/// This key's or its subject's fact, in this period.
struct FactRef {
  FactId fact;
};
/// `of` as it was `count` years (or months) before.
struct Back {
  ExprId of;
  int count = 0;
  TermUnit unit = TermUnit::Years;
};
/// The first or last day of this period that lies in force (of the period itself, if none does).
struct Day {
  bool last = false;
};
struct Add {
  ExprId left, right;
};
struct Mul {
  ExprId left, right;
};
/// left ÷ right, or `otherwise` where the divisor is 0.
struct Div {
  ExprId left, right, otherwise;
};
/// The lesser. `limit`: a limit on a quantity, or on one item of a sum; told as a limit when it cuts (right cuts left).
struct Least {
  ExprId left, right;
  bool limit = false;
};
struct Greatest {
  ExprId left, right;
};
/// The greatest whole number not above.
struct Whole {
  ExprId of;
};
struct Round {
  ExprId of;
  Rational unit;
  RoundMode mode = RoundMode::HalfUp;
};
struct If {
  ExprId condition, then, otherwise;
};
/// A date moved by a whole number of units.
struct Shift {
  ExprId date, by;
  TermUnit unit = TermUnit::Days;
};
/// Full years or months from one date to another.
struct Full {
  TermUnit unit = TermUnit::Years;
  ExprId from, to;
};
/// Full years of a date that are completed on a day of this period in force.
struct Anniversaries {
  ExprId date;
};
struct OverItems {
  Id<ItemKind> kind;
};
struct OverMonths {};
/// The years from `from` to `to` years back, from ≤ to; 0 is this year.
struct OverYears {
  int from = 0, to = 0;
};
using Domain = std::variant<OverItems, OverMonths, OverYears>;
/// The sum of `value` over the members of a domain where `where` is yes; both are read at the member.
struct Sum {
  Domain domain;
  ExprId where, value;
};
/// What an award gave this key in earlier years.
struct Awarded {
  AwardId award;
};
enum class Comparison { Less, AtMost, Equal };
struct Compare {
  Comparison op = Comparison::Less;
  ExprId left, right;
};
struct Not {
  ExprId of;
};
/// At least k of the parts: all of n is AtLeast n, any of is AtLeast 1.
struct AtLeast {
  uint32_t k = 1;
  std::vector<ExprId> of;
};

using Node = std::variant<Const, FactRef, Back, Day, Add, Mul, Div, Least, Greatest, Whole, Round, If, Shift, Full,
                          Anniversaries, Sum, Awarded, Compare, Not, AtLeast>;

struct Expr {
  Type type;
  Node node;
  Span span; // of the words it came from; empty (begin = end) when it was made by the checker
};

/// What words said that the core says in other nodes, kept for explanations: a side table, read by no engine.
struct GrowthGloss {
  ExprId first, last;                // the value at the beginning and at the end
  int growths = 1;                   // how many yearly growths lie between
  std::optional<Rational> threshold; // the rate compared with
};
struct StartGloss {
  ExprId condition;
};
/// A scale or a table: of its lines the one that applies, or of a marginal scale the parts that add up.
struct ScaleGloss {
  struct Line {
    Name words;                 // what it asks, as the policy says it
    ExprId applies;             // whether it holds; of a part: how much of the key lies in it
    ExprId value;               // what it gives
    std::optional<ExprId> rate; // of a part that has one
  };
  Name name;
  bool applied = false; // of another value than its own key
  bool parts = false;
  std::vector<ExprId> keys;
  std::vector<Line> lines;
  std::optional<ExprId> otherwise; // of steps: what it gives where no line holds
};
/// An If that a layer made: its condition says where the layer is the version in force.
struct VersionGloss {
  Name layer;
  uint32_t policy = 0; // tells layers apart
};
/// 优先于: this is Not the condition of an award that overrides.
struct OverrideGloss {
  AwardId award;
  ExprId condition;
};
/// 三年内受过处罚: a yes or no in one of the last n years, or a date in them.
struct HeldGloss {
  int years = 1;
  ExprId of;
};
/// 停止 甲，自…起: this is Not that the day has come.
struct StopGloss {
  Date from;
};
using Gloss = std::variant<GrowthGloss, StartGloss, ScaleGloss, VersionGloss, OverrideGloss, HeldGloss, StopGloss>;

// ---------------------------------------------------------------------------------------------------------------
// awards

/// A cap of so much limits nothing: it stands where a limit holds in another version only.
inline Rational noLimit() { return Rational(1'000'000'000'000'000) * 1'000'000'000'000'000; }

enum class Window { Period, Year, Life };

struct Cap {
  ExprId bound;
  Window window = Window::Period;
};
struct Floor {
  ExprId bound;
};
/// At most n years (or months) with an award; `run`: consecutive from the first one.
struct Count {
  ExprId n;
  Per unit = Per::Year;
  bool run = false;
};
/// Open while `elapsed` < n.
struct Within {
  ExprId elapsed, n;
};
struct Limit {
  std::variant<Cap, Floor, Count, Within> node;
  Span span;
};

enum class PartOfPeriod { Whole, Months, None };

struct Award {
  Name name;
  std::string document;  // 文号 of the policy or layer that it stands in; may be empty
  std::string article;   // the heading's number, 第一条; may be empty
  std::string quotation; // the clause's own sentence
  std::optional<Id<Role>> payee;
  std::optional<Id<ItemKind>> key; // absent: counted by subject
  Per period = Per::Year;          // Year or Month
  Date from, to;
  std::optional<ExprId> startedIf; // after `to`: accrued when absent, else series begun (this condition) run on
  PartOfPeriod part = PartOfPeriod::Whole;
  ExprId eligible; // Truth
  ExprId amount;   // Number in yuan; the assessment fact itself for a discretionary award
  std::optional<FactId> assessment;
  std::vector<Limit> limits;        // on each key, from the inside out
  std::vector<Limit> overall;       // on the subject; empty unless counted by items; no Floor
  Rational unit = Rational(1, 100); // rounding unit in yuan
  RoundMode mode = RoundMode::HalfUp;
  Span span;
};

struct Choice {
  std::vector<std::pair<AwardId, AwardId>> conflicts;
  std::optional<Id<ItemKind>> level; // absent: the subject
  bool matter = false;               // span: the matter, through the years; else the year
  bool elected = false;              // by: elected; else the highest
  std::vector<AwardId> rank;
  std::optional<FactId> election; // a one-of fact whose members are the awards in Program order
  bool difference = false;        // later: the difference; else nothing
  std::optional<Date> from, to;   // of a layer: the days on which it is in force; absent: as long as its awards are
};

struct Pool {
  std::vector<AwardId> awards;
  std::vector<Limit> limits; // Cap year|life
  bool inOrder = false;      // share: in order; else in proportion
};

// ----------------------------------------------------------------------------------------- the money after the award

struct Portion {
  Id<Role> payer;
  Rational share;
};
struct SplitCase {
  ExprId condition; // Truth: of the subject in the award's period
  std::vector<Portion> portions;
  Span span;
};
/// Who pays. In every case the shares are ≥ 0 and sum to 1; the cases leave no gap and do not overlap.
struct Split {
  std::vector<SplitCase> cases;
  std::vector<Id<Role>> payers; // all that occur in some case
  Id<Role> rest;                // who takes what the others' rounding down leaves
  std::string article, quotation;
  Span span;
};

struct Stage {
  Name name;
  std::optional<Id<Role>> body; // who acts
};
struct Procedure {
  Name name; // may be empty
  std::vector<Stage> stages;
  std::string article, quotation;
  Span span;
};

struct Instalment {
  Rational share;             // of the award; the last takes the rest
  bool byPerformance = false; // due only when the performance is found
};
/// How an approved award is paid. Running → stopped → recovered, also running → recovered.
struct Schedule {
  std::vector<Instalment> instalments; // empty: how many, and how much each, is decided payment by payment
  bool byPerformance = false;
  std::optional<ExprId> stop;     // Truth: from the year of the first payment on, it withholds what is not yet paid
  std::optional<ExprId> recovery; // Truth: the grounds, found by a body; what was paid goes back to those who paid it
  bool bars = false;              // after it no award of a later period
  bool roomGivenBack = false;     // what was recovered no longer counts in the award's limits
  std::string article, quotation;
  Span span;
};

struct Program {
  Name policy;
  std::string document; // 文号
  Name subject;         // who receives: 企业 / enterprise
  Date from, to;
  Store<BaseUnit> units; // [0] is yuan
  Store<Enumeration> enumerations;
  Store<Role> roles;
  Store<ItemKind> itemKinds;
  Store<Fact> facts;
  Store<Expr> exprs;
  Store<Award> awards;
  std::vector<Choice> choices;
  std::vector<Pool> pools;
  std::map<ExprId, Gloss> glosses;
  std::optional<FactId> district; // the fact that summaries are grouped by, if the policy has one
  std::optional<Split> split;
  std::optional<Procedure> procedure;
  std::optional<Schedule> schedule;
  std::optional<FactId> barred; // a yearly fact of origin Event: barred from applying again
};

/// The program as text a person can read, names taken from the source (`--print core`).
std::string print(const Program& program);
/// One expression on one line.
std::string print(const Program& program, ExprId expr);
/// A value as the policy would write it, for prints and messages.
std::string print(const Program& program, const Type& type, const Constant& value);

/// The rules of `core.md` section 2 that a well-formed program keeps, each broken one as a sentence (in English, for
/// us). Empty for every program that the checker returns.
std::vector<std::string> broken(const Program& program);

} // namespace tiao::core
