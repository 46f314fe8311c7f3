#pragma once

#include "compiler/prove/ground.h"
#include "compiler/prove/line.h"

/// The table of one driver: its range cut along one case, then each region asked of all cases.
namespace tiao::prove {

class Cutting {
public:
  /// `context`: the case whose other facts the cut goes through; the versions differ in it.
  Cutting(Ground& ground, const Candidate& driver, Assignment context);

  /// Does the difference hang on the driver in this case at all? Quick.
  bool matters();
  /// Into `regions` and `partial`; false where the interpreter does not find the same.
  bool cut(Regions& result);

private:
  using State = std::vector<bool>;
  /// Where every selector is as at `lo`.
  struct Run {
    Rational lo, hi;
  };
  /// A stretch of runs that is told as one.
  struct Piece {
    Rational lo, hi;
    bool same = false; // no change in it
    std::vector<Run> runs;
  };

  [[nodiscard]] Assignment whole(const Rational& at) const;
  std::vector<Run> runs();
  std::vector<Piece> pieces(const std::vector<Run>& runs);
  void bySign(const Run& run, std::vector<Piece>& result);
  void nothingToTheSame(std::vector<Piece>& pieces);
  void merge(std::vector<Piece>& pieces);
  [[nodiscard]] bool givesNothing(const Run& run);
  Path path(int side, const Rational& lo, const Rational& hi, const std::set<size_t>& left = {});
  void paths(const Piece& piece, Region& region);
  bool provePaths(const Piece& piece, Region& region);
  Answer never(const Rational& lo, const Rational& hi, Prop prop);
  Region region(const Piece& piece);
  void prove(const Piece& piece, Region& region);
  void examples(Region& region);
  std::vector<Prop> held(Regions& result);
  std::vector<Prop> within(const Rational& lo, const Rational& hi);

  Ground& ground_;
  const Candidate& driver_;
  Assignment context_;
  Num x_;
  Selectors by_[2]; // along the line
  Num change_;
  std::vector<Prop> telling_; // along the line, of both; and as they are of all cases:
  std::vector<Prop> tellingOfAll_;
  std::unique_ptr<Line> line_;
  std::unique_ptr<Under> all_;
  std::vector<Prop> heldOfAll_;
  std::set<Partial> partial_;
  std::set<size_t> loose_;   // by number of `telling_`: the same along the line, otherwise in other cases
  Extreme atLeast_, atMost_; // of the region at hand, of the whole case
};

} // namespace tiao::prove
