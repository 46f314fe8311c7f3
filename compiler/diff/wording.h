#pragma once

#include "compiler/diff/canon.h"

#include <map>

/// How one version says a thing: its own words where the tree has them, in both languages, and else those of
/// explanations.
namespace tiao::diff {

class Wording {
public:
  explicit Wording(const Input& input);

  /// A value or condition of the core as the policy writes it: 500万元; 年营业收入在2000万元以上.
  [[nodiscard]] Text expr(ExprId expr) const;
  /// The values that a comparison or product is of: 年营业收入.
  [[nodiscard]] Text named(ExprId expr) const;
  /// 累计上限, 最低额, 年限.
  [[nodiscard]] Text limitName(const core::Award& award, const core::Limit& limit, bool overall) const;
  /// 500万元; 3年.
  [[nodiscard]] Text limitValue(const core::Limit& limit) const;
  [[nodiscard]] Text fact(core::FactId fact) const;
  [[nodiscard]] Text declaration(const syntax::Declaration& declaration) const;

  /// That all files share, with its slash; empty where they lie beside the caller.
  [[nodiscard]] const std::string& folder() const { return folder_; }
  [[nodiscard]] source::Span span(ExprId expr) const;
  [[nodiscard]] Place place(source::Span span) const;
  [[nodiscard]] Place place(ExprId expr) const { return place(span(expr)); }

  /// Is this in what every clause asks (要求)?
  [[nodiscard]] bool required(ExprId expr) const;
  /// Who says where a thing stands that a layer made: the layer's name.
  [[nodiscard]] std::optional<Text> layer(ExprId condition) const;

  const Input& input;

private:
  [[nodiscard]] bool once(const core::Award& award) const; // 一次性
  [[nodiscard]] Text inOwnWords(ExprId expr, Text text) const;
  [[nodiscard]] std::optional<syntax::ExprId> written(ExprId expr) const;

  std::map<std::tuple<uint32_t, uint32_t, uint32_t>, syntax::ExprId> bySpan_;
  std::vector<source::Span> requirements_;
  std::string folder_; // that all files share, with its slash
};

/// What the policies write for a number of years or months.
Text durationText(const Rational& n, core::Per unit);
Text dateText(core::Date date);
Text operator+(const Text& a, const Text& b);

} // namespace tiao::diff
