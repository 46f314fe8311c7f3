#include "compiler/check/cases.h"

#include <algorithm>
#include <map>

namespace tiao::check {

namespace {

/// A place on the line of numbers between values: just before one, or just after it.
struct Cut {
  number::Rational at;
  bool after = false;
  auto operator<=>(const Cut&) const = default;
};

std::optional<Cut> lower(const Interval& i) {
  return i.lo ? std::optional(Cut{i.lo->at, !i.lo->included}) : std::nullopt;
}
std::optional<Cut> upper(const Interval& i) {
  return i.hi ? std::optional(Cut{i.hi->at, i.hi->included}) : std::nullopt;
}

bool startsBy(const Interval& i, const std::optional<Cut>& cut) {
  const auto lo = lower(i);
  return !lo || (cut && *lo <= *cut);
}
bool lastsTo(const Interval& i, const std::optional<Cut>& cut) {
  const auto hi = upper(i);
  return !hi || (cut && *cut <= *hi);
}

/// Builds the nodes from the leaves up, each once.
class Builder {
public:
  Builder(const std::vector<Box>& lines, const Box& everywhere, size_t most)
      : lines_(lines), everywhere_(everywhere), most_(most) {}

  std::optional<size_t> node(size_t key, const std::vector<size_t>& left) {
    if (const auto made = made_.find({key, left}); made != made_.end()) return made->second;
    Cases::Node result{key, {}, left};
    if (key < everywhere_.size())
      for (const auto& [where, lines] :
           std::holds_alternative<Interval>(everywhere_[key]) ? numbers(key, left) : members(key, left)) {
        const auto next = node(key + 1, lines);
        if (!next) return std::nullopt;
        result.branches.push_back({where, *next});
      }
    if (nodes.size() >= most_) return std::nullopt;
    nodes.push_back(std::move(result));
    return made_[{key, left}] = nodes.size() - 1;
  }

  std::vector<Cases::Node> nodes;

private:
  using Parts = std::vector<std::pair<Side, std::vector<size_t>>>;

  Parts numbers(size_t key, const std::vector<size_t>& left) const {
    std::vector<Cut> cuts;
    for (const size_t line : left) {
      const auto& asked = std::get<Interval>(lines_[line][key]);
      if (const auto lo = lower(asked)) cuts.push_back(*lo);
      if (const auto hi = upper(asked)) cuts.push_back(*hi);
    }
    std::ranges::sort(cuts);
    cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
    Parts parts;
    std::optional<Cut> from;
    for (size_t i = 0; i <= cuts.size(); ++i) {
      const std::optional<Cut> to = i < cuts.size() ? std::optional(cuts[i]) : std::nullopt;
      std::vector<size_t> hold;
      for (const size_t line : left) {
        const auto& asked = std::get<Interval>(lines_[line][key]);
        if (startsBy(asked, from) && lastsTo(asked, to)) hold.push_back(line);
      }
      Interval here;
      if (from) here.lo = End{from->at, !from->after};
      if (to) here.hi = End{to->at, to->after};
      if (!parts.empty() && parts.back().second == hold)
        std::get<Interval>(parts.back().first).hi = here.hi;
      else
        parts.emplace_back(here, std::move(hold));
      from = to;
    }
    return parts;
  }

  Parts members(size_t key, const std::vector<size_t>& left) const {
    const size_t count = std::get<Members>(everywhere_[key]).size();
    Parts parts;
    for (size_t m = 0; m < count; ++m) {
      std::vector<size_t> hold;
      for (const size_t line : left)
        if (std::get<Members>(lines_[line][key])[m]) hold.push_back(line);
      auto part = std::ranges::find(parts, hold, &Parts::value_type::second);
      if (part == parts.end()) part = parts.insert(part, {Members(count), hold});
      std::get<Members>(part->first)[m] = true;
    }
    return parts;
  }

  const std::vector<Box>& lines_;
  const Box& everywhere_;
  size_t most_;
  std::map<std::pair<size_t, std::vector<size_t>>, size_t> made_;
};

/// Walks the decision, each node before the leaves once, by the first way that lies inside.
class Walk {
public:
  Walk(const Cases& cases, const Box& within) : cases_(cases), within_(within), seen_(cases.nodes.size()) {}

  void at(size_t index) {
    const Cases::Node& node = cases_.nodes[index];
    if (node.key == within_.size()) {
      places.push_back({box_, node.lines});
      return;
    }
    if (seen_[index]) return;
    seen_[index] = true;
    for (const Cases::Branch& branch : node.branches) {
      if (isEmpty(intersection(branch.where, within_[node.key]))) continue;
      box_.push_back(branch.where);
      at(branch.next);
      box_.pop_back();
    }
  }

  std::vector<Place> places;

private:
  const Cases& cases_;
  const Box& within_;
  std::vector<bool> seen_;
  Box box_;
};

} // namespace

bool isEmpty(const Side& side) {
  if (const auto* members = std::get_if<Members>(&side)) return std::ranges::find(*members, true) == members->end();
  const auto lo = lower(std::get<Interval>(side));
  const auto hi = upper(std::get<Interval>(side));
  return lo && hi && *hi <= *lo;
}

Side intersection(const Side& a, const Side& b) {
  if (const auto* members = std::get_if<Members>(&a)) {
    Members both = *members;
    for (size_t i = 0; i < both.size(); ++i) both[i] = both[i] && std::get<Members>(b)[i];
    return both;
  }
  const auto& one = std::get<Interval>(a);
  const auto& other = std::get<Interval>(b);
  return Interval{startsBy(one, lower(other)) ? other.lo : one.lo, lastsTo(one, upper(other)) ? other.hi : one.hi};
}

Box intersection(const Box& a, const Box& b) {
  Box both;
  for (size_t i = 0; i < a.size(); ++i) both.push_back(intersection(a[i], b[i]));
  return both;
}

bool isEmpty(const Box& box) {
  return std::ranges::any_of(box, [](const Side& side) { return isEmpty(side); });
}

std::optional<Cases> casesOf(const std::vector<Box>& lines, const Box& everywhere, size_t most) {
  Builder builder(lines, everywhere, most);
  std::vector<size_t> all;
  for (size_t i = 0; i < lines.size(); ++i) all.push_back(i);
  const auto root = builder.node(0, all);
  if (!root) return std::nullopt;
  return Cases{std::move(builder.nodes), *root};
}

std::vector<Place> placesOf(const Cases& cases, const Box& within) {
  Walk walk(cases, within);
  walk.at(cases.root);
  return std::move(walk.places);
}

} // namespace tiao::check
