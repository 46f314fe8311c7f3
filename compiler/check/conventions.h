#pragma once

#include "compiler/diagnostics/diagnostics.h"
#include "compiler/syntax/tree.h"

#include <map>
#include <optional>
#include <set>
#include <string>

/// Readings that a text leaves open (core.md section 10). A policy declares one, or the default is used and reported.
namespace tiao::check {

/// A convention of the keyword table and its readings, the default first.
struct Convention {
  std::string id;
  std::vector<std::string> readings;
};
const std::vector<Convention>& conventions();
/// A reading in words.
diagnostics::Text readingText(const std::string& reading);

class Readings {
public:
  /// From here on the readings are those of this policy, one of several read together.
  void enter(uint32_t policy) { policy_ = policy; }
  void choose(const syntax::ConventionChoice& choice, const syntax::Tree& tree, diagnostics::Sink& sink);
  /// The reading of a convention, for a clause that depends on it: the one chosen for this clause goes before the one
  /// chosen for all.
  const std::string& of(const std::string& convention, const syntax::Symbol& clause);
  /// The reading that the policy declares, if it does.
  [[nodiscard]] std::optional<std::string> chosen(const std::string& convention) const;
  /// Reports each default that some clause used, with the clauses.
  void reportDefaults(source::Span where, diagnostics::Sink& sink) const;

private:
  uint32_t policy_ = 0;
  std::map<std::pair<uint32_t, std::string>, std::string> chosen_;
  std::map<std::pair<std::string, std::string>, std::string> chosenFor_; // by convention and name of the clause
  std::map<std::string, std::vector<diagnostics::Text>> used_;           // defaults, with the clauses that used them
};

} // namespace tiao::check
