#pragma once

#include "compiler/driver/run_batch.h"
#include "tests/unit/explain/policy.h"
#include "tests/unit/table/scratch_folder.h"

#include <sstream>

/// A policy with exhibitions, which have a list each year, and outlets, which live through the years; and runs of
/// registers over it, from the text of their files to the rows that come out.
namespace tiao::test {

struct Fairs : Policy {
  Fairs() {
    program.policy = {"展会政策", "fair policy"};
    program.itemKinds[fair].yearly = true;
    program.awards[fairAid].key = fair;
    program.awards[fairAid].overall = {cap(100'000)};
    program.awards[outletAid].key = outlet;
    program.units.add({{"个", "booth"}});
    program.facts[booths].lo = 0;
  }

  driver::Compiled policy() const {
    driver::Compiled compiled;
    compiled.checked = check::Checked{program, {}, {}, {}};
    return compiled;
  }

  core::Id<core::ItemKind> fair = program.itemKinds.add({{"展会", "exhibition"}, 100, {}});
  core::Id<core::ItemKind> outlet = program.itemKinds.add({{"网点", "village outlet"}, 100, {}});
  FactId attracted = flag("招引", "attracted");
  FactId fee = named(itemFact(fair, "fee per booth", Money), "单个展位费");
  FactId booths = named(itemFact(fair, "booths", Plain), "标准展位数");
  FactId opened = named(itemFact(outlet, "opened on", Day, core::Per::Fixed), "设立日期");
  FactId parcels = named(itemFact(outlet, "parcels delivered", Money), "投递件数");

  /// Each exhibition: its booths, at most 6 of them, at most 60,000; all of a year at most 100,000.
  AwardId fairAid =
      named(award("exhibition aid", ref(attracted), times(ref(fee), least(ref(booths), plain(6), true)), {cap(60'000)}),
            "展会补贴", "第八条");
  /// Each outlet with 100 parcels in a year: 5,000, in at most two years.
  AwardId outletAid =
      named(award("outlet aid", all({ref(attracted), atMost(yuan(100), ref(parcels))}), yuan(5'000), {count(2)}),
            "网点补贴", "第十五条");
  /// What the exhibitions cost, by subject.
  AwardId cost = named(
      award("cost", ref(attracted), add(Money, core::Sum{core::OverItems{fair}, yes(), times(ref(fee), ref(booths))})),
      "展位总费");
};

/// What a run comes to.
struct Ran {
  std::vector<std::string> rows; // without quotes
  std::vector<std::string> bad;  // as sentences
  std::string awards;            // as a file
  std::string summary;
};

class RegisterRun {
public:
  explicit RegisterRun(const Fairs& fairs) : policy_(fairs.policy()) {}

  RegisterRun& input(const std::string& text) { return add(files_.inputs, "register", text); }
  RegisterRun& items(const std::string& text) { return add(files_.items, "items", text); }
  RegisterRun& ledger(const std::string& text) {
    folder_.put("ledger.csv", text);
    return *this;
  }
  RegisterRun& years(int first, int last) {
    show_ = {first, last};
    return *this;
  }
  RegisterRun& english() {
    language_ = driver::Language::En;
    return *this;
  }
  RegisterRun& byItem() {
    byItem_ = true;
    return *this;
  }
  RegisterRun& on(core::Date day) {
    on_ = day;
    return *this;
  }

  std::variant<driver::Register, driver::Text> open() const {
    return driver::Register::open(files_, policy_.program(), {{"企业", "enterprise"}});
  }

  Ran operator()() const {
    auto opened = open();
    if (const auto* why = std::get_if<driver::Text>(&opened)) FAIL(why->zh);
    const auto& reg = std::get<driver::Register>(opened);
    const auto ledgers = driver::readLedgers(folder_.contents("ledger.csv").empty() ? "" : folder_.path("ledger.csv"),
                                             "", policy_, {language_, true, false, false});
    REQUIRE(ledgers);
    const driver::Events events;
    const driver::Run run{
        policy_.program(), policy_.sources, reg, *ledgers, events, show_, language_, on_, true, byItem_};
    driver::Chunk chunk = driver::makeWorker(run)->work(0);
    REQUIRE(reg.index().batches() == 1);
    Ran ran;
    for (const driver::BadData& lost : reg.lostRows()) ran.bad.push_back(sentence(lost, language_));
    for (const driver::BadData& bad : chunk.bad) ran.bad.push_back(sentence(bad, language_));
    table::Writer writer(ran.awards);
    driver::AwardRows(policy_.program(), policy_.sources, language_, {.courses = false, .item = byItem_})
        .headings(writer);
    ran.awards += chunk.rows;
    ran.summary = chunk.summary.print(policy_.program(), reg, language_);
    std::istringstream lines(chunk.rows);
    for (std::string line; std::getline(lines, line);) {
      std::erase(line, '"');
      ran.rows.push_back(line);
    }
    return ran;
  }

private:
  RegisterRun& add(std::vector<std::string>& files, const std::string& stem, const std::string& text) {
    const std::string name = stem + (files.empty() ? "" : std::to_string(files.size() + 1)) + ".csv";
    folder_.put(name, text);
    files.push_back(folder_.path(name));
    return *this;
  }

  driver::Compiled policy_;
  table::ScratchFolder folder_;
  driver::RegisterFiles files_;
  interpret::Years show_{2022, 2023};
  driver::Language language_ = driver::Language::Zh;
  bool byItem_ = false;
  std::optional<core::Date> on_;
};

/// The rows that begin so.
inline std::vector<std::string> rowsOf(const Ran& ran, const std::string& begin) {
  std::vector<std::string> rows;
  for (const std::string& row : ran.rows)
    if (row.starts_with(begin)) rows.push_back(row);
  return rows;
}

using Rows = std::vector<std::string>;

/// Two enterprises in 2022 and 2023.
inline const std::string TwoFirms = "企业,年度,招引\n甲,2022,是\n甲,2023,是\n乙,2022,是\n乙,2023,是\n";

} // namespace tiao::test
