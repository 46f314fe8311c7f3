#include "compiler/official/rule.h"

#include "compiler/parse/keywords.h"

namespace tiao::official {

using core::match;

namespace {

std::optional<syntax::Quoting> quotingOf(const syntax::Clause& clause) {
  for (const syntax::Sentence& sentence : clause.sentences)
    for (const syntax::Phrase& phrase : sentence.phrases)
      if (const auto* quoting = std::get_if<syntax::Quoting>(&phrase.node)) return *quoting;
  return std::nullopt;
}

/// The name of what is declared by a word alone: 分担, 施行.
syntax::NewName word(std::string_view token, Span span) {
  const parse::Keyword& row = parse::keyword(token);
  return {row.zh.front(), row.en.front(), span, std::nullopt};
}
/// A rule of the whole policy: 分担：….
Rule headed(std::string_view token, Span span, const std::optional<syntax::NewName>& name = {}) {
  return {name.value_or(word(token, span)), span, {span}, std::nullopt, false, true};
}

} // namespace

std::optional<Rule> ruleOf(const syntax::Declaration& d) {
  using Result = std::optional<Rule>;
  return std::visit(match{
                        [](const syntax::Policy&) -> Result { return std::nullopt; },
                        [](const syntax::DocumentNumber&) -> Result { return std::nullopt; },
                        [&](const syntax::InForce& x) -> Result {
                          return Rule{word("INFORCE", d.span), d.span, {d.span}, x.quoting, x.sentence, x.sentence};
                        },
                        [](const syntax::Import&) -> Result { return std::nullopt; },
                        [](const syntax::Subject&) -> Result { return std::nullopt; },
                        [](const syntax::Role&) -> Result { return std::nullopt; },
                        [](const syntax::Unit&) -> Result { return std::nullopt; },
                        [&](const syntax::Definition& x) -> Result {
                          return Rule{x.name, x.name.span, {d.span}, std::nullopt, false};
                        },
                        [&](const syntax::Parameter& x) -> Result {
                          return Rule{x.name, x.name.span, {d.span}, std::nullopt, false};
                        },
                        [](const syntax::Clause& x) -> Result {
                          Rule rule{x.name, x.name.span, {}, quotingOf(x), true};
                          for (const syntax::Sentence& s : x.sentences) rule.sentences.push_back(s.span);
                          return rule;
                        },
                        [&](const syntax::Requirement& x) -> Result { return headed("REQUIRE", d.span, x.name); },
                        [&](const syntax::ChooseOne&) -> Result { return headed("CHOOSEONE", d.span); },
                        [&](const syntax::NoRepeat&) -> Result { return headed("NOREPEAT", d.span); },
                        [&](const syntax::Split&) -> Result { return headed("SPLIT", d.span); },
                        [&](const syntax::Procedure& x) -> Result { return headed("PROCEDURE", d.span, x.name); },
                        [&](const syntax::Payment&) -> Result { return headed("PAYMENT", d.span); },
                        [&](const syntax::Recovery&) -> Result { return headed("RECOVERY", d.span); },
                        [&](const syntax::Permission&) -> Result { return headed("PERMIT", d.span); },
                        [](const syntax::Scale& x) -> Result {
                          return Rule{x.name, x.name.span, {}, std::nullopt, false};
                        },
                        [](const syntax::Item&) -> Result { return std::nullopt; },
                        [](const syntax::Matter&) -> Result { return std::nullopt; },
                        [](const syntax::Background&) -> Result { return std::nullopt; },
                        [](const syntax::SameMatter&) -> Result { return std::nullopt; },
                        [](const syntax::MemberGroup&) -> Result { return std::nullopt; },
                        [](const syntax::Fund&) -> Result { return std::nullopt; },
                        [](const syntax::Stage&) -> Result { return std::nullopt; },
                        [](const syntax::Amend&) -> Result { return std::nullopt; },
                        [](const syntax::EndClause&) -> Result { return std::nullopt; },
                        [](const syntax::Conventions&) -> Result { return std::nullopt; },
                        [](const syntax::Test&) -> Result { return std::nullopt; },
                        [](const syntax::Assertion&) -> Result { return std::nullopt; },
                        [](const syntax::NotRule&) -> Result { return std::nullopt; },
                        [](const syntax::Translation&) -> Result { return std::nullopt; },
                    },
                    d.node);
}

std::optional<syntax::Quoting> quotedBy(const syntax::Declaration& d) {
  if (const auto* none = std::get_if<syntax::NotRule>(&d.node)) return none->quoting;
  const std::optional<Rule> rule = ruleOf(d);
  return rule ? rule->quoting : std::nullopt;
}

} // namespace tiao::official
