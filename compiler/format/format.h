#pragma once

#include "compiler/source/source.h"
#include "compiler/syntax/tree.h"

#include <optional>

/// The tree as text of either surface: the one home of how each construct is said in Chinese and in English. The text
/// reads back to the same tree (a test holds it to that for every policy and example).
namespace tiao::format {

using source::Language;

/// A declaration in its canonical form, with its full stop and line end.
std::string render(const syntax::Tree& tree, const syntax::Declaration& declaration, Language language);
/// A sentence of a clause, without a line break.
std::string render(const syntax::Tree& tree, const syntax::Sentence& sentence, Language language);

/// A value, and what a cell of a scale asks, as they stand in their lines.
std::string render(const syntax::Tree& tree, syntax::ExprId value, Language language);
std::string render(const syntax::Tree& tree, const syntax::Cell& cell, Language language);

/// 3000万元以上不满5000万元 / at least 30,000,000 yuan, less than 50,000,000 yuan; one value alone where both ends are.
struct RangeEndWords {
  std::string value;
  bool included = true;
};
std::string rangeWords(const std::optional<RangeEndWords>& lo, const std::optional<RangeEndWords>& hi,
                       Language language);

} // namespace tiao::format
