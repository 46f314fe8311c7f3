#pragma once

#include "compiler/attain/hits.h"
#include "compiler/cover/found.h"
#include "compiler/prove/prove.h"

#include <memory>

/// Can a side be reached at all? The solver is asked for a case of any award that reads the site, in any period; what
/// it finds are facts only if the measure finds the side in them too, as the interpreter computes. Where there is no
/// such case, that is proved: of every fact given, as data are, of no award before the policy's first year and no
/// event.
namespace tiao::attain {

/// Of each kind, in facts; a proof is of one, which stands for all where they do not hang together.
inline constexpr int mostItems = 4;

/// What a proof is of.
struct Searched {
  int firstYear = 0, lastYear = 0;
  bool operator==(const Searched&) const = default;
};

struct Attained {
  enum class Verdict : uint8_t {
    Found,     // `found` reaches the side
    Never,     // proved: no facts reach it
    Undecided, // `why`; nothing there: there are facts as far as terms can tell, but none that a test can say
  };
  Verdict verdict = Verdict::Undecided;
  std::optional<cover::Found> found;
  Searched searched;
  std::set<prove::Why> why;
  std::set<prove::LeftOut> leftOut;
  std::string failure;
};

/// Questions to one program; what is encoded for one is kept for the others.
class Attaining {
public:
  /// `steps`: of the solver, for each question.
  Attaining(const core::Program& program, const cover::Sites& sites, const std::vector<size_t>& clauses,
            uint64_t steps);
  ~Attaining();
  Attaining(const Attaining&) = delete;
  Attaining& operator=(const Attaining&) = delete;

  /// Facts, or a proof that there are none; or only that.
  enum class Wanted : uint8_t { Facts, Proof };
  Attained ask(size_t site, cover::Side side, Wanted wanted);

private:
  /// How an award is encoded.
  enum class How : uint8_t {
    Apart,   // whatever others take from it: enough for most proofs
    Whole,   // with its choices and shared totals
    Several, // likewise with several items of each kind: for facts alone
  };
  struct Encoding;
  Encoding& encoding(core::AwardId award, How how);
  bool reaches(const cover::Aim& aim, core::AwardId award, Wanted wanted, Attained& result);
  static prove::Assignment rounder(Encoding& e, std::vector<Prop> props, prove::Assignment best);
  std::optional<cover::Found> facts(const cover::Aim& aim, core::AwardId award, Encoding& e) const;
  [[nodiscard]] bool readByPools(size_t site) const;

  const core::Program& program_;
  const cover::Sites& sites_;
  const std::vector<size_t>& clauses_;
  prove::Options options_;
  std::map<std::pair<core::AwardId, How>, std::unique_ptr<Encoding>> encodings_;
};

} // namespace tiao::attain
