#include "compiler/diagnostics/diagnostics.h"

#include <algorithm>
#include <tuple>

namespace tiao::diagnostics {

size_t Sink::count(Severity severity) const {
  return static_cast<size_t>(std::count_if(diagnostics_.begin(), diagnostics_.end(),
                                           [&](const Diagnostic& d) { return d.severity == severity; }));
}

bool Sink::hasErrorIn(Span span) const {
  auto at = errors_.upper_bound({span.file, std::max(span.begin, span.end - 1)});
  for (int back = 0; back < 3 && at != errors_.begin(); ++back) { // errors hardly overlap
    --at;
    if (at->first.first == span.file && (at->second > span.begin || at->first.second == span.begin)) return true;
  }
  return false;
}

void Sink::sort() {
  const auto place = [](const Diagnostic& d) {
    return std::tie(d.span.file, d.span.begin, d.severity, d.code, d.span.end);
  };
  std::stable_sort(diagnostics_.begin(), diagnostics_.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return place(a) < place(b); });
  const auto same = [](const Diagnostic& a, const Diagnostic& b) {
    return a.span == b.span && a.code == b.code && a.message == b.message;
  };
  diagnostics_.erase(std::unique(diagnostics_.begin(), diagnostics_.end(), same), diagnostics_.end());
}

const std::vector<CatalogueRow>& catalogue() {
  static const std::vector<CatalogueRow> rows = {
#define DIAG(name, severity, code, zh, en, ...) {code, Severity::severity, zh, en},
#define REMARK(name, zh, en, ...)
#include "compiler/diagnostics/catalogue.def"
#undef DIAG
#undef REMARK
  };
  return rows;
}

} // namespace tiao::diagnostics
