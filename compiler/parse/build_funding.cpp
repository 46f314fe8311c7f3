#include "compiler/parse/build.h"

#include "compiler/source/literate.h"

/// The declarations of what happens to the money after the award: 分担, 程序, 拨付, 追回, and the names they use.
namespace tiao::parse {

using namespace syntax;
namespace diag = diagnostics::diag;
namespace remark = diagnostics::remark;

// ROLE NEWNAME (COLON also*)?
Role Builder::role(T::RoleDeclarationContext& context) { return {newName(context.NEWNAME()), aliases(context.also())}; }

std::vector<Alias> Builder::aliases(const std::vector<T::AlsoContext*>& context) {
  std::vector<Alias> result;
  for (T::AlsoContext* also : context) result.push_back({newName(also->NEWNAME())});
  return result;
}

MemberGroup Builder::memberGroup(T::GroupDeclarationContext& context) {
  MemberGroup result{newName(context.NEWNAME()), {}};
  for (Terminal* member : context.MEMBER()) result.members.push_back(name(member));
  return result;
}

Fund Builder::fund(T::FundDeclarationContext& context) { return {newName(context.NEWNAME()), aliases(context.also())}; }

Stage Builder::stage(T::StageDeclarationContext& context) {
  Stage result{newName(context.NEWNAME()), std::nullopt};
  if (context.KIND() != nullptr) result.body = name(context.KIND());
  return result;
}

/// The words of these declarations in order, with their spellings.
KeptWords Builder::kept(antlr4::ParserRuleContext& context) const {
  KeptWords result;
  for (size_t i = context.getStart()->getTokenIndex(); i <= context.getStop()->getTokenIndex(); ++i) {
    const Keyword* word = tokens_[i].keyword;
    if (word != nullptr && word->where == Where::Funding) result.push_back({word->token, tokens_[i].wording});
  }
  return result;
}

int Builder::article(T::ArticleContext* context) {
  if (context == nullptr) return 0;
  const int number = source::articleNumber(token(context->RAW()).text);
  if (number == 0)
    sink_.report(diag::NotAnArticle, span(context->RAW()), token(context->RAW()).text).help(remark::ArticleLike);
  return number;
}

std::optional<Name> Builder::fundName(T::FundContext* context) const {
  return context == nullptr || context->FUND() == nullptr ? std::nullopt : std::optional(name(context->FUND()));
}

// ------------------------------------------------------------------------------------------------------------- 分担

// SPLIT article? COLON jointly? splitting
Split Builder::split(T::SplitDeclarationContext& context) {
  Split result;
  result.article = article(context.article());
  result.kept = kept(context);
  if (context.jointly() != nullptr)
    for (Terminal* payer : context.jointly()->KIND()) result.jointly.push_back(name(payer));
  T::SplittingContext* splitting = context.splitting();
  if (auto* all = dynamic_cast<T::SplitForAllContext*>(splitting)) {
    result.cases.push_back(splitCase(*all->portions(), nullptr, all->portions(), nullptr));
  } else if (auto* sentence = dynamic_cast<T::SplitBySentenceContext*>(splitting)) {
    result.sentence = true;
    for (T::SplitSentenceContext* s : sentence->splitSentence())
      result.cases.push_back(splitCase(*s, s->places(), s->portions(), s->evenly()));
  } else {
    for (T::SplitBulletContext* b : dynamic_cast<T::SplitByListContext&>(*splitting).splitBullet())
      result.cases.push_back(splitCase(*b, b->places(), b->portions(), nullptr));
  }
  return result;
}

SplitCase Builder::splitCase(antlr4::ParserRuleContext& context, T::PlacesContext* places, T::PortionsContext* portions,
                             T::EvenlyContext* evenly) {
  SplitCase result;
  result.span = span(context);
  if (places != nullptr)
    for (T::PlaceContext* place : places->place()) {
      if (place->MEMBER() != nullptr)
        result.places.push_back(name(place->MEMBER()));
      else
        result.others = true;
    }
  if (portions != nullptr)
    for (T::PortionContext* p : portions->portion())
      result.portions.push_back({name(p->KIND()), token(p->PERCENT()).value});
  if (evenly != nullptr) {
    result.apiece = true;
    for (Terminal* payer : evenly->KIND()) result.portions.push_back({name(payer), token(evenly->PERCENT()).value});
  }
  return result;
}

// ------------------------------------------------------------------------------------------------------------- 程序

// PROCEDURE NEWNAME? article? COLON procedure STOP
Procedure Builder::procedure(T::ProcedureDeclarationContext& context) {
  Procedure result;
  if (context.NEWNAME() != nullptr) result.name = newName(context.NEWNAME());
  result.article = article(context.article());
  result.kept = kept(context);
  const auto named = [&](Terminal* stage) {
    const Token& t = token(stage);
    return Name{t.text, t.symbol, t.span};
  };
  if (auto* arrows = dynamic_cast<T::ProcedureArrowsContext*>(context.procedure())) {
    for (Terminal* stage : arrows->NEWNAME()) result.stages.push_back({named(stage), {}});
    return result;
  }
  auto& sentence = dynamic_cast<T::ProcedureSentenceContext&>(*context.procedure());
  result.sentence = true;
  if (sentence.FUND() != nullptr) result.fund = name(sentence.FUND());
  for (size_t i = 0; i < sentence.stageUse().size(); ++i) {
    T::StageUseContext& use = *sentence.stageUse(i);
    ProcedureStage stage{named(use.STAGE() != nullptr ? use.STAGE() : use.KIND()), {}};
    if (i > 0) {
      T::StageJointContext& joint = *sentence.stageJoint(i - 1);
      const Token& last = tokens_[joint.getStop()->getTokenIndex()];
      stage.joint = {std::string(last.type), last.wording};
    }
    result.stages.push_back(std::move(stage));
  }
  return result;
}

// ------------------------------------------------------------------------------------------------------- 拨付, 追回

// PAYMENT article? COLON payment (between stopping)? STOP
Payment Builder::payment(T::PaymentDeclarationContext& context) {
  Payment result;
  result.article = article(context.article());
  result.kept = kept(context);
  T::PaymentContext& how = *context.payment();
  result.fund = fundName(how.fund());
  result.byPerformance = how.BYPERFORMANCE() != nullptr;
  for (T::InstalmentContext* i : how.instalment()) {
    Instalment instalment{std::nullopt, i->BYPERFORMANCE() != nullptr};
    if (i->PERCENT() != nullptr) instalment.share = token(i->PERCENT()).value;
    if (i->NTH() != nullptr && token(i->NTH()).keyword->id != std::to_string(result.instalments.size() + 1))
      sink_.report(diag::InstalmentOrder, span(i->NTH()), token(i->NTH()).text,
                   static_cast<uint64_t>(result.instalments.size() + 1));
    result.instalments.push_back(instalment);
  }
  if (T::StoppingContext* stopping = context.stopping()) {
    if (stopping->KIND() != nullptr) result.subject = name(stopping->KIND());
    result.stops = grounds(*stopping->grounds());
  }
  return result;
}

std::vector<ExprId> Builder::grounds(T::GroundsContext& context) {
  std::vector<ExprId> result;
  for (T::AtomContext* a : context.atom()) result.push_back(atom(*a));
  return result;
}

Recovery Builder::recovery(T::RecoveryDeclarationContext& context) {
  Recovery result;
  result.article = article(context.article());
  for (T::RecoveringContext* r : context.recovering()) result.sentences.push_back(recovering(*r));
  return result;
}

// (fund EARMARKED between)? FOR? grounds COMMA (VERIFIED COMMA)? LAWFULLY? taking STOP
Recovering Builder::recovering(T::RecoveringContext& context) {
  Recovering result;
  result.span = span(context);
  result.kept = kept(context);
  result.fund = fundName(context.fund());
  result.grounds = grounds(*context.grounds());
  T::TakingContext& taking = *context.taking();
  result.recovers = taking.RECOVERALL() != nullptr;
  if (T::BarringContext* barring = taking.barring()) {
    result.bars = true;
    if (barring->KIND() != nullptr) result.who = name(barring->KIND());
    result.from = fundName(barring->fund());
  }
  return result;
}

} // namespace tiao::parse
