#include "compiler/driver/commands.h"
#include "compiler/driver/districts.h"
#include "compiler/driver/names.h"
#include "compiler/format/format.h"
#include "compiler/layers/changes.h"
#include "compiler/layers/parts.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <set>

/// tiao new-district: a file in which a district writes its own rules. It compiles at once, and changes nothing.
namespace tiao::driver {

namespace fs = std::filesystem;
using syntax::Part;

namespace {

constexpr Part Parts[] = {Part::Amount,   Part::Rate,     Part::Base,  Part::Cap,  Part::YearCap,
                          Part::MonthCap, Part::TotalCap, Part::Floor, Part::Years};

class Scaffold {
public:
  Scaffold(const Compiled& policy, syntax::SymbolId district, fs::path output, Language language)
      : policy_(policy), tree_(policy.parsed.tree), district_(district), output_(std::move(output)),
        zh_(language == Language::Zh), language_(language) {
    diagnostics::Sink told;
    policies_ = layers::policiesOf(tree_, policy.sources, told);
  }

  std::string text() {
    const core::Name name{tree_.symbols[district_].zh, tree_.symbols[district_].en};
    const std::string base = policies_[0].shown().in(language_);
    const std::string here = shown(name, language_);
    out_ = zh_ ? fmt::format("# {}对「{}」的规定。没有写的，与原政策相同。\n"
                             "# 下面的示例都是原政策现在的规定：去掉行首的「# 」，改成本区县的，再删去用不着的。\n\n",
                             here, base)
               : fmt::format("# The rules of {} for {}. What is not written stays as it is there.\n"
                             "# The examples below say what holds today: take off `# `, write what the district sets, "
                             "and delete the rest.\n\n",
                             here, base);
    for (const std::string& path : importsOf(policy_, output_.parent_path()))
      out_ += (zh_ ? "引用 " : "import ") + path + "\n";
    heading(name);
    examples();
    test();
    return std::move(out_);
  }

private:
  void heading(const core::Name& name) {
    syntax::Policy head;
    if (!name.zh.empty()) head.name.zh = name.zh + "规定";
    if (!name.en.empty()) head.name.en = name.en + " rules";
    head.under = syntax::Name{policies_[0].name.zh, policies_[0].name.symbol, {}};
    head.districts = {{name.zh, district_, {}}};
    out_ += "\n" + render(head);
    out_ += zh_ ? "# 文号 …\n# 施行 2024年1月1日 起\n" : "# document …\n# in force 2024-01-01\n";
  }

  template <typename Node> std::string render(const Node& node) {
    return format::render(tree_, syntax::Declaration{node, {}, 0}, language_);
  }

  // ---- what is open, as examples

  [[nodiscard]] std::vector<const syntax::Permission*> permissions() const {
    std::vector<const syntax::Permission*> found;
    for (const syntax::File& file : tree_.files)
      for (const syntax::Declaration& d : file.declarations)
        if (const auto* permission = std::get_if<syntax::Permission>(&d.node)) found.push_back(permission);
    return found;
  }

  [[nodiscard]] bool open(std::optional<syntax::SymbolId> clause, Part part) const {
    const auto said = permissions();
    return said.empty() ||
           std::ranges::any_of(said, [&](const syntax::Permission* p) { return layers::opens(*p, clause, part); });
  }

  void examples() {
    out_ += permissions().empty()
                ? (zh_ ? "\n# 原政策没有说哪些可由区县另定：都可以。\n"
                       : "\n# The policy does not say what districts may set: all of it is open.\n")
                : (zh_ ? "\n# 可由区县另定的只有以下各项。\n" : "\n# Districts may set these and no others.\n");
    for (const syntax::File& file : tree_.files)
      for (const syntax::Declaration& d : file.declarations)
        if (const auto* clause = std::get_if<syntax::Clause>(&d.node); clause != nullptr && clause->name.symbol)
          examplesOf(*clause);
    if (open(std::nullopt, Part::Everything))
      out_ += zh_ ? "\n# 新增 条款 ……：\n#   对……的企业，给予……万元的一次性奖励。\n"
                  : "\n# new clause …:\n#   For each … that is …, grant … yuan once as an award.\n";
  }

  void examplesOf(const syntax::Clause& clause) {
    const syntax::Name name{"", clause.name.symbol, {}};
    std::string lines;
    for (const Part part : Parts) {
      if (!open(clause.name.symbol, part) || layers::places(tree_, clause, part) != 1) continue;
      syntax::Tree copy = tree_;
      syntax::Clause same = clause;
      syntax::Amendment today{part, syntax::Change::Become, {}, {}, {}, {}, {}};
      layers::change(copy, same, part, [&](syntax::ExprId value) { return *(today.value = value); });
      lines += "# " + render(syntax::Amend{name, {today}, {}});
    }
    const std::string shownName = tree_.symbols[*clause.name.symbol].shown(zh_);
    if (open(clause.name.symbol, Part::Condition))
      lines += zh_ ? "# 修改 " + shownName + "：条件 增加 ……。\n" : "# amend " + shownName + ": conditions add ….\n";
    if (open(clause.name.symbol, Part::End)) lines += "# " + render(syntax::EndClause{{name}, {}});
    if (!lines.empty()) out_ += "\n" + lines;
  }

  // ---- a test that passes as the file stands

  /// What a subject of the district of which nothing else is known gets of the first clause.
  void test() {
    const core::Program& program = policy_.program();
    const syntax::FactDeclaration& grouping = *layers::groupingFact(tree_);
    const auto clause = firstClause();
    if (!clause || program.awards.empty() || !grouping.name.symbol) return;
    const core::Award& award = program.awards[core::AwardId{0}];
    const int year = calendar::yearOf(award.from);
    interpret::Case facts(program);
    const core::Fact& fact = program.facts[*program.district];
    const auto& members = program.enumerations[fact.type.enumeration].members;
    const core::Name name{tree_.symbols[district_].zh, tree_.symbols[district_].en};
    const auto index = static_cast<uint32_t>(std::ranges::find(members, name) - members.begin());
    const calendar::Period period{fact.per == core::Per::Fixed ? 0 : year, 0};
    facts.give(*program.district, interpret::Key{}, period, core::Member{index});
    const interpret::Result result = evaluate(program, facts, {}, {year, year});
    const std::vector<interpret::Outcome> rows = interpret::rows(program, result.outcomes);
    const auto first = std::ranges::find(rows, core::AwardId{0}, &interpret::Outcome::award);
    if (first == rows.end()) return;

    syntax::Tree copy = tree_;
    const auto money = [&](const core::Rational& yuan) {
      return copy.exprs.add({syntax::Literal{syntax::Literal::Kind::Money, yuan, {}}, {}, 0});
    };
    syntax::Test test;
    test.name.zh = zh_ ? shown(name, language_) + "示例" : "";
    test.name.en = zh_ ? "" : shown(name, language_) + " example";
    const syntax::GivenValue given{{}, 0, syntax::Name{"", district_, {}}, {}};
    test.facts = {{{"", grouping.name.symbol, {}}, {given}}};
    syntax::Expected expected;
    expected.year = first->period.year;
    expected.month = first->period.month;
    expected.amount = money(first->amount.lo);
    if (!first->amount.definite()) expected.upTo = money(first->amount.hi);
    test.expectations = {{{"", clause, {}}, {expected}}};
    out_ += zh_ ? "\n# 测试写明事实与应得的结果；这一个只知道所在区县。\n"
                : "\n# A test says facts and what must come of them; this one knows the district alone.\n";
    out_ += format::render(copy, syntax::Declaration{test, {}, 0}, language_);
  }

  [[nodiscard]] std::optional<syntax::SymbolId> firstClause() const {
    for (const syntax::File& file : tree_.files)
      for (const syntax::Declaration& d : file.declarations)
        if (const auto* clause = std::get_if<syntax::Clause>(&d.node)) return clause->name.symbol;
    return std::nullopt;
  }

  const Compiled& policy_;
  const syntax::Tree& tree_;
  syntax::SymbolId district_;
  fs::path output_;
  bool zh_;
  Language language_;
  layers::Policies policies_;
  std::string out_;
};

} // namespace

Exit newDistrict(const NewDistrictOptions& options, Console console) {
  const Loaded loaded = load({options.policy}, console);
  if (!loaded.policy) return loaded.exit;
  const Compiled& policy = *loaded.policy;
  const auto district = districtOf(policy, options.district, console);
  if (!district) return Exit::Failed;
  const syntax::Symbol& name = policy.parsed.tree.symbols[*district];
  fs::path output = options.output;
  std::error_code failed;
  if (output.empty()) {
    const fs::path folder =
        fs::is_directory(options.policy, failed) ? fs::path(options.policy) : fs::path(options.policy).parent_path();
    output = folder / "districts" / ((name.en.empty() ? name.zh : idOf(name.en)) + ".tiao");
    fs::create_directories(output.parent_path(), failed);
  }
  if (fs::exists(output, failed)) {
    console.fail(
        {output.string() + "：已有这个文件，没有改动", output.string() + ": there is such a file; it was not touched"});
    return Exit::Failed;
  }
  const fs::path place = fs::absolute(output, failed);
  const Exit exit = writeWhole(output.string(), Scaffold(policy, *district, place, console.language).text(), console);
  if (exit == Exit::Fine) console.note({"已写到 " + output.string(), "written to " + output.string()});
  return exit;
}

} // namespace tiao::driver
