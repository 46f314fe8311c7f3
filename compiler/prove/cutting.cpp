#include "compiler/prove/cutting.h"

#include <algorithm>

namespace tiao::prove {

namespace {

/// So many stretches without a change of path are looked at.
constexpr size_t mostRuns = 2 * mostRegions;

} // namespace

Cutting::Cutting(Ground& ground, const Candidate& driver, Assignment context)
    : ground_(ground), driver_(driver), context_(std::move(context)),
      x_(ground.terms.termOfUnknown(driver.unknowns.front())), by_{ground.by[0], ground.by[1]} {
  Terms& terms = ground_.terms;
  context_.numbers.resize(terms.numbers());
  context_.truths.resize(terms.truths());
  Terms::Instead instead;
  const auto free = [&](uint32_t number) {
    return std::ranges::find(driver.unknowns, number) != driver.unknowns.end();
  };
  for (uint32_t i = 0; i < terms.numbers(); ++i) {
    instead.numbers.emplace(i, free(i) ? x_ : terms.number(context_.numbers[i]));
  }
  for (uint32_t i = 0; i < terms.truths(); ++i) {
    instead.truths.emplace(i, terms.truth(context_.truths[i]));
  }
  std::vector<uint32_t> roots{ground.change.index};
  for (Selectors& side : by_) side.each([&](uint32_t& index) { roots.push_back(index); });
  const std::vector<uint32_t> now = terms.with(roots, instead);
  change_ = {now[0]};
  size_t next = 1;
  for (Selectors& side : by_) side.each([&](uint32_t& index) { index = now[next++]; });
  for (const int side : {0, 1}) {
    for (const Prop each : by_[side].telling()) telling_.push_back(each);
    for (const Prop each : ground.by[side].telling()) tellingOfAll_.push_back(each);
  }
  line_ = std::make_unique<Line>(terms, ground.search, ground.options, x_, driver.lo, driver.hi, driver.step);
}

Assignment Cutting::whole(const Rational& at) const {
  Assignment result = context_;
  for (const uint32_t unknown : driver_.unknowns) result.numbers[unknown] = at;
  return result;
}

bool Cutting::matters() {
  if (ground_.terms.constant(change_)) return false;
  const Rational here = line_->valueOf(change_, context_.numbers[driver_.unknowns.front()]);
  return std::ranges::any_of(std::vector{driver_.lo, driver_.hi, (driver_.lo + driver_.step)},
                             [&](const Rational& at) { return line_->valueOf(change_, at) != here; });
}

// ------------------------------------------------------------------------------------------------------------- the cut

std::vector<Cutting::Run> Cutting::runs() {
  std::vector<Run> result;
  Rational lo = driver_.lo;
  while (result.size() < mostRuns) {
    const auto next = line_->change(telling_, lo, driver_.hi);
    result.push_back({lo, next ? *next - driver_.step : driver_.hi});
    if (!next) return result;
    lo = *next;
  }
  partial_.insert(Partial::TooMany);
  return result;
}

/// Where one way gains and loses, it is told apart; with a few fen between them where rounding makes it go to and fro.
void Cutting::bySign(const Run& run, std::vector<Piece>& result) {
  Terms& terms = ground_.terms;
  const Prop more = terms.positive(change_);
  const Prop less = terms.positive(terms.scale(change_, -1));
  const auto add = [&](const Rational& lo, const Rational& hi, bool same) {
    if (lo <= hi) result.push_back({lo, hi, same, {{lo, hi}}});
  };
  const auto firstMore = line_->first(more, run.lo, run.hi);
  const auto firstLess = line_->first(less, run.lo, run.hi);
  if (!firstMore || !firstLess) {
    add(run.lo, run.hi, !firstMore && !firstLess);
    return;
  }
  const bool lessFirst = *firstLess < *firstMore;
  const Rational other = lessFirst ? *firstMore : *firstLess; // where the second sign begins
  const Rational end = line_->last(lessFirst ? less : more, run.lo, run.hi).value_or(run.lo);
  if (end < other) {
    add(run.lo, end, false);
    add(end + driver_.step, other - driver_.step, true);
    add(other, run.hi, false);
    return;
  }
  add(run.lo, other - driver_.step, false);
  add(other, end, false);
  add(end + driver_.step, run.hi, false);
}

/// What changes nothing, beside what changes nothing.
void Cutting::nothingToTheSame(std::vector<Piece>& pieces) {
  Terms& terms = ground_.terms;
  const Prop differs = terms.negation(terms.equal(change_, terms.number(0)));
  for (size_t i = 0; i < pieces.size(); ++i) {
    Piece& piece = pieces[i];
    if (piece.same) continue;
    if (i > 0 && pieces[i - 1].same) {
      const Rational begin = line_->first(differs, piece.lo, piece.hi).value_or(piece.lo);
      if (piece.lo < begin) {
        const Run sliver{piece.lo, begin - driver_.step};
        pieces[i - 1].hi = sliver.hi;
        pieces[i - 1].runs.push_back(sliver);
        piece.lo = begin;
      }
    }
    if (i + 1 < pieces.size() && pieces[i + 1].same) {
      const Rational end = line_->last(differs, piece.lo, piece.hi).value_or(piece.hi);
      if (end < piece.hi) {
        const Run sliver{end + driver_.step, piece.hi};
        pieces[i + 1].lo = sliver.lo;
        pieces[i + 1].runs.insert(pieces[i + 1].runs.begin(), sliver);
        piece.hi = end;
      }
    }
    piece.runs = {{piece.lo, piece.hi}};
  }
}

void Cutting::merge(std::vector<Piece>& pieces) {
  std::vector<Piece> result;
  const auto alike = [&](const Piece& x, const Piece& y) {
    if (x.same || y.same) return x.same && y.same;
    const auto sign = [&](const Piece& p) {
      return std::pair(line_->valueOf(change_, p.lo).sign(), line_->valueOf(change_, p.hi).sign());
    };
    return path(0, x.lo, x.hi) == path(0, y.lo, y.hi) && path(1, x.lo, x.hi) == path(1, y.lo, y.hi) &&
           sign(x) == sign(y);
  };
  for (Piece& piece : pieces) {
    if (!result.empty() && alike(result.back(), piece)) {
      result.back().hi = piece.hi;
      result.back().runs.insert(result.back().runs.end(), piece.runs.begin(), piece.runs.end());
    } else {
      result.push_back(std::move(piece));
    }
  }
  pieces = std::move(result);
}

std::vector<Cutting::Piece> Cutting::pieces(const std::vector<Run>& runs) {
  std::vector<Piece> result;
  for (const Run& run : runs) bySign(run, result);
  nothingToTheSame(result);
  merge(result);
  return result;
}

// --------------------------------------------------------------------------------------------------------- the regions

Path Cutting::path(int side, const Rational& lo, const Rational& hi, const std::set<size_t>& left) {
  const Assignment first = line_->at(lo), last = line_->at(hi);
  Values atFirst(ground_.terms, first), atLast(ground_.terms, last);
  if (left.empty()) return pathOf(by_[side], atFirst, atLast);
  Path result = pathOf(by_[side].without(left), atFirst, atLast);
  result.varies = result.status == Path::Status::Entitled;
  return result;
}

bool Cutting::givesNothing(const Run& run) {
  return line_->valueOf(by_[0].paid, run.hi).isZero() && line_->valueOf(by_[1].paid, run.hi).isZero() &&
         line_->holds(by_[0].open, run.hi) && line_->holds(by_[1].open, run.hi);
}

void Cutting::paths(const Piece& piece, Region& region) {
  const Run& widest = *std::ranges::max_element(piece.runs, {}, [](const Run& run) { return run.hi - run.lo; });
  region.before = path(0, widest.lo, widest.hi);
  region.after = path(1, widest.lo, widest.hi);
  for (const Run& run : piece.runs) {
    if (givesNothing(run)) continue; // a few fen that round to nothing
    if (path(0, run.lo, run.hi) != region.before && path(1, run.lo, run.hi) != region.after) region.mixed = true;
  }
}

Region Cutting::region(const Piece& piece) {
  Region result;
  result.lo = piece.lo;
  result.hi = piece.hi;
  result.fromLeast = piece.lo == driver_.lo;
  result.toMost = piece.hi == driver_.hi;
  const auto point = [&](const Rational& at) {
    return Point{at, line_->valueOf(by_[0].paid, at), line_->valueOf(by_[1].paid, at)};
  };
  result.first = point(piece.lo);
  result.last = point(piece.hi);
  paths(piece, result);
  if (piece.same) return result;
  const Extreme most = line_->greatest(change_, piece.lo, piece.hi);
  const Extreme least = line_->greatest(ground_.terms.scale(change_, -1), piece.lo, piece.hi);
  result.most = most.value;
  result.least = -least.value;
  result.exact = most.exact && least.exact;
  const uint32_t number = driver_.unknowns.front();
  atMost_ = {most.value, whole(most.model.numbers[number]), most.exact};
  atLeast_ = {least.value, whole(least.model.numbers[number]), least.exact};
  return result;
}

/// What does not hang on the driver is as in the case that the cut goes through.
std::vector<Prop> Cutting::held(Regions& result) {
  Terms& terms = ground_.terms;
  std::vector<Prop> held = ground_.symbols.domain();
  for (const Prop each : ground_.alike(driver_)) held.push_back(each);
  Values values(terms, context_);
  const auto hold = [&](Prop prop) {
    if (terms.constant(prop) || ground_.hangsOn(prop.index, driver_.unknowns)) return;
    held.push_back(values.of(prop) ? prop : terms.negation(prop));
  };
  const auto hangsOnOthers = [&](Prop prop) {
    const std::vector<bool> in = terms.cone({prop.index});
    for (uint32_t i = 0; i < in.size(); ++i) {
      const Node& node = terms.node(i);
      if (!in[i] || (node.op != Node::Op::Unknown && node.op != Node::Op::May)) continue;
      if (node.op == Node::Op::May || std::ranges::find(driver_.unknowns, node.a) == driver_.unknowns.end())
        return true;
    }
    return false;
  };
  for (const int side : {0, 1}) {
    for (const Given& g : ground_.encoded[side].given) {
      if (g.award != ground_.sides[side].award) continue;
      hold(g.inForce);
      for (const auto& [expr, asked] : g.asked) hold(asked);
    }
  }
  // What both ask of the driver and of other facts together is taken to be met.
  for (const auto& [expr, asked] : ground_.by[0].asked) {
    const auto& others = ground_.by[1].asked;
    const auto same = std::ranges::find(others, asked, [](const auto& each) { return each.second; });
    if (same == others.end() || !ground_.hangsOn(asked.index, driver_.unknowns) || !hangsOnOthers(asked)) continue;
    held.push_back(asked);
    result.met.push_back(expr);
  }
  // Of a fact of months one month is looked at.
  for (const Symbols::Unknown& unknown : ground_.symbols.unknowns()) {
    const Symbol& symbol = unknown.symbol;
    const auto* number = std::get_if<Num>(&unknown.term);
    if (!driver_.period.isMonth() || number == nullptr || symbol.name != driver_.name) continue;
    if (symbol.item != driver_.item || symbol.period == driver_.period) continue;
    held.push_back(terms.equal(*number, terms.number(values.of(*number))));
  }
  return held;
}

std::vector<Prop> Cutting::within(const Rational& lo, const Rational& hi) {
  Terms& terms = ground_.terms;
  return {terms.atMost(terms.number(lo), x_), terms.atMost(x_, terms.number(hi))};
}

Answer Cutting::never(const Rational& lo, const Rational& hi, Prop prop) {
  if (ground_.terms.constant(prop) == std::optional(false)) return Answer::No;
  std::vector<Prop> asked = within(lo, hi);
  asked.push_back(prop);
  const Answer answer = all_->ask(asked).answer;
  if (answer == Answer::Exhausted || answer == Answer::Failed) partial_.insert(Partial::Exhausted);
  return answer;
}

/// Is every case of the region computed so? What does not vary along the line may vary with other facts: then it is no
/// part of the path.
bool Cutting::provePaths(const Piece& piece, Region& region) {
  Terms& terms = ground_.terms;
  const auto otherwise = [&](const Run& run, auto which) {
    const Assignment at = line_->at(run.lo);
    Values values(terms, at);
    std::vector<Prop> asThere;
    for (size_t i = 0; i < telling_.size(); ++i) {
      if (!which(i)) continue;
      asThere.push_back(values.of(telling_[i]) ? tellingOfAll_[i] : terms.negation(tellingOfAll_[i]));
    }
    return never(run.lo, run.hi, terms.negation(terms.all(asThere)));
  };
  std::set<size_t> left;
  for (const Run& run : piece.runs) {
    const Answer firm = otherwise(run, [&](size_t i) { return !loose_.contains(i); });
    if (firm == Answer::Yes) partial_.insert(Partial::OtherFacts);
    if (firm != Answer::No) return false;
    if (otherwise(run, [&](size_t i) { return loose_.contains(i); }) == Answer::No) continue;
    for (const size_t each : loose_) {
      if (otherwise(run, [&](size_t i) { return i == each; }) != Answer::No) left.insert(each);
    }
  }
  if (left.empty()) return true;
  const size_t ofFirst = by_[0].telling().size();
  std::set<size_t> of[2];
  for (const size_t each : left) of[each < ofFirst ? 0 : 1].insert(each < ofFirst ? each : each - ofFirst);
  const Run& widest = *std::ranges::max_element(piece.runs, {}, [](const Run& run) { return run.hi - run.lo; });
  region.before = path(0, widest.lo, widest.hi, of[0]);
  region.after = path(1, widest.lo, widest.hi, of[1]);
  return true;
}

void Cutting::prove(const Piece& piece, Region& region) {
  Terms& terms = ground_.terms;
  const Num change = ground_.change;
  const Prop beyond =
      terms.either(terms.less(change, terms.number(region.least)), terms.less(terms.number(region.most), change));
  const Answer farther = never(piece.lo, piece.hi, beyond);
  if (piece.same) {
    region.proved = farther == Answer::No;
    if (farther == Answer::Yes) partial_.insert(Partial::OtherFacts);
    return;
  }
  if (!provePaths(piece, region)) return;
  if (farther == Answer::Yes) { // so the paths, but other facts make it more or less
    const auto props = within(piece.lo, piece.hi);
    Extreme most = greatest(terms, *all_, props, change, {region.most, atMost_.model, true});
    Extreme least = greatest(terms, *all_, props, terms.scale(change, -1), {-region.least, atLeast_.model, true});
    region.most = most.value;
    region.least = -least.value;
    region.exact = most.exact && least.exact;
    const auto smaller = [&](const Extreme& of, const Rational& value) {
      std::vector<Prop> kept = heldOfAll_;
      kept.insert(kept.end(), props.begin(), props.end());
      kept.push_back(terms.equal(change, terms.number(value)));
      return ground_.search.least(kept, of.model);
    };
    atMost_.model = smaller(most, region.most);
    atLeast_.model = smaller(least, region.least);
  }
  region.proved = farther != Answer::Exhausted && farther != Answer::Failed;
  if (!region.proved) return;
  for (const int side : {0, 1}) { // an amount that is the same in all cases
    const Rational& at = side == 0 ? region.first.before : region.first.after;
    const Rational& then = side == 0 ? region.last.before : region.last.after;
    if (at != then) continue;
    const Prop other = terms.negation(terms.equal(ground_.by[side].paid, terms.number(at)));
    if (never(piece.lo, piece.hi, other) == Answer::No) (side == 0 ? region.before : region.after).amount = at;
  }
}

void Cutting::examples(Region& region) {
  if (region.same()) return;
  const auto example = [&](const Assignment& model) {
    return replay(ground_.terms, ground_.symbols, ground_.sides, model, ground_.assumed, {});
  };
  region.atLeast = example(atLeast_.model);
  if (region.least != region.most) region.atMost = example(atMost_.model);
}

bool Cutting::cut(Regions& result) {
  std::vector<Piece> all = pieces(runs());
  if (all.size() > mostRegions) {
    all.resize(mostRegions);
    partial_.insert(Partial::TooMany);
  }
  const size_t ofFirst = by_[0].telling().size();
  for (size_t i = 0; i < telling_.size(); ++i) {
    const bool ofStatus = (i < ofFirst ? i : i - ofFirst) < Selectors::OfStatus;
    const Prop everywhere = tellingOfAll_[i];
    if (ofStatus || ground_.terms.constant(everywhere)) continue;
    if (ground_.terms.constant(telling_[i])) loose_.insert(i);
  }
  heldOfAll_ = held(result);
  all_ = std::make_unique<Under>(ground_.terms, ground_.brief, ground_.options, heldOfAll_);
  const auto found = [&](const Rational& at) {
    return replays(ground_.terms, ground_.symbols, ground_.sides, whole(at), ground_.assumed);
  };
  for (const Piece& piece : all) {
    Region one = region(piece);
    if (!found(piece.lo) || !found(piece.hi)) return false;
    prove(piece, one);
    examples(one);
    result.regions.push_back(std::move(one));
  }
  if (!line_->certain()) partial_.insert(Partial::Exhausted);
  result.partial.insert(partial_.begin(), partial_.end());
  return true;
}

} // namespace tiao::prove
