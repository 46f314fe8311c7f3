#include "compiler/format/writer.h"

/// What a drafter states of the policy: 断言.
namespace tiao::format {

using namespace syntax;

std::string Writer::assertion(const Assertion& x) {
  std::string out = word("ASSERT") + pick("：", ": ");
  if (x.condition)
    out += word("IF") + pick("", " ") + condition(*x.condition) + pick("，", ", ") + word("THEN") + pick("", " ");
  return out + claim(x.claim) + pick("。", ".") + "\n";
}

std::string Writer::claim(const Claim& x) {
  const std::string who = x.clauses.empty() ? word("EVERYAWARD") : clauses(x.clauses);
  const std::string is = zh_ ? "" : word("IS", x.clauses.size() == 1 ? 0 : 1) + " ";
  switch (x.kind) {
  case Claim::Kind::Given: return who + " " + is + word("GIVEN");
  case Claim::Kind::NotGiven: return who + " " + is + word("NOT", zh_ ? 2 : 0) + pick("", " ") + word("GIVEN");
  case Claim::Kind::Apart: return who + " " + is + word("NOTTOGETHER");
  case Claim::Kind::Amount: break;
  }
  static constexpr const char* bounds[] = {"ATLEAST", "ATMOST", "MORE", "LESS"};
  const bool counts = x.bound == Bound::AtLeast || x.bound == Bound::AtMost;
  const std::string mark =
      !x.marked ? "" : pick("（", " (") + word(counts ? "INCLUSIVE" : "EXCLUSIVE") + pick("）", ")");
  const std::string bound = x.marked && !counts
                                ? word(x.bound == Bound::More ? "ATLEAST" : "ATMOST")
                                : word(bounds[static_cast<size_t>(x.bound)], zh_ && x.bound == Bound::AtLeast ? 1 : 0);
  std::string out = who;
  if (x.together) out += " " + word("TOGETHER");
  if (x.whenGiven) out += " " + word("WHENGIVEN");
  if (x.scope == Claim::Scope::Year) out += " " + word("EACHYEAR", zh_ ? 0 : 2);
  if (x.scope == Claim::Scope::Total) out += " " + word("TOTAL");
  return out + " " + is + bound + " " + value(*x.value) + mark;
}

} // namespace tiao::format
