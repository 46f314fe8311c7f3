#pragma once

#include "compiler/source/source.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <string>
#include <vector>

/// What is said about a source. Each message is declared once, in catalogue.def, in both languages and with typed
/// arguments; it is reported as data and rendered at the edge, in the language of its file or of the reader.
namespace tiao::diagnostics {

using source::Language;
using source::Span;

/// The same words in both languages.
struct Text {
  std::string zh, en;
  Text() = default;
  Text(std::string both) : zh(both), en(std::move(both)) {} // NOLINT: what is quoted reads the same in both
  Text(const char* both) : Text(std::string(both)) {}       // NOLINT
  Text(std::string_view both) : Text(std::string(both)) {}  // NOLINT
  Text(std::string chinese, std::string english) : zh(std::move(chinese)), en(std::move(english)) {}
  [[nodiscard]] const std::string& in(Language language) const { return language == Language::Zh ? zh : en; }
  bool operator==(const Text&) const = default;
};

/// Error: the policy does not compile. Warning: it compiles, and a person should look. Note: a reading that was used.
enum class Severity { Error, Warning, Note };

/// A row of the catalogue. `zh` and `en` hold one `{}` for each of Args.
template <typename... Args> struct Message {
  Severity severity;
  const char* code;
  const char* zh;
  const char* en;
};
/// A row of labels and helps: words added to a message.
template <typename... Args> struct Remark {
  const char* zh;
  const char* en;
};

namespace detail {
template <typename T> const T& side(const T& value, Language) { return value; }
inline const std::string& side(const Text& text, Language language) { return text.in(language); }
template <typename... Args> Text fill(const char* zh, const char* en, const Args&... args) {
  return {fmt::format(fmt::runtime(zh), side(args, Language::Zh)...),
          fmt::format(fmt::runtime(en), side(args, Language::En)...)};
}
constexpr int placeholders(std::string_view text) {
  int n = 0;
  for (size_t i = 0; i + 1 < text.size(); ++i) n += text[i] == '{' && text[i + 1] == '}';
  return n;
}
} // namespace detail

struct Label {
  Span span;
  Text text;
};

struct Diagnostic {
  Severity severity = Severity::Error;
  std::string code;
  Span span;
  Text message;
  std::vector<Label> labels; // other places that make it wrong
  std::vector<Text> helps;   // ways out
};

/// Collects diagnostics. Never throws, never prints.
class Sink {
public:
  /// Adds to the diagnostic that was just reported.
  class Builder {
  public:
    Builder(Sink& sink, size_t index) : sink_(sink), index_(index) {}
    template <typename... Declared, typename... Args>
    Builder& label(const Remark<Declared...>& remark, Span span, const Args&... args) {
      static_assert(sizeof...(Declared) == sizeof...(Args));
      sink_.diagnostics_[index_].labels.push_back(
          {span, detail::fill(remark.zh, remark.en, static_cast<const Declared&>(args)...)});
      return *this;
    }
    template <typename... Declared, typename... Args>
    Builder& help(const Remark<Declared...>& remark, const Args&... args) {
      static_assert(sizeof...(Declared) == sizeof...(Args));
      sink_.diagnostics_[index_].helps.push_back(
          detail::fill(remark.zh, remark.en, static_cast<const Declared&>(args)...));
      return *this;
    }

  private:
    Sink& sink_;
    size_t index_;
  };

  template <typename... Declared, typename... Args>
  Builder report(const Message<Declared...>& message, Span span, const Args&... args) {
    static_assert(sizeof...(Declared) == sizeof...(Args));
    diagnostics_.push_back({message.severity,
                            message.code,
                            span,
                            detail::fill(message.zh, message.en, static_cast<const Declared&>(args)...),
                            {},
                            {}});
    if (message.severity == Severity::Error) {
      uint32_t& end = errors_[{span.file, span.begin}];
      end = std::max(end, span.end);
    }
    return {*this, diagnostics_.size() - 1};
  }

  [[nodiscard]] const std::vector<Diagnostic>& all() const { return diagnostics_; }
  [[nodiscard]] size_t count(Severity severity) const;
  [[nodiscard]] bool hasErrors() const { return !errors_.empty(); }
  /// Has an error been reported about these bytes, or some of them?
  [[nodiscard]] bool hasErrorIn(Span span) const;
  /// By file and position, without repetitions: the same code at the same place is said once.
  void sort();

private:
  std::vector<Diagnostic> diagnostics_;
  std::map<std::pair<uint32_t, uint32_t>, uint32_t> errors_; // where each error begins, and its end
};

/// The rows of catalogue.def.
namespace diag {
#define DIAG(name, severity, code, zh, en, ...)                                                                        \
  inline constexpr Message<__VA_ARGS__> name{Severity::severity, code, zh, en};                                        \
  static_assert(detail::placeholders(zh) == detail::placeholders(en), code);
#define REMARK(name, zh, en, ...)
#include "compiler/diagnostics/catalogue.def"
#undef DIAG
#undef REMARK
} // namespace diag
namespace remark {
#define DIAG(name, severity, code, zh, en, ...)
#define REMARK(name, zh, en, ...)                                                                                      \
  inline constexpr Remark<__VA_ARGS__> name{zh, en};                                                                   \
  static_assert(detail::placeholders(zh) == detail::placeholders(en), #name);
#include "compiler/diagnostics/catalogue.def"
#undef DIAG
#undef REMARK
} // namespace remark

/// All codes of the catalogue with their severity, in its order.
struct CatalogueRow {
  const char* code;
  Severity severity;
  const char* zh;
  const char* en;
};
const std::vector<CatalogueRow>& catalogue();

struct RenderOptions {
  std::optional<Language> language; // absent: of each message's own file
  bool colour = false;
  size_t most = 100; // messages shown; the rest are counted
};

/// As text for a terminal: place, words, the line itself with the stretch underlined, labels and helps.
std::string render(const std::vector<Diagnostic>& diagnostics, const source::SourceSet& sources,
                   const RenderOptions& options);

} // namespace tiao::diagnostics
