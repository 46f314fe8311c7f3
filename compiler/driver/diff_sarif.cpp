#include "compiler/driver/diff_words.h"
#include "compiler/explain/words.h"

#include <map>
#include <nlohmann/json.hpp>

/// tiao diff --format sarif: SARIF 2.1.0, for code review. A result for each edit, each verdict and each change of the
/// interface, at its line in the new version; what was removed, at its line in the old one.
namespace tiao::driver {

using diff::Edit;
using diff::EditKind;
using diff::Law;
using diff::Pair;
using diff::Verdict;

namespace {

using json = nlohmann::ordered_json;

/// As a part of a URI: what is not unreserved is in per cent.
std::string uri(const std::string& path) {
  std::string out;
  for (const char c : path) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      std::string_view("-._~/").find(c) != std::string_view::npos;
    if (kept)
      out += c;
    else
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out.starts_with('/') ? "file://" + out : out;
}

Text wordsOf(EditKind kind) {
#define EDIT(name, id, zh, en)                                                                                         \
  case EditKind::name: return {zh, en};
  switch (kind) {
#include "compiler/diff/edits.def"
  }
#undef EDIT
  return {};
}

/// A place that a result is at, and in which version.
struct At {
  const diff::Place* place = nullptr;
  diff::Side side = diff::Side::After;
};
At at(const diff::Place& was, const diff::Place& is) {
  return is.file.empty() ? At{&was, diff::Side::Before} : At{&is, diff::Side::After};
}

class Sarif {
public:
  Sarif(const diff::Result& result, Language language) : result_(result), language_(language) {}

  std::string text() {
    for (const diff::General& g : result_.general) {
      add("edit", diff::editKey(g.edit.kind), described(wordsOf(g.edit.kind)), g.unproved ? "warning" : "note",
          g.unproved ? explain::say("{}；{}", "{}; {}", sentence(g.edit), unprovedText()) : sentence(g.edit),
          at(g.edit.was, g.edit.is), g.fingerprint, g.accepted);
    }
    for (const Pair& pair : result_.pairs)
      if (!pair.same) clause(pair);
    for (const diff::InterfaceChange& c : result_.interface)
      add("interface", diff::interfaceKey(c.kind), c.sentence, c.breaks ? "error" : "note",
          explain::say("{}{}", "{}{}", changed(c.sentence, c.before, c.after),
                       c.breaks ? Text("；原来的数据或账本不再相合", "; data or ledgers of the old version do not fit")
                                : Text("", "")),
          at(c.was, c.is), c.fingerprint, c.accepted);
    if (result_.end == diff::End::OverBudget && result_.budget)
      add("budget", "over", {"超出预算", "over the budget"}, "error", budgetText(*result_.budget), {}, "", {});
    return whole().dump(2) + "\n";
  }

private:
  [[nodiscard]] const std::string& in(const Text& text) const { return text.in(language_); }

  static Text changed(const Text& sentence, const Text& before, const Text& after) {
    const Text values = valuesText(before, after);
    return values.zh.empty() && values.en.empty() ? sentence : explain::say("{}：{}", "{}: {}", sentence, values);
  }
  static Text sentence(const Edit& edit) { return changed(edit.sentence, edit.before, edit.after); }
  /// A rule's own words: without the thing that was changed.
  static Text described(Text words) {
    for (auto& [side, what] : {std::pair<std::string&, const char*>{words.zh, "…"}, {words.en, "…"}})
      if (const size_t hole = side.find("{}"); hole != std::string::npos) side.replace(hole, 2, what);
    return words;
  }

  static const char* level(const Law& law) {
    if (diff::loses(law)) return "error";
    switch (law.verdict) {
    case Verdict::Unchanged: return "none";
    case Verdict::Undecided:
    case Verdict::NotComparable: return "warning";
    case Verdict::MoreGenerous:
    case Verdict::LessGenerous: // made up for elsewhere
    case Verdict::BothWays: return "note";
    }
    return "none";
  }

  void clause(const Pair& pair) {
    const diff::Clause& c = pair.after.empty() ? pair.before.front() : pair.after.front();
    const At place{&c.place, pair.after.empty() ? diff::Side::Before : diff::Side::After};
    const Text title = titleText(pair);
    for (const Edit& edit : pair.edits) {
      const At own = at(edit.was, edit.is);
      add("edit", diff::editKey(edit.kind), described(wordsOf(edit.kind)), "note",
          explain::say("{}：{}", "{}: {}", title, sentence(edit)), own.place->file.empty() ? place : own,
          pair.fingerprint, pair.accepted);
    }
    for (const std::vector<Law>* laws : {&pair.laws, &pair.together})
      for (const Law& law : *laws) {
        Text message =
            explain::say("{}：{}", "{}: {}", law.award, laws == &pair.laws ? verdictText(law) : togetherText(law));
        if (law.madeUp) message = explain::say("{}；{}", "{}; {}", message, madeUpText());
        if (const auto examples = examplesOf(law); !examples.empty())
          message = explain::say("{}。{}：{}", "{}. {}: {}", message, examples.back().name,
                                 givenText(*examples.back().witness));
        add("verdict", diff::verdictKey(law.verdict), verdictText(law.verdict, {}), level(law), message, place,
            pair.fingerprint, pair.accepted);
      }
    if (pair.laws.empty() && pair.match == diff::Match::Removed)
      add("verdict", "removed", {"条款删去", "clause removed"}, "error", title, place, pair.fingerprint, pair.accepted);
  }

  void add(const char* family, const std::string& key, Text rule, const char* level, const Text& message, At where,
           const std::string& fingerprint, const std::optional<Text>& accepted) {
    const std::string id = fmt::format("{}/{}", family, key);
    const auto [found, fresh] = ruleIndex_.try_emplace(id, rules_.size());
    if (fresh) {
      if (family == std::string_view("interface")) rule = {"数据接口的变化", "change of the data interface"};
      if (rule.zh.ends_with("："))
        rule = {rule.zh.substr(0, rule.zh.size() - 3), rule.en.substr(0, rule.en.size() - 2)};
      rules_.push_back({{"id", id}, {"shortDescription", {{"text", in(rule)}}}});
    }
    json one{{"ruleId", id},
             {"ruleIndex", found->second},
             {"kind", std::string_view(level) == "none" ? "pass" : "fail"},
             {"level", level},
             {"message", {{"text", in(message)}}}};
    if (where.place != nullptr && !where.place->file.empty())
      one["locations"] = {{{"physicalLocation",
                            {{"artifactLocation", artifact(*where.place, where.side)},
                             {"region", {{"startLine", where.place->line}}}}}}};
    // A change has one fingerprint; its results are told apart by rule and number.
    if (!fingerprint.empty())
      one["partialFingerprints"] = {
          {"tiaoChange/v1", fmt::format("{}/{}/{}", fingerprint, id, ++seen_[fingerprint + "/" + id])}};
    one["suppressions"] = json::array();
    if (accepted) one["suppressions"].push_back({{"kind", "external"}, {"justification", in(*accepted)}});
    results_.push_back(std::move(one));
  }

  /// From where the tool runs, which is the root of a checkout in a job.
  [[nodiscard]] json artifact(const diff::Place& place, diff::Side side) const {
    const std::string& folder = (side == diff::Side::Before ? result_.before : result_.after).folder;
    const std::string path = uri(folder + place.file);
    if (path.starts_with("file:")) return {{"uri", path}};
    return {{"uri", path}, {"uriBaseId", "%SRCROOT%"}};
  }

  [[nodiscard]] json whole() const {
    const auto version = [&](const diff::Version& v) {
      return fmt::format("{}, {} – {}, {}", in(v.policy), v.from, v.to, v.given);
    };
    const json run{{"tool",
                    {{"driver",
                      {{"name", "tiao diff"},
                       {"semanticVersion", TIAO_VERSION},
                       {"language", language_ == Language::Zh ? "zh-CN" : "en"},
                       {"rules", rules_}}}}},
                   {"invocations",
                    {{{"executionSuccessful", result_.end != diff::End::Failed},
                      {"exitCode", static_cast<int>(result_.end)},
                      {"exitCodeDescription", in(endText(result_.end))}}}},
                   {"originalUriBaseIds", {{"%SRCROOT%", {{"description", {{"text", "where the tool was run"}}}}}}},
                   {"properties", {{"before", version(result_.before)}, {"after", version(result_.after)}}},
                   {"results", results_}};
    return {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"}, {"version", "2.1.0"}, {"runs", {run}}};
  }

  const diff::Result& result_;
  Language language_;
  json rules_ = json::array(), results_ = json::array();
  std::map<std::string, size_t> ruleIndex_;
  std::map<std::string, int> seen_;
};

} // namespace

std::string diffSarif(const diff::Result& result, Language language) { return Sarif(result, language).text(); }

} // namespace tiao::driver
