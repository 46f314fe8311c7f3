#pragma once

#include "compiler/core/rules.h"
#include "compiler/prove/symbol.h"

#include <memory>
#include <set>

/// The core as terms, for every case of one subject at once, each fact given. It follows interpret/ step for step, and
/// where a program is given whole, it folds to the interpreter's own amounts; both are tested against each other.
///
/// - number: a rational, kept a whole multiple of its grain: money, and money for a unit, in fen, anything else in ones
/// - truth: a truth: every fact is given, so no pair is needed
/// - date: a day number, moved by months or years; compared with known days by the first day that is moved so far
/// - one-of, text: the number of the name
/// - Add, If, Least, Greatest, Compare, Not, AtLeast: themselves; linear where the program is
/// - Mul, Div of two unknowns: Product, Quotient: the solver gives them up first for unknowns, then tries them
/// - Whole, Round, fix: Floor: ⌊(2n + d) ÷ 2d⌋
/// - Full, Anniversaries: a sum of one for each term or day that has passed
/// - Sum over months, years: unrolled
/// - Sum over items: unrolled over `Assumed::items` items of the kind, each listed or not in each year
/// - ledger: unrolled from the policy's first year: years used, sums, first year are sums over its entries
/// - Choice: of the sets that cannot be enlarged, the one that none beats, by sum, rank, election and name
/// - Overall, Pool: sums cut to the room; shares in proportion to the unit left over, or in order
/// - discretion: its assessment, an unknown from the least to the most of its declared range
///
/// Left out, and replaced by an unknown of which nothing is known (so that a proof still holds, and a witness is only
/// shown if the interpreter agrees): see `LeftOut`. Not asked at all: missing facts, invalid ones, a ledger of earlier
/// years, decisions already taken, events, subjects that begin later than the policy.
namespace tiao::prove {

enum class LeftOut : uint8_t {
  MovedDates, // two unknown days compared of which one is moved by months or years, or moved by an unknown number
  ManyTerms,  // full months or years between days that lie too far apart, or both unknown
  ManySets,   // a choice that allows too many sets
  NoElection, // equal awards without a fact that elects
};

/// What the unrolling assumes.
struct Assumed {
  int items = 1; // of each kind
  int firstYear = 0, lastYear = 0;
  bool paths = false; // also tell by which conditions an amount goes
};

/// One award, for one key and period: what it gives.
struct Given {
  core::AwardId award;
  Item item = Subject;
  Period period;
  Prop inForce, exhausted, eligible;
  Num uncapped;                                         // before the limits
  Num fixed;                                            // if open, by its own limits alone
  Num computed;                                         // after `overall`, before the choice
  Num amount;                                           // what it gives in the end
  std::vector<std::pair<uint32_t, Prop>> cuts{};        // by limit of the award: open, and it cuts
  std::vector<std::pair<core::ExprId, Prop>> through{}; // by Least that is a limit: open, and it cuts
  std::vector<std::pair<uint32_t, Prop>> closes{};      // by limit: it closes what would else be given
  std::vector<std::pair<uint32_t, Num>> room{};         // by cap: what it leaves
  std::vector<std::pair<uint32_t, Prop>> below{};       // by cap: open, something to give, and less than it leaves
  std::vector<std::pair<uint32_t, Prop>> lifts{};       // by floor: open, and it lifts
  struct Met {
    uint32_t limit;
    Num value,
        bound; // what comes to a cap or floor, and its room or bound; or how many are used, and how many there are
  };
  std::vector<Met> met{}; // by limit: of caps and floors if it is open, of numbers of years and months in any case
  // Only where `Assumed::paths`:
  std::vector<std::pair<core::ExprId, Prop>> asked{}; // each condition of those that are all asked
  struct Branch {
    core::ExprId expr; // an If, and its condition; a Least or Greatest, and that its second is taken
    Prop there, holds; // the amount comes to it; so it goes
  };
  std::vector<Branch> branches{}; // of the amount, where they are not known
};

/// The limits of all items together, in one period.
struct Together {
  core::AwardId award;
  Period period;
  Prop some; // some item comes to something, before its limits
  std::vector<Given::Met> met;
};

struct Encoded {
  std::vector<Given> given; // by year, award, period, key
  std::vector<Together> together;
  std::set<LeftOut> leftOut;
  bool items = false; // it hangs on how many items were assumed: a sum over items, or a limit or choice over them

  /// What an award gives in one year, of all keys and periods.
  [[nodiscard]] Num ofYear(Terms& terms, core::AwardId award, int year) const;
  [[nodiscard]] Num ofAllYears(Terms& terms, core::AwardId award) const;
};

/// A condition read as a constant, to ask what hangs on it.
using Instead = std::map<core::ExprId, bool>;

class Encoder {
public:
  /// `awards`: those wanted; what they hang on through choices, pools and Awarded is encoded too.
  Encoder(Terms& terms, Symbols& symbols, const Program& program, Assumed assumed)
      : terms_(terms), symbols_(symbols), program_(program), assumed_(assumed) {}

  Encoded encode(const std::vector<core::AwardId>& awards, const Instead& instead = {});

  /// The same of these alone: what choices and shared totals take from them may be anything, so that a proof holds of
  /// the program whole, and an example need not.
  Encoded encodeApart(const std::vector<core::AwardId>& awards);

  /// One expression, for a subject or item in a period; by the dates of an award, or the policy's.
  Term expression(core::ExprId expr, Item item, Period period, std::optional<core::AwardId> award = {},
                  const Instead& instead = {});
  /// The same as the award reads it for this item and period: its series may run on.
  Term asRead(core::ExprId expr, Item item, Period period, core::AwardId award);
  /// Is a so many days after b?
  Prop after(const DateTerm& a, const DateTerm& b, int days);
  Prop listed(core::Id<core::ItemKind> kind, Item item, int year) {
    return symbols_.listed(program_, kind, item, year);
  }
  [[nodiscard]] const Assumed& assumed() const { return assumed_; }
  /// What had to be left out of what was asked after `encode`.
  [[nodiscard]] const std::set<LeftOut>& leftOut() const { return result_.leftOut; }

private:
  struct Force {
    core::Date from, to;
    std::optional<Prop> started; // then it runs on after `to` where this holds
  };
  struct At {
    Item item = Subject;
    Period period;
    const Force* force = nullptr;
  };
  struct Entry {
    core::AwardId award;
    Item item;
    Period period;
    Num amount;
  };
  using History = std::vector<const Entry*>;
  struct Running {
    Num x;
    std::optional<Num> upper; // absent: open
  };

  // expressions (encode_expression.cpp)
  Term term(core::ExprId id, const At& at);
  Prop prop(core::ExprId id, const At& at);
  Num num(core::ExprId id, const At& at);
  DateTerm date(core::ExprId id, const At& at);
  Term chosen(Prop condition, const Term& a, const Term& b);
  Prop comparison(const core::Compare& e, const At& at);
  Term condition(const core::If& e, core::ExprId id, const At& at);
  Num division(const core::Div& e, const At& at);
  Num least(const core::Least& e, core::ExprId id, const At& at);
  Num greatest(const core::Greatest& e, core::ExprId id, const At& at);
  void branch(core::ExprId id, Prop holds);
  void asked(core::ExprId condition, const At& at, std::vector<std::pair<core::ExprId, Prop>>& all);
  Num sum(const core::Sum& e, const At& at);
  Num awarded(const core::Awarded& e, const At& at);
  // dates (encode_date.cpp)
  Prop notAfter(const DateTerm& a, const DateTerm& b);
  Prop notAfter(const DateTerm& a, core::Date b);
  Prop notBefore(const DateTerm& a, core::Date b);
  DateTerm day(const core::Day& e, const At& at);
  DateTerm shift(const core::Shift& e, const At& at);
  Num full(const core::Full& e, const At& at);
  Num anniversaries(const core::Anniversaries& e, const At& at);
  Num anniversaries(const DateTerm& of, core::Date first, core::Date last);
  [[nodiscard]] std::optional<core::Date> known(const DateTerm& date) const;
  [[nodiscard]] std::pair<core::Date, core::Date> range(const DateTerm& date) const; // unmoved
  Num leftOutNumber(LeftOut what, const Rational& lo, const Rational& hi);
  Prop leftOutTruth(LeftOut what);
  // limits (encode_limit.cpp)
  Prop closes(const core::Limit& limit, const History& past, const At& at);
  /// What a number of years, months or terms is held against; none of other limits.
  std::optional<std::pair<Num, Num>> counted(const core::Limit& limit, const History& past, const At& at);
  Num used(const core::Count& limit, const History& past, const At& at);
  Prop closes(const core::Count& limit, const History& past, const At& at);
  Num already(const History& past, core::Window window, Period t);
  /// What one limit did.
  struct Applied {
    Prop cut, below, lifts;
    std::optional<Num> room;
    Num value, bound; // of a cap or floor: what comes to it; its room or bound
  };
  std::vector<Applied> apply(const std::vector<core::Limit>& limits, const History& past, const At& at,
                             Running& running);
  Num fix(const Running& running, const core::Award& award);
  // a year (encode_year.cpp)
  void year(int year);
  void candidates(core::AwardId id, int year);
  void candidate(core::AwardId id, Item item, Period t, Prop closed, const std::vector<Entry>& earlier);
  Prop inForce(const core::Award& award, Force& force, const At& at);
  Num partOfYear(const core::Award& award, const Force& force, Period t);
  /// What its limits met on the way.
  std::vector<Given::Met> share(const std::vector<size_t>& among, const std::vector<core::Limit>& limits,
                                const History& past, const At& at, const Rational& unit, bool inOrder);
  void met(const std::vector<core::Limit>& limits, const std::vector<Applied>& applied, const History& past,
           const At& at, std::vector<Given::Met>& out);
  void inProportion(const std::vector<size_t>& among, Num together, Num room, Prop over, const Rational& unit);
  void bars(int year);
  void bar(const core::Choice& choice, core::AwardId barred, core::AwardId by, int year);
  void choices(int year);
  void pools(int year);
  void takeAnything(); // what bars, choices and pools may leave
  [[nodiscard]] History past(core::AwardId award, std::optional<Item> item, int year) const;
  void want(core::AwardId award);

  Terms& terms_;
  Symbols& symbols_;
  const Program& program_;
  Assumed assumed_;
  Encoded result_;
  const Instead* instead_ = nullptr;
  bool apart_ = false;
  std::vector<bool> wanted_; // by award
  std::vector<std::unique_ptr<Entry>> book_;
  std::vector<Prop> closedPools_;
  std::vector<Given> year_; // the candidates of the year
  std::vector<std::pair<core::ExprId, Prop>>* through_ = nullptr;
  std::vector<Given::Branch>* branches_ = nullptr;
  Prop path_; // under which conditions of an amount we are
};

} // namespace tiao::prove
