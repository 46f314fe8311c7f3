#pragma once

#include "compiler/driver/course.h"
#include "compiler/driver/evaluation_day.h"
#include "compiler/driver/facts_json.h"
#include "compiler/driver/reason_text.h"
#include "compiler/explain/explain.h"

/// What tiao eval says of one subject: clause by clause what is given, explained in full; then, a line for each clause,
/// what cannot yet be told and what is not given; then the sums.
namespace tiao::driver {

struct AnswerOptions {
  std::optional<uint32_t> clause; // one clause only
  bool all = false;               // explain in full also what is not given
  std::optional<Date> on;         // the day of evaluation
};

class Answer {
public:
  Answer(const Compiled& policy, const GivenCase& given, const Followed& followed, const AnswerOptions& options);

  [[nodiscard]] std::string text(const Console& console) const;
  [[nodiscard]] std::string json() const;
  /// A page of its own (explain/html.h).
  [[nodiscard]] std::string html(Language language) const;

private:
  using Outcomes = std::vector<const interpret::Outcome*>;
  /// What is explained in full of one clause and period: the items together.
  struct Told {
    Outcomes items;
    std::vector<explain::Explanation> explanations;
    size_t more = 0; // items that are not explained, because there are many
  };
  /// A clause of which a line is enough.
  struct Brief {
    std::string clause, periods, why;
  };

  /// With what the events tell.
  [[nodiscard]] const interpret::Case& facts() const { return followed_.told ? *followed_.told : given_.facts; }
  [[nodiscard]] bool wanted(uint32_t award) const { return !options_.clause || *options_.clause == award; }
  [[nodiscard]] Outcomes outcomesOf(core::AwardId award) const;
  [[nodiscard]] std::string text(const Told& told, const Console& console) const;
  [[nodiscard]] std::string html(const Told& told, Language language) const;
  [[nodiscard]] static Text moreText(size_t more);
  [[nodiscard]] std::string heading(Language language) const;
  [[nodiscard]] std::vector<Told> explained(core::AwardId award, Outcomes& brief) const;
  [[nodiscard]] std::string together(const Outcomes& items, Language language) const;
  [[nodiscard]] std::string clauseName(core::AwardId award, const std::string& item, Language language) const;
  void addOpen(core::AwardId award, const Outcomes& outcomes, ReasonText& words, Language language,
               std::vector<Brief>& open) const;
  void addNothing(core::AwardId award, const Outcomes& outcomes, ReasonText& words, Language language,
                  std::vector<Brief>& nothing) const;
  [[nodiscard]] std::vector<std::string> courseLines(const Outcomes& items, Language language) const;
  [[nodiscard]] Dates dates() const;

  const Compiled& policy_;
  const GivenCase& given_;
  const Followed& followed_;
  const interpret::Result& result_; // all that was evaluated
  interpret::Result shown_;         // what has begun
  AnswerOptions options_;
};

} // namespace tiao::driver
