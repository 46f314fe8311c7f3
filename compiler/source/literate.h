#pragma once

#include "compiler/source/source.h"

#include <string>
#include <vector>

/// Literate policies. A `*.tiao.md` file is Markdown in which headings carry article numbers, block quotes are official
/// text word for word, fences marked `tiao` are code, and everything else is the drafters' notes. A `*.tiao` file is
/// code alone. Positions stay those of the file.
namespace tiao::source {

/// A stretch of official text, as quoted: without the quotation marks of Markdown, lines joined.
struct Quotation {
  std::string text;
  Span span;
  std::vector<Span> lines; // the words of each line; an empty one parts two paragraphs
};

/// What stands below one heading, up to the next one.
struct Section {
  std::string heading; // without its hashes; empty before the first heading
  int article = 0; // the number that the heading begins with: （一）, 第一条, (1), Article 1; 0 when there is none
  int level = 0;
  Span span; // of the heading
  std::vector<Quotation> official;
  std::vector<Span> code;
};

struct Document {
  std::vector<Section> sections;
  std::vector<Span> misplaced; // fences marked tiao that stand inside a list or a quotation, where they are not read
};

/// A stretch of text on one line: white space folded to single blanks, and a line broken between two characters that
/// are not ASCII leaves none behind.
std::string onOneLine(std::string_view text);

/// Is this the name of a literate file?
bool isLiterate(const std::string& path);

/// Reads one file of the set.
Document readDocument(const SourceSet& sources, uint32_t file);

/// The number that a heading or numeral begins with: （十三）, 第十三条, (13), Article 13; 0 when there is none.
int articleNumber(std::string_view heading);
/// 第十三条 or Article 13; empty for 0.
std::string articleText(int article, Language language);

} // namespace tiao::source
