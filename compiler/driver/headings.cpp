#include "compiler/driver/headings.h"

#include "compiler/core/rules.h"

#include <algorithm>
#include <set>

namespace tiao::driver {

namespace {

/// A column that is no fact has one of these numbers in the table of names.
constexpr uint32_t SubjectColumn = UINT32_MAX - 1, PeriodColumn = UINT32_MAX - 2;

/// Everything that a heading may be.
Names headingNames(const core::Program& program, const std::vector<core::Name>& subjectNames) {
  Names names;
  for (const core::Name& name : subjectNames) names.add(name, SubjectColumn);
  for (const auto& [zh, en] : {std::pair("主体", "subject"), std::pair("对象", "")}) names.add({zh, en}, SubjectColumn);
  for (const auto& [zh, en] : {std::pair("年度", "year"), std::pair("年份", "period"), std::pair("期间", "")})
    names.add({zh, en}, PeriodColumn);
  for (uint32_t i = 0; i < program.facts.size(); ++i)
    if (const core::Fact& fact = program.facts[core::FactId{i}]; !fact.item) names.add(fact.name, i);
  return names;
}

Text twice(std::string_view first, std::string_view second) {
  const Text one = quoted(Text(first)), other = quoted(Text(second));
  return {"表头" + one.zh + "与" + other.zh + "是同一项",
          "the columns " + one.en + " and " + other.en + " are the same"};
}

/// Adds the facts of an expression, once for each.
class Reads {
public:
  explicit Reads(const core::Program& program) : program_(program), seen_(program.exprs.size()) {}
  void operator()(core::ExprId id) {
    if (seen_[id.index]) return;
    seen_[id.index] = true;
    const core::Node& node = program_.exprs[id].node;
    if (const auto* fact = std::get_if<core::FactRef>(&node)) facts.insert(fact->fact);
    core::eachOperand(node, [this](core::ExprId operand) { (*this)(operand); });
  }
  std::set<core::FactId> facts;

private:
  const core::Program& program_;
  std::vector<bool> seen_;
};

} // namespace

std::vector<core::FactId> factsRead(const core::Program& program) {
  Reads reads(program);
  for (const core::Award& award : program.awards) core::eachExpr(award, [&](core::ExprId id) { reads(id); });
  for (const core::Pool& pool : program.pools) core::eachExpr(pool.limits, [&](core::ExprId id) { reads(id); });
  for (const core::Choice& choice : program.choices)
    if (choice.election) reads.facts.insert(*choice.election);
  return {reads.facts.begin(), reads.facts.end()};
}

std::variant<Headings, Text> readHeadings(const std::vector<std::string_view>& headings, const core::Program& program,
                                          const std::vector<core::Name>& subjectNames) {
  const Names names = headingNames(program, subjectNames);
  Headings result;
  std::map<uint32_t, std::string_view> taken;
  for (size_t column = 0; column < headings.size(); ++column) {
    const std::string_view heading = trimmed(headings[column]);
    const std::optional<uint32_t> meaning = names.find(heading);
    if (!meaning) {
      if (!heading.empty())
        result.unknown.emplace_back(heading);
      else
        result.unnamed.push_back(column);
      continue;
    }
    const auto [at, isNew] = taken.emplace(*meaning, heading);
    if (!isNew) return twice(at->second, heading);
    if (*meaning == SubjectColumn)
      result.subject = column;
    else if (*meaning == PeriodColumn)
      result.period = column;
    else
      result.facts.push_back({column, core::FactId{*meaning}, std::string(heading)});
  }
  if (!taken.contains(SubjectColumn)) {
    const Text name = subjectNames.empty() ? Text("主体", "subject") : textOf(subjectNames.front());
    return Text("没有写明是谁的列：表头应有" + quoted(name).zh + "或「主体」",
                "no column says who: the header needs " + quoted(name).en + " or `subject`");
  }
  if (!taken.contains(PeriodColumn))
    return Text("没有年度的列：表头应有「年度」", "no column says which year: the header needs `year`");
  for (const core::FactId fact : factsRead(program))
    if (!taken.contains(fact.index) && !program.facts[fact].item &&
        program.facts[fact].origin != core::FactOrigin::Event)
      result.missing.push_back(fact);
  return result;
}

void tellHeadings(const Headings& headings, const core::Program& program, const Console& console) {
  const Names names = factNames(program);
  for (const std::string& heading : headings.unknown) {
    const Text name = quoted(Text(heading)), guess = didYouMean(names.nearest(heading));
    console.warn(
        {"不认识的列" + name.zh + "，不使用" + guess.zh, "unknown column " + name.en + ", not used" + guess.en});
  }
  for (const size_t column : headings.unnamed) {
    const std::string number = std::to_string(column + 1);
    console.warn({"第" + number + "列没有表头，不使用", "column " + number + " has no heading and is not used"});
  }
  if (headings.missing.empty()) return;
  Text list;
  for (const core::FactId fact : headings.missing) {
    const Text name = quoted(textOf(program.facts[fact].name));
    list.zh += name.zh;
    list.en += (list.en.empty() ? "" : ", ") + name.en;
  }
  console.warn({"缺少的列，按未提供计：" + list.zh, "missing columns, taken as not given: " + list.en});
}

} // namespace tiao::driver
