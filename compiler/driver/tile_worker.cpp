#include "compiler/driver/tile_worker.h"

#include "runtime/table/same.h"

#include <algorithm>
#include <bit>

namespace tiao::driver {

using batch::TileSubjects;

TileWorker::TileWorker(const Run& run)
    : run_(run), plan_(run), values_(run.program), rows_(run.registry),
      filler_(run.program, run.registry, values_, plan_.kernels.layout),
      items_(run.program, run.registry, values_, plan_.kernels.layout), tile_(plan_.kernels.layout),
      found_(run, plan_, tile_), subject_(run),
      pieces_(run.program, run.sources, run.language, {false, run.byItem}, plan_.kernels,
              run.program.split ? run.program.split->payers.size() : 0) {
  evaluate_ = plan_.kernels.evaluator();
  filler_.giveLists(tile_);
  lanes_.reserve(TileSubjects);
  const core::Program& program = run.program;
  byPlace_.resize(plan_.places.size());
  byDistrict_.resize(program.district
                         ? program.enumerations[program.facts[*program.district].type.enumeration].members.size() + 1
                         : 1);
  ownParts_.resize(program.split ? program.split->payers.size() : 0);
  partsByDistrict_.assign(byDistrict_.size(), ownParts_);
  again_.resize(plan_.interpreted.size());
  awards_.resize(program.awards.size());
  cases_.resize(static_cast<size_t>(run.show.last) - static_cast<size_t>(run.show.first) + 1);
}

Chunk TileWorker::work(size_t batch) {
  Chunk chunk(run_.program);
  double waited = 0;
  watch_.to(waited);
  const bool adjacent = run_.registry.index().adjacent && run_.registry.tables().size() == 1;
  chunk.unread = adjacent ? !rows_.load(batch) : !rows_.read(batch);
  if (chunk.unread) return chunk;
  tile_.clear();
  lanes_.clear();
  cell_ = {};
  chunk.rows.reserve(bytesBefore_ + bytesBefore_ / 16); // what grows is copied
  if (!adjacent) {
    readNoted(chunk);
  } else {
    const Register::Table& table = run_.registry.tables().front();
    if (table.source->badOffsets().empty() && plain_.find(rows_.bytes(), table.columns.size()))
      readPlain(chunk);
    else
      readRows(chunk);
  }
  endLane();
  flush(chunk);
  addTallies(chunk);
  bytesBefore_ = chunk.rows.size();
  watch_.to(chunk.times.writing);
  return chunk;
}

// -------------------------------------------------------------------------------------------------- from rows to lanes

/// Rows without quotes.
void TileWorker::readPlain(Chunk& chunk) {
  const Headings& headings = run_.registry.tables().front().headings;
  const int64_t line = rows_.firstLine();
  for (size_t row = 0; row < plain_.count(); ++row) {
    const std::string_view text = plain_.text(row);
    if (text.empty()) continue;
    const auto cell = [&](size_t column) {
      return column < plain_.cells(row) ? plain_.cell(row, column) : std::string_view();
    };
    const auto period = addRow(chunk, cell(headings.subject), cell(*headings.period), text,
                               line + static_cast<int64_t>(row), !plain_.isWhole(row));
    if (period) filler_.later(row, *period);
  }
}

/// Rows of any sort.
void TileWorker::readRows(Chunk& chunk) {
  const Register::Table& table = run_.registry.tables().front();
  unescaped_.release();
  const size_t offset = rows_.offset();
  table::RowReader reader({rows_.bytes(), offset, rows_.firstLine()}, table.columns.size(), table.source->badOffsets(),
                          unescaped_);
  while (reader.next(row_)) {
    const auto cell = [&](size_t column) {
      return column < row_.cells.size() ? row_.cells[column] : std::string_view();
    };
    const auto period = addRow(chunk, cell(table.headings.subject), cell(*table.headings.period), row_.text, row_.line,
                               !row_.problems.empty());
    if (period) filler_.row(0, *period, row_.cells);
  }
}

/// The period that the cells of this row are of; none if they are not for the tile.
std::optional<calendar::Period> TileWorker::addRow(Chunk& chunk, std::string_view cell, std::string_view when,
                                                   std::string_view text, int64_t line, bool problem) {
  if (cell.empty() || !table::same(cell, cell_)) {
    const std::string_view name = trimmed(cell);
    if (name.empty() || name.find("\xEF\xBF\xBD") != std::string_view::npos) return std::nullopt; // lost, and told
    if (lanes_.empty() || name != lanes_.back().name) {
      beginLane(chunk, name);
      lanes_.back().bytes = text;
      lanes_.back().line = line;
    }
    cell_ = cell;
  }
  Lane& lane = lanes_.back();
  lane.bytes = {lane.bytes.data(), static_cast<size_t>(text.data() + text.size() - lane.bytes.data())};
  std::optional<calendar::Period> period = calendar::Period{plainYear(when), 0};
  if (period->year == 0) period = readPeriod(trimmed(when));
  if (!period || problem) lane.irregular = true;
  if (lane.irregular) return std::nullopt;
  return period;
}

/// The subjects of a register whose rows do not stand together.
void TileWorker::readNoted(Chunk& chunk) {
  std::optional<Text> problem;
  for (const Rows::Subject& subject : rows_.subjects()) {
    beginLane(chunk, subject.name, &subject);
    Lane& lane = lanes_.back();
    lane.subject = &subject;
    lane.irregular = subject.periodUnread;
    for (uint32_t i = subject.rows.first; i != Rows::Row::None && !lane.irregular; i = rows_.row(i).next) {
      const Rows::Row& row = rows_.row(i);
      rows_.cells(row, cells_, problem);
      if (problem)
        lane.irregular = true;
      else
        filler_.row(row.table, row.period, cells_);
    }
    if (!lane.irregular && !items_.fill(tile_, rows_, subject)) lane.irregular = true;
    tile_.endItems(lanes_.size() - 1);
  }
}

void TileWorker::beginLane(Chunk& chunk, std::string_view name, const Rows::Subject* subject) {
  endLane();
  const bool fits = subject == nullptr || items_.fits(tile_, rows_, *subject);
  if (lanes_.size() == TileSubjects || (!fits && !lanes_.empty())) flush(chunk);
  Lane& lane = lanes_.emplace_back();
  lane.name = name;
  filler_.begin(tile_, lanes_.size() - 1, lane);
}

void TileWorker::endLane() {
  if (!lanes_.empty()) filler_.end();
}

// -------------------------------------------------------------------------------------------------- from lanes to rows

void TileWorker::flush(Chunk& chunk) {
  filler_.fillLater(plain_);
  watch_.to(chunk.times.reading);
  const TiaoFrame& frame = tile_.frame(lanes_.size());
  if (std::ranges::find(plan_.interpreted, false) != plan_.interpreted.end()) evaluate_(frame);
  watch_.to(chunk.times.evaluating);
  for (size_t lane = 0; lane < lanes_.size(); ++lane) write(lane, chunk);
  watch_.to(chunk.times.writing);
  lanes_.clear();
  tile_.clear();
}

const Rows::Subject* TileWorker::rowsOf(const Lane& lane) {
  if (lane.subject != nullptr) return lane.subject;
  rows_.parse(lane.bytes, lane.line);
  return rows_.subjects().data();
}

void TileWorker::writeWhole(const Lane& lane, Chunk& chunk) {
  watch_.to(chunk.times.writing);
  const Rows::Subject* subject = rowsOf(lane);
  watch_.to(chunk.times.reading);
  table::Writer writer(chunk.rows);
  subject_.whole(rows_, *subject, writer, chunk);
  watch_.to(chunk.times.evaluating);
}

/// Which groups the interpreter must evaluate for this subject; is there one?
bool TileWorker::findAgain(size_t lane) {
  bool any = false;
  for (size_t g = 0; g < again_.size(); ++g) {
    again_[g] = plan_.interpreted[g] || tile_.again(g, lane);
    any = any || again_[g];
  }
  for (const TilePlan::Place& place : plan_.places) {
    if (place.output == SIZE_MAX || again_[place.group] || !found_.lacks(place, lane)) continue;
    again_[place.group] = any = true;
  }
  return any;
}

std::optional<uint32_t> TileWorker::districtOf(size_t lane, int year) const {
  if (plan_.districts.empty()) return std::nullopt;
  const size_t input = plan_.districts[plan_.districts.size() == 1 ? 0 : static_cast<size_t>(year - run_.show.first)];
  if (!tile_.known(input, lane)) return std::nullopt;
  return static_cast<uint32_t>(tile_.value(input, lane));
}

void TileWorker::write(size_t number, Chunk& chunk) {
  const Lane& lane = lanes_[number];
  if (lane.irregular) return writeWhole(lane, chunk);
  const core::Program& program = run_.program;
  for (int year = run_.show.first; program.split && year <= run_.show.last; ++year) {
    auto& which = cases_[static_cast<size_t>(year - run_.show.first)];
    which = plan_.split->find(tile_, number, year);
    if (!which) return writeWhole(lane, chunk);
  }
  const bool again = findAgain(number);
  if (again && std::ranges::find(again_, false) == again_.end()) return writeWhole(lane, chunk);

  const std::optional<uint32_t> district = district_ = districtOf(number, run_.show.last);
  if (run_.outcomesWanted) outcomes_.emplace(program, lane.name, district);
  bool receives = false;
  if (again) {
    for (size_t g = 0; g < again_.size(); ++g)
      for (const uint32_t award : plan_.kernels.layout.groups[g].awards) awards_[award] = again_[g];
    watch_.to(chunk.times.writing);
    const Rows::Subject* subject = rowsOf(lane);
    some_ = subject_.some(rows_, *subject, awards_);
    watch_.to(chunk.times.evaluating);
    if (!some_) return writeWhole(lane, chunk);
    receives = chunk.summary.addSome(program, some_->followed.result, some_->rows, district);
    chunk.times.byInterpreter += some_->rows.size();
    subject_.begin(district);
  }

  name_.clear();
  table::appendCell(name_, lane.name);
  const size_t where = district.value_or(static_cast<uint32_t>(byDistrict_.size() - 1));
  here_ = &byDistrict_[where];
  own_ = 0;
  std::ranges::fill(ownParts_, 0);
  table::Writer writer(chunk.rows);
  size_t next = 0; // of the interpreter's rows
  for (size_t i = 0; i < plan_.places.size(); ++i) {
    if (again_[plan_.places[i].group]) {
      if (outcomes_) outcomes_->rows.push_back(withoutReasons(some_->rows[next]));
      subject_.row(some_->followed, some_->rows[next++], writer);
    } else {
      writeFound(i, number, chunk);
    }
  }
  if (again) subject_.end(some_->followed.result, district, chunk.summary);
  if (outcomes_) {
    if (again) subject_.tellSums(some_->followed.result, *outcomes_);
    tellTotals(number);
    chunk.outcomes.push_back(*std::move(outcomes_));
  }

  for (size_t i = 0; i < ownParts_.size(); ++i) partsByDistrict_[where][i] += ownParts_[i];
  chunk.summary.addSubject(receives || own_ > 0);
  unsigned without = 0;
  for (int year = std::max(run_.show.first, lane.firstYear.value_or(run_.show.first)); year <= run_.show.last; ++year)
    without += year < FirstYear || year > LastYear || !lane.years[static_cast<size_t>(year - FirstYear)];
  chunk.summary.addGaps(lane.firstYear.has_value(), without);
}

/// A row that a kernel found.
void TileWorker::writeFound(size_t number, size_t lane, Chunk& chunk) {
  const TilePlan::Place& place = plan_.places[number];
  RowPieces::Found found = found_.row(place, lane, lanes_[lane]);
  own_ += found.fen;
  here_->add(found.status, found.fen);
  byPlace_[number].add(found.status, found.fen);
  ++chunk.times.byKernels;
  if (found.fen > 0 && run_.program.split) {
    plan_.split->parts(*cases_[static_cast<size_t>(place.period.year - run_.show.first)], found.fen, parts_);
    found.parts = &parts_;
    for (size_t i = 0; i < parts_.size(); ++i) ownParts_[i] += parts_[i];
  }
  if (outcomes_) tellFound(place, found);
  if (!run_.rowsWanted) return;
  found.district = plan_.districts.size() > 1 ? districtOf(lane, place.period.year) : district_;
  if (found_.items().empty())
    pieces_.row(chunk.rows, name_, found);
  else
    writeItems(place, lane, found, chunk.rows);
}

/// Who pays is told of the items together.
void TileWorker::writeItems(const TilePlan::Place& place, size_t lane, const RowPieces::Found& together,
                            std::string& out) {
  for (const size_t row : found_.items()) {
    RowPieces::Found item = found_.item(place, lane, lanes_[lane], row);
    item.district = together.district;
    const std::string_view name = items_.name(place.kind, row);
    if (run_.byItem)
      pieces_.row(out, name_, item, name);
    else
      pieces_.addReason(item, name);
  }
  if (!run_.byItem) pieces_.rowOfItems(out, name_, together);
}

namespace {

void add(interpret::Amount& to, int64_t fen) {
  const core::Rational yuan(fen, 100);
  to.lo += yuan;
  to.hi += yuan;
}

} // namespace

/// Among the outcomes of the subject.
void TileWorker::tellFound(const TilePlan::Place& place, const RowPieces::Found& found) {
  interpret::Outcome& outcome = outcomes_->rows.emplace_back();
  outcome.award = place.award;
  outcome.period = place.period;
  outcome.status = static_cast<interpret::Status>(found.status);
  if (found.fen == 0) return;
  add(outcome.amount, found.fen);
  if (found.parts == nullptr) return;
  std::vector<interpret::Amount>& parts = outcomes_->parts[place.award.index];
  parts.resize(found.parts->size());
  for (size_t i = 0; i < parts.size(); ++i) add(parts[i], (*found.parts)[i]);
}

/// The totals that kernels found, beside those of the interpreter.
void TileWorker::tellTotals(size_t lane) {
  for (size_t g = 0; g < again_.size(); ++g)
    for (const uint32_t award : plan_.kernels.layout.groups[g].awards)
      if (!again_[g]) add(outcomes_->totals[award], found_.total({award}, lane));
}

void TileWorker::addTallies(Chunk& chunk) {
  for (size_t i = 0; i < byPlace_.size(); ++i) {
    const FenTally& tally = byPlace_[i];
    if (std::ranges::any_of(tally.statuses, [](uint64_t count) { return count > 0; }))
      chunk.summary.addRows(plan_.places[i].award, plan_.places[i].period.year, tally);
    byPlace_[i] = {};
  }
  for (uint32_t i = 0; i < byDistrict_.size(); ++i) {
    const auto district = i + 1 < byDistrict_.size() ? std::optional(i) : std::nullopt;
    chunk.summary.addDistrict(district, byDistrict_[i], partsByDistrict_[i]);
    byDistrict_[i] = {};
    std::ranges::fill(partsByDistrict_[i], 0);
  }
}

} // namespace tiao::driver
