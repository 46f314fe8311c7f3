#pragma once

#include "compiler/explain/explain.h"
#include "tests/unit/interpret/build.h"

/// Small policies with names in both languages, and their explanations as text.
namespace tiao::test {

using source::Language;

class Policy : public Build {
public:
  Policy() {
    program.policy = {"试行政策", "trial policy"};
    program.subject = {"企业", "enterprise"};
  }

  FactId named(FactId id, const char* zh) {
    program.facts[id].name.zh = zh;
    return id;
  }
  FactId yearly(const char* zh, const char* en) { return named(money(en), zh); }
  FactId flag(const char* zh, const char* en) { return named(truth(en, core::Per::Fixed), zh); }
  core::Id<core::Role> role(const char* zh, const char* en) { return program.roles.add({{zh, en}}); }

  AwardId named(AwardId id, const char* zh, const char* article = "", const char* quotation = "") {
    core::Award& award = program.awards[id];
    award.name.zh = zh;
    award.article = article;
    award.quotation = quotation;
    return id;
  }

  Case subject() const {
    Case facts(program);
    facts.subject = "杭州某某科技";
    return facts;
  }
};

inline void give(Case& facts, FactId fact, core::Constant value) { facts.give(fact, Key{}, {}, std::move(value)); }
inline void give(Case& facts, FactId fact, int year, core::Constant value) {
  facts.give(fact, Key{}, {year, 0}, std::move(value));
}

/// An outcome, explained with its own evaluation.
inline explain::Explanation explained(const Build& build, const Case& facts, AwardId award, int year,
                                      const Ledger& ledger = {}, Key key = {}) {
  const Result result = run(build, facts, year, year, ledger);
  return explain::explain(build.program, {}, facts, result, find(result, award, year, 0, key));
}
inline std::string zh(const explain::Explanation& explanation) {
  return explain::render(explanation, Language::Zh, false);
}
inline std::string en(const explain::Explanation& explanation) {
  return explain::render(explanation, Language::En, false);
}

/// Article 1: 20% of the year's investment, at most 3 years, at most 5,000,000 yuan in total.
struct Attraction : Policy {
  FactId attracted = flag("招引", "attracted");
  FactId settled = flag("落户", "settled");
  FactId platform = flag("纳入国家统计局联网直报平台", "on the reporting platform");
  FactId reporting = flag("上报统计数据", "reporting statistics");
  FactId investment = yearly("实际投资额", "actual investment");
  AwardId award =
      named(Build::award("attraction subsidy", all({ref(attracted), ref(settled), ref(platform), ref(reporting)}),
                         times(ref(investment), plain(Rational(1, 5))), {count(3), life(wan(500))}),
            "招引资助", "第一条", "每年按其实际投资额的20%给予资助，最长不超过3年，累计不超过500万元");

  /// One that meets every condition, with these investments from 2022 on, in 万元.
  Case met(const std::vector<int64_t>& investments) const {
    Case facts = subject();
    for (const FactId fact : {attracted, settled, platform, reporting}) give(facts, fact, true);
    int year = 2022;
    for (const int64_t amount : investments) give(facts, investment, year++, wan(amount));
    return facts;
  }
};

} // namespace tiao::test
