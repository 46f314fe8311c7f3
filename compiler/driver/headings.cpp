#include "compiler/driver/headings.h"

#include "compiler/core/rules.h"
#include "compiler/driver/years.h"

#include <algorithm>
#include <set>

namespace tiao::driver {

using core::ItemKind;

namespace {

/// A column that is no fact has one of these numbers in the table of names.
constexpr uint32_t SubjectColumn = UINT32_MAX - 1, PeriodColumn = UINT32_MAX - 2, ItemColumn = UINT32_MAX - 3,
                   LastYearColumn = UINT32_MAX - 4;

/// What says who and when in any file.
Names whoAndWhen(const std::vector<core::Name>& subjectNames) {
  Names names;
  for (const core::Name& name : subjectNames) names.add(name, SubjectColumn);
  for (const auto& [zh, en] : {std::pair("主体", "subject"), std::pair("对象", "")}) names.add({zh, en}, SubjectColumn);
  for (const auto& [zh, en] :
       {std::pair("年度", "year"), std::pair("年份", "period"), std::pair("期间", "month"), std::pair("月份", "")})
    names.add({zh, en}, PeriodColumn);
  return names;
}

/// The facts of the subject, or of one kind of item.
void addFacts(Names& names, const core::Program& program, std::optional<core::Id<ItemKind>> kind) {
  for (uint32_t i = 0; i < program.facts.size(); ++i)
    if (const core::Fact& fact = program.facts[core::FactId{i}]; fact.item == kind) names.add(fact.name, i);
}

Text twice(std::string_view first, std::string_view second) {
  const Text one = quoted(Text(first)), other = quoted(Text(second));
  return {"表头" + one.zh + "与" + other.zh + "是同一项",
          "the columns " + one.en + " and " + other.en + " are the same"};
}

/// The headings, each by what `names` says it is.
std::variant<Headings, Text> readColumns(const std::vector<std::string_view>& headings, const Names& names,
                                         const core::Program& program, const std::vector<core::Name>& subjectNames) {
  const Names all = factNames(program);
  Headings result;
  std::map<uint32_t, std::string_view> taken;
  for (size_t column = 0; column < headings.size(); ++column) {
    const std::string_view heading = trimmed(headings[column]);
    const std::optional<uint32_t> meaning = names.find(heading);
    if (!meaning) {
      if (heading.empty())
        result.unnamed.push_back(column);
      else
        (all.find(heading) ? result.others : result.unknown).emplace_back(heading);
      continue;
    }
    const auto [at, isNew] = taken.emplace(*meaning, heading);
    if (!isNew) return twice(at->second, heading);
    if (*meaning == SubjectColumn)
      result.subject = column;
    else if (*meaning == PeriodColumn)
      result.period = column;
    else if (*meaning == ItemColumn)
      result.item = column;
    else if (*meaning == LastYearColumn)
      result.lastYear = column;
    else
      result.facts.push_back({column, core::FactId{*meaning}, std::string(heading)});
  }
  if (!taken.contains(SubjectColumn)) {
    const Text name = subjectNames.empty() ? Text("主体", "subject") : textOf(subjectNames.front());
    return Text("没有写明是谁的列：表头应有" + quoted(name).zh + "或「主体」",
                "no column says who: the header needs " + quoted(name).en + " or `subject`");
  }
  if (result.period) return result;
  for (const FactColumn& column : result.facts)
    if (program.facts[column.fact].per != core::Per::Fixed) {
      const Text name = quoted(Text(column.heading)), why = noPeriod();
      return Text(why.zh + "，因为" + name.zh + "随时间变化", why.en + ", because " + name.en + " changes with time");
    }
  return result;
}

/// Adds the facts and the kinds of items of an expression, once for each.
class Reads {
public:
  explicit Reads(const core::Program& program) : program_(program), seen_(program.exprs.size()) {}
  void operator()(core::ExprId id) {
    if (seen_[id.index]) return;
    seen_[id.index] = true;
    const core::Node& node = program_.exprs[id].node;
    if (const auto* fact = std::get_if<core::FactRef>(&node)) facts.insert(fact->fact);
    if (const auto* sum = std::get_if<core::Sum>(&node))
      if (const auto* items = std::get_if<core::OverItems>(&sum->domain)) kinds.insert(items->kind);
    core::eachOperand(node, [this](core::ExprId operand) { (*this)(operand); });
  }
  std::set<core::FactId> facts;
  std::set<core::Id<ItemKind>> kinds;

private:
  const core::Program& program_;
  std::vector<bool> seen_;
};

Reads readsOf(const core::Program& program) {
  Reads reads(program);
  for (const core::Award& award : program.awards) {
    core::eachExpr(award, [&](core::ExprId id) { reads(id); });
    if (award.key) reads.kinds.insert(*award.key);
  }
  for (const core::Pool& pool : program.pools) core::eachExpr(pool.limits, [&](core::ExprId id) { reads(id); });
  for (const core::Choice& choice : program.choices)
    if (choice.election) reads.facts.insert(*choice.election);
  return reads;
}

/// 「展会」、「网点」 / `exhibition`, `outlet`
void addTo(Text& list, const core::Name& name) {
  const Text one = quoted(textOf(name));
  list.zh += one.zh;
  list.en += (list.en.empty() ? "" : ", ") + one.en;
}

} // namespace

std::vector<core::FactId> factsRead(const core::Program& program) {
  const Reads reads = readsOf(program);
  return {reads.facts.begin(), reads.facts.end()};
}

Text noPeriod() { return {"没有年度的列：表头应有「年度」", "no column says which year: the header needs `year`"}; }

std::variant<Headings, Text> readHeadings(const std::vector<std::string_view>& headings, const core::Program& program,
                                          const std::vector<core::Name>& subjectNames) {
  Names names = whoAndWhen(subjectNames);
  addFacts(names, program, {});
  return readColumns(headings, names, program, subjectNames);
}

std::variant<Headings, Text> readItemHeadings(const std::vector<std::string_view>& headings,
                                              const core::Program& program,
                                              const std::vector<core::Name>& subjectNames) {
  Names kinds;
  Text all;
  for (uint32_t i = 0; i < program.itemKinds.size(); ++i) {
    kinds.add(program.itemKinds[{i}].name, i);
    addTo(all, program.itemKinds[{i}].name);
  }
  if (program.itemKinds.empty()) return Text("政策没有条目，用不上条目文件", "the policy has no items to read from it");
  std::optional<uint32_t> found;
  std::string_view by;
  for (const std::string_view heading : headings) {
    const std::optional<uint32_t> kind = kinds.find(trimmed(heading));
    if (!kind) continue;
    if (found)
      return Text("表头「" + std::string(by) + "」与「" + std::string(heading) + "」都是条目，一个文件只能有一种",
                  "the columns `" + std::string(by) + "` and `" + std::string(heading) +
                      "` both name items; a file has one kind");
    found = kind;
    by = trimmed(heading);
  }
  if (!found)
    return Text("没有写明条目名称的列：表头应有" + all.zh + "之一",
                "no column names the items: the header needs one of " + all.en);
  const core::Id<ItemKind> kind{*found};
  const ItemKind& declared = program.itemKinds[kind];
  Names names = whoAndWhen(subjectNames);
  names.add(declared.name, ItemColumn);
  if (!declared.yearly) names.add({"最后年度", "last year"}, LastYearColumn);
  addFacts(names, program, kind);
  auto read = readColumns(headings, names, program, subjectNames);
  if (auto* result = std::get_if<Headings>(&read)) {
    result->kind = kind;
    if (declared.yearly && !result->period) {
      const Text name = quoted(textOf(declared.name));
      return Text(noPeriod().zh + "，因为" + name.zh + "每年各有名单",
                  noPeriod().en + ", because " + name.en + " has a list of its own each year");
    }
  }
  return read;
}

Absent absentOf(const std::vector<Register::Table>& tables, const core::Program& program) {
  const Reads reads = readsOf(program);
  std::set<core::FactId> columns;
  std::set<core::Id<ItemKind>> files;
  for (const Register::Table& table : tables) {
    for (const FactColumn& column : table.headings.facts) columns.insert(column.fact);
    if (table.headings.kind) files.insert(*table.headings.kind);
  }
  Absent absent;
  for (const core::Id<ItemKind> kind : reads.kinds)
    if (!files.contains(kind)) absent.kinds.push_back(kind);
  for (const core::FactId fact : reads.facts) {
    const auto& item = program.facts[fact].item;
    const bool event = program.facts[fact].origin == core::FactOrigin::Event; // told by other files
    if (!event && !columns.contains(fact) && (!item || files.contains(*item))) absent.facts.push_back(fact);
  }
  return absent;
}

namespace {

/// What is not used of one file; what `other`, the same file as another version reads it, uses is not told.
void tellColumns(const Register::Table& table, const core::Program& program, const Register::Table* other,
                 const Console& console) {
  const auto used = [&](const std::string& heading) {
    return other != nullptr && std::ranges::find(other->headings.unknown, heading) == other->headings.unknown.end();
  };
  Names names;
  addFacts(names, program, table.headings.kind);
  const Text file = table.name.empty() ? Text() : Text(table.name + "：", table.name + ": ");
  const auto warn = [&](const Text& words) { console.warn({file.zh + words.zh, file.en + words.en}); };
  for (const std::string& heading : table.headings.unknown) {
    if (used(heading)) continue;
    const Text name = quoted(Text(heading)), guess = didYouMean(names.nearest(heading));
    warn({"不认识的列" + name.zh + "，不使用" + guess.zh, "unknown column " + name.en + ", not used" + guess.en});
  }
  for (const std::string& heading : table.headings.others) {
    const Text name = quoted(Text(heading));
    if (table.headings.kind) {
      const Text kind = quoted(textOf(program.itemKinds[*table.headings.kind].name));
      warn({"列" + name.zh + "不是" + kind.zh + "的事实，不使用",
            "column " + name.en + " is no fact of " + kind.en + ", not used"});
    } else
      warn({"列" + name.zh + "是条目的事实，应写在条目的文件中，不使用",
            "column " + name.en + " is a fact of items and belongs in their file, not used"});
  }
  for (const size_t column : table.headings.unnamed) {
    const std::string number = std::to_string(column + 1);
    warn({"第" + number + "列没有表头，不使用", "column " + number + " has no heading and is not used"});
  }
  if (!table.otherYears.empty()) {
    const std::vector<int> years(table.otherYears.begin(), table.otherYears.end());
    warn({"有名册所没有的年度：" + yearsText(years, "、") + "；这些年度的名单不视为完整",
          "has years that the register lacks: " + yearsText(years, ", ") + "; the lists of those are not complete"});
  }
}

} // namespace

void tellHeadings(const Register& before, const core::Program& old, const Register& after, const core::Program& fresh,
                  const Console& console) {
  for (size_t i = 0; i < after.tables().size(); ++i)
    tellColumns(after.tables()[i], fresh, &before.tables()[i], console);
  struct Missing {
    std::vector<core::Name> facts, kinds;
  };
  const auto missing = [](const Register& reg, const core::Program& program) {
    Missing out;
    for (const core::FactId fact : reg.absent().facts) out.facts.push_back(program.facts[fact].name);
    for (const core::Id<ItemKind> kind : reg.absent().kinds) out.kinds.push_back(program.itemKinds[kind].name);
    return out;
  };
  const auto alike = [](const core::Name& a, const core::Name& b) {
    return (!a.zh.empty() && a.zh == b.zh) || (!a.en.empty() && a.en == b.en);
  };
  const auto tell = [&](const std::vector<core::Name>& own, const std::vector<core::Name>& others, bool both,
                        const Text& words) {
    Text list;
    for (const core::Name& name : own)
      if (std::ranges::any_of(others, [&](const core::Name& n) { return alike(n, name); }) == both) addTo(list, name);
    if (!list.zh.empty()) console.warn({words.zh + list.zh, words.en + list.en});
  };
  const Missing was = missing(before, old), is = missing(after, fresh);
  tell(is.facts, was.facts, true, {"缺少的列，按未提供计：", "missing columns, taken as not given: "});
  tell(
      was.facts, is.facts, false,
      {"缺少只有原版本要用的列，按未提供计：", "missing columns that only the old version uses, taken as not given: "});
  tell(
      is.facts, was.facts, false,
      {"缺少只有新版本要用的列，按未提供计：", "missing columns that only the new version uses, taken as not given: "});
  tell(is.kinds, was.kinds, true,
       {"没有条目文件（--items），其名单按未提供计：",
        "no file of items (--items), their lists are taken as not given: "});
  tell(was.kinds, is.kinds, false,
       {"没有只有原版本要用的条目文件（--items），其名单按未提供计：",
        "no file of items (--items) that only the old version uses, their lists are taken as not given: "});
  tell(is.kinds, was.kinds, false,
       {"没有只有新版本要用的条目文件（--items），其名单按未提供计：",
        "no file of items (--items) that only the new version uses, their lists are taken as not given: "});
}

void tellHeadings(const Register& reg, const core::Program& program, const Console& console) {
  for (const Register::Table& table : reg.tables()) tellColumns(table, program, nullptr, console);
  Text facts, kinds;
  for (const core::FactId fact : reg.absent().facts) addTo(facts, program.facts[fact].name);
  for (const core::Id<ItemKind> kind : reg.absent().kinds) addTo(kinds, program.itemKinds[kind].name);
  if (!facts.zh.empty())
    console.warn({"缺少的列，按未提供计：" + facts.zh, "missing columns, taken as not given: " + facts.en});
  if (!kinds.zh.empty())
    console.warn({"没有条目文件（--items），其名单按未提供计：" + kinds.zh,
                  "no file of items (--items), their lists are taken as not given: " + kinds.en});
}

} // namespace tiao::driver
