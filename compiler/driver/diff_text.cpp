#include "compiler/driver/diff_words.h"
#include "compiler/driver/sheet.h"
#include "compiler/driver/text_table.h"

namespace tiao::driver {

using diff::Edit;
using diff::Law;
using diff::Pair;

namespace {

/// Values wider than this stand below each other.
constexpr uint32_t widest = 56;

Ink inkOf(Tone tone) {
  switch (tone) {
  case Tone::Same: return Ink::Plain;
  case Tone::Gain: return Ink::Green;
  case Tone::Loss:
  case Tone::Mixed: return Ink::Red;
  case Tone::Open: return Ink::Yellow;
  }
  return Ink::Plain;
}

class Printer {
public:
  Printer(const diff::Result& result, Language language, bool colour) : result_(result), sheet_(language, colour) {}

  std::string text() {
    head();
    general();
    for (const Pair& pair : result_.pairs)
      if (told(pair)) clause(pair);
    interface();
    accepted();
    if (result_.registered) addRegister(sheet_, *result_.registered);
    if (result_.budget) addBudget(sheet_, *result_.budget);
    if (result_.reasons) addReasons(sheet_, *result_.reasons);
    const Ink ink = result_.end == diff::End::Equal ? Ink::Green : inkOf(toneOf(result_.end));
    sheet_.line(sheet_.paint(in(summaryText(result_)), ink));
    return std::move(sheet_.out);
  }

private:
  using Align = TextTable::Align;

  [[nodiscard]] const std::string& in(const Text& text) const { return sheet_.in(text); }

  void head() {
    const auto version = [&](const Text& which, const diff::Version& v) {
      std::string text =
          fmt::format("{}  {}  {}  {} – {}  {}", in(which), v.given, in(v.policy), v.from, v.to, v.document);
      text.resize(text.find_last_not_of(' ') + 1);
      sheet_.line(text);
    };
    version({"原", "before"}, result_.before);
    version({"新", "after "}, result_.after);
    sheet_.line("");
  }

  void general() {
    std::vector<Edit> edits;
    bool unproved = false;
    for (const diff::General& general : result_.general) {
      if (general.accepted) continue;
      edits.push_back(general.edit);
      unproved = unproved || general.unproved;
    }
    if (edits.empty()) return;
    sheet_.heading({"全文", "the policy as a whole"});
    list(edits);
    if (unproved) sheet_.line("  " + sheet_.paint(in(unprovedText()), Ink::Yellow));
    sheet_.line("");
  }

  void clause(const Pair& pair) {
    const Ink ink = result_.lawAsked ? inkOf(toneOf(pair, true)) : Ink::Plain;
    sheet_.line(sheet_.paint(in(titleText(pair)), Ink::Bold) + "  " +
                sheet_.paint(in(verdictText(pair, result_.lawAsked)), ink));
    list(pair.edits);
    for (const Law& law : pair.laws) {
      if (pair.laws.size() > 1 && !law.core)
        sheet_.line("  " + in(law.award) + "  " + sheet_.paint(in(verdictText(law)), inkOf(toneOf(law.verdict))));
      if (law.regions) regions(*law.regions);
      witnesses(law);
    }
    for (const Law& law : pair.together) {
      sheet_.line("  " + sheet_.paint(in(togetherText(law)), inkOf(toneOf(law.verdict))));
      if (law.madeUp) sheet_.line("  " + in(madeUpText()));
      witnesses(law);
    }
    sheet_.line("");
  }

  /// Edits in columns; long values below.
  void list(const std::vector<Edit>& edits) {
    TextTable table({Align::Left, Align::Left, Align::Left});
    const auto flush = [&] {
      sheet_.out += table.print(2);
      table = TextTable({Align::Left, Align::Left, Align::Left});
    };
    for (const Edit& edit : edits) {
      const std::string &before = in(edit.before), &after = in(edit.after), place = placeText(edit.was, edit.is);
      if (source::displayWidth(before) + source::displayWidth(after) <= widest) {
        table.add({in(edit.sentence), in(valuesText(edit.before, edit.after)), place});
        continue;
      }
      flush();
      sheet_.line("  " + in(edit.sentence) + "  " + place);
      if (before == after) {
        sheet_.line("      " + before);
        continue;
      }
      if (!before.empty()) sheet_.line(sheet_.paint("    − " + before, Ink::Red));
      if (!after.empty()) sheet_.line(sheet_.paint("    + " + after, Ink::Green));
    }
    flush();
  }

  void regions(const diff::Regions& regions) {
    TextTable table({Align::Left, Align::Right, Align::Right, Align::Right});
    table.add(
        {in(factText(regions)), sheet_.say("原", "before"), sheet_.say("新", "after"), sheet_.say("变化", "change")});
    for (const diff::Region& r : regions.regions)
      table.add({in(rangeText(r)), in(r.before), in(r.after), in(changeText(r))});
    if (!regions.regions.empty()) sheet_.out += table.print(2);
    for (const diff::ByCondition& condition : regions.conditions) sheet_.line("  " + in(conditionText(condition)));
    for (const Text& note : regions.notes) sheet_.line("  " + in(note));
  }

  void witnesses(const Law& law) { addExamples(sheet_, examplesOf(law), 2); }

  void interface() {
    std::vector<Edit> breaking, others;
    for (const diff::InterfaceChange& change : result_.interface) {
      if (change.accepted) continue;
      Edit edit;
      edit.sentence = change.sentence;
      edit.before = change.before;
      edit.after = change.after;
      edit.was = change.was;
      edit.is = change.is;
      (change.breaks ? breaking : others).push_back(std::move(edit));
    }
    const auto tell = [&](const std::vector<Edit>& edits, const Text& heading, Ink ink) {
      if (edits.empty()) return;
      sheet_.line(sheet_.paint(in(heading), ink));
      list(edits);
      sheet_.line("");
    };
    tell(breaking,
         {"接口：以下变化使原来的数据或账本不再相合", "interface: data or ledgers of the old version do not fit"},
         Ink::Red);
    tell(others, {"接口", "interface"}, Ink::Bold);
  }

  /// What was accepted before: in one line each.
  void accepted() {
    bool any = false;
    const auto tell = [&](const std::string& what, const std::optional<Text>& reason) {
      if (!reason) return;
      if (!any) sheet_.heading({"已认可", "accepted"});
      any = true;
      sheet_.line(fmt::format("  {}：{}", what, in(*reason)));
    };
    for (const diff::General& g : result_.general) tell(in(g.edit.sentence), g.accepted);
    for (const Pair& pair : result_.pairs)
      tell(in((pair.after.empty() ? pair.before : pair.after).front().name), pair.accepted);
    for (const diff::InterfaceChange& c : result_.interface) tell(in(c.sentence), c.accepted);
    if (any) sheet_.line("");
  }

  const diff::Result& result_;
  Sheet sheet_;
};

} // namespace

void addExamples(Sheet& sheet, const std::vector<Example>& examples, size_t indent) {
  TextTable table({TextTable::Align::Left, TextTable::Align::Left});
  for (const Example& example : examples) {
    table.add({sheet.in(example.name), sheet.in(givenText(*example.witness))});
    for (const Text& facts : example.witness->lines) table.add({"", sheet.in(facts)});
  }
  sheet.out += table.print(indent);
}

std::string diffText(const diff::Result& result, Language language, bool colour) {
  return Printer(result, language, colour).text();
}

} // namespace tiao::driver
