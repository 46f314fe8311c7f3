#pragma once

#include "compiler/prove/prove.h"

/// The questions to one award, over one table of terms.
namespace tiao::prove {

/// The program in which only this award, and those it reads, are in force, and none takes from another.
Program alone(const Program& program, core::AwardId award);
/// The years unrolled: those in which something is in force, and those a series may run on. At most this many:
inline constexpr int mostYears = 20;
Assumed assumedOf(const Program& program, const Options& options);
bool moreYears(const Program& program); // than those

/// The award under other values of some facts.
struct Variant {
  std::vector<std::pair<Symbol, Num>> lets;
  Encoded encoded;
};

class Prover {
public:
  Prover(const Program& program, core::AwardId award, const Options& options);

  std::vector<Finding> findings();

private:
  // questions_limits.cpp
  void given();
  void ceiling();
  void limits();
  // questions_conditions.cpp
  void conditions();
  // questions_inputs.cpp
  void cliffs();
  void more();
  void split();

  [[nodiscard]] const core::Award& award() const { return program_.awards[id_]; }
  [[nodiscard]] bool asked(Question question) const {
    return options_.only.empty() || options_.only.contains(question);
  }
  Finding about(Question question) const;
  /// A finding of a search: Yes is an example against it.
  void settle(Finding& finding, const Found& found, const std::vector<Prop>& props, const std::vector<Variant*>& among,
              std::optional<int> year);
  void weaken(Finding& finding) const; // a proof that hangs on what was assumed is none
  void addExample(Finding& finding, const std::vector<Prop>& props, const Assignment& model,
                  const std::vector<Variant*>& among, std::optional<int> year);
  std::optional<Example> example(const Assignment& model, const std::vector<Variant*>& among, std::optional<int> year);
  Assignment nearer(const std::vector<Prop>& props, const Assignment& model, const std::vector<Variant*>& among);
  /// Is this value of a yes or no that of the case in which the award gives something?
  [[nodiscard]] bool usual(const Symbol& symbol, core::FactId fact, const core::Constant& value);
  Variant vary(std::vector<std::pair<Symbol, Num>> lets);
  [[nodiscard]] std::vector<Rational> likely() const; // literals of the award, in yuan
  [[nodiscard]] std::vector<const Given*> own(const Encoded& encoded) const;
  /// The facts given to this award that are numbers, and read in its own period.
  [[nodiscard]] std::vector<core::FactId> inputs(const std::vector<core::ExprId>& roots) const;
  [[nodiscard]] bool looksBack(core::FactId fact) const;
  [[nodiscard]] std::vector<core::ExprId> roots() const;

  Program program_; // alone
  core::AwardId id_;
  Options options_;
  Assumed assumed_;
  Terms terms_;
  Symbols symbols_;
  Search search_;
  Encoder encoder_;
  Variant base_;
  std::optional<Assignment> open_; // a case in which it gives something,
  const Given* at_ = nullptr;      // there
  std::vector<Finding> findings_;
};

} // namespace tiao::prove
