#include "tests/agree/evaluator_agree.h"

#include "compiler/build/seal.h"
#include "compiler/lower/evaluator.h"
#include "tests/agree/arrow_table.h"
#include "tests/random.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fmt/format.h>

namespace tiao::test {

using batch::InputKind;
using core::Rational;
using interpret::Case;
using interpret::Key;
using interpret::Outcome;

Evaluator evaluatorOf(const core::Program& program, const plan::Plan& plan) {
  const source::SourceSet nothing;
  const auto description = build::describe(program, nothing, plan, "test", {});
  const auto made = lower::evaluator(plan, description, lower::Form::Library, "libtest.so");
  if (const auto* why = std::get_if<std::string>(&made)) FAIL(*why);
  auto loaded = build::Loader::load(std::get<lower::Made>(made).bytes);
  if (const auto* why = std::get_if<std::string>(&loaded)) FAIL(*why);
  Evaluator e{std::get<build::Loader>(std::move(loaded))};
  e.batch = e.loader.function<decltype(tiao_evaluate_batch)>("tiao_evaluate_batch");
  e.one = e.loader.function<decltype(tiao_evaluate_one)>("tiao_evaluate_one");
  e.inputAt = e.loader.function<decltype(tiao_input_at)>("tiao_input_at");
  e.outputAt = e.loader.function<decltype(tiao_output_at)>("tiao_output_at");
  e.inputCount = e.loader.function<decltype(tiao_input_count)>("tiao_input_count");
  e.outputCount = e.loader.function<decltype(tiao_output_count)>("tiao_output_count");
  e.kindId = e.loader.function<decltype(tiao_item_kind_id)>("tiao_item_kind_id");
  e.reasonText = e.loader.function<decltype(tiao_reason_text)>("tiao_reason_text");
  return e;
}

namespace {

using Value = std::optional<int64_t>;

/// What an input holds of a subject, or of its item; beyond its range where the datum cannot be used.
Value valueOf(const batch::Layout& layout, const batch::Input& in, const Case& facts, Key key, bool& unfit) {
  switch (in.kind) {
  case InputKind::FirstYear: return facts.firstYear ? Value(*facts.firstYear) : std::nullopt;
  case InputKind::ListGiven: return facts.listGiven({layout.itemKinds[static_cast<size_t>(in.itemKind)]}, in.year);
  case InputKind::Listed:
    return std::ranges::binary_search(facts.items()[static_cast<size_t>(key.item)].years, in.year);
  case InputKind::Fact: break;
  }
  const interpret::Datum& datum = facts.find({in.fact}, key, {in.year, in.month});
  if (std::holds_alternative<interpret::Invalid>(datum)) return in.hi + 1;
  const auto* constant = std::get_if<core::Constant>(&datum);
  if (constant == nullptr) return std::nullopt;
  if (const auto* truth = std::get_if<bool>(constant)) return *truth ? 1 : 0;
  if (const auto* member = std::get_if<core::Member>(constant)) return member->index;
  if (const auto* date = std::get_if<core::Date>(constant)) return date->time_since_epoch().count();
  const auto* number = std::get_if<Rational>(constant);
  const Value whole = number == nullptr ? std::nullopt : (*number * Rational(in.scale)).toInt64();
  if (!whole || *whole < in.lo || in.hi < *whole) unfit = true;
  return whole;
}

bool ofItems(const batch::Input& in) { return in.itemKind >= 0 && in.kind != InputKind::ListGiven; }

/// All cases as the evaluator is given them.
class Given {
public:
  Given(const Evaluator& evaluator, const batch::Layout& layout, const std::vector<Case>& cases, int through,
        Random& random)
      : e_(evaluator), layout_(layout), unfit(cases.size()), items(layout.itemKinds.size()),
        first(layout.itemKinds.size()), values(layout.inputs.size()),
        table_("facts", cases.size(), static_cast<size_t>(random.below(3))) {
    for (size_t kind = 0; kind < layout.itemKinds.size(); ++kind) {
      first[kind].push_back(0);
      for (size_t s = 0; s < cases.size(); ++s) {
        const auto& all = cases[s].items();
        for (size_t i = 0; i < all.size(); ++i)
          if (all[i].kind.index == layout.itemKinds[kind]) items[kind].emplace_back(s, Key{static_cast<int32_t>(i)});
        first[kind].push_back(items[kind].size());
      }
    }
    for (size_t i = 0; i < layout.inputs.size(); ++i) {
      const batch::Input& in = layout.inputs[i];
      bool isUnfit = false;
      if (ofItems(in)) {
        for (const auto& [s, key] : items[static_cast<size_t>(in.itemKind)]) {
          values[i].push_back(valueOf(layout, in, cases[s], key, isUnfit));
          if (isUnfit) unfit[s] = true;
          isUnfit = false;
        }
      } else {
        for (size_t s = 0; s < cases.size(); ++s) {
          values[i].push_back(valueOf(layout, in, cases[s], Key{}, isUnfit));
          if (isUnfit) unfit[s] = true;
          isUnfit = false;
        }
      }
      if (in.year > through) std::ranges::fill(values[i], std::nullopt);
    }
    std::vector<size_t> order(layout.inputs.size());
    for (size_t i = 0; i < order.size(); ++i) order[i] = i;
    if (random.chance(50)) std::ranges::reverse(order);
    for (const size_t i : order)
      if (!ofItems(layout.inputs[i])) add(table_, i, through, random);
    for (size_t kind = 0; kind < items.size(); ++kind) {
      ArrowTable rows("item", items[kind].size(), static_cast<size_t>(random.below(3)));
      for (const size_t i : order)
        if (ofItems(layout.inputs[i]) && static_cast<size_t>(layout.inputs[i].itemKind) == kind)
          add(rows, i, through, random);
      std::vector<std::optional<size_t>> counts;
      for (size_t s = 0; s < cases.size(); ++s) counts.emplace_back(first[kind][s + 1] - first[kind][s]);
      table_.addLists(e_.kindId(static_cast<int32_t>(kind)), std::move(rows), counts);
    }
  }

  ArrowTable& table() { return table_; }

private:
  /// In a type that holds all its values, by one of its names; or not at all where nothing is known.
  void add(ArrowTable& to, size_t i, int through, Random& random) {
    const batch::Input& in = layout_.inputs[i];
    tiao_input input{};
    REQUIRE(e_.inputAt(static_cast<int32_t>(i), &input) == TIAO_OK);
    CHECK(input.least == in.lo);
    CHECK(input.greatest == in.hi);
    if (in.year > through && random.chance(50)) return;
    if (std::ranges::all_of(values[i], [](const Value& value) { return !value; }) && random.chance(50) &&
        in.kind == InputKind::Fact)
      return;
    std::vector<std::string> fitting{"l"};
    const int64_t most = in.hi + 1;
    if (in.lo >= INT32_MIN && most <= INT32_MAX) fitting.emplace_back(input.type == TIAO_DATE ? "tdD" : "i");
    if (in.lo >= 0) fitting.emplace_back("L");
    if (in.lo >= 0 && most <= 255) fitting.emplace_back("C");
    if (in.lo >= 0 && most <= 127) fitting.emplace_back("c");
    const bool beyond = std::ranges::any_of(values[i], [&](const Value& v) { return v && *v > in.hi; });
    if (input.type == TIAO_TRUTH && !beyond) fitting.emplace_back("b");
    to.add(input.id, random.of(fitting), values[i]);
  }

  const Evaluator& e_;
  const batch::Layout& layout_;

public:
  std::vector<bool> unfit; // by case
  std::vector<std::vector<std::pair<size_t, Key>>> items;
  std::vector<std::vector<size_t>> first;
  std::vector<std::vector<Value>> values; // by input and row

private:
  ArrowTable table_;
};

/// One outcome of what a batch wrote.
tiao_outcome outcomeAt(const ArrowArray& outcomes, int64_t row) {
  REQUIRE(outcomes.n_children == 4);
  const auto present = [&](const ArrowArray& array) {
    return (static_cast<const uint8_t*>(array.buffers[0])[row / 8] >> (row % 8) & 1U) != 0;
  };
  const auto longAt = [&](const ArrowArray& array) { return static_cast<const int64_t*>(array.buffers[1])[row]; };
  tiao_outcome result{TIAO_NONE, TIAO_NONE, 0, 0, 0};
  result.status = static_cast<const uint8_t*>(outcomes.children[0]->buffers[1])[row];
  if (present(*outcomes.children[1])) result.amount = longAt(*outcomes.children[1]);
  if (present(*outcomes.children[2])) result.ceiling = longAt(*outcomes.children[2]);
  result.reasons = static_cast<const uint64_t*>(outcomes.children[3]->buffers[1])[row];
  return result;
}

bool same(const tiao_outcome& a, const tiao_outcome& b) {
  return a.status == b.status && a.amount == b.amount && a.ceiling == b.ceiling && a.reasons == b.reasons;
}

std::string text(const tiao_outcome& o) {
  return fmt::format("status {} amount {} ceiling {} reasons {:x}", o.status, o.amount, o.ceiling, o.reasons);
}

bool isDefinite(const Outcome& o) { return o.status <= interpret::Status::Granted && o.amount.definite(); }

class Comparing {
public:
  Comparing(const core::Program& program, const plan::Plan& plan, const Evaluator& evaluator,
            const std::vector<Case>& cases, int through)
      : plan_(plan), e_(evaluator), cases_(cases), random_(cases.size()),
        description_(build::describe(program, source::SourceSet(), plan, "test", {})),
        given_(evaluator, plan.layout, cases, through, random_) {
    for (const Case& facts : cases)
      found_.push_back(
          interpret::evaluate(program, facts, {}, {plan.layout.firstYear, through}, interpret::Detail::Brief));
    options_ = {sizeof(tiao_options), 0, through, 0};
    for (const auto& found : found_) rows_.push_back(interpret::rows(program, found.outcomes));
  }

  EvaluatorAgreement run() {
    ArrowArray out{};
    ArrowSchema schema{};
    tiao_error error{};
    const int32_t code = e_.batch(given_.table().array(), given_.table().schema(), &options_, &out, &schema, &error);
    INFO("column " << error.column << " row " << error.row);
    REQUIRE(code == TIAO_OK);
    REQUIRE(out.length == static_cast<int64_t>(cases_.size()));
    REQUIRE(out.n_children == e_.outputCount() + 1);
    for (size_t s = 0; s < cases_.size(); ++s)
      if (!given_.unfit[s]) subject(s, out);
    schema.release(&schema);
    CHECK(schema.release == nullptr);
    out.release(&out);
    CHECK(out.release == nullptr);
    return result_;
  }

private:
  void subject(size_t s, const ArrowArray& out) {
    one(s);
    for (size_t i = 0; i < description_.outputs.size(); ++i) {
      const build::Output& output = description_.outputs[i];
      const ArrowArray& child = *out.children[i + 1];
      if (output.itemKind < 0) {
        const tiao_outcome found = outcomeAt(child, static_cast<int64_t>(s));
        compare(s, i, Key{}, found);
        if (!same(found, subjects_[i])) disagree(s, i, "one and batch: " + text(subjects_[i]) + ", " + text(found));
        continue;
      }
      const auto kind = static_cast<size_t>(output.itemKind);
      const auto* places = static_cast<const int32_t*>(child.buffers[1]);
      REQUIRE(places[s] == static_cast<int32_t>(given_.first[kind][s]));
      for (size_t row = given_.first[kind][s]; row < given_.first[kind][s + 1]; ++row) {
        const tiao_outcome found = outcomeAt(*child.children[0], static_cast<int64_t>(row));
        compare(s, i, given_.items[kind][row].second, found);
        const tiao_outcome& single = ofItems_[kind][(row - given_.first[kind][s]) * description_.outputs.size() + i];
        if (!same(found, single)) disagree(s, i, "one and batch: " + text(single) + ", " + text(found));
      }
      together(s, i);
    }
  }

  /// The same subject by itself.
  void one(size_t s) {
    const size_t inputs = given_.values.size(), kinds = given_.items.size();
    std::vector<int64_t> values(inputs, -77);
    std::vector<uint8_t> known(inputs);
    std::vector<std::vector<int64_t>> itemValues(kinds);
    std::vector<std::vector<uint8_t>> itemKnown(kinds);
    std::vector<tiao_items> items(kinds);
    ofItems_.assign(kinds, {});
    for (size_t kind = 0; kind < kinds; ++kind) {
      const size_t begin = given_.first[kind][s], count = given_.first[kind][s + 1] - begin;
      itemValues[kind].assign(count * inputs, -77);
      itemKnown[kind].assign(count * inputs, 0);
      ofItems_[kind].resize(count * description_.outputs.size());
      items[kind] = {static_cast<int64_t>(count), itemValues[kind].data(), itemKnown[kind].data(),
                     ofItems_[kind].data()};
    }
    const auto put = [&](const Value& value, int64_t& to, uint8_t& isKnown) {
      if (!value) return;
      to = *value;
      isKnown = 1;
    };
    for (size_t i = 0; i < inputs; ++i) {
      const batch::Input& in = plan_.layout.inputs[i];
      if (!ofItems(in)) {
        put(given_.values[i][s], values[i], known[i]);
        continue;
      }
      const auto kind = static_cast<size_t>(in.itemKind);
      for (size_t row = given_.first[kind][s]; row < given_.first[kind][s + 1]; ++row) {
        const size_t at = (row - given_.first[kind][s]) * inputs + i;
        put(given_.values[i][row], itemValues[kind][at], itemKnown[kind][at]);
      }
    }
    subjects_.assign(description_.outputs.size(), {});
    tiao_error error{};
    REQUIRE(e_.one(values.data(), known.data(), items.data(), &options_, subjects_.data(), &error) == TIAO_OK);
  }

  void compare(size_t s, size_t index, Key key, const tiao_outcome& found) {
    const build::Output& output = description_.outputs[index];
    if (output.period.year > options_.through_year) {
      if (found.status != TIAO_LATER || found.amount != TIAO_NONE) disagree(s, index, "not told to be later");
      return;
    }
    const auto o = std::ranges::find_if(found_[s].outcomes, [&](const Outcome& each) {
      return each.award == output.award && each.period == output.period && each.key == key;
    });
    if (o == found_[s].outcomes.end()) { // of the items, only those of the year have outcomes
      // Where a year's list changes nothing it is not read, or may be missing.
      const auto whole = std::ranges::find_if(found_[s].outcomes, [&](const Outcome& each) {
        return each.award == output.award && each.period == output.period && each.key.isSubject();
      });
      const bool nothing = found.amount == 0 &&
                           (output.listed < 0 ||
                            (whole != found_[s].outcomes.end() && isDefinite(*whole) && whole->amount.lo.sign() == 0));
      if (found.status != TIAO_ABSENT && found.status != TIAO_ASK && !nothing)
        disagree(s, index, "not told to be absent: " + text(found));
      return;
    }
    if (found.status == TIAO_ASK) {
      if (found.amount != TIAO_NONE) disagree(s, index, "an amount that is not decided");
      ++result_.asked;
      if (isDefinite(*o)) ++result_.definite;
      return;
    }
    std::vector<interpret::Reason> reasons, expected = o->reasons;
    for (interpret::Reason& reason : expected) reason.amount = {};
    const auto& told = plan_.outputs[static_cast<size_t>(output.kernel)].told;
    for (size_t bit = 0; bit < told.size(); ++bit) {
      if ((found.reasons >> bit & 1U) == 0) continue;
      reasons.push_back(told[bit].reason);
      if (e_.reasonText(static_cast<int32_t>(index), static_cast<int32_t>(bit), TIAO_EN) == nullptr)
        disagree(s, index, "a reason without words");
    }
    const Value ceiling = o->ceiling ? (*o->ceiling * Rational(100)).toInt64() : Value(TIAO_NONE);
    ++result_.compared;
    if (isDefinite(*o) && found.status == static_cast<int32_t>(o->status) &&
        o->amount.lo == Rational(found.amount, 100) && found.ceiling == ceiling && reasons == expected)
      return;
    disagree(s, index,
             fmt::format("interpreter: status {} amount {} {} reasons; evaluator: {}", static_cast<int>(o->status),
                         o->amount.lo.toString(), expected.size(), text(found)));
  }

  /// What all items come to.
  void together(size_t s, size_t index) {
    const build::Output& output = description_.outputs[index];
    const tiao_outcome& found = subjects_[index];
    if (found.status > TIAO_GRANTED) return;
    const auto row = std::ranges::find_if(
        rows_[s], [&](const Outcome& each) { return each.award == output.award && each.period == output.period; });
    if (row == rows_[s].end() || !isDefinite(*row) || row->amount.lo != Rational(found.amount, 100) ||
        static_cast<int32_t>(row->status) != found.status)
      disagree(s, index, "all items together: " + text(found));
  }

  void disagree(size_t s, size_t index, const std::string& what) {
    if (!result_.disagreement.empty()) return;
    result_.disagreement =
        fmt::format("subject {} {}, through {}: {}", s, description_.outputs[index].id, options_.through_year, what);
  }

  const plan::Plan& plan_;
  const Evaluator& e_;
  const std::vector<Case>& cases_;
  Random random_;
  build::Description description_;
  Given given_;
  tiao_options options_{};
  std::vector<interpret::Result> found_;
  std::vector<std::vector<Outcome>> rows_;
  std::vector<tiao_outcome> subjects_;
  std::vector<std::vector<tiao_outcome>> ofItems_;
  EvaluatorAgreement result_;
};

} // namespace

EvaluatorAgreement evaluatorAgreement(const core::Program& program, const plan::Plan& plan, const Evaluator& evaluator,
                                      const std::vector<Case>& cases, int through) {
  return Comparing(program, plan, evaluator, cases, through).run();
}

} // namespace tiao::test
