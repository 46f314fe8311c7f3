#include "compiler/driver/tile_found.h"

#include "compiler/interpret/ledger.h"

#include <algorithm>
#include <bit>
#include <climits>

namespace tiao::driver {

using calendar::Period;
using interpret::Reason;
using interpret::Status;
using Place = TilePlan::Place;

/// The words for time that went by need the facts; what a body may give up to is bounded by what it gave before.
bool TileFound::lacksWords(const Place& place, size_t row) const {
  const bool elapsed = (tile_.reasons(place.output, row) & plan_.elapsed[place.output]) != 0;
  return elapsed || (run_.outcomesWanted && tile_.ceiling(place.output, row) >= 0);
}

bool TileFound::lacks(const Place& place, size_t lane) const {
  if (!plan_.isOfItems(place)) return lacksWords(place, lane);
  const auto [begin, end] = tile_.itemsOf(place.kind, lane);
  if (begin < end && !place.listGiven) return true;
  for (size_t row = begin; row < end; ++row)
    if (tile_.value(place.listed, row) != 0 && lacksWords(place, row)) return true;
  return false;
}

RowPieces::Found TileFound::cell(const Place& place, size_t row, const Of& of, const Lane& subject) {
  RowPieces::Found found;
  found.output = place.output;
  found.status = tile_.status(place.output, row);
  found.fen = tile_.amount(place.output, row);
  found.reasons = tile_.reasons(place.output, row);
  found.ceiling = tile_.ceiling(place.output, row);
  if (subject.firstYear && place.period.year < *subject.firstYear) found.firstYear = subject.firstYear;
  if ((found.reasons & plan_.told[place.output]) == 0) return found;
  tell(place, found.reasons, of);
  found.telling = plan_.told[place.output];
  found.told = &told_;
  return found;
}

/// "A subject without items is not entitled".
RowPieces::Found TileFound::noItems(const Place& place, const Lane& subject) const {
  const auto first = subject.firstYear;
  const bool inForce = place.reached && !(first && place.period.year < *first);
  RowPieces::Found found;
  found.output = place.output;
  found.status = static_cast<uint8_t>(inForce ? Status::NotEntitled : Status::NotInForce);
  found.reasons = inForce ? plan_.nothing[place.output] : plan_.notInForce[place.output];
  if (first && place.period.year < *first) found.firstYear = first;
  return found;
}

void TileFound::listItems(const Place& place, size_t lane) {
  items_.clear();
  const auto [begin, end] = tile_.itemsOf(place.kind, lane);
  for (size_t row = begin; row < end; ++row)
    if (tile_.value(place.listed, row) != 0) items_.push_back(row);
}

RowPieces::Found TileFound::row(const Place& place, size_t lane, const Lane& subject) {
  items_.clear();
  if (!plan_.isOfItems(place)) return cell(place, lane, {lane, {}}, subject);
  listItems(place, lane);
  if (items_.empty()) return noItems(place, subject);
  RowPieces::Found sum;
  sum.output = place.output;
  sum.status = tile_.status(place.output, items_.front());
  for (const size_t row : items_) {
    sum.status = static_cast<uint8_t>(
        interpret::first(static_cast<Status>(sum.status), static_cast<Status>(tile_.status(place.output, row))));
    sum.fen += tile_.amount(place.output, row);
    const int64_t ceiling = tile_.ceiling(place.output, row);
    if (ceiling >= 0) sum.ceiling = std::max<int64_t>(sum.ceiling, 0) + ceiling;
  }
  return sum;
}

RowPieces::Found TileFound::item(const Place& place, size_t lane, const Lane& subject, size_t row) {
  RowPieces::Found found = cell(place, row, {lane, row}, subject);
  found.ofItem = true;
  return found;
}

// ------------------------------------------------------------------------------------------------- what reasons tell

/// What an output gave: the item, if it is of that item's kind, or the subject and all its items.
int64_t TileFound::amount(size_t output, const Of& of) const {
  const int32_t kind = plan_.kernels.layout.outputs[output].itemKind;
  if (kind < 0) return tile_.amount(output, of.lane);
  if (of.item) return tile_.amount(output, *of.item);
  int64_t fen = 0;
  const auto [begin, end] = tile_.itemsOf(static_cast<size_t>(kind), of.lane);
  for (size_t row = begin; row < end; ++row) fen += tile_.amount(output, row);
  return fen;
}

int64_t TileFound::given(core::AwardId award, core::Window window, Period before, bool otherYears, const Of& of) const {
  int64_t fen = 0;
  const std::vector<batch::Output>& outputs = plan_.kernels.layout.outputs;
  for (size_t o = 0; o < outputs.size(); ++o) {
    const Period period{outputs[o].year, outputs[o].month};
    if (outputs[o].award != award.index || !(period < before)) continue;
    if (otherYears && period.year == before.year) continue;
    if (window == core::Window::Year && period.year != before.year) continue;
    fen += amount(o, of);
  }
  return fen;
}

int64_t TileFound::total(core::AwardId award, size_t lane) const {
  const std::vector<batch::Output>& outputs = plan_.kernels.layout.outputs;
  int64_t fen = 0;
  for (size_t o = 0; o < outputs.size(); ++o) {
    const bool evaluated = outputs[o].award == award.index && outputs[o].year <= run_.show.last;
    if (evaluated && (!run_.on || begun({outputs[o].year, outputs[o].month}, *run_.on))) fen += amount(o, {lane, {}});
  }
  return fen;
}

int64_t TileFound::used(const Place& place, core::Per unit, const Of& of) const {
  const std::vector<batch::Output>& outputs = plan_.kernels.layout.outputs;
  int64_t count = 0;
  int last = INT_MIN;
  for (const size_t o : plan_.before[place.output]) { // in order of time
    const int index = interpret::indexOf({outputs[o].year, outputs[o].month}, unit);
    if (index == last || index == interpret::indexOf(place.period, unit) || amount(o, of) <= 0) continue;
    ++count;
    last = index;
  }
  return count;
}

/// What the reasons of an outcome speak of, in hundredths: so many years with an award, so many yuan given before.
void TileFound::tell(const Place& place, uint64_t reasons, const Of& of) {
  const core::Program& program = run_.program;
  const core::Award& award = program.awards[place.award];
  told_.clear();
  for (uint64_t bits = reasons & plan_.told[place.output]; bits != 0; bits &= bits - 1) {
    const Reason& reason = plan_.kernels.reasons[place.output][static_cast<size_t>(std::countr_zero(bits))];
    const Of all{of.lane, {}};
    int64_t amount = 0;
    if (reason.kind == Reason::Kind::BarredBy) {
      amount = given(reason.award, core::Window::Life, place.period, true, all);
    } else if (reason.level == interpret::Level::Pool) {
      for (const core::Pool& pool : program.pools)
        if (std::ranges::find(pool.awards, place.award) != pool.awards.end())
          for (const core::AwardId other : pool.awards)
            amount += given(other, core::Window::Life, place.period, true, all);
    } else {
      const bool overall = reason.level == interpret::Level::Overall;
      const core::Limit& limit = (overall ? award.overall : award.limits)[reason.limit];
      const Of& whose = overall ? all : of;
      if (const auto* cap = std::get_if<core::Cap>(&limit.node))
        amount = given(place.award, cap->window, place.period, false, whose);
      if (const auto* count = std::get_if<core::Count>(&limit.node)) amount = used(place, count->unit, whose) * 100;
    }
    told_.push_back(amount);
  }
}

} // namespace tiao::driver
