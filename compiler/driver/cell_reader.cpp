#include "compiler/driver/cell_reader.h"

#include "compiler/driver/subject_names.h"

#include <algorithm>
#include <bit>

namespace tiao::driver {

using core::Kind;
using core::Rational;

namespace {

int64_t within64(const Rational& value) {
  const Rational most(INT64_MAX), least(INT64_MIN);
  return *number::least(most, number::greatest(least, value)).toInt64();
}

/// So that what is not a value of its own in no layout is still told from what is none.
constexpr int64_t PlainScale = 100;

bool digit(char c) { return c >= '0' && c <= '9'; }
int two(const char* at) { return (at[0] - '0') * 10 + (at[1] - '0'); }

} // namespace

CellReader::CellReader(const core::Program& program, core::FactId fact, const ValueReader& values)
    : declared_(&program.facts[fact]), fact_(fact), values_(&values), kind_(declared_->type.kind) {
  switch (kind_) {
  case Kind::Truth: hi_ = 1; break;
  case Kind::Number:
    scale_ = PlainScale;
    lo_ = within64((declared_->lo * PlainScale).ceil());
    hi_ = within64((declared_->hi * PlainScale).floor());
    break;
  case Kind::Date:
    lo_ = declared_->dateLo.time_since_epoch().count();
    hi_ = declared_->dateHi.time_since_epoch().count();
    break;
  case Kind::Member: {
    const core::Enumeration& members = program.enumerations[declared_->type.enumeration];
    hi_ = static_cast<int64_t>(members.members.size()) - 1;
    addSpellings(members);
    break;
  }
  case Kind::Text: break;
  }
  int64_t worth = scale_;
  for (bool whole = true; whole; worth /= 10) {
    perPlaces_.push_back(worth);
    whole = worth % 10 == 0;
  }
}

CellReader::CellReader(const core::Program& program, core::FactId fact, const ValueReader& values,
                       const batch::Input& input)
    : CellReader(program, fact, values) {
  if (kind_ == Kind::Number) {
    scale_ = input.scale;
    lo_ = within64((declared_->lo * Rational(scale_)).ceil());
    hi_ = within64((declared_->hi * Rational(scale_)).floor());
    perPlaces_.clear();
    int64_t worth = scale_;
    for (bool whole = true; whole; worth /= 10) {
      perPlaces_.push_back(worth);
      whole = worth % 10 == 0;
    }
  }
  lo_ = std::max(lo_, input.lo);
  hi_ = std::min(hi_, input.hi);
}

void CellReader::addSpellings(const core::Enumeration& members) {
  spellings_.resize(std::bit_ceil(members.members.size() * 4 + 1));
  const auto add = [&](const std::string& text, uint32_t member) {
    if (text.empty()) return;
    size_t slot = hashOf(text) & (spellings_.size() - 1);
    while (!spellings_[slot].text.empty() && spellings_[slot].text != text) slot = (slot + 1) & (spellings_.size() - 1);
    if (spellings_[slot].text.empty()) spellings_[slot] = {text, member}; // the first of the name, as ValueReader does
  };
  for (uint32_t i = 0; i < members.members.size(); ++i) {
    add(members.members[i].zh, i);
    add(members.members[i].en, i);
  }
}

bool CellReader::other(std::string_view text, int64_t& n) const {
  switch (kind_) {
  case Kind::Date: {
    const char* at = text.data();
    if (text.size() != 10 || at[4] != '-' || at[7] != '-') return false;
    for (const size_t i : {0, 1, 2, 3, 5, 6, 8, 9})
      if (!digit(at[i])) return false;
    const auto date = calendar::makeDate(two(at) * 100 + two(at + 2), static_cast<unsigned>(two(at + 5)),
                                         static_cast<unsigned>(two(at + 8)));
    if (date) n = date->time_since_epoch().count();
    return date.has_value();
  }
  case Kind::Member: return member(text, n);
  case Kind::Text: return true;
  case Kind::Truth:
  case Kind::Number: break; // read() has done with them
  }
  return false;
}

bool CellReader::oddNumber(std::string_view text, int64_t& n) const {
  const char *at = text.data(), *const end = at + text.size();
  int64_t value = 0;
  const char* const begin = at;
  for (; at < end && digit(*at); ++at) value = value * 10 + (*at - '0');
  if (at == begin) return false;
  size_t places = 0;
  if (at < end) {
    if (*at++ != '.' || at == end) return false;
    for (; at < end && digit(*at); ++at, ++places) value = value * 10 + (*at - '0');
    if (at != end || places >= perPlaces_.size()) return false;
  }
  return !__builtin_mul_overflow(value, perPlaces_[places], &n);
}

bool CellReader::member(std::string_view text, int64_t& n) const {
  for (size_t slot = hashOf(text) & (spellings_.size() - 1); !spellings_[slot].text.empty();
       slot = (slot + 1) & (spellings_.size() - 1)) {
    if (spellings_[slot].text != text) continue;
    n = spellings_[slot].member;
    return true;
  }
  return false;
}

bool CellReader::slow(std::string_view text, int64_t& n) const {
  const Reading reading = values_->read(fact_, text);
  const auto* value = std::get_if<core::Constant>(&reading);
  if (value == nullptr) return false;
  std::optional<int64_t> read;
  if (const auto* truth = std::get_if<bool>(value)) read = *truth ? 1 : 0;
  if (const auto* number = std::get_if<Rational>(value)) read = (*number * Rational(scale_)).toInt64();
  if (const auto* date = std::get_if<core::Date>(value)) read = date->time_since_epoch().count();
  if (const auto* member = std::get_if<core::Member>(value)) read = member->index;
  n = read.value_or(0);
  return read.has_value();
}

core::Constant constantOf(const core::Fact& fact, int64_t scale, int64_t n) {
  switch (fact.type.kind) {
  case Kind::Truth: return n != 0;
  case Kind::Number: return Rational(n, scale);
  case Kind::Date: return core::Date(std::chrono::days(n));
  case Kind::Member: return core::Member{static_cast<uint32_t>(n)};
  case Kind::Text: break;
  }
  return std::string();
}

} // namespace tiao::driver
