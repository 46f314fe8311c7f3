#include "compiler/driver/readings.h"

#include "compiler/check/conventions.h"
#include "compiler/driver/awards_csv.h"

#include <algorithm>
#include <fmt/format.h>

namespace tiao::driver {

namespace {

using check::ForcedReading;
using check::ReadingUse;

const std::string& nameOf(const ReadingUse& use) { return use.reader.zh.empty() ? use.reader.en : use.reader.zh; }

bool holds(const source::Span& outer, const source::Span& inner) {
  return outer.file == inner.file && outer.begin <= inner.begin && inner.end <= outer.end;
}

/// The whole statement in which a reader is named.
source::Span statementOf(const Compiled& policy, const ReadingUse& use) {
  for (const syntax::File& file : policy.parsed.tree.files)
    for (const syntax::Declaration& d : file.declarations)
      if (holds(d.span, use.declared)) return d.span;
  return use.declared;
}

/// The policy under a reading. Readers for whom it does not compile keep what they have, if the others can do without.
OtherReading compiled(const Compiled& policy, const OpenConvention& convention, ForcedReading forced) {
  OtherReading other;
  while (true) {
    diagnostics::Sink sink;
    std::optional<check::Checked> checked = check::check(policy.parsed, policy.sources, sink, forced);
    if (checked) {
      other.program = std::move(checked->program);
      break;
    }
    sink.sort();
    const size_t before = forced.except.size();
    for (const diagnostics::Diagnostic& d : sink.all()) {
      if (d.severity != diagnostics::Severity::Error) continue;
      other.errors.push_back(d);
      for (const ReadingUse& use : convention.uses)
        if (holds(statementOf(policy, use), d.span)) forced.except.insert(nameOf(use));
    }
    if (forced.except.size() == before || forced.except.size() == convention.uses.size()) break;
  }
  if (other.program) other.sameProgram = core::print(*other.program) == core::print(policy.program());
  other.text = check::readingText(forced.reading);
  other.forced = std::move(forced);
  return other;
}

/// Each payer whom the reading may name, but the one who has the odd fen now.
void addPayers(const Compiled& policy, OpenConvention& convention) {
  const core::Split& split = *policy.program().split;
  for (size_t i = 0; i < split.payers.size(); ++i) {
    if (split.payers[i] == split.rest) continue;
    OtherReading other = compiled(policy, convention, {convention.id, "ToPayer", i, {}});
    const core::Name& payer = policy.program().roles[split.payers[i]].name;
    other.text.zh += shown(payer, Language::Zh);
    other.text.en += " " + shown(payer, Language::En);
    const auto asThis = [&](const OtherReading& o) { // to the city, and to the payer who is the city
      return o.program && other.program && core::print(*o.program) == core::print(*other.program);
    };
    if (std::ranges::none_of(convention.others, asThis)) convention.others.push_back(std::move(other));
  }
}

} // namespace

Text OpenConvention::inUse(const ReadingUse& use) const {
  Text text = check::readingText(use.reading);
  if (use.reading != "ToPayer") return text;
  return {text.zh + payer.zh, text.en + " " + payer.en};
}

std::vector<OpenConvention> openConventions(const Compiled& policy) {
  std::vector<OpenConvention> out;
  for (const check::Convention& known : check::conventions()) {
    OpenConvention convention;
    convention.id = known.id;
    std::ranges::copy_if(policy.checked->readings, std::back_inserter(convention.uses),
                         [&](const ReadingUse& use) { return use.convention == known.id; });
    if (convention.uses.empty()) continue;
    std::ranges::stable_sort(convention.uses, {},
                             [](const ReadingUse& use) { return std::pair(use.declared.file, use.declared.begin); });
    if (const auto& split = policy.program().split; split && known.id == "OddFen")
      convention.payer = textOf(policy.program().roles[split->rest].name);
    for (const std::string& reading : known.readings) {
      const auto has = [&](const ReadingUse& use) { return use.reading == reading; };
      if (reading == "ToPayer")
        addPayers(policy, convention);
      else if (!std::ranges::all_of(convention.uses, has))
        convention.others.push_back(compiled(policy, convention, {known.id, reading, {}, {}}));
    }
    out.push_back(std::move(convention));
  }
  return out;
}

std::string articleOf(const ReadingUse& use, const core::Program& program, Language language) {
  const auto award = std::ranges::find_if(program.awards, [&](const core::Award& a) { return isAwardOf(a, use); });
  return award == program.awards.end() ? std::string() : articleOf(*award, language);
}

Text chosenText(ReadingUse::Chosen chosen) {
  switch (chosen) {
  case ReadingUse::Chosen::Default: return {"默认", "the default"};
  case ReadingUse::Chosen::ByPolicy: return {"政策约定", "declared"};
  case ReadingUse::Chosen::ForClause: return {"为这一条约定", "declared for it"};
  case ReadingUse::Chosen::Forced: break;
  }
  return {"另取", "put in its place"};
}

std::string placeOf(const source::SourceSet& sources, source::Span span) {
  if (span.begin == span.end) return {};
  const source::SourceFile& file = sources[span.file];
  return fmt::format("{}:{}", file.path(), file.place(span.begin).line);
}

bool isAwardOf(const core::Award& award, const ReadingUse& use) {
  const auto begins = [](const std::string& name, const std::string& clause, const char* number) {
    return !clause.empty() && (name == clause || name.starts_with(clause + number));
  };
  return begins(award.name.zh, use.reader.zh, "（第") || begins(award.name.en, use.reader.en, " (");
}

} // namespace tiao::driver
