#include "compiler/explain/html.h"

#include <fmt/format.h>

namespace tiao::explain {

namespace {

/// Colours by status: given in full green, cut or used up amber, open blue, not given grey.
constexpr std::string_view style = R"css(
:root { color-scheme: light dark; --ink: #1d2126; --soft: #5c6570; --paper: #fff; --line: #d5dae0; --fill: #f4f6f8;
  --yes: #18713a; --no: #b3261e; --open: #1a5fb4; --cut: #8a5a00; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e7eb; --soft: #9aa4b0; --paper: #16191d; --line: #3a414a;
  --fill: #20252b; --yes: #6fcf8e; --no: #ff8a80; --open: #8ab8ff; --cut: #f2c063; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem 1rem 3rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.55 system-ui, "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif;
  overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 .25rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 0; flex: 1 1 12rem; }
p { margin: .25rem 0; }
a { color: inherit; }
.dates, .course, .more { color: var(--soft); }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; }
caption { text-align: left; color: var(--soft); padding: 0; }
th, td { border-top: 1px solid var(--line); padding: .25rem .5rem; text-align: left; vertical-align: top;
  font-weight: normal; }
thead th { color: var(--soft); }
tfoot th, tfoot td { border-top: 2px solid var(--line); font-weight: bold; }
.yuan { text-align: right; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
article { border: 1px solid var(--line); border-left: .25rem solid var(--tone); border-radius: .25rem;
  margin: .75rem 0; padding: .6rem .9rem; }
header { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; }
.amount { font-weight: bold; font-variant-numeric: tabular-nums; }
.status { color: var(--tone); border: 1px solid var(--tone); border-radius: 1rem; padding: 0 .6rem; }
article { --tone: var(--soft); }
article.granted { --tone: var(--yes); }
article.limited, article.exhausted, article.forgone { --tone: var(--cut); }
article.toBeAssessed, article.unknown { --tone: var(--open); }
article.invalid { --tone: var(--no); }
ul { margin: .4rem 0; padding-left: 1.2rem; list-style: none; }
li { padding-left: .1rem; }
td ul { margin: 0; color: var(--soft); }
.mark { font-weight: bold; white-space: nowrap; }
.met .mark { color: var(--yes); } .notMet .mark { color: var(--no); } .open .mark { color: var(--open); }
.binding .mark { color: var(--cut); }
tr.binding { background: var(--fill); }
blockquote { margin: .5rem 0 .1rem; padding: .25rem .8rem; border-left: 2px solid var(--line); color: var(--soft); }
@page { size: A4; margin: 18mm 16mm; }
@media print { :root { --ink: #000; --soft: #444; --paper: #fff; --line: #999; --fill: #eee; --yes: #000; --no: #000;
  --open: #000; --cut: #000; }
  body { max-width: none; padding: 0; font-size: 10pt; } a { text-decoration: none; }
  header, tr, blockquote, li { break-inside: avoid; } h2, h3, header { break-after: avoid; } }
)css";

/// The bytes of the character that begins here: 0 where none does. No surrogates, nothing overlong or past U+10FFFF.
size_t characterAt(std::string_view text) {
  const auto byte = [&](size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  const size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4) return 0;
  for (size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xC0U) != 0x80U) return 0;
  const bool overlong = (first == 0xE0 && byte(1) < 0xA0) || (first == 0xF0 && byte(1) < 0x90);
  const bool outside = (first == 0xED && byte(1) > 0x9F) || (first == 0xF4 && byte(1) > 0x8F);
  return overlong || outside ? 0 : length;
}

bool control(char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7F; }

} // namespace

std::string escaped(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const size_t length = characterAt(text);
    const std::string_view character = text.substr(0, length);
    text.remove_prefix(std::max<size_t>(length, 1));
    if (length == 0 || control(character.front())) {
      out += "\uFFFD";
      continue;
    }
    switch (character.front()) {
    case '&': out += "&amp;"; break;
    case '<': out += "&lt;"; break;
    case '>': out += "&gt;"; break;
    case '"': out += "&quot;"; break;
    case '\'': out += "&#39;"; break;
    default: out += character;
    }
  }
  return out;
}

std::string page(std::string_view title, std::string_view body, Language language, std::string_view more) {
  return fmt::format(R"(<!doctype html>
<html lang="{}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{}</title>
<style>{}{}</style>
</head>
<body>
{}</body>
</html>
)",
                     language == Language::Zh ? "zh-CN" : "en", escaped(title), style, more, body);
}

} // namespace tiao::explain
