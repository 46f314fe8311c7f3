#include "compiler/parse/grammar.h"

#include "compiler/parse/build.h"
#include "compiler/parse/declarations.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <random>

namespace tiao::parse {

using antlr::Tiao;
using diagnostics::Sink;
using diagnostics::Text;
namespace diag = diagnostics::diag;
namespace remark = diagnostics::remark;

namespace {

/// Feeds a list of tokens to the parser. Every token has a source: the runtime follows it when it recovers.
class TokenFeed : public antlr4::TokenSource {
public:
  explicit TokenFeed(std::vector<size_t> types) : types_(std::move(types)) {}
  std::unique_ptr<antlr4::Token> nextToken() override {
    const bool end = next_ >= types_.size();
    auto token = std::make_unique<antlr4::CommonToken>(
        std::pair<antlr4::TokenSource*, antlr4::CharStream*>{this, &nothing_}, end ? antlr4::Token::EOF : types_[next_],
        antlr4::Token::DEFAULT_CHANNEL, 0, 0);
    token->setTokenIndex(next_++);
    return token;
  }
  [[nodiscard]] size_t getLine() const override { return 0; }
  size_t getCharPositionInLine() override { return 0; }
  antlr4::CharStream* getInputStream() override { return &nothing_; }
  std::string getSourceName() override { return "tokens"; }
  antlr4::TokenFactory<antlr4::CommonToken>* getTokenFactory() override {
    return antlr4::CommonTokenFactory::DEFAULT.get();
  }

private:
  std::vector<size_t> types_;
  size_t next_ = 0;
  antlr4::ANTLRInputStream nothing_;
};

/// Our token types by name, as the generated parser numbers them.
const std::map<std::string, size_t, std::less<>>& typeNumbersByName() {
  static const std::map<std::string, size_t, std::less<>> numbers = [] {
    std::map<std::string, size_t, std::less<>> all;
    TokenFeed nothing({});
    antlr4::CommonTokenStream stream(&nothing);
    const Tiao parser(&stream);
    const antlr4::dfa::Vocabulary& vocabulary = parser.getVocabulary();
    for (size_t i = 1; i <= vocabulary.getMaxTokenType(); ++i) all[vocabulary.getSymbolicName(i)] = i;
    return all;
  }();
  return numbers;
}

size_t typeNumber(std::string_view name) {
  const auto& numbers = typeNumbersByName();
  const auto found = numbers.find(name);
  return found == numbers.end() ? antlr4::Token::INVALID_TYPE : found->second;
}

/// The first syntax error, as the token it is at.
class FirstError : public antlr4::BaseErrorListener {
public:
  std::optional<size_t> token;

  void syntaxError(antlr4::Recognizer*, antlr4::Token* offending, size_t, size_t, const std::string&,
                   std::exception_ptr) override {
    if (!token) token = offending->getTokenIndex();
  }
};

/// Listens for ambiguities found by exact detection.
class AmbiguityListener : public antlr4::BaseErrorListener {
public:
  std::vector<std::string> found;
  void reportAmbiguity(antlr4::Parser* parser, const antlr4::dfa::DFA& dfa, size_t start, size_t stop, bool exact,
                       const antlrcpp::BitSet&, antlr4::atn::ATNConfigSet*) override {
    if (!exact) return;
    const size_t rule = dfa.atnStartState->ruleIndex;
    std::string types;
    for (size_t i = start; i <= stop; ++i)
      types += parser->getVocabulary().getSymbolicName(parser->getTokenStream()->get(i)->getType()) + " ";
    found.push_back(parser->getRuleNames()[rule] + ": " + types);
  }
};

std::vector<size_t> typeNumbers(const std::vector<Token>& tokens) {
  std::vector<size_t> types;
  for (const Token& t : tokens) types.push_back(typeNumber(t.type));
  return types;
}

/// What a token type is called in a message; empty for types that say nothing to a drafter.
Text typeText(const std::string& type) {
  static const std::map<std::string, Text> names = {
      {"NAME", {"名称", "a name"}},
      {"KIND", {"对象或角色", "a subject or role"}},
      {"UNIT", {"单位", "a unit"}},
      {"CLAUSENAME", {"条款名", "the name of a clause"}},
      {"POLICYNAME", {"政策名", "the name of a policy"}},
      {"NAMEDPART", {"条款的一部分（累计上限、比例……）", "a part of a clause (total cap, rate …)"}},
      {"MEMBER", {"其一的值", "a member of a one-of"}},
      {"NEWNAME", {"新名称", "a new name"}},
      {"RAW", {"文字", "text"}},
      {"QUOTED", {"「…」引文", "a quotation in 「…」"}},
      {"GROUND", {"理由", "a reason"}},
      {"MONEY", {"金额", "an amount of money"}},
      {"PERCENT", {"百分比", "a percentage"}},
      {"COUNT", {"数量", "a count"}},
      {"YEARS", {"年数", "a number of years"}},
      {"NUMBER", {"数", "a number"}},
      {"DATE", {"日期", "a date"}},
      {"CALYEAR", {"年份", "a year"}},
      {"COMMA", {"「，」", "a comma"}},
      {"DUN", {"「、」", "`、`"}},
      {"STOP", {"「。」", "a full stop"}},
      {"COLON", {"「：」", "a colon"}},
      {"LP", {"「（」", "an opening bracket"}},
      {"RP", {"「）」", "a closing bracket"}},
      {"EQUALS", {"「=」", "`=`"}},
      {"BULLET", {"「- 」开头的一行", "a line that begins with `- `"}},
      {"CONVENTION", {"约定名", "the name of a convention"}},
      {"READING", {"读法", "a reading"}},
      {"ROW", {"「|」开头的一行", "a line that begins with `|`"}},
      {"BAR", {"「|」", "`|`"}},
      {"RULE", {"「| --- |」一行", "a line `| --- |`"}},
      {"STAGE", {"环节", "a stage"}},
      {"FUND", {"资金的名称", "the name of a fund"}},
      {"ARROW", {"「→」", "`->`"}},
  };
  if (const auto found = names.find(type); found != names.end()) return found->second;
  for (const Keyword& row : keywords())
    if (row.token == type) {
      const std::string zh = row.zh.empty() ? row.en.front() : row.zh.front();
      const std::string en = row.en.empty() ? row.zh.front() : row.en.front();
      return {"「" + zh + "」", "`" + en + "`"};
    }
  return {};
}

/// The few most telling of what could stand there.
Text expectedText(const std::vector<std::string>& types) {
  static const std::vector<std::string> first = {"NAME", "MONEY", "PERCENT", "YEARS", "DATE",     "STOP",  "COMMA",
                                                 "DE",   "FOR",   "GIVE",    "BY",    "EACHYEAR", "COLON", "EQUALS"};
  std::vector<std::string> order;
  for (const std::string& type : first)
    if (std::ranges::find(types, type) != types.end()) order.push_back(type);
  for (const std::string& type : types)
    if (std::ranges::find(order, type) == order.end()) order.push_back(type);
  Text out;
  size_t shown = 0;
  for (const std::string& type : order) {
    const Text word = typeText(type);
    if (word.zh.empty()) continue;
    if (shown == 5) {
      out.zh += "等";
      out.en += ", …";
      break;
    }
    out.zh += (shown > 0 ? "、" : "") + word.zh;
    out.en += (shown > 0 ? ", " : "") + word.en;
    ++shown;
  }
  return out;
}

/// A statement of lines, each of which is read apart.
bool isScale(const Token& head) { return head.type == "SCALE" || head.type == "MARGINAL" || head.type == "TABLE"; }

bool outOfBounds(const std::vector<Token>& tokens, Sink& sink) {
  size_t depth = 0;
  size_t cases = 0;
  size_t words = 0;
  const bool lines = isScale(tokens[0]);
  const bool sentences = lines || tokens[0].type == "CLAUSE" || tokens[0].type == "REQUIRE" ||
                         tokens[0].type == "DEFINE" || tokens[0].type == "PARAMETER" || tokens[0].type == "NEWCLAUSE" ||
                         tokens[0].type == "AMEND" || (tokens[0].keyword != nullptr && isChoice(*tokens[0].keyword));
  for (const Token& t : tokens) {
    const bool ends = t.type == "STOP" || (lines && (t.type == "BULLET" || t.type == "ROW"));
    words = ends ? 0 : words + 1;
    if (sentences && words > longestSentence) {
      sink.report(diag::SentenceTooLong, t.span, static_cast<uint64_t>(longestSentence)).help(remark::TwoSentences);
      return true;
    }
    if (t.type == "LP") ++depth;
    if (t.type == "RP" && depth > 0) --depth;
    if (t.type == "IF") ++cases;
    if (ends) cases = depth = 0;
    if (depth + cases <= deepest) continue;
    sink.report(diag::TooDeep, t.span, static_cast<uint64_t>(deepest));
    return true;
  }
  return false;
}

using Tokens = std::vector<Token>;

/// Parses token types as a statement. Calls `built(context)` if they are one; else returns the first token that is
/// wrong.
template <typename Built> std::optional<size_t> parseStatement(const std::vector<size_t>& types, Built built) {
  TokenFeed feed(types);
  antlr4::CommonTokenStream stream(&feed);
  Tiao parser(&stream);
  parser.removeErrorListeners();
  parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(antlr4::atn::PredictionMode::SLL);
  parser.setErrorHandler(std::make_shared<antlr4::BailErrorStrategy>());
  try {
    built(*parser.statement()->declaration());
    return std::nullopt;
  } catch (const antlr4::ParseCancellationException&) { // the slower, complete mode, which also tells the error
  }
  stream.reset();
  parser.reset();
  FirstError listener;
  parser.addErrorListener(&listener);
  parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(antlr4::atn::PredictionMode::LL);
  parser.setErrorHandler(std::make_shared<antlr4::DefaultErrorStrategy>());
  Tiao::StatementContext* statement = parser.statement();
  if (!listener.token) built(*statement->declaration());
  return listener.token;
}

/// The token types that could stand at `at`, found by trying each: those after which the error is further on. (The
/// parser's own answer is about the place where it began to choose between alternatives, which may lie well before.)
std::vector<std::string> expectedAt(const Tokens& tokens, size_t at) {
  std::vector<size_t> types = typeNumbers({tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(at)});
  types.push_back(0);
  std::vector<std::string> expected;
  for (const auto& [name, number] : typeNumbersByName()) {
    if (number == types.back()) continue;
    types.back() = number;
    const auto wrong = parseStatement(types, [](Tiao::DeclarationContext&) {});
    if (!wrong || *wrong > at) expected.push_back(name);
  }
  return expected;
}

/// Errors beyond this many diagnostics are told without what could stand there, which is found by trying.
constexpr size_t mostExpectations = 200;

void tellError(size_t at, const Tokens& tokens, Sink& sink) {
  // After a word that is unknown or ambiguous nothing can be said of the rest of the sentence.
  for (size_t i = 0; i <= at && i < tokens.size(); ++i)
    if (sink.hasErrorIn(tokens[i].span)) return;
  const bool atEnd = at >= tokens.size();
  const source::Span last = tokens[std::min(at, tokens.size()) - (at == 0 ? 0 : 1)].span;
  if (atEnd && sink.hasErrorIn({last.file, last.begin, last.end + 1})) return; // a name that is missing has been told
  std::vector<std::string> expected;
  if (sink.all().size() < mostExpectations) expected = expectedAt(tokens, at);
  const Text words = expectedText(expected);
  auto report =
      atEnd ? sink.report(diag::CutShort, last) : sink.report(diag::UnexpectedWord, tokens[at].span, tokens[at].text);
  if (!words.zh.empty()) report.help(remark::Expected, words);
  if (atEnd && std::ranges::find(expected, "STOP") != expected.end()) report.help(remark::EndSentence);
}

/// The parts of a statement that can be read apart: the bullets of a list, the sentences of a clause or a test. The
/// first number is where they begin, each other one where a part ends; a statement without parts has only the first.
std::vector<size_t> partsOf(const std::vector<Token>& tokens) {
  const bool rows = tokens[0].type == "TABLE";
  const bool bullets = tokens[0].type == "SUBJECT" || tokens[0].type == "ITEM" || tokens[0].type == "CONVENTIONS" ||
                       tokens[0].type == "SPLIT" || isScale(tokens[0]);
  const bool sentences = tokens[0].type == "CLAUSE" || tokens[0].type == "NEWCLAUSE" || tokens[0].type == "TEST" ||
                         tokens[0].type == "BACKGROUND";
  const std::string_view mark = rows ? "RULE" : bullets ? "BULLET" : "COLON";
  const auto found = std::ranges::find(tokens, mark, &Token::type);
  auto at = static_cast<size_t>(found - tokens.begin());
  if (!(bullets || sentences) || at == tokens.size()) return {tokens.size()};
  if (sentences || rows) ++at;
  if (sentences && at + 2 < tokens.size() && tokens[at].type == "QUOTING") at += 3; // 依据「…」。
  std::vector<size_t> bounds{at};
  while (at < tokens.size()) {
    for (++at; at < tokens.size(); ++at)
      if (bullets ? tokens[at].type == "BULLET" || tokens[at].type == "ROW"
                  : tokens[at - 1].type == "STOP" && tokens[at].type != "ITEMNO")
        break;
    bounds.push_back(at);
  }
  return bounds;
}

} // namespace

std::optional<syntax::Declaration> readStatement(std::vector<Token> tokens, syntax::Tree& tree, Sink& sink) {
  if (tokens.empty() || outOfBounds(tokens, sink)) return std::nullopt;
  std::optional<syntax::Declaration> result;
  const auto read = [&](const Tokens& of) {
    return parseStatement(typeNumbers(of), [&](Tiao::DeclarationContext& context) {
      result = Builder(of, tree, sink).declaration(context);
    });
  };
  const std::optional<size_t> error = read(tokens);
  if (!error) return result;
  const std::vector<size_t> parts = partsOf(tokens);
  Tokens kept(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(parts.front()));
  bool told = false;
  for (size_t i = 1; i < parts.size() && *error >= parts.front(); ++i) {
    Tokens alone(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(parts.front()));
    const auto from = tokens.begin() + static_cast<std::ptrdiff_t>(parts[i - 1]);
    const auto to = tokens.begin() + static_cast<std::ptrdiff_t>(parts[i]);
    alone.insert(alone.end(), from, to);
    const auto wrong = parseStatement(typeNumbers(alone), [](Tiao::DeclarationContext&) {});
    // What is missing after a whole sentence of a test is the expectation, which may be another part.
    const bool whole = wrong && *wrong >= alone.size() && alone.back().type == "STOP";
    if (!wrong || whole) {
      kept.insert(kept.end(), from, to);
    } else {
      tellError(*wrong, alone, sink);
      told = true;
    }
  }
  if (!told)
    tellError(*error, tokens, sink);
  else
    read(kept);
  if (result) result->partial = told;
  return result;
}

std::vector<std::string> ambiguities(const std::vector<std::string>& tokenTypes) {
  std::vector<size_t> types;
  for (const std::string& t : tokenTypes) types.push_back(typeNumber(t));
  TokenFeed feed(std::move(types));
  antlr4::CommonTokenStream stream(&feed);
  Tiao parser(&stream);
  parser.removeErrorListeners();
  AmbiguityListener listener;
  FirstError errors;
  parser.addErrorListener(&listener);
  parser.addErrorListener(&errors);
  parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(
      antlr4::atn::PredictionMode::LL_EXACT_AMBIG_DETECTION);
  parser.statement();
  if (errors.token) listener.found.push_back("does not parse at token " + std::to_string(*errors.token));
  return listener.found;
}

std::vector<std::string> randomStatement(uint64_t seed) {
  std::mt19937_64 random(seed);
  TokenFeed feed({});
  antlr4::CommonTokenStream stream(&feed);
  Tiao parser(&stream);
  const antlr4::atn::ATN& atn = parser.getATN();
  std::vector<std::string> out;
  // A walk over the automaton of the grammar: a stack of the states to return to. Long statements are steered to their
  // ends.
  std::vector<antlr4::atn::ATNState*> returns;
  antlr4::atn::ATNState* state = atn.ruleToStartState[Tiao::RuleStatement];
  for (int steps = 0; steps < 20'000; ++steps) {
    if (state->getStateType() == antlr4::atn::ATNState::RULE_STOP) {
      if (returns.empty()) break;
      state = returns.back();
      returns.pop_back();
      continue;
    }
    const auto& transitions = state->transitions;
    size_t pick =
        transitions.size() == 1 ? 0 : std::uniform_int_distribution<size_t>(0, transitions.size() - 1)(random);
    const bool loop = state->getStateType() == antlr4::atn::ATNState::STAR_LOOP_ENTRY ||
                      state->getStateType() == antlr4::atn::ATNState::PLUS_LOOP_BACK;
    if (loop && (out.size() > 30 || random() % 3 != 0))
      pick = transitions.size() - 1; // leave
    else if (!loop && transitions.size() > 1 && (out.size() > 40 || returns.size() > 30))
      pick = transitions.size() - 1; // the last alternative is flat
    auto* transition = transitions[pick];
    if (transition->getSerializationType() == antlr4::atn::Transition::RULE) {
      returns.push_back(static_cast<const antlr4::atn::RuleTransition*>(transition)->followState);
    } else if (!transition->isEpsilon()) {
      const auto label = transition->label().toList();
      const ssize_t type = label[std::uniform_int_distribution<size_t>(0, label.size() - 1)(random)];
      if (type > 0) out.push_back(parser.getVocabulary().getSymbolicName(static_cast<size_t>(type)));
    }
    state = transition->target;
    if (out.size() > 400) return {}; // too long to be of use; the caller takes another seed
  }
  return out;
}

} // namespace tiao::parse
