#pragma once

#include "compiler/check/check.h"
#include "compiler/check/conventions.h"
#include "compiler/check/scale.h"
#include "compiler/core/rules.h"
#include "compiler/layers/lay.h"
#include "compiler/official/match.h"

#include <map>
#include <set>

/// The checker's own state, shared by the files of this folder: each lowers one kind of thing.
namespace tiao::check {

using core::Rational;
using diagnostics::Text;
using source::Span;
using syntax::SymbolId;

/// Does the condition rest on a growth, whose comparison is no when the growth cannot be told?
bool hasGrowth(const syntax::Tree& tree, syntax::ExprId id);

class Checker {
public:
  Checker(const parse::Parsed& parsed, const layers::Laid& laid, const source::SourceSet& sources,
          diagnostics::Sink& sink, const std::optional<ForcedReading>& forced)
      : parsed_(parsed), tree_(laid.tree), policies_(laid.policies), sources_(sources), sink_(sink), readings_(forced) {
  }

  std::optional<Checked> run();

private:
  // ---- declarations (declarations.cpp)
  void policy();
  void declare(const syntax::Declaration& declaration);
  void declareUnits();
  void declareFacts(const std::vector<syntax::FactDeclaration>& facts, std::optional<core::Id<core::ItemKind>> item);
  void declareItem(const syntax::Item& item);
  core::Unit unitOf(SymbolId unit);
  std::optional<core::FactId> declareFact(const syntax::FactDeclaration& fact, const core::Name& name,
                                          std::optional<core::Id<core::ItemKind>> item);
  void setRange(const syntax::FactDeclaration& declared, core::Fact& fact);
  core::Id<core::Role> role(const syntax::Name& name);

  // ---- values (value.cpp)
  Lowered value(syntax::ExprId id);
  Lowered number(syntax::ExprId id); // a value that must be a number
  Lowered literal(const syntax::Literal& literal, Span span);
  Lowered use(const syntax::Name& name, Span span);
  Lowered factUse(SymbolId symbol, const syntax::Name& name, Span span);
  Lowered binary(const syntax::Binary& binary, Span span);
  Lowered rounded(const syntax::Rounded& rounded, Span span);
  Lowered sumOver(const syntax::SumOver& sum, Span span);
  Lowered fullSince(const syntax::FullSince& since, Span span);
  Lowered definition(SymbolId symbol, Span span);
  Lowered parameter(SymbolId symbol, Span span);
  Lowered parameterValue(SymbolId symbol, const syntax::Parameter& parameter);
  bool sameUnit(const Typed& left, const Typed& right, Span span);
  bool yearly(const syntax::Name& name);

  // ---- conditions (condition.cpp, growth.cpp)
  Lowered condition(syntax::ExprId id);
  Lowered heldWithin(const syntax::HeldWithin& held, Span span);
  Lowered comparison(const syntax::Comparison& c, Span span);
  core::ExprId compared(syntax::Bound bound, const Typed& left, const Typed& right, Span span);
  Lowered oneOf(const syntax::OneOf& c, Span span);
  Lowered growth(const syntax::Name& of, int years, bool average, syntax::Bound bound, const Typed& rate, Span span);
  Lowered averageGrowth(const syntax::AverageGrowth& growth, syntax::Bound bound, syntax::ExprId rate, Span span);
  Lowered averageGrowthValue(const syntax::AverageGrowth& growth, Span span);
  std::optional<syntax::Name> growthOf(const syntax::AverageGrowth& growth, Span span);

  // ---- clauses (clause.cpp, limit.cpp)
  void clause(const syntax::Clause& clause, const syntax::Declaration& declaration, size_t file);
  using Phrases = std::vector<const syntax::Phrase*>; // of one award
  void sentence(const syntax::Sentence& sentence, bool first);
  std::optional<core::ExprId> begin(const Phrases& phrases, core::Award& award, std::vector<core::ExprId>& eligible);
  void award(const syntax::Sentence& sentence, const Phrases& phrases, std::vector<core::ExprId> eligible);
  std::optional<core::ExprId> target(const syntax::Sentence& sentence);
  std::optional<core::ExprId> who(const syntax::Target& target);
  void declareGroups(const syntax::Clause& clause);
  std::optional<core::ExprId> group(SymbolId name);
  core::ExprId start(core::ExprId condition, Span span, const std::string& convention);
  core::ExprId sinceOnce(core::ExprId condition, Span span);
  core::ExprId onceMet(core::ExprId condition, Span span, int fromYearsBack);
  void sentencesApart(const std::vector<std::pair<core::AwardId, const syntax::Sentence*>>& lowered);
  bool amount(const syntax::Grant& grant, const Phrases& phrases, core::Award& award);
  core::FactId assessment(SymbolId clause, const core::Award& award);
  syntax::Frequency frequency(const syntax::Grant& grant, const Phrases& phrases, const core::Award& award);
  [[nodiscard]] bool readsYearly(core::ExprId expr) const;
  void limit(const syntax::Limit& limit, Span span, syntax::Frequency said, std::optional<core::ExprId> start,
             core::Award& award);
  void duration(const syntax::Limit& limit, const Typed& bound, Span span, std::optional<core::ExprId> start,
                core::Award& award);
  std::optional<core::Window> window(const syntax::Limit& limit, Span span, syntax::Frequency said, bool overall,
                                     const core::Award& award);
  void orderLimits(std::vector<core::Limit>& limits, Span span);
  // ---- items and quantities (item.cpp, quantity.cpp)
  core::Id<core::ItemKind> itemKind(SymbolId item) const;
  std::optional<core::Id<core::ItemKind>> itemOf(core::ExprId expr, Span span);
  bool setKey(core::Award& award, core::ExprId expr, Span span);
  Lowered grantedMoney(syntax::ExprId id, const syntax::Grant& grant, const Phrases& phrases, core::Award& award);
  Lowered timesCount(Typed price, const syntax::Grant& grant, const Phrases& phrases, core::Award& award, Span span);
  Lowered countOf(const core::Unit& unit, const syntax::Grant& grant, const Phrases& phrases, const core::Award& award,
                  Span span);
  Lowered sameProportion(Span span);
  using Ratios = std::map<uint32_t, core::ExprId>; // to the year before, by the value that grows
  std::optional<core::ExprId> growthAsked(core::ExprId condition, Ratios& ratios, Span span);
  [[nodiscard]] std::optional<core::ExprId> lastGrown(core::ExprId condition) const;
  [[nodiscard]] bool writtenInFull(syntax::ExprId amount) const;
  [[nodiscard]] bool oneNumber(core::ExprId value) const;
  bool noteTiers(const syntax::Comparison& comparison, const Typed& left, const Typed& first);
  Lowered tiered(const syntax::Grant& grant, Typed first, Span span);
  Lowered blocks(const syntax::Grant& grant, const Typed& each, core::Award& award, Span span);
  void limitQuantity(const Typed& bound, Span span, core::Award& award);
  core::ExprId replaced(core::ExprId in, core::ExprId what, core::ExprId by);

  // ---- the official text (official.cpp)
  void quotations(size_t file);
  void quotation(const syntax::Quoting& quoting, uint32_t section, const std::vector<official::OfficialText>& texts);

  void requirement(const syntax::Requirement& requirement);
  // ---- scales and tables (scale.cpp): once for each, then a value of any keys
  Lowered scaleUse(SymbolId symbol, Span span);
  Lowered applied(const syntax::Applied& applied, Span span);
  const syntax::Name* amountScale(syntax::ExprId rate);
  const LoweredScale* scale(SymbolId symbol, Span span);
  std::optional<LoweredScale> lowered(SymbolId symbol, const syntax::Declaration& declaration);
  bool lowerKeys(LoweredScale& scale);
  bool lowerLine(const syntax::ScaleLine& line, LoweredScale& scale);
  std::optional<ScaleCell> lowerCell(const syntax::Cell& cell, size_t key, const LoweredScale& scale);
  std::optional<ScaleEnd> lowerEnd(const syntax::RangeEnd& end, const Typed& key);
  bool lowerResults(LoweredScale& scale);

  // ---- which of its lines hold where (scale_cases.cpp)
  bool decide(LoweredScale& scale);
  [[nodiscard]] std::optional<Rational> known(core::ExprId value) const;
  [[nodiscard]] Side rangeOf(const Typed& key) const;
  [[nodiscard]] Box everywhere(const LoweredScale& scale) const;
  [[nodiscard]] bool sameValue(core::ExprId a, core::ExprId b) const;
  [[nodiscard]] bool contiguous(const LoweredScale& scale) const;

  // ---- what is said of them (scale_report.cpp)
  void reportTooLarge(const LoweredScale& scale);
  void reportKnown(const LoweredScale& scale);
  void reportComputed(LoweredScale& scale);
  void reportGaps(const LoweredScale& scale, const std::vector<syntax::ExprId>& keys, const Box& within, Span span);
  void reportOverlaps(const LoweredScale& scale, const std::vector<Place>& places);
  void reportUnused(const LoweredScale& scale, const std::vector<Place>& places);
  Box reportBelow(const LoweredScale& scale, const std::vector<syntax::ExprId>& keys, Box within, Span span);
  [[nodiscard]] Text placeText(const LoweredScale& scale, const std::vector<syntax::ExprId>& keys,
                               const Box& place) const;
  [[nodiscard]] Text sideText(const LoweredScale& scale, size_t key, const Side& side) const;
  [[nodiscard]] Text endText(const LoweredScale& scale, size_t key, const Rational& at) const;
  [[nodiscard]] Text valueText(syntax::ExprId value) const;
  [[nodiscard]] core::Name lineWords(const LoweredScale& scale, const syntax::ScaleLine& line) const;

  // ---- their values (scale_value.cpp)
  Typed scaleValue(const LoweredScale& scale, const std::vector<Typed>& keys, bool applied, Span span);
  core::ExprId decided(const LoweredScale& scale, const std::vector<Typed>& keys);
  core::ExprId amongLines(const LoweredScale& scale, const std::vector<size_t>& lines, core::ExprId nothing);
  core::ExprId holds(const ScaleCell& cell, const Typed& key);
  core::ExprId isMember(const Typed& key, const Members& members);
  core::ExprId inOrder(const LoweredScale& scale, const std::vector<core::ExprId>& hold, core::ExprId nothing);
  core::ExprId partsValue(const LoweredScale& scale, const Typed& key, core::ScaleGloss& gloss);
  core::ExprId width(const Typed& key, std::optional<core::ExprId> lo, std::optional<core::ExprId> hi);

  // ---- overrides (override.cpp)
  static bool onlyOverrides(const syntax::Sentence& sentence);
  void noteOverrides(const syntax::Sentence& sentence, std::optional<core::AwardId> award);
  core::ExprId appliesIn(const core::Award& award);
  void joinOverrides();
  bool overridesCycle();

  // ---- what is read where it has no meaning (misread.cpp)
  void misread();
  bool refused(const std::vector<core::Misread>& misread);

  // ---- choices (choice.cpp)
  struct Choosing;
  using Clauses = std::vector<SymbolId>;
  void choices();
  [[nodiscard]] uint32_t ownerAt(Span declaration) const;
  Clauses clausesOf(const std::vector<syntax::Name>& names);
  void within(const std::vector<syntax::Name>& list, const Clauses& clauses);
  void exceptWhere(SymbolId clause, syntax::ExprId when);
  void settle(const std::vector<Choosing>& written);
  void settleTogether(const std::vector<const Choosing*>& together);
  std::vector<std::pair<core::AwardId, core::AwardId>> conflictsOf(const Clauses& clauses);
  bool givesDifference(const Choosing& choosing);
  void rankByArticle(const Clauses& clauses, Span span, Clauses& rank);
  core::FactId election();
  /// Calls f(node, span) for each declaration of a kind, in the order of the files.
  template <typename Node, typename F> void eachDeclaration(F f) const {
    for (const syntax::File& file : tree_.files)
      for (const syntax::Declaration& d : file.declarations)
        if (const auto* node = std::get_if<Node>(&d.node)) f(*node, d.span);
  }

  // ---- the money after the award (funding.cpp, split.cpp)
  void funding();
  void split(const syntax::Split& split, const source::Section& section, Span span);
  void jointly(const syntax::Split& split);
  std::optional<core::SplitCase> splitCase(const syntax::SplitCase& each);
  core::ExprId placesOf(const std::vector<SymbolId>& places, Span span);
  std::vector<SymbolId> everyPlace(const syntax::Split& split);
  core::Id<core::Role> oddFen(const core::Split& split, Span span);
  [[nodiscard]] bool isCity(core::Id<core::Role> payer) const;
  std::optional<core::Id<core::Role>> payer(const syntax::Name& name);
  void procedure(const syntax::Procedure& procedure, const source::Section& section, Span span);
  std::optional<core::Id<core::Role>> bodyOf(SymbolId stage);
  void payment(const syntax::Payment& payment, const source::Section& section, Span span);
  void recovery(const syntax::Recovery& recovery, const source::Section& section, Span span);
  std::optional<core::ExprId> anyOf(const std::vector<syntax::ExprId>& grounds);
  void bar(Span span);
  std::vector<syntax::Name> members(const std::vector<syntax::Name>& names) const;

  // ---- layers (version.cpp)
  Lowered versioned(const syntax::Versioned& versioned, Span span, bool truthWanted);
  core::ExprId inForce(const syntax::Version& version, Span span);
  [[nodiscard]] std::optional<core::ExprId> firstVersion(core::ExprId expr) const;
  core::ExprId inVersion(core::ExprId expr, uint32_t layer, bool inForce);
  struct VersionDays {
    std::optional<Span> said; // by a layer
    bool partial = false;     // those of some version begin or end within a year
  };
  [[nodiscard]] VersionDays versionDays(const syntax::Sentence& sentence) const;
  [[nodiscard]] uint32_t policyAt() const; // whose clause is being lowered

  // ---- tests (test.cpp)
  void test(const syntax::Test& test, Span span);
  void tests(const syntax::File& file);
  void given(const syntax::Given& given, std::optional<core::Id<core::ItemKind>> item, std::vector<GivenFact>& out,
             int first, int last);
  void givenAwards(const std::vector<syntax::GivenAward>& given, std::optional<core::Id<core::ItemKind>> item,
                   std::vector<GivenAward>& out, int first);
  void givenItem(const syntax::GivenItem& given, Test& test, int first, int last);
  std::optional<core::Constant> datum(const core::Fact& fact, const Text& name, const syntax::GivenValue& value);
  void expect(const syntax::Expectation& expectation, Test& test);
  std::optional<core::FactId> factOf(SymbolId symbol);
  void assertion(const syntax::Assertion& asserted, Span span); // assertion.cpp
  std::optional<Rational> money(syntax::ExprId literal);

  // ---- making core expressions
  core::ExprId add(core::Node node, const core::Type& type, Span span = {});
  core::ExprId constant(const Rational& value, const core::Unit& unit = {}, Span span = {});
  core::ExprId all(const std::vector<core::ExprId>& nested, Span span);
  core::ExprId compare(core::Comparison op, core::ExprId left, core::ExprId right, Span span = {});
  static core::Type truth() { return {core::Kind::Truth, {}, {}}; }
  static core::Type numberOf(const core::Unit& unit) { return {core::Kind::Number, unit, {}}; }

  // ---- what terms read by convention (term.cpp)
  /// While a term is lowered it stands in no clause, reads by the conventions of its own policy, and is their reader.
  class InTerm {
  public:
    InTerm(Checker& checker, SymbolId term);
    InTerm(const InTerm&) = delete;
    InTerm& operator=(const InTerm&) = delete;
    ~InTerm();

  private:
    Checker& checker_;
    SymbolId term_;
    std::optional<SymbolId> clause_;
    std::optional<syntax::Symbol> reader_;
    uint32_t policy_;
    size_t mark_;
  };
  void readAlso(SymbolId term);
  const std::string& readingFor(SymbolId clause, const std::string& convention);

  // ---- words for messages
  [[nodiscard]] const syntax::Symbol& symbol(SymbolId id) const { return tree_.symbols[id]; }
  [[nodiscard]] Text shown(SymbolId id) const { return {symbol(id).shown(true), symbol(id).shown(false)}; }
  [[nodiscard]] static Text shown(const core::Name& name) {
    return {name.zh.empty() ? name.en : name.zh, name.en.empty() ? name.zh : name.en};
  }
  [[nodiscard]] Text nameOfClause() const;
  [[nodiscard]] const syntax::Symbol& reader() const {
    return clause_ ? symbol(*clause_) : reader_ ? *reader_ : wholePolicy_;
  }
  [[nodiscard]] core::Name nameOf(SymbolId id) const { return {symbol(id).zh, symbol(id).en}; }
  [[nodiscard]] Text words(const core::Unit& unit) const;
  [[nodiscard]] Text words(const core::Type& type) const;
  [[nodiscard]] std::string quoted(Span span) const;
  [[nodiscard]] std::string sentenceOf(Span declaration) const;
  [[nodiscard]] bool broken(SymbolId symbol) const;

  const parse::Parsed& parsed_;
  const syntax::Tree& tree_; // with the layers laid over it
  const layers::Policies& policies_;
  const source::SourceSet& sources_;
  diagnostics::Sink& sink_;

  core::Program program_;
  std::vector<Test> tests_;
  std::vector<Assertion> assertions_;
  Readings readings_;

  std::map<SymbolId, uint32_t> units_;                              // base units by name
  std::map<SymbolId, const syntax::FactDeclaration*> factDeclared_; // by name
  std::map<SymbolId, core::FactId> facts_;
  std::map<SymbolId, core::Id<core::ItemKind>> itemKinds_;            // by name, other names among them
  std::map<std::pair<SymbolId, SymbolId>, core::FactId> clauseFacts_; // a fact decided by clause, and the clause
  std::map<SymbolId, core::FactId> assessments_;                      // by clause
  std::map<core::FactId, std::vector<SymbolId>> members_;             // of a one-of, in order
  std::map<SymbolId, core::Id<core::Role>> roles_;
  std::map<SymbolId, const syntax::Definition*> definitions_;
  std::map<SymbolId, const syntax::Parameter*> parameters_;
  std::map<SymbolId, const syntax::Declaration*> scaleDeclared_;
  std::map<SymbolId, std::optional<LoweredScale>> scales_;
  std::map<SymbolId, Lowered> terms_; // definitions and parameters already lowered
  std::set<SymbolId> open_;           // definitions being lowered
  struct Naming {
    SymbolId clause;
    const syntax::Target* target;
  };
  std::map<SymbolId, Naming> named_;                       // by the name that 以下简称 gives: who gives it
  std::map<SymbolId, std::optional<core::ExprId>> groups_; // and what it means: the condition
  std::map<SymbolId, std::vector<core::AwardId>> awards_;  // by clause, one for each sentence
  std::map<SymbolId, int> articles_;                       // by clause; 0 where no heading has a number
  std::optional<core::FactId> election_;                   // the award that the enterprise elects

  std::vector<core::ExprId> requirements_; // of every clause
  struct Tiers {
    Typed left;
    syntax::Bound bound;
    std::vector<core::ExprId> bounds;
    bool used = false;
  };
  std::optional<Tiers> tiers_; // of the target being lowered, for 分别

  std::map<SymbolId, std::vector<syntax::Name>> memberGroups_; // by the name that 组 gives
  std::map<SymbolId, syntax::Name> bodies_;                    // by stage: who acts, where 环节 says it
  std::optional<syntax::ConventionChoice> oddFen_;             // 分担余数, where it is declared
  std::optional<Span> splitSaid_, procedureSaid_, paymentSaid_, recoverySaid_;

  std::map<SymbolId, uint32_t> owners_; // the policy of each clause
  core::Date horizon_;                  // the last day on which some clause is in force
  /// 优先于: the award, or all of the clause, over the other clause.
  struct Override {
    SymbolId clause;
    std::optional<core::AwardId> award;
    SymbolId over;
    Span span;
  };
  std::vector<Override> overrides_;

  official::Budget quoting_; // what may still be looked through for quotations
  Span policySpan_;
  syntax::Symbol wholePolicy_;               // reads the conventions that neither a clause nor a term reads
  std::optional<syntax::Symbol> reader_;     // outside of clauses: the term being lowered
  std::map<SymbolId, Readings::Uses> reads_; // what a term, or a group that a clause names, reads by convention
  Readings::Uses requirementsRead_;
  std::optional<SymbolId> clause_;             // whose sentence is being lowered
  std::string article_;                        // the number of its heading
  std::optional<syntax::Name> nearestValue_;   // the last value compared in this list of conditions
  std::optional<core::ExprId> lastTarget_;     // of the sentence before, in this clause
  const syntax::Target* targetSaid_ = nullptr; // of this sentence, or of the one before that it goes on with
  std::optional<core::ExprId> lastFixed_;      // the fixed amount given last in this clause
  std::optional<core::Unit> perUnit_;          // yuan for each of what the award being lowered is given for
};

} // namespace tiao::check
