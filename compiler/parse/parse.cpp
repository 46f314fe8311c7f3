#include "compiler/parse/parse.h"

#include "compiler/parse/grammar.h"
#include "compiler/parse/lint.h"
#include "compiler/parse/segment.h"
#include "runtime/table/text.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <set>

namespace tiao::parse {

using diagnostics::Sink;
using source::SourceSet;
using source::Span;
namespace diag = diagnostics::diag;
namespace remark = diagnostics::remark;
namespace fs = std::filesystem;

namespace {

/// A file that was read, with its statements.
struct Source {
  uint32_t file = 0;
  source::Document document;
  std::vector<Statement> statements;
};

/// Reads files in the order of their imports, each once.
class Loader {
public:
  Loader(SourceSet& sources, Sink& sink) : sources_(sources), sink_(sink) {}

  void load(const std::string& path, std::optional<Span> from) {
    std::error_code failed;
    const fs::path canonical = fs::weakly_canonical(path, failed);
    const std::string key = failed ? path : canonical.string();
    if (std::ranges::find(open_, key) != open_.end()) {
      sink_.report(diag::ImportCycle, from.value_or(Span{}), path);
      return;
    }
    if (!seen_.insert(key).second) return;
    std::optional<uint32_t> added = sources_.find(path);
    if (!added)
      if (std::optional<std::string> text = source::readFile(path, mostBytes + 1))
        added = sources_.add(path, std::move(*text));
    if (!added) {
      const Span at = from ? *from : Span{sources_.add(path, ""), 0, 0};
      sink_.report(diag::CannotRead, at, path);
      return;
    }
    const uint32_t file = *added;
    if (!readable(file)) return;
    Source source{file, source::readDocument(sources_, file), {}};
    for (const Span misplaced : source.document.misplaced)
      sink_.report(diag::MisplacedFence, firstLine(misplaced)).help(remark::MoveFence);
    for (uint32_t section = 0; section < source.document.sections.size(); ++section)
      for (const Span code : source.document.sections[section].code)
        splitStatements(sources_, code, section, source.statements);
    open_.push_back(key);
    for (const Statement& s : source.statements)
      if (s.head != nullptr && s.head->token == "IMPORT") loadImport(s, path);
    open_.pop_back();
    read.push_back(std::move(source));
  }

  std::vector<Source> read; // the imported before those that import them

private:
  [[nodiscard]] Span firstLine(Span span) const {
    const std::string_view text = sources_.text(span);
    return {span.file, span.begin, span.begin + static_cast<uint32_t>(std::min(text.find('\n'), text.size()))};
  }

  void loadImport(const Statement& statement, const std::string& from) {
    const std::string_view line = sources_.text(firstLine(statement.span));
    const size_t blank = line.find_first_of(" \t");
    if (blank == std::string_view::npos) return; // the grammar says what is missing
    std::string path(line.substr(blank));
    if (const size_t comment = path.find('#'); comment != std::string::npos) path.resize(comment);
    const auto isBlank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
    while (!path.empty() && isBlank(path.back())) path.pop_back();
    while (!path.empty() && isBlank(path.front())) path.erase(path.begin());
    if (path.empty()) return;
    load((fs::path(from).parent_path() / path).lexically_normal().string(), firstLine(statement.span));
  }

  /// UTF-8, no line and no file beyond bounds, no control characters.
  bool readable(uint32_t file) {
    const source::SourceFile& source = sources_[file];
    const std::string& text = source.text();
    if (text.size() > mostBytes) {
      sink_.report(diag::FileTooLarge, {file, 0, 0}, static_cast<uint64_t>(mostBytes));
      return false;
    }
    if (const auto bad = source::firstInvalidUtf8(text)) {
      auto report = sink_.report(diag::InvalidUtf8, {file, *bad, *bad + 1},
                                 fmt::format("0x{:02X}", static_cast<unsigned char>(text[*bad])));
      const auto decoded = table::Text::decode(text, source.path());
      const auto* found = std::get_if<table::Text>(&decoded);
      if (found != nullptr && found->encoding() == table::Encoding::Gb18030)
        report.help(remark::SaveAsUtf8FromGb);
      else
        report.help(remark::SaveAsUtf8);
      return false;
    }
    bool fine = true;
    for (uint32_t line = 1; line <= source.lineCount(); ++line)
      if (const size_t length = source.line(line).size(); length > longestLine) {
        const uint32_t begin = source.lineBegin(line);
        sink_
            .report(diag::LineTooLong, {file, begin, begin + 1}, static_cast<uint64_t>(length),
                    static_cast<uint64_t>(longestLine))
            .help(remark::BreakLine);
        fine = false;
      }
    for (uint32_t at = 0; at < text.size();) {
      const source::CodePoint c = source::decode(text, at);
      const bool mark = at == 0 && c.value == source::byteOrderMark;
      const bool loneReturn = c.value == '\r' && (at + 1 == text.size() || text[at + 1] != '\n');
      if ((source::isInvisible(c.value) && !mark) || loneReturn) {
        sink_.report(diag::StrayControl, {file, at, at + c.length},
                     fmt::format("{:04X}", static_cast<uint32_t>(c.value)));
        return false;
      }
      at += c.length;
    }
    return fine;
  }

  SourceSet& sources_;
  Sink& sink_;
  std::set<std::string> seen_;
  std::vector<std::string> open_;
};

/// A folder stands for its policy files of one language: `x.en.tiao.md` is left to be named.
std::vector<std::string> filesOf(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    std::error_code failed;
    if (!fs::is_directory(path, failed)) {
      files.push_back(path);
      continue;
    }
    std::vector<std::string> inside;
    for (const auto& entry : fs::directory_iterator(path, failed)) {
      const std::string name = entry.path().filename().string();
      const bool policy = name.ends_with(".tiao.md") || name.ends_with(".tiao");
      const bool otherLanguage = name.find(".en.tiao") != std::string::npos;
      if (policy && !otherLanguage) inside.push_back(entry.path().string());
    }
    std::ranges::sort(inside);
    if (inside.empty()) inside.push_back(path); // which cannot be read, and is told
    files.insert(files.end(), inside.begin(), inside.end());
  }
  return files;
}

struct Read {
  std::vector<Source> sources;
  std::unique_ptr<Vocabulary> vocabulary;
};

/// The words that open the first choice between awards, if there is one.
std::optional<Span> firstChoice(const std::vector<Source>& sources) {
  for (const Source& source : sources)
    for (const Statement& statement : source.statements)
      if (statement.head != nullptr && isChoice(*statement.head))
        return Span{statement.span.file, statement.text.front().begin, statement.text[statement.headLength - 1].end};
  return std::nullopt;
}

/// The first pass over all files.
Read readAll(const std::vector<std::string>& paths, SourceSet& sources, syntax::Tree& tree, Sink& sink) {
  Loader loader(sources, sink);
  for (const std::string& file : filesOf(paths)) loader.load(file, std::nullopt);
  Read result{std::move(loader.read), std::make_unique<Vocabulary>(tree.symbols)};
  for (Source& source : result.sources)
    for (Statement& statement : source.statements) declareNames(sources, statement, *result.vocabulary, sink);
  declareEach(*result.vocabulary, sink);
  declareDerived(*result.vocabulary, sink);
  if (const auto choice = firstChoice(result.sources)) declareElection(*choice, *result.vocabulary, sink);
  lintNames(*result.vocabulary, sink);
  return result;
}

} // namespace

Parsed parse(const std::vector<std::string>& paths, SourceSet& sources, Sink& sink, Tests tests) {
  Parsed parsed;
  Read read = readAll(paths, sources, parsed.tree, sink);
  const Segmenter segment(*read.vocabulary);
  bool any = false;
  for (Source& source : read.sources) {
    syntax::File file{source.file, {}};
    for (const Statement& statement : source.statements) {
      any = true;
      if (statement.head == nullptr) {
        const source::Place place = sources[source.file].place(statement.text[0].begin);
        const uint32_t begin = statement.text[0].begin;
        const auto end = static_cast<uint32_t>(sources[source.file].lineBegin(place.line) +
                                               sources[source.file].line(place.line).size());
        sink.report(diag::UnknownStatement, {source.file, begin, std::max(end, begin + 1)}).help(remark::FirstColumn);
        continue;
      }
      if (tests == Tests::Leave && isOfTests(*statement.head)) continue;
      std::vector<Token> tokens = segment(sources, statement, sink);
      const auto declared = tokens.size() > 1 ? tokens[1].symbol : std::nullopt;
      if (auto declaration = readStatement(std::move(tokens), parsed.tree, sink)) {
        declaration->section = statement.section;
        file.declarations.push_back(std::move(*declaration));
      } else if (declared) {
        parsed.broken.push_back(*declared);
      }
    }
    parsed.tree.files.push_back(std::move(file));
    parsed.documents.push_back(std::move(source.document));
  }
  if (!any && !sink.hasErrors() && sources.size() > 0) sink.report(diag::NoPolicy, {0, 0, 0});
  return parsed;
}

std::string printTokens(const std::vector<std::string>& paths, SourceSet& sources, Sink& sink) {
  syntax::Tree tree;
  const Read read = readAll(paths, sources, tree, sink);
  const Segmenter segment(*read.vocabulary);
  std::string out;
  for (const Source& source : read.sources)
    for (const Statement& statement : source.statements)
      out += print(segment(sources, statement, sink), tree.symbols) + "\n";
  return out;
}

std::vector<StatementWords> statementWords(const std::string& path, SourceSet& sources, Sink& sink) {
  syntax::Tree tree;
  const Read read = readAll({path}, sources, tree, sink);
  const Segmenter segment(*read.vocabulary);
  std::vector<StatementWords> out;
  if (read.sources.empty()) return out;
  for (const Statement& statement : read.sources.back().statements) // the imported stand before it
    out.push_back({statement.span, segment(sources, statement, sink)});
  return out;
}

std::vector<std::vector<std::string>> tokenTypes(const std::vector<std::string>& paths) {
  SourceSet sources;
  Sink sink;
  syntax::Tree tree;
  const Read read = readAll(paths, sources, tree, sink);
  const Segmenter segment(*read.vocabulary);
  std::vector<std::vector<std::string>> out;
  for (const Source& source : read.sources)
    for (const Statement& statement : source.statements) {
      std::vector<std::string> types;
      for (const Token& token : segment(sources, statement, sink)) types.emplace_back(token.type);
      if (statement.head != nullptr) out.push_back(std::move(types));
    }
  return out;
}

} // namespace tiao::parse
