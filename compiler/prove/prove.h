#pragma once

#include "compiler/prove/encode.h"
#include "compiler/prove/search.h"

/// Can a clause misbehave? Each question is answered with a proof over every case, or with a case that the interpreter
/// has computed too, or with what was searched and why that is not all. A clause is asked by itself, as it computes:
/// what other clauses take from it (choices, pools) is left aside.
namespace tiao::prove {

enum class Verdict : uint8_t {
  Holds,     // proved for every case
  Fails,     // refuted: by an example, or where the claim is that something can happen, by a proof that it cannot
  Undecided, // neither; `why` says what was in the way
  NotAsked,  // it makes no sense of this clause; `why` says why
};

/// What is in the way, or why a question is not asked.
enum class Why : uint8_t {
  Exhausted,    // the solver's steps were used up
  LeftOut,      // something that the encoding leaves out
  Items,        // only so many items were assumed
  Years,        // only so many years were unrolled
  Disagreement, // the interpreter does not find what the terms say: a fault of ours
  SolverFailed,
  Discretion,   // the amount is fixed by a body
  FixedAmount,  // the amount hangs on no quantity
  NoLimits,     // there is nothing that could be exceeded
  ReadsEarlier, // the fact is also read of earlier years, which would have to be divided too
  NothingGiven, // the clause never gives anything
};

struct Told {
  core::FactId fact;
  Item item = Subject;
  Period period;
  core::Constant value;
  bool usual = false; // a yes or no, as it is where the clause gives something
  uint32_t side = 0;  // whose fact it is: of the first program, or of the second where the first has none such
};
struct Paid {
  Period period; // month 0 for a year, year 0 for all years
  Rational amount;
};

/// A case in the policy's words, and what it is paid; for a comparison, the facts that differ and what that is paid.
struct Example {
  std::vector<Told> facts;
  struct Variant {
    std::vector<Told> changed;
    std::vector<Paid> paid;
  };
  std::vector<Variant> variants; // the first has nothing changed
};

struct Finding {
  Question question = Question::Given;
  Verdict verdict = Verdict::Undecided;
  core::AwardId award;
  std::optional<core::ExprId> expr;   // the condition or threshold it is about
  std::optional<uint32_t> limit;      // the limit of the award, or
  std::optional<core::ExprId> within; // the limit inside the amount
  std::optional<core::FactId> fact;   // the input it is about
  Rational gain, loss;                // of a cliff; the loss of more; the gain of splitting: in yuan
  bool most = false;                  // and no case has more
  std::optional<Example> least, readable;
  std::set<Why> why;
  std::set<LeftOut> leftOut;
  std::string failure;
};

/// The answers about one award.
std::vector<Finding> prove(const Program& program, core::AwardId award, const Options& options);
/// About who pays, if the policy says; else nothing.
std::optional<Finding> proveShares(const Program& program, const Options& options);

} // namespace tiao::prove
