#include "compiler/diff/register.h"

#include "compiler/explain/words.h"

#include <algorithm>
#include <fmt/format.h>

namespace tiao::diff {

using interpret::Amount;

Sum& Sum::operator+=(const Sum& other) {
  before += other.before;
  after += other.after;
  mostBefore += other.mostBefore;
  mostAfter += other.mostAfter;
  least += other.least;
  most += other.most;
  return *this;
}

namespace {

/// So many subjects are named of those that gain most, that lose most, and that are pending.
constexpr size_t mostNamed = 10;

void add(Amount& sum, const Amount& amount) {
  sum.lo += amount.lo;
  sum.hi += amount.hi;
}

/// The change of one cell: nothing where both versions are proved to give the same whatever the missing facts are.
Sum sumOf(const Cell& cell, bool equal) {
  Sum sum{cell.before.lo, cell.after.lo, cell.before.hi, cell.after.hi, {}, {}};
  const bool alike = equal && cell.before == cell.after;
  if (!alike) {
    sum.least = cell.after.lo - cell.before.hi;
    sum.most = cell.after.hi - cell.before.lo;
  }
  return sum;
}

/// Through the years an award comes to no more than its total.
void bound(Sum& sum, const Rational& before, const Rational& after) {
  sum.mostBefore = number::greatest(sum.before, number::least(sum.mostBefore, before));
  sum.mostAfter = number::greatest(sum.after, number::least(sum.mostAfter, after));
  sum.least = number::greatest(sum.least, sum.after - sum.mostBefore);
  sum.most = number::least(sum.most, sum.mostAfter - sum.before);
}

std::string yearsText(std::vector<int> years) {
  std::ranges::sort(years);
  years.erase(std::unique(years.begin(), years.end()), years.end());
  std::string out;
  for (size_t i = 0; i < years.size();) {
    size_t end = i;
    while (end + 1 < years.size() && years[end + 1] == years[end] + 1) ++end;
    fmt::format_to(std::back_inserter(out), "{}{}", out.empty() ? "" : ", ", years[i]);
    if (end > i) fmt::format_to(std::back_inserter(out), "–{}", years[end]);
    i = end + 1;
  }
  return out;
}

/// The place of a name in a list, to which it is added if it is new. Names are the same in either language.
size_t placeOf(std::vector<Text>& names, const Text& name) {
  for (size_t i = 0; i < names.size(); ++i)
    if ((!name.zh.empty() && names[i].zh == name.zh) || (!name.en.empty() && names[i].en == name.en)) return i;
  names.push_back(name);
  return names.size() - 1;
}

} // namespace

RegisterRows::RegisterRows(const Input& before, const Input& after, const Result& result, interpret::Years years,
                           bool fromBeginning)
    : years_(years) {
  for (const General& general : result.general)
    if (general.edit.kind == EditKind::SplitChanged || general.edit.kind == EditKind::ConventionChanged)
      sameSplit_ = false;
  ofAward_[0].resize(before.program.awards.size());
  ofAward_[1].resize(after.program.awards.size());
  for (const Pair& pair : result.pairs) {
    const Text& article = (pair.after.empty() ? pair.before : pair.after).front().article;
    for (const Twins& twins : pair.awards) {
      const core::Program& program = twins.after ? after.program : before.program;
      const core::AwardId id = twins.after ? *twins.after : *twins.before;
      if (twins.before) ofAward_[0][twins.before->index] = awards_.size();
      if (twins.after) ofAward_[1][twins.after->index] = awards_.size();
      awards_.push_back({explain::named(program.awards[id].name), article, twins.core || (twins.equal && fromBeginning),
                         twins.neverLess && fromBeginning, twins.neverMore && fromBeginning});
      ofArticle_.push_back(
          placeOf(articles_, article.zh.empty() && article.en.empty() ? Text("未写明条", "no article") : article));
    }
  }
  addNames(before, Side::Before);
  addNames(after, Side::After);
  districts_.emplace_back("未提供", "not given");
}

void RegisterRows::addNames(const Input& input, Side side) {
  const size_t at = side == Side::Before ? 0 : 1;
  const core::Program& program = input.program;
  if (program.district)
    for (const auto& member : program.enumerations[program.facts[*program.district].type.enumeration].members)
      ofDistrict_[at].push_back(placeOf(districts_, explain::named(member)));
  if (program.split)
    for (const auto payer : program.split->payers)
      ofPayer_[at].push_back(placeOf(payers_, explain::named(program.roles[payer].name)));
}

size_t RegisterRows::district(const Given& before, const Given& after) const {
  if (after.district) return ofDistrict_[1][*after.district];
  if (before.district) return ofDistrict_[0][*before.district];
  return districts_.size() - 1;
}

void Changes::add(const Rational& yuan) {
  if (const auto fen = (yuan * 100).toInt64())
    fen_.push_back(*fen);
  else
    others_.push_back(yuan);
}

void Changes::append(Changes&& later) {
  fen_.insert(fen_.end(), later.fen_.begin(), later.fen_.end());
  std::ranges::move(later.others_, std::back_inserter(others_));
}

Rational Changes::median(const std::vector<const Changes*>& all) {
  std::vector<int64_t> fen;
  std::vector<Rational> others;
  for (const Changes* each : all) {
    fen.insert(fen.end(), each->fen_.begin(), each->fen_.end());
    others.insert(others.end(), each->others_.begin(), each->others_.end());
  }
  if (!others.empty()) {
    for (const int64_t each : fen) others.push_back(Rational(each) / 100);
    fen.clear();
  }
  const auto middle = [](auto& values) {
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, at);
    const Rational high(*at);
    if (values.size() % 2 == 1) return high;
    return (high + Rational(*std::ranges::max_element(values.begin(), at))) / 2;
  };
  if (!others.empty()) return middle(others);
  return fen.empty() ? Rational() : middle(fen) / 100;
}

void RegisterSums::Tally::add(const Sum& one) {
  sum += one;
  if (one.least.sign() > 0) ++more;
  if (one.most.sign() < 0) ++less;
}

void RegisterSums::Tally::add(const Tally& other) {
  sum += other.sum;
  more += other.more;
  less += other.less;
}

RegisterSums::RegisterSums(const RegisterRows& rows)
    : rows_(&rows), byAward_(rows.awards().size()), byArticle_(rows.articles().size()),
      byDistrict_(rows.districts().size()), byPayer_(rows.payers().size()) {
  const auto years = static_cast<size_t>(std::max(0, rows.years().last - rows.years().first + 1));
  byYear_.resize(years);
  grid_.resize(years * byAward_.size());
  used_.resize(grid_.size());
}

/// What is given, or may be, by award and year.
void RegisterSums::cells(const Given& before, const Given& after) {
  cells_.clear();
  std::ranges::fill(used_, uint8_t{0});
  const auto put = [&](Side side, const Given& given) {
    for (const interpret::Outcome& row : given.rows) {
      if (row.amount.hi.isZero() && row.amount.lo.isZero()) continue;
      const size_t award = rows_->award(side, row.award);
      const size_t at = static_cast<size_t>(row.period.year - rows_->years().first) * byAward_.size() + award;
      if (used_[at] == 0) grid_[at] = {award, row.period.year, {}, {}, false};
      used_[at] = 1;
      diff::add(side == Side::Before ? grid_[at].before : grid_[at].after, row.amount);
    }
  };
  put(Side::Before, before);
  put(Side::After, after);
  for (size_t at = 0; at < used_.size(); ++at) {
    if (used_[at] == 0) continue;
    cells_.push_back(grid_[at]);
    cells_.back().differs = grid_[at].before != grid_[at].after;
  }
}

const std::vector<Cell>& RegisterSums::add(const std::string& subject, const Given& before, const Given& after) {
  cells(before, after);
  ++subjects_;
  std::vector<Sum> awards(byAward_.size()), years(byYear_.size()), articles(byArticle_.size());
  std::vector<uint8_t> pending(byAward_.size());
  bool differs = false;
  for (const Cell& cell : cells_) {
    const Sum sum = sumOf(cell, rows_->awards()[cell.award].equal);
    awards[cell.award] += sum;
    years[static_cast<size_t>(cell.year - rows_->years().first)] += sum;
    if (!cell.before.definite() || !cell.after.definite()) pending[cell.award] = 1;
    differs = differs || cell.differs;
  }
  const auto bind = [&](const Given& given, Side side, std::vector<Rational>& totals) {
    for (uint32_t i = 0; i < given.totals.size(); ++i)
      totals[rows_->award(side, core::AwardId{i})] = given.totals[i].hi;
  };
  if (std::ranges::find(pending, 1) != pending.end()) {
    std::vector<Rational> mostBefore(byAward_.size()), mostAfter(byAward_.size());
    bind(before, Side::Before, mostBefore);
    bind(after, Side::After, mostAfter);
    for (size_t i = 0; i < awards.size(); ++i)
      if (pending[i] != 0) bound(awards[i], mostBefore[i], mostAfter[i]);
  }
  // What is proved of all years.
  for (size_t i = 0; i < awards.size(); ++i) {
    if (pending[i] == 0) continue;
    if (rows_->awards()[i].neverLess) awards[i].least = number::greatest(awards[i].least, Rational());
    if (rows_->awards()[i].neverMore) awards[i].most = number::least(awards[i].most, Rational());
  }
  addPayers(before, after, awards);
  Sum all;
  for (size_t i = 0; i < awards.size(); ++i) {
    byAward_[i].add(awards[i]);
    articles[rows_->articleOf(i)] += awards[i];
    all += awards[i];
  }
  for (size_t i = 0; i < articles.size(); ++i) byArticle_[i].add(articles[i]);
  for (size_t i = 0; i < years.size(); ++i) byYear_[i].add(years[i]);
  byDistrict_[rows_->district(before, after)].add(all);

  if (all.least.sign() > 0) {
    ++more_;
    gains_.add(all.least);
    keep(most_[0], changed(subject, all));
  } else if (all.most.sign() < 0) {
    ++less_;
    losses_.add(all.most);
    keep(most_[1], changed(subject, all));
  } else if (all.least != all.most) {
    ++pending_;
    if (open_.size() < mostNamed) open_.push_back(changed(subject, all));
  } else if (differs) {
    ++moved_;
  }
  return cells_;
}

/// Where the change of a subject comes from.
Changed RegisterSums::changed(const std::string& subject, const Sum& sum) const {
  std::vector<std::pair<size_t, Rational>> byAward; // the change, as great as it may be
  std::vector<int> years;
  for (const Cell& cell : cells_) {
    const Sum own = sumOf(cell, rows_->awards()[cell.award].equal);
    if (own.least.isZero() && own.most.isZero()) continue;
    years.push_back(cell.year);
    auto at = std::ranges::find(byAward, cell.award, &std::pair<size_t, Rational>::first);
    if (at == byAward.end()) at = byAward.insert(at, {cell.award, Rational()});
    at->second += number::greatest(own.most, -own.least);
  }
  Text clause;
  if (!byAward.empty()) {
    const auto greatest = std::ranges::max_element(byAward, {}, &std::pair<size_t, Rational>::second);
    clause = rows_->awards()[greatest->first].name;
    if (byAward.size() > 1)
      clause = explain::say("{}等{}项", "{} and {} more", clause,
                            Text(std::to_string(byAward.size()), std::to_string(byAward.size() - 1)));
  }
  return {subject, clause, yearsText(std::move(years)), sum};
}

/// The greatest stay, the first in the register before the later.
void RegisterSums::keep(std::vector<Changed>& first, Changed one) {
  const auto size = [](const Changed& c) { return c.sum.least.sign() > 0 ? c.sum.least : -c.sum.most; };
  const Rational own = size(one);
  const auto at = std::ranges::find_if(first, [&](const Changed& c) { return size(c) < own; });
  if (at == first.end() && first.size() == mostNamed) return;
  first.insert(at, std::move(one));
  if (first.size() > mostNamed) first.pop_back();
}

/// Where an amount is split in the same way, no payer's part changes by more than the amount, nor the other way.
void RegisterSums::addPayers(const Given& before, const Given& after, const std::vector<Sum>& awards) {
  if (byPayer_.empty()) return;
  std::vector<std::vector<Sum>> parts(awards.size());
  const auto put = [&](const Given& given, Side side) {
    for (uint32_t i = 0; i < given.parts.size(); ++i) {
      if (given.parts[i].empty()) continue;
      std::vector<Sum>& own = parts[rows_->award(side, core::AwardId{i})];
      own.resize(byPayer_.size());
      for (size_t payer = 0; payer < given.parts[i].size(); ++payer) {
        Sum& sum = own[rows_->payer(side, payer)];
        (side == Side::Before ? sum.before : sum.after) += given.parts[i][payer].lo;
        (side == Side::Before ? sum.mostBefore : sum.mostAfter) += given.parts[i][payer].hi;
      }
    }
  };
  put(before, Side::Before);
  put(after, Side::After);
  for (size_t i = 0; i < parts.size(); ++i)
    for (size_t payer = 0; payer < parts[i].size(); ++payer) {
      Sum& sum = parts[i][payer];
      sum.least = sum.after - sum.mostBefore;
      sum.most = sum.mostAfter - sum.before;
      if (rows_->sameSplit() && byPayer_.size() <= 2 && sum.least != sum.most) {
        sum.least = number::greatest(sum.least, number::least(awards[i].least, Rational()));
        sum.most = number::least(sum.most, number::greatest(awards[i].most, Rational()));
      }
      byPayer_[payer].sum += sum;
    }
}

void RegisterSums::merge(RegisterSums&& later) {
  const auto merge = [](std::vector<Tally>& to, const std::vector<Tally>& from) {
    for (size_t i = 0; i < to.size(); ++i) to[i].add(from[i]);
  };
  merge(byAward_, later.byAward_);
  merge(byArticle_, later.byArticle_);
  merge(byDistrict_, later.byDistrict_);
  merge(byYear_, later.byYear_);
  merge(byPayer_, later.byPayer_);
  subjects_ += later.subjects_;
  more_ += later.more_;
  less_ += later.less_;
  moved_ += later.moved_;
  pending_ += later.pending_;
  gains_.append(std::move(later.gains_));
  losses_.append(std::move(later.losses_));
  for (size_t i = 0; i < 2; ++i)
    for (Changed& each : later.most_[i]) keep(most_[i], std::move(each));
  for (Changed& each : later.open_)
    if (open_.size() < mostNamed) open_.push_back(std::move(each));
}

std::vector<SumRow> RegisterSums::named(const std::vector<Text>& names, const std::vector<Tally>& tallies, bool all) {
  std::vector<SumRow> out;
  for (size_t i = 0; i < tallies.size(); ++i) {
    const Tally& tally = tallies[i];
    const bool nothing = tally.sum.mostBefore.isZero() && tally.sum.mostAfter.isZero();
    if (all || !nothing) out.push_back({names[i], tally.sum, tally.more, tally.less});
  }
  return out;
}

std::vector<SumRow> RegisterSums::years() const {
  std::vector<Text> names;
  for (int year = rows_->years().first; year <= rows_->years().last; ++year)
    names.push_back(explain::say("{}年", "{}", year));
  return named(names, byYear_, true);
}

Sum RegisterSums::total() const {
  Sum sum;
  for (const Tally& award : byAward_) sum += award.sum;
  return sum;
}

Register RegisterSums::registered() const {
  Register out;
  out.subjects = subjects_;
  out.more = more_;
  out.less = less_;
  out.moved = moved_;
  out.pending = pending_;
  out.medianChange = Changes::median({&gains_, &losses_});
  out.medianMore = Changes::median({&gains_});
  out.medianLess = Changes::median({&losses_});
  const interpret::Years shown = rows_->years();
  out.years = shown.first == shown.last ? std::to_string(shown.first) : fmt::format("{}–{}", shown.first, shown.last);
  std::vector<Text> names;
  for (const RegisterRows::Award& award : rows_->awards())
    names.push_back(award.article.zh.empty() ? award.name
                                             : explain::say("{}（{}）", "{} ({})", award.name, award.article));
  out.byClause = named(names, byAward_, false);
  if (rows_->articles().size() > 1) out.byArticle = named(rows_->articles(), byArticle_, false);
  if (rows_->districts().size() > 1) out.byDistrict = named(rows_->districts(), byDistrict_, false);
  out.byYear = years();
  for (const std::vector<Changed>& most : most_) out.most.insert(out.most.end(), most.begin(), most.end());
  out.open = open_;
  return out;
}

Budget RegisterSums::budget(const std::optional<Rational>& allowed) const {
  Budget out;
  out.total = total();
  out.byPayer = named(rows_->payers(), byPayer_, true);
  out.byYear = years();
  out.allowed = allowed;
  if (allowed && out.total.most > *allowed) out.over = out.total.least > *allowed ? Over::Yes : Over::Perhaps;
  return out;
}

} // namespace tiao::diff
