#pragma once

#include "compiler/interpret/case.h"

/// Values as the evaluator knows them: nonempty sets of what a value may be (core.md section 1, "Ranges").
namespace tiao::interpret {

/// {yes}, {no} or {yes, no}.
enum class Truth : uint8_t { No, Yes, Either };

/// A number from lo to hi, each end possibly infinite (after a division).
struct NumberRange {
  Rational lo, hi;
  bool loInfinite = false, hiInfinite = false;
  [[nodiscard]] bool definite() const { return !loInfinite && !hiInfinite && lo == hi; }
  bool operator==(const NumberRange&) const = default;
};

/// A money range in yuan: [lo, hi]; definite when equal.
struct Amount {
  Rational lo, hi;
  [[nodiscard]] bool definite() const { return lo == hi; }
  bool operator==(const Amount&) const = default;
};

struct DateRange {
  core::Date lo, hi;
  bool operator==(const DateRange&) const = default;
};

struct MemberSet {
  std::vector<bool> may; // by member
  bool operator==(const MemberSet&) const = default;
};

/// One text, or any.
struct TextSet {
  std::optional<std::string> only;
  bool operator==(const TextSet&) const = default;
};

using Set = std::variant<Truth, NumberRange, DateRange, MemberSet, TextSet>;

/// Has the set one member?
bool definite(const Set& set);

struct Value {
  Set set;
  Needs needs; // empty when definite
  [[nodiscard]] bool definite() const;
};

/// Is every member of `a` one of `b`?
bool within(const Value& a, const Value& b);

} // namespace tiao::interpret
