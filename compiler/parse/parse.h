#pragma once

#include "compiler/diagnostics/diagnostics.h"
#include "compiler/parse/token.h"
#include "compiler/source/literate.h"
#include "compiler/syntax/tree.h"

#include <memory>

/// From files to the syntax tree: literate reader, names, segmenter, grammar.
namespace tiao::parse {

/// No source is longer, and no line of one: both are there to be read by people.
constexpr size_t mostBytes = 16U << 20U;
constexpr size_t longestLine = 64U << 10U;

/// Tests and what they start from are left unread where a policy is only computed with: they are half of its text.
enum class Tests : uint8_t { Read, Leave };

struct Parsed {
  syntax::Tree tree;
  std::vector<source::Document> documents; // by file of the tree
  std::vector<syntax::SymbolId> broken;    // names declared by statements that could not be read
};

/// Reads a policy and all that it imports. `path` is a file, or a folder: its `*.tiao.md` and `*.tiao` files directly
/// inside, in the order of their names, except those of another language (`policy.en.tiao.md` is taken only by name).
/// Errors go to the sink; what could be read is returned all the same.
Parsed parse(const std::vector<std::string>& paths, source::SourceSet& sources, diagnostics::Sink& sink,
             Tests tests = Tests::Read);

/// The tokens of every statement of the files already read (`--print tokens`).
std::string printTokens(const std::vector<std::string>& paths, source::SourceSet& sources, diagnostics::Sink& sink);

/// A statement of a file: the stretch from its first line to the next statement, and its words without courtesy words.
struct StatementWords {
  source::Span span;
  std::vector<Token> tokens;
};
/// The statements of the file `path` itself, in its order; what it imports gives the names. For laying text out.
std::vector<StatementWords> statementWords(const std::string& path, source::SourceSet& sources,
                                           diagnostics::Sink& sink);

/// The token types of every statement, for tests of the grammar.
std::vector<std::vector<std::string>> tokenTypes(const std::vector<std::string>& paths);

} // namespace tiao::parse
