#pragma once

#include "compiler/check/check.h"
#include "compiler/syntax/tree.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

/// Readings that a text leaves open (core.md section 10). A policy declares one, or the default is used and reported.
namespace tiao::check {

/// A convention of the keyword table and its readings, the default first.
struct Convention {
  std::string id;
  std::vector<std::string> readings;
};
const std::vector<Convention>& conventions();
/// A convention, and a reading, in words.
diagnostics::Text conventionText(const std::string& convention);
diagnostics::Text readingText(const std::string& reading);

class Readings {
public:
  using Uses = std::vector<ReadingUse>;

  explicit Readings(const std::optional<ForcedReading>& forced) : forced_(forced) {}
  /// From here on the readings are those of this policy, one of several read together. Returns the one before.
  uint32_t enter(uint32_t policy) { return std::exchange(policy_, policy); }
  void choose(const syntax::ConventionChoice& choice, const syntax::Tree& tree, diagnostics::Sink& sink);
  /// The reading of a convention, for a clause (or another reader) that depends on it: the one forced goes before all;
  /// the one chosen for this clause before the one chosen for all.
  const std::string& of(const std::string& convention, const syntax::Symbol& reader);
  /// The reading that the policy declares, or that is forced, if there is one.
  [[nodiscard]] std::optional<std::string> chosen(const std::string& convention) const;
  [[nodiscard]] bool areForced() const { return forced_.has_value(); }
  /// Of ToPayer, when it is forced: which payer.
  [[nodiscard]] std::optional<size_t> forcedPayer() const { return forced_ ? forced_->payer : std::nullopt; }

  /// What has been read so far, and what since a mark.
  [[nodiscard]] size_t mark() const { return log_.size(); }
  [[nodiscard]] Uses since(size_t mark) const { return {log_.begin() + static_cast<std::ptrdiff_t>(mark), log_.end()}; }
  /// This reader is a term: what it reads is told of those that use it.
  void term(const syntax::Symbol& reader) { terms_.insert(reader.shown(true)); }
  /// What was read for a term, or a group that another clause names, this reader reads too.
  void again(const Uses& uses, const syntax::Symbol& reader);

  /// By convention; a term stands among the readers only where nothing uses it.
  [[nodiscard]] Uses uses() const;
  /// Reports each default that some clause used, with the clauses.
  void reportDefaults(source::Span where, diagnostics::Sink& sink) const;

private:
  const std::optional<ForcedReading>& forced_;
  uint32_t policy_ = 0;
  std::map<std::pair<uint32_t, std::string>, std::string> chosen_;
  std::map<std::pair<std::string, std::string>, std::string> chosenFor_; // by convention and name of the clause
  Uses log_;                                                             // in the order of reading
  std::set<std::string> terms_, passedOn_;                               // of the first, those that something uses
};

} // namespace tiao::check
