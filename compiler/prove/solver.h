#pragma once

#include "compiler/prove/term.h"

#include <memory>
#include <string>

/// The one door to Z3. A question is a conjunction of truths; the answer is an assignment, or that there is none, or
/// that none was found. Reproducible: fixed seeds, a bound on the solver's steps and none on time, a context of its own
/// for each session. That the solver gives up or fails is an answer of its own, never a verdict.
namespace tiao::prove {

enum class Answer : uint8_t {
  Yes,       // there is such an assignment
  No,        // there is none
  Exhausted, // the steps were used up
  Failed,    // the solver broke, or said something that is not so
};

struct Found {
  Answer answer = Answer::Failed;
  Assignment model;    // of Yes
  std::string failure; // of Failed and Exhausted, in the solver's words
};

/// What is done with a product or quotient of two unknowns.
enum class Nonlinear : uint8_t {
  AsUnknown, // it may be anything in its bounds: No is sound, Yes is to be checked
  Exactly,
};

/// Which of Z3's two simplex solvers. On two versions of a clause with caps over years the older one is five times as
/// quick; now and then only the newer comes to an end. Products are always left to the newer.
enum class Simplex : uint8_t { Newer, Older };

/// A row of questions that share what holds for all.
class Session {
public:
  Session(const Terms& terms, uint64_t steps, Nonlinear nonlinear, Simplex simplex = Simplex::Newer);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// Holds from here on.
  void hold(Prop prop);
  /// Is there an assignment under which all of these hold too?
  Found ask(const std::vector<Prop>& props);
  /// Likewise, and nothing is asked afterwards. (Z3's older simplex can be caught in a loop where a question is taken
  /// back, after its steps were used up: it is for single questions.)
  Found askLast(const std::vector<Prop>& props);
  /// How many terms that are not linear the solver was given, or given up for unknowns.
  [[nodiscard]] size_t nonlinear() const;

private:
  class Door;
  std::unique_ptr<Door> door_;
  std::string failure_; // of `hold`, told at the next question
};

/// The version of the library.
std::string solverVersion();

} // namespace tiao::prove
