#pragma once

#include "compiler/parse/declarations.h"
#include "compiler/parse/literal.h"
#include "compiler/parse/token.h"

#include <memory>

/// The segmenter: cuts a statement into keywords, numbers and declared names by dictionary, so that names are phrases
/// and Chinese needs no spaces. The cut has no unknown piece if one exists, then the fewest words, then the fewest
/// courtesy words. Two equally good cuts are an error that shows both; an unknown piece is an error with the nearest
/// names.
namespace tiao::parse {

class Segmenter {
public:
  /// `vocabulary` holds every name of every file that is read together.
  explicit Segmenter(const Vocabulary& vocabulary);
  ~Segmenter();

  /// The tokens of one statement, courtesy words dropped. An unknown piece is a NAME without a symbol, so that what
  /// follows can still be read.
  std::vector<Token> operator()(const source::SourceSet& sources, const Statement& statement,
                                diagnostics::Sink& sink) const;

private:
  class Dictionary;
  const Vocabulary& vocabulary_;
  std::unique_ptr<Dictionary> dictionary_;
  UnitSpellings units_;
};

} // namespace tiao::parse
