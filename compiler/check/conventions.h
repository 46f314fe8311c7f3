#pragma once

#include "compiler/diagnostics/diagnostics.h"
#include "compiler/syntax/tree.h"

#include <map>
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

class Readings {
public:
  void choose(const syntax::ConventionChoice& choice, diagnostics::Sink& sink);
  /// The reading of a convention, for a clause that depends on it.
  const std::string& of(const std::string& convention, const syntax::Symbol& clause);
  /// Reports each default that some clause used, with the clauses.
  void reportDefaults(source::Span where, diagnostics::Sink& sink) const;

private:
  std::map<std::string, std::string> chosen_;
  std::map<std::string, std::vector<diagnostics::Text>> used_; // defaults, with the clauses that used them
};

} // namespace tiao::check
