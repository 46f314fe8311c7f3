#pragma once

#include "compiler/diagnostics/diagnostics.h"
#include "compiler/plan/plan.h"

/// What an evaluator says of its policy, as plain data: the one source of the tables within it, of its header and of
/// its manifest.
namespace tiao::build {

using core::Name;

struct Member {
  std::string id;
  Name name;
};

/// As in the plan's layout. What a value is: as tiao_type in runtime/abi/tiao_evaluator.h numbers it.
enum class Type : uint8_t { Truth, Number, Money, Date, Member, Year };

struct Input {
  std::string id;     // ASCII, unique: revenue_2024
  std::string factId; // without the period: revenue
  Name name, unit;
  Name column; // with the period: 年营业收入 2024
  Type type = Type::Truth;
  std::vector<Member> members;
};

struct Output {
  std::string id, article;
  core::AwardId award;
  calendar::Period period;
  int32_t itemKind = -1; // place in Description::kinds
  bool discretionary = false;
  int32_t kernel = -1; // its place in the layout; -1: not compiled
  uint32_t group = 0;  // in the layout
  int32_t listed = -1; // the input that says whether an item is there in this year
  std::vector<diagnostics::Text> reasons;
};

struct Kind {
  std::string id;
  Name name;
  int64_t most = 0;
};

struct Description {
  Name policy;
  std::string version; // the numbers of its documents
  std::string hash;    // of the checked program
  std::string layout;  // hash of what the columns and outputs are
  std::string compiler;
  Name district; // the only one that it is made for; empty: for all
  int firstYear = 0, lastYear = 0;
  std::vector<Input> inputs;
  std::vector<Output> outputs; // of every award and period, also of those that are not compiled
  std::vector<Kind> kinds;     // as in the layout
  std::vector<Name> awards;    // as in the program
};

/// `compiler`: its version. `district`: see above.
Description describe(const core::Program& program, const source::SourceSet& sources, const plan::Plan& plan,
                     const std::string& compiler, const Name& district);

/// The same policy where all subjects are of one district.
core::Program ofDistrict(core::Program program, core::Member district);

/// Why a group of awards is left to be asked about, in both languages.
diagnostics::Text whyLeft(const batch::Group& group);

/// The hash by which a program, and the columns of its plan, are known.
std::string hashOf(const core::Program& program);
std::string hashOf(const plan::Plan& plan);

} // namespace tiao::build
