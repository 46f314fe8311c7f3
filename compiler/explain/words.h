#pragma once

#include "compiler/explain/explain.h"

/// The small words of explanations, each in both languages: names, numbers with their units, periods, lists.
namespace tiao::explain {

using core::Name;
using core::Program;
using interpret::Amount;
using interpret::Case;
using interpret::Key;
using interpret::Period;
using number::Rational;

Text operator+(const Text& a, const Text& b);

/// A sentence with a `{}` for each argument; a Text as argument goes into each language by its own side.
template <typename... Args> Text say(const char* zh, const char* en, const Args&... args) {
  return diagnostics::detail::fill(zh, en, args...);
}

/// Parts in a row, with a sign between them.
Text joined(const std::vector<Text>& parts, const Text& between);
inline const Text semicolon{"；", "; "};
inline const Text enumeration{"、", ", "};

/// A name in both languages; where one is missing, the other stands for it.
Text named(const Name& name);
/// The article as each language writes it: 第一条 / Article 1. What is no article number reads the same in both.
Text articleText(const std::string& article);
/// 2024年 / 2024; 2024年7月 / 2024-07.
Text periodText(Period period);
/// The name of an item, where it stands for one.
Text itemText(const Case& facts, Key key);

/// A number as a person reads it: money with two places or as many as it has, a rate as a percentage, a count with its
/// unit. One that no six places tell is rounded, and said so (约 / about).
Text numberText(const Program& program, const core::Unit& unit, const Rational& value);
Text percentText(const Rational& value);
Text constantText(const Program& program, const core::Type& type, const core::Constant& value);
/// 800,000.00元 / 800,000.00 yuan, or a range.
Text yuanText(const Amount& amount);

/// Needs in a row, the same fact of several periods told once: 实际投资额（2023年、2024年）.
Text needsText(const Program& program, const Case* facts, const interpret::Needs& needs);
/// Who decides this fact: 专家评审; a competent body where the policy names none.
Text judgeText(const Program& program, core::FactId fact);
/// Its own key for machines: granted, toBeAssessed.

} // namespace tiao::explain
