#include "compiler/interpret/value.h"

#include <algorithm>

namespace tiao::interpret {

using core::match;

bool definite(const Set& set) {
  return std::visit(match{
                        [](Truth s) { return s != Truth::Either; },
                        [](const NumberRange& s) { return s.definite(); },
                        [](const DateRange& s) { return s.lo == s.hi; },
                        [](const MemberSet& s) { return std::count(s.may.begin(), s.may.end(), true) == 1; },
                        [](const TextSet& s) { return s.only.has_value(); },
                    },
                    set);
}

bool Value::definite() const { return interpret::definite(set); }

bool within(const Value& a, const Value& b) {
  if (a.set.index() != b.set.index()) return false;
  return std::visit(match{
                        [&](Truth s) {
                          const Truth other = *std::get_if<Truth>(&b.set);
                          return other == Truth::Either || other == s;
                        },
                        [&](const NumberRange& s) {
                          const auto& other = *std::get_if<NumberRange>(&b.set);
                          return (other.loInfinite || (!s.loInfinite && other.lo <= s.lo)) &&
                                 (other.hiInfinite || (!s.hiInfinite && s.hi <= other.hi));
                        },
                        [&](const DateRange& s) {
                          const auto& other = *std::get_if<DateRange>(&b.set);
                          return other.lo <= s.lo && s.hi <= other.hi;
                        },
                        [&](const MemberSet& s) {
                          const auto& other = *std::get_if<MemberSet>(&b.set);
                          for (size_t i = 0; i < s.may.size(); ++i) {
                            if (s.may[i] && (i >= other.may.size() || !other.may[i])) return false;
                          }
                          return true;
                        },
                        [&](const TextSet& s) {
                          const auto& other = *std::get_if<TextSet>(&b.set);
                          return !other.only || other.only == s.only;
                        },
                    },
                    a.set);
}

} // namespace tiao::interpret
