#include "compiler/driver/diff_plot.h"

#include "compiler/driver/diff_words.h"
#include "compiler/explain/html.h"
#include "compiler/explain/words.h"

#include <algorithm>
#include <fmt/format.h>

namespace tiao::driver {

using diff::Point;
using diff::Region;
using explain::escaped;
using number::Rational;

namespace {

// The drawing in its own units; a page scales it.
constexpr int width = 760, left = 128, right = 744, top = 40, bottom = 240, bandTop = 247, bandHeight = 18;
/// Of a figure of a label, and between labels.
constexpr int figure = 7, lineHeight = 16, gap = 12;
/// Rows of labels below the band; those that find no room stand in the table only.
constexpr size_t labelRows = 6;
/// What is narrower is drawn as a bar of this width, so that one fen can be seen.
constexpr int narrow = 6;

constexpr std::string_view style = R"css(
figure { margin: .75rem 0; }
figcaption { color: var(--soft); font-size: .9rem; }
.plot { display: block; width: 100%; height: auto; font-size: 13px; }
.plot text { fill: var(--ink); }
.plot .name { fill: var(--soft); }
.plot .axis { stroke: var(--soft); stroke-width: 1; fill: none; }
.plot .guide { stroke: var(--line); stroke-width: 1; stroke-dasharray: 2 3; fill: none; }
.plot .was { stroke: var(--soft); stroke-width: 2.5; stroke-dasharray: 7 4; fill: none; }
.plot .is { stroke: var(--open); stroke-width: 2.5; fill: none; }
.plot circle.was { fill: var(--paper); stroke-dasharray: none; stroke-width: 2; }
.plot circle.is { fill: var(--open); stroke-width: 2; }
.plot .gain { fill: var(--yes); fill-opacity: .2; }
.plot .loss { fill: var(--no); fill-opacity: .14; }
.plot .hatch { stroke: var(--no); stroke-width: 1.5; stroke-opacity: .65; }
.plot .band { stroke: var(--line); stroke-width: 1; fill: var(--fill); }
.plot .band.gain { fill: var(--yes); fill-opacity: .25; }
.plot .band.loss { fill: var(--no); fill-opacity: .25; }
.plot .band.both { fill: var(--cut); fill-opacity: .25; }
@media print { .plot .is { stroke: #000; } figure { break-inside: avoid; } }
)css";

/// Does the fact alone tell the award? Then no change is greater or less than at the ends of its region, but for
/// rounding.
bool linesAreTrue(const diff::Regions& regions) {
  const auto near = [](const Rational& a, const Rational& b) {
    const Rational apart = a < b ? b - a : a - b;
    return apart <= Rational(2, 100);
  };
  return std::ranges::all_of(regions.regions, [&](const Region& r) {
    const Rational first = r.first.after - r.first.before, last = r.last.after - r.last.before;
    return r.exact && near(number::least(first, last), r.least) && near(number::greatest(first, last), r.most);
  });
}

class Plot {
public:
  Plot(const diff::Regions& regions, std::string id, Language language)
      : regions_(regions), id_(std::move(id)), language_(language), lines_(linesAreTrue(regions)) {}

  std::string svg() {
    window();
    const std::vector<Region>& all = regions_.regions;
    if (lines_) {
      legend();
      for (size_t i = 0; i < all.size(); ++i) shade(i);
      amounts();
    }
    breaks();
    if (lines_) {
      line("was", &Point::before);
      line("is", &Point::after);
    }
    for (const bool thin : {false, true}) // what is thin lies upon its neighbours
      for (size_t i = 0; i < all.size(); ++i) band(i, thin);
    const int above = lines_ ? 0 : bandTop - 8; // what the band alone does not need
    const int height = bandTop + bandHeight + 10 + static_cast<int>(rows_.size()) * lineHeight + 18;
    add(R"(<text class="name" x="{}" y="{}" text-anchor="end">{}</text>)", right, height - 6,
        escaped(in(explain::say("{} →", "{} →", factText(regions_)))));
    return fmt::format(
        "<svg class=\"plot\" role=\"img\" aria-labelledby=\"{0}-t {0}-d\" viewBox=\"0 {6} {1} {2}\" width=\"{1}\" "
        "height=\"{2}\" xmlns=\"http://www.w3.org/2000/svg\">\n<title id=\"{0}-t\">{3}</title>\n<desc "
        "id=\"{0}-d\">{4}</desc>\n<defs><pattern id=\"{0}-h\" width=\"7\" height=\"7\" "
        "patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><line class=\"hatch\" x1=\"0\" y1=\"0\" "
        "x2=\"0\" y2=\"7\"/></pattern></defs>\n{5}</svg>\n",
        id_, width, height - above,
        escaped(in(
            explain::say("给予的金额，按{}，原与新", "What is awarded by {}, before and after", factText(regions_)))),
        escaped(description()), out_, above);
  }

private:
  [[nodiscard]] const std::string& in(const Text& text) const { return text.in(language_); }
  [[nodiscard]] const char* pick(const char* zh, const char* en) const { return language_ == Language::Zh ? zh : en; }
  template <typename... Args> void add(fmt::format_string<Args...> form, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), form, std::forward<Args>(args)...);
    out_ += '\n';
  }

  /// From the least of the fact to a quarter beyond the last line between regions; up to the most that is awarded
  /// there.
  void window() {
    const std::vector<Region>& all = regions_.regions;
    from_ = all.front().lo;
    to_ = all.back().hi;
    if (all.size() > 1 && all.back().toMost) {
      const Rational& last = all.back().lo;
      const Rational beyond = last + (last - from_) / Rational(4);
      if (last > from_ && beyond < to_) to_ = beyond;
    }
    if (to_ <= from_) to_ = from_ + Rational(1);
    for (const Region& r : all) {
      for (const Rational Point::*side : {&Point::before, &Point::after})
        for (const Rational& amount : {r.first.*side, endOf(r).*side}) most_ = number::greatest(most_, amount);
    }
    if (most_.isZero()) most_ = Rational(1);
  }

  /// The last point of a region that is drawn: on the straight line between its ends where the drawing cuts it off.
  [[nodiscard]] Point endOf(const Region& r) const {
    if (r.last.at <= to_ || r.last.at <= r.first.at) return r.last;
    const Rational part = (to_ - r.first.at) / (r.last.at - r.first.at);
    return {to_, r.first.before + (r.last.before - r.first.before) * part,
            r.first.after + (r.last.after - r.first.after) * part};
  }

  [[nodiscard]] Rational x(const Rational& at) const {
    const Rational inside = number::least(number::greatest(at, from_), to_);
    return Rational(left) + (inside - from_) * Rational(right - left) / (to_ - from_);
  }
  [[nodiscard]] Rational y(const Rational& amount) const {
    return Rational(bottom) - amount * Rational(bottom - top) / most_;
  }
  static std::string px(const Rational& value) { return value.toFixed(1); }

  void legend() {
    add(R"(<text class="name" x="{}" y="15" text-anchor="end">{}</text>)", left - 8,
        pick("给予（元）", "yuan awarded"));
    int at = left;
    const auto name = [&](const char* words) {
      add(R"(<text x="{}" y="15">{}</text>)", at + 34, words);
      at += 34 + static_cast<int>(source::displayWidth(words)) * figure + 20;
    };
    const auto stroke = [&](const char* side, const char* words) {
      add(R"(<line class="{}" x1="{}" y1="11" x2="{}" y2="11"/>)", side, at, at + 26);
      name(words);
    };
    const auto area = [&](const char* sort, const char* words) {
      add(R"(<rect class="{}" x="{}" y="4" width="26" height="13"/>)", sort, at);
      if (std::string_view(sort) == "loss")
        add(R"svg(<rect fill="url(#{}-h)" x="{}" y="4" width="26" height="13"/>)svg", id_, at);
      name(words);
    };
    stroke("was", pick("原", "before"));
    stroke("is", pick("新", "after"));
    const auto any = [&](auto holds) { return std::ranges::any_of(regions_.regions, holds); };
    if (any([](const Region& r) { return r.most.sign() > 0; })) area("gain", pick("增加 +", "more +"));
    if (any([](const Region& r) { return r.least.sign() < 0; })) area("loss", pick("减少 −", "less −"));
  }

  /// Where a region ends in the drawing: where the next begins, so that between two whole numbers there is no gap.
  [[nodiscard]] Rational endX(size_t i) const {
    const std::vector<Region>& all = regions_.regions;
    return x(i + 1 < all.size() ? all[i + 1].lo : all[i].hi);
  }
  /// At least as wide as can be seen.
  static std::pair<Rational, Rational> visible(const Rational& begin, const Rational& end) {
    if (end - begin >= Rational(narrow)) return {begin, end};
    const Rational middle = (begin + end) / Rational(2), half(narrow, 2);
    return {middle - half, middle + half};
  }

  /// What lies between the lines, where they cross in two parts.
  void shade(size_t i) {
    const Region& r = regions_.regions[i];
    const Point a = r.first, b = endOf(r);
    if (a.at > to_) return;
    const Rational atFirst = a.after - a.before, atLast = b.after - b.before;
    const Rational begin = x(a.at), end = endX(i);
    if (atFirst.sign() * atLast.sign() < 0) {
      const Rational part = atFirst / (atFirst - atLast);
      const Rational meet = a.before + (b.before - a.before) * part, middle = begin + (end - begin) * part;
      const Point crossing{a.at, meet, meet};
      shade({begin, middle}, a, crossing, atFirst.sign());
      return shade({middle, end}, crossing, b, atLast.sign());
    }
    shade(visible(begin, end), a, b, atFirst.isZero() ? atLast.sign() : atFirst.sign());
  }
  void shade(const std::pair<Rational, Rational>& across, const Point& a, const Point& b, int sign) {
    if (sign == 0) return;
    const std::string begin = px(across.first), end = px(across.second);
    const std::string points = fmt::format("{},{} {},{} {},{} {},{}", begin, px(y(a.before)), end, px(y(b.before)), end,
                                           px(y(b.after)), begin, px(y(a.after)));
    add(R"(<polygon class="{}" points="{}"/>)", sign > 0 ? "gain" : "loss", points);
    if (sign < 0) add(R"svg(<polygon fill="url(#{}-h)" points="{}"/>)svg", id_, points);
  }

  void line(const char* side, const Rational Point::*amount) {
    std::string points, dots;
    for (size_t i = 0; i < regions_.regions.size(); ++i) {
      const Region& r = regions_.regions[i];
      if (r.first.at > to_) break;
      const Rational begin = x(r.first.at), end = endX(i);
      fmt::format_to(std::back_inserter(points), "{}{},{} {},{}", points.empty() ? "" : " ", px(begin),
                     px(y(r.first.*amount)), px(end), px(y(endOf(r).*amount)));
      if (end - begin < Rational(narrow) && r.first.before != r.first.after)
        fmt::format_to(std::back_inserter(dots), "<circle class=\"{}\" cx=\"{}\" cy=\"{}\" r=\"4\"/>\n", side,
                       px(begin), px(y(r.first.*amount)));
    }
    add(R"(<polyline class="{}" points="{}"/>)", side, points);
    out_ += dots;
  }

  /// The axes, and the exact amounts where regions meet.
  void amounts() {
    add(R"(<path class="axis" d="M{0} {1}V{2}H{3}"/>)", left, top - 8, bottom, right);
    std::vector<Rational> ticks{Rational(0)}, wanted;
    for (const Region& r : regions_.regions)
      for (const Point& p : {r.first, endOf(r)})
        if (!(p.at > to_)) wanted.insert(wanted.end(), {p.after, p.before});
    // The greatest in any case, then the shortest: of two that differ by a fen the rounder one.
    std::ranges::sort(wanted, [&](const Rational& a, const Rational& b) {
      const size_t la = a == most_ ? 0 : numberText(a).size(), lb = b == most_ ? 0 : numberText(b).size();
      return la != lb ? la < lb : a > b;
    });
    for (const Rational& amount : wanted) {
      const bool crowded = std::ranges::any_of(ticks, [&](const Rational& other) {
        const Rational apart = y(other) - y(amount);
        return apart < Rational(lineHeight) && -apart < Rational(lineHeight);
      });
      if (!crowded) ticks.push_back(amount);
    }
    for (const Rational& amount : ticks) {
      const Rational at = y(amount);
      if (!amount.isZero()) add(R"(<path class="guide" d="M{} {}H{}"/>)", left, px(at), right);
      add(R"(<text x="{}" y="{}" text-anchor="end">{}</text>)", left - 8, px(at + Rational(4)), numberText(amount));
    }
  }

  /// The exact number from which each region begins; those that are near each other in rows.
  void breaks() {
    for (size_t i = 0; i < regions_.regions.size(); ++i) {
      const Region& r = regions_.regions[i];
      if (r.lo > to_ && i > 0) continue;
      const std::string words = numberText(r.lo);
      const Rational at = x(r.lo), half(static_cast<int>(words.size()) * figure / 2);
      const Rational middle = number::least(number::greatest(at, Rational(left) + half), Rational(right) - half);
      size_t row = 0;
      while (row < rows_.size() && rows_[row] + Rational(gap) > middle - half) ++row;
      if (row == labelRows) continue;
      if (row == rows_.size()) rows_.emplace_back();
      rows_[row] = middle + half;
      const int base = bandTop + bandHeight + 16 + static_cast<int>(row) * lineHeight;
      add(R"(<path class="guide" d="M{} {}V{}"/>)", px(at), i == 0 || !lines_ ? bandTop : top, base - 13);
      add(R"(<text x="{}" y="{}" text-anchor="middle">{}</text>)", px(middle), base, words);
    }
  }

  /// Who gets more or less here, by a sign: it holds also of what is too small to be drawn.
  void band(size_t i, bool thinOnes) {
    const Region& r = regions_.regions[i];
    if (r.lo > to_) return;
    const bool more = r.most.sign() > 0, less = r.least.sign() < 0;
    const auto [begin, end] = visible(x(r.lo), endX(i));
    const bool thin = end - begin <= Rational(narrow);
    if (thin != thinOnes) return;
    const char* sort = more && less ? " both" : more ? " gain" : less ? " loss" : "";
    const char* sign = more && less ? "±" : more ? "+" : less ? "−" : "=";
    add(R"(<rect class="band{}" x="{}" y="{}" width="{}" height="{}"/>)", sort, px(begin), bandTop, px(end - begin),
        bandHeight);
    if (end - begin >= Rational(2 * figure) || (thin && (more || less)))
      add(R"(<text x="{}" y="{}" text-anchor="middle">{}</text>)", px((begin + end) / Rational(2)), bandTop + 14, sign);
  }

  [[nodiscard]] std::string description() const {
    std::vector<Text> parts;
    for (const Region& r : regions_.regions)
      parts.push_back(explain::say("{}：{}，{}", "{}: {}, {}", rangeText(r), valuesText(r.before, r.after),
                                   r.least.isZero() && r.most.isZero() ? Text("不变", "the same") : changeText(r)));
    return in(explain::joined(parts, explain::semicolon));
  }

  const diff::Regions& regions_;
  std::string id_;
  Language language_;
  bool lines_;
  Rational from_, to_, most_;
  std::vector<Rational> rows_; // where the last label of each row ends
  std::string out_;
};

} // namespace

std::string regionsPlot(const diff::Regions& regions, const std::string& id, Language language) {
  return regions.regions.empty() ? "" : Plot(regions, id, language).svg();
}

Text plotCaption(const diff::Regions& regions) {
  if (linesAreTrue(regions))
    return {"两线之间即差额；线下的符号说谁增（+）、谁减（−）、谁不变（=）。分界处的数是确切的。",
            "Between the lines lies the difference; the signs below tell who gets more (+), less (−) or the same (=). "
            "The numbers at the breaks are exact."};
  return {
      "所得还取决于其他事实，所以不画金额，只说谁可能增（+）、可能减（−）、谁不变（=）。分界处的数是确切的。",
      "What is awarded hangs on other facts as well, so no amounts are drawn; the signs tell who may get more (+), may "
      "get less (−) or gets the same (=). The numbers at the breaks are exact."};
}

std::string_view plotStyle() { return style; }

} // namespace tiao::driver
