#include "compiler/driver/register_subject.h"

#include "compiler/driver/subject_case.h"

namespace tiao::driver {

std::optional<RegisterSubject> subjectOf(const Register& reg, const Compiled& policy, const std::string& name,
                                         const Console& console) {
  constexpr uint32_t MostCompared = 20'000; // a guess is not worth a long wait
  Names names;
  uint32_t compared = 0;
  Rows rows(reg);
  for (size_t batch = 0; batch < reg.index().batches() && rows.read(batch); ++batch)
    for (const Rows::Subject& subject : rows.subjects()) {
      if (compared < MostCompared) names.add({std::string(subject.name), ""}, compared++);
      if (subject.name != name) continue;
      RegisterSubject asked{{interpret::Case(policy.program()), {}, reg.firstYear(), reg.lastYear()}, false};
      std::vector<BadData> bad;
      const ValueReader values(policy.program());
      CaseFiller(policy.program(), reg, values, console.language).fill(rows, subject, asked.given.facts, bad);
      for (const BadData& each : bad) console.warn({sentence(each, Language::Zh), sentence(each, Language::En)});
      asked.badData = !bad.empty();
      return asked;
    }
  if (const auto why = reg.changed()) return console.fail(*why), std::nullopt;
  const Text guess = didYouMean(names.nearest(name)), shown = quoted(Text(name));
  console.fail({"名册中没有" + shown.zh + guess.zh, "the register has no " + shown.en + guess.en});
  return std::nullopt;
}

} // namespace tiao::driver
