#include "compiler/format/writer.h"

/// Layers: their heads, what they change, and what is open to them.
namespace tiao::format {

using namespace syntax;

std::string Writer::policy(const Policy& x) {
  const std::string comma = pick("，", ", ");
  std::string out = word("POLICY") + " " + newName(x.name);
  if (x.under) out += comma + word("UNDER") + " " + name(*x.under);
  for (size_t i = 0; i < x.districts.size(); ++i)
    out += (i == 0 ? comma + word("APPLIES") + " " : pick("、", ", ")) + name(x.districts[i]);
  return out + "\n";
}

std::string Writer::part(Part part) {
  switch (part) {
  case Part::Condition: return word("PARTCONDITION");
  case Part::Amount: return word("NAMEDPART", 0, "Amount");
  case Part::Rate: return word("NAMEDPART", 0, "Rate");
  case Part::Base: return word("NAMEDPART", 0, "Base");
  case Part::Cap: return word("NAMEDPART", 0, "Cap");
  case Part::YearCap: return word("NAMEDPART", 0, "YearCap");
  case Part::MonthCap: return word("NAMEDPART", 0, "MonthCap");
  case Part::TotalCap: return word("NAMEDPART", 0, "TotalCap");
  case Part::Floor: return word("NAMEDPART", 0, "Floor");
  case Part::Years: return word("NAMEDPART", 0, "Years");
  case Part::Dates: return word("PARTDATES");
  case Part::Payee: return word("PARTPAYEE");
  case Part::End: return word("PARTEND");
  case Part::Everything: return word("EVERYTHING");
  }
  return {};
}

std::string Writer::amendment(const Amendment& a, bool parameter) {
  if (a.part == Part::Condition)
    return part(a.part) + " " + word(a.change == Change::Add ? "ADD" : "REMOVE") + " " + condition(*a.value);
  if (a.part == Part::Dates)
    return part(a.part) + " " + word("BECOMES") + " " + word("FROM", 1) + (zh_ ? "" : " ") + date(*a.from) +
           (zh_ ? word("QI") : "") + (a.to ? (zh_ ? "" : " ") + word("TO") + (zh_ ? "" : " ") + date(*a.to) : "");
  const std::string given = a.value ? value(*a.value) : a.payee ? name(*a.payee) : "";
  switch (a.change) {
  case Change::Add: return word("ADD") + " " + part(a.part) + " " + given;
  case Change::Remove: return word("REMOVE") + " " + part(a.part);
  case Change::Become: break;
  }
  return (parameter ? "" : part(a.part) + " ") + word("BECOMES") + " " + given;
}

std::string Writer::amend(const Amend& x) {
  const bool parameter = x.of && x.of->symbol && tree_.symbols[*x.of->symbol].kind != SymbolClass::Clause;
  std::string out = word("AMEND") + " " + (x.of ? name(*x.of) : word("EVERYCLAUSE")) + pick("：", ": ");
  for (size_t i = 0; i < x.changes.size(); ++i)
    out += (i > 0 ? pick("；", "; ") : "") + amendment(x.changes[i], parameter);
  return out + pick("。", ".") + "\n";
}

std::string Writer::ending(const EndClause& x) {
  std::string out = word("ENDCLAUSE") + " ";
  for (size_t i = 0; i < x.clauses.size(); ++i) out += (i > 0 ? pick("、", ", ") : "") + name(x.clauses[i]);
  if (x.from) out += pick("，", " ") + word("FROM", 1) + (zh_ ? "" : " ") + date(*x.from) + (zh_ ? word("QI") : "");
  return out + pick("。", ".") + "\n";
}

std::string Writer::permission(const Permission& x) {
  std::string out = word("PERMIT") + pick("：", ": ");
  for (size_t i = 0; i < x.permitted.size(); ++i) {
    const Permitted& p = x.permitted[i];
    out += i > 0 ? pick("；", "; ") : "";
    out += p.clause ? name(*p.clause) : word("NEWCLAUSES");
    for (size_t k = 0; k < p.parts.size(); ++k) out += (k == 0 ? " " : pick("、", ", ")) + part(p.parts[k]);
  }
  return out + pick("。", ".") + "\n";
}

} // namespace tiao::format
