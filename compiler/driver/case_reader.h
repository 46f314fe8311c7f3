#pragma once

#include "compiler/driver/facts_json.h"
#include "compiler/driver/values.h"

#include <set>

/// Reads a case from JSON: the facts of the subject in facts_json.cpp, its items in items_json.cpp.
namespace tiao::driver {

class CaseReader {
public:
  /// What only `other` knows, another version of the policy, is passed over.
  CaseReader(const core::Program& program, GivenCase& out, std::vector<Text>& errors,
             const OtherVersion* other = nullptr)
      : program_(program), names_(factNames(program)), kinds_(kindNames(program)), values_(program), out_(out),
        errors_(errors), other_(other) {
    if (other == nullptr) return;
    otherNames_ = factNames(other->program);
    otherKinds_ = kindNames(other->program);
  }

  void read(const Json& root);

private:
  /// A fact as it stands: whose it is, and what messages call it: 展会[0].标准展位数.
  struct Place {
    core::FactId fact;
    interpret::Key key;
    std::string path;
  };
  /// An item of a kind that lives through the years.
  struct Life {
    interpret::Key key;
    std::optional<int> first, last;
  };

  void wrong(int64_t line, const std::string& what, const Text& why);
  void wrong(int64_t line, const std::string& what, const std::string& text, const Text& why);

  void readFacts(const Json& facts);
  void readFact(const Place& place, const Json& value);
  void giveEachYear(const Place& place, const Json& value);
  void give(const Place& place, calendar::Period period, const Json& value);
  void named(calendar::Period period);
  void readLedger(const Json& ledger);

  static Names kindNames(const core::Program& program);
  void readItems(core::Id<core::ItemKind> kind, const std::string& path, const Json& items);
  void readItem(core::Id<core::ItemKind> kind, const std::string& path, const Json& item);
  void readItemFact(const Place& place, std::optional<int> year, const Json& value, Life& life);
  [[nodiscard]] std::optional<int> readYear(const std::string& path, const Json* value);
  void giveLists();

  const core::Program& program_;
  const Names names_, kinds_;
  const ValueReader values_;
  GivenCase& out_;
  std::vector<Text>& errors_;
  const OtherVersion* other_;
  Names otherNames_, otherKinds_;
  std::vector<core::Id<core::ItemKind>> lists_; // kinds whose lists are given
  std::vector<Life> lives_;
  std::set<std::pair<interpret::Key, int>> listed_; // of items of a year
};

/// A scalar as the text it would have in a table; nothing for null, an array or an object.
std::optional<std::string> scalarText(const Json& value);
/// The years that a value without a year holds in: those in which the policy is in force.
interpret::Years yearsOfPolicy(const core::Program& program);

} // namespace tiao::driver
