#include "compiler/format/writer.h"

/// Choices between awards: 择一, 不重复, 同类.
namespace tiao::format {

using namespace syntax;

std::string Writer::clauses(const std::vector<Name>& of) const {
  std::string out;
  for (size_t i = 0; i < of.size(); ++i) {
    if (i > 0) out += zh_ ? "、" : i + 1 == of.size() ? " and " : ", ";
    out += name(of[i]);
  }
  return out;
}

std::string Writer::preference(const Preference& x) const {
  if (!x.electedBy) return word("HIGHEST");
  const std::string gap = zh_ ? "" : " ";
  return word("CHOOSER") + gap + (zh_ ? "" : "the ") + name(*x.electedBy) + gap + word("ELECTS");
}

std::string Writer::ranked(const Preference& x) const {
  if (x.rank.empty()) return {};
  return pick("；", "; ") + word("EQUALAMOUNTS") + pick("", ", ") + word("INORDER") + pick("：", ": ") +
         clauses(x.rank);
}

std::string Writer::choice(const ChooseOne& x) const {
  const std::string stop = pick("。", ".") + std::string("\n");
  std::string out = word("CHOOSEONE") + pick("：", ": ");
  if (zh_)
    out += (x.subject ? word("SAME") + name(*x.subject) : clauses(x.among) + " ") + word("SAMEYEAR") + word("ONEAWARD");
  else if (x.subject)
    out += word("ONEAWARD") + " " + word("SAME") + " " + name(*x.subject) + " " + word("SAMEYEAR");
  else
    out += word("ONEAWARD") + " " + word("SAMEYEAR") + " " + word("AMONG") + " " + clauses(x.among);
  out += pick("，", ", ") + preference(x.preference);
  if (!x.except.empty())
    out += zh_ ? "；" + clauses(x.except) + word("EXCEPTED") : "; " + word("EXCEPTING") + " " + clauses(x.except);
  return out + ranked(x.preference) + stop;
}

std::string Writer::choice(const NoRepeat& x) {
  const std::string stop = pick("。", ".") + std::string("\n");
  std::string out = word("NOREPEAT") + pick("：", ": ");
  if (!x.anywhere)
    return out + clauses(x.clauses) + pick("，", ", ") + preference(x.preference) + ranked(x.preference) + stop;
  const std::string gap = zh_ ? "" : " ";
  out += (zh_ ? "" : word("THAT", 5) + " ") + word("THISPOLICY") + gap + word("AND", zh_ ? 6 : 0) + gap +
         word("OTHERPOLICIES") + gap + word("OVERLAP") + pick("，", ", ") + word("PRINCIPLE");
  if (x.unless)
    out += zh_ ? "；" + condition(*x.unless) + "的" + word("EXCEPTED")
               : "; " + word("EXCEPTCASE") + " " + condition(*x.unless);
  return out + ranked(x.preference) + stop;
}

std::string Writer::choice(const SameMatter& x) const {
  return word("SAMEMATTER") + pick("：", ": ") + clauses(x.clauses) + pick("。", ".") + "\n";
}

} // namespace tiao::format
