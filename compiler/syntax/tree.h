#pragma once

#include "compiler/core/id.h"
#include "compiler/source/span.h"
#include "runtime/calendar/calendar.h"
#include "runtime/number/rational.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

/// The syntax tree: what a source says, faithfully. Names are what was written beside the symbol that the vocabulary
/// has for them, order is the source's, and every node has its place. The Chinese and the English form of a sentence
/// are the same tree; which synonym was used is kept in `wording`, an index into the keyword's spellings, and is no
/// part of the meaning. `print` shows the tree, and two trees mean the same when their prints without wording are
/// equal.
namespace tiao::syntax {

using calendar::Date;
using core::Id;
using core::match;
using core::Store;
using number::Rational;
using source::Span;

// --------------------------------------------------------------------------------------------------------------
// symbols

/// What kind of thing a spelling names. A spelling has one class.
/// `Group` is named by 以下简称, `MemberGroup` by 组: several members of a one-of under one name.
enum class SymbolClass {
  Subject,
  Item,
  Role,
  Fact,
  Unit,
  Clause,
  Term,
  Parameter,
  Member,
  Group,
  MemberGroup,
  Stage,
  Fund,
  Matter,
  Scale,
  Policy,
};

/// A declared name. `zh` and `en` are its first spellings; either may be empty.
struct Symbol {
  SymbolClass kind = SymbolClass::Fact;
  std::string zh, en;
  Span declared;
  std::optional<Id<Symbol>> alias;  // for 又称: the subject, item, role or fund that it also names
  bool byClause = false;            // a fact decided apart for each clause
  std::optional<Id<Symbol>> clause; // a fact of one clause: the amount assessed for it, or a fact decided by clause
  std::optional<Id<Symbol>> base;   // of the latter: the fact it is a case of
  bool election = false;            // the award that the enterprise elects
  [[nodiscard]] const std::string& shown(bool chinese) const {
    return chinese ? (zh.empty() ? en : zh) : (en.empty() ? zh : en);
  }
};
using SymbolId = Id<Symbol>;

/// A use of a name. `symbol` is absent when the word is unknown, which has been reported; nothing more is said of it.
struct Name {
  std::string text;
  std::optional<SymbolId> symbol;
  Span span;
};

/// A name where it is declared.
struct NewName {
  std::string zh, en;
  Span span;
  std::optional<SymbolId> symbol; // absent for what is never referred to (tests, policies)
};

// --------------------------------------------------------------------------------------------- values and conditions

struct Expr;
using ExprId = Id<Expr>;

/// A number with what it counts. `unit`: yuan for money, a declared unit for a count, none for a plain number or a
/// rate.
struct Literal {
  enum class Kind { Number, Money, Percent, Count, Years, Months };
  Kind kind = Kind::Number;
  Rational value;           // in yuan; 20% is 1/5
  std::optional<Name> unit; // of a Count; for Money, the unit after 元/
};
struct DateLiteral {
  Date date;
};
struct NameUse {
  Name name;
};
/// `rate` of `base`: 实际投资额的20%.
struct PercentOf {
  ExprId rate, base;
};
enum class Arithmetic { Plus, Minus, Times, Over };
struct Binary {
  Arithmetic op;
  ExprId left, right;
};
struct Negative {
  ExprId of;
};
/// The larger (or smaller) of two values.
struct Extreme {
  bool larger = true;
  ExprId left, right;
};
struct Conditional {
  ExprId condition, then, otherwise;
};
/// 上年 X.
struct PreviousYear {
  ExprId of;
};
/// X 较上年增量.
struct Increase {
  ExprId of;
};
/// X 超过 Y 的部分.
struct PartAbove {
  ExprId of, bound;
};
/// 近n年X平均增速; without a name, of the nearest value before it in the same list of conditions.
struct AverageGrowth {
  int years = 0;
  std::optional<Name> of;
};
/// 规模奖 适用 上年年营业收入: a scale of another value than its own key.
struct Applied {
  Name scale;
  ExprId of;
};

/// （X 四舍五入到0.01%）: rounding where it is written.
struct Rounded {
  ExprId of, unit;
  number::RoundMode mode = number::RoundMode::HalfUp;
};
/// 各展会的（…）之和: over the items of a kind for which the condition holds; without a value, how many they are.
struct SumOver {
  Name kind;
  std::optional<ExprId> where, of;
};
/// 设立日期以来的满年数: full years (or months) from a date to the last day of the period.
struct FullSince {
  Name date;
  bool months = false;
};

enum class Bound { AtLeast, AtMost, More, Less };
/// A yes-or-no fact, or a term that is one.
struct Flag {
  Name name;
};
struct Comparison {
  Bound bound;
  ExprId left, right;
  bool marked = false;              // （含） or （不含） stands in the text
  std::vector<ExprId> further = {}; // 达到2000万元、5000万元: the bounds after the first, for 分别
};
/// A one-of fact is one of these members.
struct OneOf {
  Name fact;
  std::vector<Name> members;
};
/// X增长20%以上: against the year before.
struct Grows {
  Name of;
  Bound bound;
  ExprId rate;
};
struct Not {
  ExprId of;
};
/// 连续n年每年…: this year and each of the n − 1 before it.
struct EachOfYears {
  int years = 1;
  ExprId of;
};
/// 一年内受过处罚: in this year or one of the n − 1 before it; of a date, in the n years up to the last day.
struct HeldWithin {
  int years = 0;
  Name of;
};
/// All (or any) of several conditions.
struct Join {
  bool all = true;
  std::vector<ExprId> of;
};
/// A layer as a part of a value or condition: in which periods, and for whom, it is the version in force.
struct Version {
  Name layer;
  uint32_t policy = 0;          // the layer, of the policies read together
  std::optional<Date> from, to; // absent: as long as what it changes is in force
  std::optional<Name> district; // the grouping fact
  std::vector<Name> members;    // and the districts; empty: everywhere
  bool anyDay = false;          // some day of the period counts, not the day that decides the version
  bool stops = false;           // no layer: from its first day on the policy itself stops its clause
};
/// What a layer made of a value or condition: `then` where the version is in force, `otherwise` elsewhere. Of a
/// condition either may be absent; whether it then holds is said beside it. Layers are laid over a tree
/// (compiler/layers); no sentence says this.
struct Versioned {
  Version version;
  std::optional<ExprId> then, otherwise;
  bool thenHolds = true, otherwiseHolds = true;
};
/// What could not be read; it has been reported.
struct Invalid {};

struct Expr {
  std::variant<Literal, DateLiteral, NameUse, PercentOf, Binary, Negative, Extreme, Conditional, PreviousYear, Increase,
               PartAbove, AverageGrowth, Applied, Rounded, SumOver, FullSince, Flag, Comparison, OneOf, Grows, Not,
               EachOfYears, HeldWithin, Join, Versioned, Invalid>
      node;
  Span span;
  uint8_t wording = 0;
};

// ------------------------------------------------------------------------------------------------------------
// sentences

/// Who: 对招引的新电商企业. `encourage`: 鼓励 opens it.
struct Target {
  bool encourage = false;
  std::optional<Name> subject;
  std::optional<ExprId> condition;
  std::optional<NewName> hereinafter; // （以下简称X）: names those who meet the condition
  bool listed = false;                // its conditions are numbered: 对符合以下条件之一的企业
  Span span;
};

enum class Frequency { Unsaid, Once, EachYear, EachMonth };

/// 自〈日期〉起; 自〈日期〉起至〈日期〉; 从其落户起.
struct Start {
  ExprId when; // a date or a condition
  std::optional<Date> until;
};
/// The grant itself. Exactly one of these shapes:
///   amount                 a fixed amount, or a rate of a base
///   ceiling (and floor)    discretionary, up to an amount
///   sameProportion         同比例递增: the fixed amount of the sentence before, times the growth of this one
struct Grant {
  std::optional<ExprId> amount;
  std::optional<ExprId> ceiling, floor;
  Frequency frequency = Frequency::Unsaid;
  bool sameProportion = false;
  std::vector<ExprId> further;  // 分别给予20万元、50万元: the amounts (or ceilings) after the first
  std::optional<Name> blocksOf; // 按X每满1000万元: the amount is for each full block of X
  std::optional<ExprId> block;
  std::optional<Name> each;      // 每台, 每个: the amount is for each of this unit
  std::optional<Name> counted;   // 每件进口件1元: the count that is meant
  std::optional<Name> fullYears; // 每运营满1年: for each full year since this date
  std::optional<Name> payee;
  std::vector<Name> regard;    // 根据其运行实绩: what a body weighs
  bool again = false;          // 再: adds to what stands before
  std::optional<uint8_t> noun; // which noun of an award, an index into the spellings of NOUN
};
enum class LimitKind { AtMost, AtLeast, Longest };
enum class LimitScope { Unsaid, EachYear, EachMonth, Total };
struct Limit {
  LimitKind kind = LimitKind::AtMost;
  LimitScope scope = LimitScope::Unsaid;
  ExprId bound;
  std::vector<Name> each; // 每家企业, 每个网点, 单次参展费用: whose limit it is; a subject, an item or a unit
  bool inlined = false; // 给予不超过500万元的资助, after a base: written inside the grant
};
/// 取整到元: the unit in yuan. The amount is rounded down to it.
struct Rounding {
  Rational unit;
};
/// 鼓励…: kept, without effect.
struct Appeal {
  Name what;
};
/// 解决…: what the award is for; kept, without effect.
struct Purpose {
  Name what;
};
/// 除〈条件〉外.
struct Exception {
  ExprId when;
};
/// 优先于〈条款〉: where this applies the others do not. Alone in a sentence it is of the whole clause.
struct Overriding {
  std::vector<Name> clauses;
};
/// 依据「…」: the official words that this clause computes.
struct Quoting {
  std::string text; // on one line
  Span span;        // with its quotation marks
};

struct Phrase {
  std::variant<Start, Grant, Limit, Rounding, Appeal, Purpose, Exception, Overriding, Quoting> node;
  Span span;
  uint8_t wording = 0;
};

struct Sentence {
  std::optional<Target> target;
  std::vector<Phrase> phrases;
  Span span;
  std::vector<ExprId> asked; // by layers: of the award alone, not of those whom 以下简称 names
};

// ---------------------------------------------------------------------------------------------------------
// declarations

struct Policy {
  NewName name;
  std::optional<Name> under;   // 依据〈政策〉: a layer, and what it changes
  std::vector<Name> districts; // 适用于〈区县〉
};
struct DocumentNumber {
  std::string text;
};
struct InForce {
  Date from;
  std::optional<Date> to = {};
  std::optional<Name> leader = {}; // 由…负责牵头组织实施
  bool sentence = false;           // said as a sentence: 本意见自…起施行
  std::optional<Quoting> quoting = {};
};
struct Import {
  std::string path;
};

struct Alias {
  NewName name;
};

enum class FactKind { Truth, Money, Number, Rate, Count, Date, OneOf, Text };
enum class Each { Once, Year, Month };
struct FactDeclaration {
  NewName name;
  FactKind kind = FactKind::Truth;
  std::optional<NewName> unit;  // of a Count, declared here or before
  std::optional<Name> per;      // 金额/个: money for each of this unit
  std::vector<NewName> members; // of a OneOf
  Each each = Each::Once;
  bool byClause = false; // 按条款: decided for each clause that uses it
  bool grouping = false; // 按此汇总: summaries are grouped by it
  std::optional<ExprId> lo, hi;
  std::optional<Name> judge;
  Span span;
};
struct Subject {
  NewName name;
  std::vector<Alias> aliases;
  std::vector<FactDeclaration> facts;
};
/// What a subject has several of, each counted by itself: 条目 展会：企业的，每年若干.
struct Item {
  NewName name;
  std::optional<Name> owner; // the subject
  bool yearly = false;       // 每年若干: each year has items of its own; else an item lives on through the years
  std::vector<Alias> aliases;
  std::vector<FactDeclaration> facts;
};
struct Role {
  NewName name;
  std::vector<Alias> aliases;
};
/// 事项: a name of what is encouraged or aimed at.
struct Matter {
  NewName name;
};
struct Unit {
  NewName name;
};
struct Definition {
  NewName name;
  ExprId value;
};
struct DatedValue {
  ExprId value;
  std::optional<Date> from;
};
struct Parameter {
  NewName name;
  std::vector<DatedValue> values;
};
/// One end of a range of values.
struct RangeEnd {
  ExprId value;
  bool included = true;
};
/// 1000万元以上不满3000万元. An end that is absent is open; one value alone is both ends.
struct Range {
  std::optional<RangeEnd> lo, hi;
};
/// What a line of a scale asks of one key. An empty cell of a table asks nothing.
struct AnyValue {};
struct Cell {
  std::variant<AnyValue, Range, bool, std::vector<Name>> node; // a range, yes or no, some members of a one-of
  Span span;
};
struct ScaleLine {
  std::vector<Cell> cells; // one for each key
  ExprId value;            // of a marginal scale: the rate of this part
  Span span;
};
/// 阶梯, 累进 and 表: a value that depends on others by lines.
struct Scale {
  enum class Form { Steps, Parts, Table };
  NewName name;
  Form form = Form::Steps;
  std::vector<ExprId> keys; // one, save in a table
  NewName heading;          // of a table's last column
  std::vector<ScaleLine> lines;
  std::optional<ExprId> otherwise; // 其余
  Span otherwiseSpan;
};
struct Clause {
  NewName name;
  std::vector<Sentence> sentences;
  bool added = false; // 新增条款: by a layer
};

/// What a layer can name of a clause.
enum class Part {
  Condition,
  Amount,
  Rate,
  Base,
  Cap,
  YearCap,
  MonthCap,
  TotalCap,
  Floor,
  Years,
  Dates,
  Payee,
  End,        // the clause itself, to stop it
  Everything, // of a permission
};
enum class Change { Add, Remove, Become };
/// One change of one part: 累计上限 改为 800万元.
struct Amendment {
  Part part;
  Change change;
  std::optional<ExprId> value; // a condition or a value
  std::optional<Date> from, to;
  std::optional<Name> payee;
  Span span;
};
/// 修改 〈条款〉：…; 修改 各条款：…; of a parameter, one amendment that gives its value.
struct Amend {
  std::optional<Name> of; // absent: every clause
  std::vector<Amendment> changes;
  Span at; // of what is amended
};
/// 停止 〈条款〉。 停止 〈条款〉，自〈日期〉起。
struct EndClause {
  std::vector<Name> clauses;
  std::optional<Date> from; // absent: as long as the layer is in force
};
/// What may be changed of one clause; without a clause, that clauses may be added.
struct Permitted {
  std::optional<Name> clause;
  std::vector<Part> parts;
};
/// 各区县可另定：…
struct Permission {
  std::vector<Permitted> permitted;
};
/// 要求: conditions that every clause asks besides its own.
struct Requirement {
  std::optional<NewName> name;
  std::optional<Name> subject; // 申请本意见扶持政策的企业
  ExprId condition;            // a list
  bool any = false;            // any of them is enough
};
struct ConventionChoice {
  std::string convention, reading; // ids of the keyword table: GrowthMethod, Compound
  std::optional<Name> payer;       // 归 属地财政: of the reading that names one
  std::vector<Name> clauses;       // for these only
  Span span;
};
struct Conventions {
  std::vector<ConventionChoice> choices;
};

/// One value of a test's facts: of a year, a month, or every year.
struct GivenValue {
  std::optional<int> year;
  int month = 0;
  std::variant<bool, ExprId, Name> value; // yes or no; a literal; a member
  Span span;
};
struct Given {
  Name fact;
  std::vector<GivenValue> values;
};
/// Earlier payments: 已给予 招引资助 2022年 180万元.
struct GivenAward {
  Name clause;
  std::vector<GivenValue> values;
};
/// An item of a test: 展会「广交会」 2023年：….
struct GivenItem {
  Name kind;
  std::string name;
  std::vector<int> years; // in whose lists it stands; none: all
  std::vector<Given> facts;
  std::vector<GivenAward> awarded;
};
struct Expected {
  int year = 0;
  int month = 0;
  std::optional<ExprId> amount, upTo;         // an amount; with upTo, a range
  std::vector<std::string> annotations;       // ids of the keyword table: statuses and reasons
  std::vector<std::pair<Name, ExprId>> parts; // 市财政 25万元: what each payer bears
  Span span;
};
struct Expectation {
  Name clause;
  std::vector<Expected> outcomes;
};
struct Test {
  NewName name;
  std::vector<Given> facts;
  std::vector<GivenItem> items;
  std::vector<GivenAward> awarded;
  bool elseNo = false; // 其余为否
  std::vector<Expectation> expectations;
};

/// 前提: facts that every test of the file starts from, unless it gives others.
struct Background {
  Test given; // its facts alone
};

/// What an assertion says of clauses: 招引资助 累计 不超过 500万元; 甲 不给予; 甲、乙 不同时给予.
struct Claim {
  enum class Kind { Amount, Given, NotGiven, Apart };
  enum class Scope { Unsaid, Year, Total };
  Kind kind = Kind::Amount;
  std::vector<Name> clauses; // empty: all of them (全部奖补)
  bool together = false;     // 合计: their sum; else of each of them
  bool whenGiven = false;    // 给予时: only where something is given
  Scope scope = Scope::Unsaid;
  Bound bound = Bound::AtMost; // of Amount
  bool marked = false;         // by （含） or （不含）
  std::optional<ExprId> value; // of Amount
  Span span;
};
/// 断言：若〈condition〉，则〈claim〉。
struct Assertion {
  std::optional<ExprId> condition;
  Claim claim;
};

/// 非规则（倡导）「…」: official words that compute nothing, and why.
struct NotRule {
  std::string ground; // id of the keyword table: Encouragement
  Quoting quoting;
};
/// 译文 policy.tiao.md: the block quotes of this file are a translation of that file's, which has the official text.
struct Translation {
  std::string of;
};

/// Which of several awards is given: the highest, or the one that the enterprise elects; equal ones in a stated order.
struct Preference {
  std::optional<Name> electedBy; // 由企业选择
  std::vector<Name> rank;        // 同额依次
};
/// 择一：同一企业同一年度只享受一项，从高；甲除外。 Of `among`, or of all clauses but `except`.
struct ChooseOne {
  std::optional<Name> subject; // 同一企业: of all clauses
  std::vector<Name> among, except;
  Preference preference;
};
/// 不重复：甲 与 乙，从优就高。 One matter, through the years; with `anywhere`, of this policy and of others
/// (本意见与…其他同类政策 有重叠的), save where `unless` holds.
struct NoRepeat {
  std::vector<Name> clauses;
  bool anywhere = false;
  std::optional<ExprId> unless;
  Preference preference;
};
/// 同类：甲、乙。
struct SameMatter {
  std::vector<Name> clauses;
};

// ---------------------------------------------------------------------------------------- the money after the award

/// A keyword of these declarations and which of its spellings was written. Some have no effect (依法依约, 一经查实);
/// all are kept, in order, so that a sentence is shown again as it was written.
struct KeptWord {
  std::string token; // of the keyword table
  uint8_t wording = 0;
};
using KeptWords = std::vector<KeptWord>;

/// 组: members of a one-of under one name. It stands for them wherever they may stand in a list.
struct MemberGroup {
  NewName name;
  std::vector<Name> members;
};
/// 资金: the fund that the awards are paid from.
struct Fund {
  NewName name;
  std::vector<Alias> aliases;
};
/// 环节: a stage of a procedure, and the body that acts in it.
struct Stage {
  NewName name;
  std::optional<Name> body;
};

struct Portion {
  Name payer;
  Rational share;
};
/// Who bears the awards of some places: 萧山区、余杭区：属地 75%，市 25%.
struct SplitCase {
  std::vector<Name> places; // members of the district fact, and groups of them
  bool others = false;      // 其他: all that no case names
  std::vector<Portion> portions;
  bool apiece = false; // wording: 各承担50%
  Span span;
};
/// 分担: who pays. One case without places is for all.
struct Split {
  int article = 0;           // written behind the word; 0: the heading's
  std::vector<Name> jointly; // 由…共同承担: who pays at all; may be empty
  std::vector<SplitCase> cases;
  bool sentence = false; // wording: a sentence, not a list
  KeptWords kept;
};

struct ProcedureStage {
  Name name;      // a stage, or a role that is one
  KeptWord joint; // wording: what joins it to the one before, in a sentence
};
/// 程序: the stages that a case goes through.
struct Procedure {
  std::optional<NewName> name;
  int article = 0;
  std::optional<Name> fund; // 本意见所涉政策资金为…
  std::vector<ProcedureStage> stages;
  bool sentence = false; // wording
  KeptWords kept;
};

struct Instalment {
  std::optional<Rational> share; // absent: 其余, the rest
  bool byPerformance = false;
};
/// 拨付: how an approved award is paid, and what stops it.
struct Payment {
  int article = 0;
  std::optional<Name> fund;
  bool byPerformance = false;
  std::vector<Instalment> instalments; // empty: the text does not say how many and how much
  std::vector<ExprId> stops;           // any of these, after the first payment
  std::optional<Name> subject;         // wording: 对企业在首次拨付后…
  KeptWords kept;
};

/// One sentence of 追回.
struct Recovering {
  std::optional<Name> fund;
  std::vector<ExprId> grounds;   // any of these
  bool recovers = false;         // what was paid is recovered; else 按相关规定进行处理
  bool bars = false;             // no later application
  std::optional<Name> who, from; // wording: 取消该单位再次申报专项资金的资格
  KeptWords kept;
  Span span;
};
struct Recovery {
  int article = 0;
  std::vector<Recovering> sentences;
};

struct Declaration {
  std::variant<Policy, DocumentNumber, InForce, Import, Subject, Item, Role, Matter, Unit, Definition, Parameter,
               Requirement, Clause, Conventions, Background, Test, Assertion, Scale, NotRule, Translation, ChooseOne,
               NoRepeat, SameMatter, MemberGroup, Fund, Stage, Split, Procedure, Payment, Recovery, Amend, EndClause,
               Permission>
      node;
  Span span;
  uint32_t section = 0; // of the file's Document
  bool partial = false; // some part could not be read and was left out, which has been reported
};

struct File {
  uint32_t source = 0;
  std::vector<Declaration> declarations;
};

/// A policy with all that it imports, the imported files first.
struct Tree {
  Store<Symbol> symbols;
  Store<Expr> exprs;
  std::vector<File> files;
};

struct PrintOptions {
  bool wording = false; // which synonym was written
  bool places = false;  // the bytes that each declaration covers
};
/// The tree as indented text, names as `zh / en`. Prints without wording and places are equal exactly when the trees
/// mean the same.
std::string print(const Tree& tree, PrintOptions options = {});
std::string print(const Tree& tree, const Declaration& declaration, PrintOptions options = {});
std::string print(const Tree& tree, ExprId expr);

} // namespace tiao::syntax
