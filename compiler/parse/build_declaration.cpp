#include "compiler/parse/build.h"
#include "compiler/source/literate.h"

namespace tiao::parse {

using namespace syntax;

namespace {

/// The id of a reason; empty for a word that is none, which has been reported.
std::string groundOf(const Token& token) { return token.keyword == nullptr ? "" : token.keyword->id; }

} // namespace

Declaration Builder::declaration(T::DeclarationContext& context) {
  Declaration result;
  result.span = span(context);
  if (auto* c = dynamic_cast<T::PolicyNameContext*>(&context))
    result.node = policy(*c);
  else if (auto* document = dynamic_cast<T::DocumentNumberContext*>(&context))
    result.node = DocumentNumber{token(document->RAW()).text};
  else if (auto* inForce = dynamic_cast<T::InForceContext*>(&context)) {
    InForce dates{.from = *token(inForce->DATE(0)).date};
    if (inForce->DATE().size() > 1) dates.to = *token(inForce->DATE(1)).date;
    if (inForce->quoting() != nullptr) dates.quoting = quoting(inForce->quoting()->QUOTED());
    result.node = dates;
  } else if (auto* said = dynamic_cast<T::InForceSentenceContext*>(&context)) {
    InForce dates{.from = *token(said->takingEffect()->DATE()).date, .sentence = true};
    if (said->DATE() != nullptr) dates.to = *token(said->DATE()).date;
    if (said->KIND() != nullptr) dates.leader = name(said->KIND());
    result.node = std::move(dates);
  } else if (auto* required = dynamic_cast<T::RequirementContext*>(&context)) {
    result.node = requirement(*required);
  } else if (auto* background = dynamic_cast<T::BackgroundDeclarationContext*>(&context)) {
    Background facts;
    for (T::GivenContext* g : background->given()) given(*g, facts.given);
    result.node = std::move(facts);
  } else if (auto* import = dynamic_cast<T::ImportingContext*>(&context))
    result.node = Import{token(import->RAW()).text};
  else if (auto* s = dynamic_cast<T::SubjectDeclarationContext*>(&context))
    result.node = subject(*s);
  else if (auto* i = dynamic_cast<T::ItemDeclarationContext*>(&context))
    result.node = item(*i);
  else if (auto* matter = dynamic_cast<T::MatterDeclarationContext*>(&context))
    result.node = Matter{newName(matter->NEWNAME())};
  else if (auto* role = dynamic_cast<T::RoleDeclarationContext*>(&context))
    result.node = this->role(*role);
  else if (auto* unit = dynamic_cast<T::UnitDeclarationContext*>(&context))
    result.node = Unit{newName(unit->NEWNAME())};
  else if (auto* define = dynamic_cast<T::DefinitionContext*>(&context))
    result.node = Definition{newName(define->NEWNAME()), value(*define->value())};
  else if (auto* truth = dynamic_cast<T::DefinitionTruthContext*>(&context))
    result.node = Definition{newName(truth->NEWNAME()), condition(*truth->condition())};
  else if (auto* p = dynamic_cast<T::ParameterDeclarationContext*>(&context))
    result.node = parameter(*p);
  else if (auto* cl = dynamic_cast<T::ClauseDeclarationContext*>(&context))
    result.node = clause(cl->NEWNAME(), cl->quoting(), cl->sentence());
  else if (auto* list = dynamic_cast<T::ConventionListContext*>(&context))
    result.node = conventions(*list);
  else if (auto* scale = dynamic_cast<T::ScaleDeclarationContext*>(&context))
    result.node = steps(*scale);
  else if (auto* marginal = dynamic_cast<T::MarginalDeclarationContext*>(&context))
    result.node = parts(*marginal);
  else if (auto* rows = dynamic_cast<T::TableDeclarationContext*>(&context))
    result.node = table(*rows);
  else if (auto* notRule = dynamic_cast<T::NotRuleContext*>(&context))
    result.node = NotRule{groundOf(token(notRule->GROUND())), quoting(notRule->QUOTED())};
  else if (auto* translation = dynamic_cast<T::TranslationContext*>(&context))
    result.node = Translation{token(translation->RAW()).text};
  else if (auto* one = dynamic_cast<T::ChooseOneContext*>(&context))
    result.node = chooseOne(*one);
  else if (auto* named = dynamic_cast<T::NoRepeatContext*>(&context))
    result.node = noRepeat(*named);
  else if (auto* anywhere = dynamic_cast<T::NoRepeatAnywhereContext*>(&context))
    result.node = noRepeat(*anywhere);
  else if (auto* same = dynamic_cast<T::SameMatterContext*>(&context))
    result.node = SameMatter{clauses(*same->clauses())};
  else if (auto* g = dynamic_cast<T::GroupDeclarationContext*>(&context))
    result.node = memberGroup(*g);
  else if (auto* f = dynamic_cast<T::FundDeclarationContext*>(&context))
    result.node = fund(*f);
  else if (auto* st = dynamic_cast<T::StageDeclarationContext*>(&context))
    result.node = stage(*st);
  else if (auto* sp = dynamic_cast<T::SplitDeclarationContext*>(&context))
    result.node = split(*sp);
  else if (auto* pr = dynamic_cast<T::ProcedureDeclarationContext*>(&context))
    result.node = procedure(*pr);
  else if (auto* pay = dynamic_cast<T::PaymentDeclarationContext*>(&context))
    result.node = payment(*pay);
  else if (auto* rec = dynamic_cast<T::RecoveryDeclarationContext*>(&context))
    result.node = recovery(*rec);
  else if (auto* amending = dynamic_cast<T::AmendingContext*>(&context))
    result.node = amend(*amending);
  else if (auto* becomes = dynamic_cast<T::AmendingParameterContext*>(&context))
    result.node = Amend{name(becomes->NAME()),
                        {{Part::Amount, Change::Become, value(*becomes->value()), {}, {}, {}, span(*becomes->value())}},
                        span(becomes->NAME())};
  else if (auto* added = dynamic_cast<T::NewClauseContext*>(&context))
    result.node = newClause(*added);
  else if (auto* ended = dynamic_cast<T::EndingContext*>(&context))
    result.node = ending(*ended);
  else if (auto* permitted = dynamic_cast<T::PermissionContext*>(&context))
    result.node = permission(*permitted);
  else if (auto* asserted = dynamic_cast<T::AssertionContext*>(&context))
    result.node = assertion(*asserted);
  else
    result.node = test(dynamic_cast<T::TestDeclarationContext&>(context));
  return result;
}

Subject Builder::subject(T::SubjectDeclarationContext& context) {
  Subject result;
  result.name = newName(context.NEWNAME());
  members(context.member(), result.aliases, result.facts);
  return result;
}

// ITEM NEWNAME COLON owner (COMMA MANY)? member*
Item Builder::item(T::ItemDeclarationContext& context) {
  Item result;
  result.name = newName(context.NEWNAME());
  result.owner = name(context.owner()->KIND());
  result.yearly = context.MANY() != nullptr;
  members(context.member(), result.aliases, result.facts);
  return result;
}

void Builder::members(const std::vector<T::MemberContext*>& all, std::vector<Alias>& aliases,
                      std::vector<FactDeclaration>& facts) {
  for (T::MemberContext* m : all) {
    if (auto* alias = dynamic_cast<T::AliasMemberContext*>(m))
      aliases.push_back({newName(alias->NEWNAME())});
    else
      facts.push_back(fact(dynamic_cast<T::FactMemberContext&>(*m)));
  }
}

FactDeclaration Builder::fact(T::FactMemberContext& context) {
  FactDeclaration result;
  result.span = span(context);
  result.name = newName(context.NEWNAME());
  T::TypeContext& type = *context.type();
  if (type.TYPETRUTH() != nullptr) result.kind = FactKind::Truth;
  if (type.TYPEMONEY() != nullptr) {
    result.kind = FactKind::Money;
    if (type.UNIT() != nullptr) result.per = name(type.UNIT());
  }
  if (type.TYPENUMBER() != nullptr) result.kind = FactKind::Number;
  if (type.TYPERATE() != nullptr) result.kind = FactKind::Rate;
  if (type.TYPEDATE() != nullptr) result.kind = FactKind::Date;
  if (type.TYPETEXT() != nullptr) result.kind = FactKind::Text;
  if (type.TYPECOUNT() != nullptr) {
    result.kind = FactKind::Count;
    result.unit = newName(type.NEWNAME(0));
  }
  if (type.TYPEONEOF() != nullptr) {
    result.kind = FactKind::OneOf;
    for (Terminal* m : type.NEWNAME()) result.members.push_back(newName(m));
  }
  for (T::FacetContext* f : context.facet()) facet(*f, result);
  return result;
}

void Builder::facet(T::FacetContext& context, FactDeclaration& fact) {
  if (context.EACHYEAR() != nullptr)
    fact.each = Each::Year;
  else if (context.EACHMONTH() != nullptr)
    fact.each = Each::Month;
  else if (context.BYCLAUSE() != nullptr)
    fact.byClause = true;
  else if (context.GROUPING() != nullptr)
    fact.grouping = true;
  else if (context.JUDGED() != nullptr)
    fact.judge = name(context.KIND());
  else {
    fact.lo = signedValue(*context.signedValue(0));
    fact.hi = signedValue(*context.signedValue(1));
  }
}

ExprId Builder::signedValue(T::SignedValueContext& context) {
  if (context.DATE() != nullptr) return add(DateLiteral{*token(context.DATE()).date}, span(context));
  const ExprId number = literal(*context.literal());
  return context.MINUS() != nullptr ? add(Negative{number}, span(context)) : number;
}

Parameter Builder::parameter(T::ParameterDeclarationContext& context) {
  Parameter result;
  result.name = newName(context.NEWNAME());
  for (T::DatedContext* d : context.dated()) {
    DatedValue dated{value(*d->value()), std::nullopt};
    if (d->DATE() != nullptr) dated.from = *token(d->DATE()).date;
    result.values.push_back(dated);
  }
  return result;
}

// CLAUSE NEWNAME COLON quoting? sentence+
Clause Builder::clause(Terminal* named, T::QuotingContext* quotes, const std::vector<T::SentenceContext*>& sentences) {
  Clause result;
  result.name = newName(named);
  for (T::SentenceContext* s : sentences) sentence(*s, result.sentences);
  if (quotes != nullptr) {
    const Quoting quoted = quoting(quotes->QUOTED());
    result.sentences.front().phrases.insert(result.sentences.front().phrases.begin(), {quoted, quoted.span, 0});
  }
  return result;
}

// REQUIRE NEWNAME? COLON applicants COLON? numbered
Requirement Builder::requirement(T::RequirementContext& context) {
  Requirement result;
  if (context.NEWNAME() != nullptr) result.name = newName(context.NEWNAME());
  if (context.applicants()->KIND() != nullptr) result.subject = name(context.applicants()->KIND());
  result.any = context.applicants()->ANYOF() != nullptr;
  result.condition = numbered(*context.numbered(), !result.any);
  return result;
}

/// The words between the quotation marks, which are of any kind.
Quoting Builder::quoting(Terminal* quoted) const {
  const Token& words = token(quoted);
  const size_t mark = words.text.front() == '"' ? 1 : std::string_view("「").size();
  return {source::onOneLine(std::string_view(words.text).substr(mark, words.text.size() - 2 * mark)), words.span};
}

Conventions Builder::conventions(T::ConventionListContext& context) {
  Conventions result;
  for (T::ConventionContext* c : context.convention())
    result.choices.push_back({token(c->CONVENTION()).keyword->id, token(c->READING()).keyword->id,
                              c->KIND() == nullptr ? std::nullopt : std::optional(name(c->KIND())),
                              c->clauses() != nullptr ? clauses(*c->clauses()) : std::vector<Name>{}, span(*c)});
  return result;
}

Test Builder::test(T::TestDeclarationContext& context) {
  Test result;
  result.name = newName(context.NEWNAME());
  for (T::GivenContext* g : context.given()) given(*g, result);
  for (T::ExpectationContext* e : context.expectation()) {
    Expectation expectation{name(e->CLAUSENAME()), {}};
    for (T::ExpectedContext* x : e->expected()) expectation.outcomes.push_back(expected(*x));
    result.expectations.push_back(std::move(expectation));
  }
  return result;
}

void Builder::given(T::GivenContext& context, Test& test) {
  const auto always = [](GivenValue value) { return std::vector<GivenValue>{std::move(value)}; };
  std::vector<Given>* facts = &test.facts;
  std::vector<GivenAward>* awarded = &test.awarded;
  if (context.QUOTED() != nullptr) {
    GivenItem& item = test.items.emplace_back();
    item.kind = name(context.KIND());
    item.name = quoting(context.QUOTED()).text;
    for (Terminal* year : context.CALYEAR()) item.years.push_back(token(year).year);
    facts = &item.facts;
    awarded = &item.awarded;
  }
  if (context.givenFacts() == nullptr) return;
  for (T::GivenFactContext* g : context.givenFacts()->givenFact()) {
    if (auto* award = dynamic_cast<T::GivenAwardContext*>(g))
      awarded->push_back({name(award->CLAUSENAME()), series(*award->series())});
    else if (dynamic_cast<T::GivenElseNoContext*>(g) != nullptr)
      test.elseNo = true;
    else if (auto* flag = dynamic_cast<T::GivenFlagContext*>(g))
      facts->push_back({name(flag->NAME()), always({std::nullopt, 0, flag->NOT() == nullptr, span(*flag)})});
    else if (auto* many = dynamic_cast<T::GivenSeriesContext*>(g))
      facts->push_back({name(many->NAME()), series(*many->series())});
    else {
      auto& one = dynamic_cast<T::GivenDatumContext&>(*g);
      facts->push_back({name(one.NAME()), always(datum(*one.datum()))});
    }
  }
}

std::vector<GivenValue> Builder::series(T::SeriesContext& context) {
  std::vector<GivenValue> result;
  for (T::YearlyContext* y : context.yearly()) {
    GivenValue value = datum(*y->datum());
    const Token& when = tokens_[y->getStart()->getTokenIndex()];
    value.year = when.year;
    value.month = when.month;
    result.push_back(std::move(value));
  }
  return result;
}

GivenValue Builder::datum(T::DatumContext& context) {
  GivenValue result;
  result.span = span(context);
  if (context.YES() != nullptr)
    result.value = true;
  else if (context.NO() != nullptr)
    result.value = false;
  else if (context.MEMBER() != nullptr)
    result.value = name(context.MEMBER());
  else if (context.CLAUSENAME() != nullptr)
    result.value = name(context.CLAUSENAME());
  else
    result.value = signedValue(*context.signedValue());
  return result;
}

Expected Builder::expected(T::ExpectedContext& context) {
  Expected result;
  result.span = span(context);
  const Token& when = tokens_[context.getStart()->getTokenIndex()];
  result.year = when.year;
  result.month = when.month;
  if (!context.literal().empty()) result.amount = literal(*context.literal(0));
  if (context.literal().size() > 1) result.upTo = literal(*context.literal(1));
  if (context.annotations() != nullptr)
    for (T::AnnotationContext* a : context.annotations()->annotation()) {
      if (a->KIND() != nullptr) {
        const Literal money{Literal::Kind::Money, token(a->MONEY()).value, std::nullopt};
        result.parts.emplace_back(name(a->KIND()), add(money, span(a->MONEY())));
        continue;
      }
      const Keyword& word = *tokens_[a->getStart()->getTokenIndex()].keyword;
      result.annotations.push_back(word.token + ":" + word.id);
    }
  return result;
}

} // namespace tiao::parse
