#pragma once

#include "compiler/diff/canon.h"

/// The clauses of both versions, and which is which.
namespace tiao::diff {

/// A clause as one version declares it.
struct Declared {
  core::Name name;
  source::Span span; // of the declaration
  std::string article;
  std::vector<AwardId> awards; // of its sentences
  std::string words;           // on one line
};
std::vector<Declared> clausesOf(const Input& input);

/// Clauses that belong together, by their places in the lists of both versions.
struct Matched {
  Match match = Match::Name;
  std::vector<size_t> before, after;
};
/// Every clause of both versions is in one of these; in the order of the new version, each removed one behind the
/// clause that it stood behind.
std::vector<Matched> matchClauses(const Input& before, const Input& after, const std::vector<Declared>& old,
                                  const std::vector<Declared>& fresh);

/// Awards of both versions that are the same award: in each pair of clauses by what they say, then by their order.
/// Those of one side alone have no partner.
struct AwardPair {
  std::optional<AwardId> before, after;
};
std::vector<AwardPair> matchAwards(Canon& canon, const std::vector<AwardId>& old, const std::vector<AwardId>& fresh);

} // namespace tiao::diff
