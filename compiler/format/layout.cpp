#include "compiler/format/layout.h"

#include "compiler/parse/characters.h"

#include <algorithm>
#include <array>

namespace tiao::format {

namespace {

template <size_t N> bool oneOf(std::string_view type, const std::array<std::string_view, N>& types) {
  return std::ranges::find(types, type) != types.end();
}

/// Declarations whose words stand apart in Chinese too: lists of names and values rather than sentences.
constexpr std::array<std::string_view, 5> Lists = {"SUBJECT", "ITEM", "CONVENTIONS", "TEST", "INFORCE"};
/// What stands close to the word before it, in Chinese and in English.
constexpr std::array<std::string_view, 6> Closers = {"COMMA", "DUN", "STOP", "SEMI", "COLON", "RP"};
/// Also close to what stands before, in Chinese: 2022年7月1日起, 落户的.
constexpr std::array<std::string_view, 2> Suffixes = {"QI", "DE"};
/// What a value ends with: a minus behind it is between two values.
constexpr std::array<std::string_view, 13> ValueEnds = {"NAME",    "NAMETAIL",   "UNIT",         "RP",     "MONEY",
                                                        "PERCENT", "COUNT",      "YEARS",        "MONTHS", "NUMBER",
                                                        "PART",    "PREVIOUSLY", "AVERAGEGROWTH"};
constexpr std::array<std::string_view, 4> Operators = {"PLUS", "TIMES", "OVER", "EQUALS"};
/// What begins a line: `- ` and `1.`.
constexpr std::array<std::string_view, 2> Marks = {"BULLET", "ITEMNO"};
/// What parts the cells of a table, whose rows have a line each.
constexpr std::array<std::string_view, 2> Bars = {"ROW", "BAR"};
constexpr std::array<std::string_view, 3> Numbers = {"MONEY", "COUNT", "NUMBER"};

bool isDigit(char c) { return c >= '0' && c <= '9'; }

bool isLatin(const std::string& text) {
  bool letter = false;
  for (size_t at = 0; at < text.size();) {
    const source::CodePoint c = source::decode(text, at);
    if (source::isHan(c.value)) return false;
    letter |= (c.value >= 'a' && c.value <= 'z') || (c.value >= 'A' && c.value <= 'Z');
    at += c.length;
  }
  return letter;
}

/// 5000000 yuan as 5,000,000 yuan.
std::string grouped(const std::string& text) {
  size_t end = 0;
  std::string digits;
  for (; end < text.size() && (isDigit(text[end]) || text[end] == ','); ++end)
    if (isDigit(text[end])) digits += text[end];
  for (size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits + text.substr(end);
}

/// The line between the heading of a table and its rows: columns with their alignment.
std::string rule(const std::string& text) {
  std::string out;
  for (const char c : text)
    if (c == '|')
      out += out.empty() ? "|" : " |";
    else if (c == ':')
      out += out.ends_with('-') ? ":" : " :";
    else if (c == '-' && !out.ends_with('-'))
      out += out.ends_with(':') ? "---" : " ---";
  return out;
}

/// The sign of each surface; what is no such sign stays.
std::string signOf(const Piece& piece, Language surface) {
  struct Sign {
    std::string_view type;
    const char *zh, *en;
  };
  static constexpr Sign signs[] = {{"COMMA", "，", ","}, {"STOP", "。", "."}, {"SEMI", "；", ";"}, {"COLON", "：", ":"},
                                   {"LP", "（", "("},    {"RP", "）", ")"},   {"PLUS", "+", "+"},  {"MINUS", "-", "-"},
                                   {"TIMES", "×", "×"},  {"EQUALS", "=", "="}};
  for (const Sign& sign : signs)
    if (sign.type == piece.type) return surface == Language::Zh ? sign.zh : sign.en;
  if (surface == Language::En && oneOf(piece.type, Numbers)) return grouped(piece.text);
  if (piece.type == "RULE") return rule(piece.text);
  return piece.text;
}

/// One statement. A line is filled with words; where the next one does not fit, it is broken at the place that best
/// parts phrases.
class Layout {
public:
  Layout(const Statement& statement, const std::set<uint32_t>& phraseBounds)
      : statement_(statement), phraseBounds_(phraseBounds) {
    for (size_t item = 0; item < statement.items.size(); ++item) measure(item);
  }

  std::string write() {
    for (size_t item = 0; item < statement_.items.size(); ++item) write(item);
    comments(statement_.pieces.size(), 0);
    std::string text;
    for (const std::string& l : lines_) text += l + "\n";
    return text;
  }

private:
  /// A word as it is written, and what may stand before it.
  struct Word {
    std::string text;
    uint32_t width = 0;
    bool blank = false; // a blank, if it does not begin a line
    int breaks = 0;     // how well a line is broken there; 0: not at all
  };

  [[nodiscard]] std::string_view type(size_t i) const { return statement_.pieces[i].type; }

  // ---- what stands between words

  void measure(size_t item) {
    const size_t first = statement_.items[item].first;
    bool list = oneOf(statement_.head, Lists);
    bool named = list || item > 0; // behind the name of the head
    int depth = 0;
    for (size_t i = first; i < statement_.endOf(item); ++i) {
      const Piece& piece = statement_.pieces[i];
      Word word{signOf(piece, statement_.items[item].surface), 0, false, 0};
      word.width = source::displayWidth(word.text);
      if (i > first) {
        const bool apart = list || !named;
        word.blank = statement_.items[item].surface == Language::Zh ? blankZh(i, apart) : blankEn(i);
        word.breaks = (item == 0 && i == first + 1) || type(first) == "ROW" ? 0 : breaksBefore(i, depth);
        word.blank |= oneOf(type(i), Bars) || oneOf(type(i - 1), Bars);
      }
      words_.push_back(std::move(word));
      named |= piece.type == "COLON" || piece.type == "EQUALS";
      depth += piece.type == "LP" ? 1 : piece.type == "RP" ? -1 : 0;
    }
  }

  [[nodiscard]] bool isBinary(size_t minus) const { return minus > 0 && oneOf(type(minus - 1), ValueEnds); }
  [[nodiscard]] bool isOperator(size_t i) const {
    return oneOf(type(i), Operators) || (type(i) == "MINUS" && isBinary(i));
  }
  [[nodiscard]] bool close(size_t i) const {
    return oneOf(type(i), Closers) || type(i) == "SLASH" || type(i - 1) == "SLASH" || type(i - 1) == "LP" ||
           (type(i - 1) == "MINUS" && !isBinary(i - 1));
  }

  /// Chinese words follow each other without blanks, save in lists (`apart`), around signs, and beside Latin ones.
  [[nodiscard]] bool blankZh(size_t i, bool apart) const {
    if (close(i)) return false;
    if (type(i - 1) == "ITEMNO") return isDigit(statement_.pieces[i].text.front());
    if (type(i - 1) == "BULLET" || isOperator(i) || isOperator(i - 1)) return true;
    if (oneOf(type(i - 1), Closers) || type(i) == "LP" || oneOf(type(i), Suffixes) || type(i - 1) == "NOT" ||
        type(i - 1) == "QUOTED" || type(i) == "QUOTED")
      return false;
    const std::string& before = statement_.pieces[i - 1].text;
    const std::string& after = statement_.pieces[i].text;
    const bool oneWord = parse::isAsciiWord(static_cast<unsigned char>(before.back())) &&
                         parse::isAsciiWord(static_cast<unsigned char>(after.front()));
    return apart || oneWord || isLatin(before) || isLatin(after);
  }

  [[nodiscard]] bool blankEn(size_t i) const { return !close(i) && type(i - 1) != "DUN"; }

  /// Never so that a line would begin with what the reader takes for a bullet or the number of an item.
  [[nodiscard]] int breaksBefore(size_t i, int depth) const {
    const std::string& text = statement_.pieces[i].text;
    const bool digits = text.size() <= 3 && std::ranges::all_of(text, isDigit);
    if (close(i) || oneOf(type(i - 1), Marks) || oneOf(type(i), Suffixes) || type(i) == "LP" || type(i) == "EQUALS" ||
        type(i) == "QUOTED" || type(i - 1) == "NOT" || text.starts_with('-') || digits)
      return 0;
    const std::string_view before = type(i - 1);
    if (before == "COMMA" || before == "SEMI") return depth == 0 ? 4 : 2;
    if (before == "DUN") return depth == 0 ? 3 : 2;
    return 1;
  }

  // ---- lines

  void line(bool blankAbove, size_t indent, const std::string& text) {
    if (blankAbove) lines_.emplace_back();
    lines_.push_back(std::string(indent, ' ') + text);
    ended_ = text.starts_with('#');
  }

  [[nodiscard]] size_t indent(size_t item) const {
    const std::string_view first = type(statement_.items[item].first);
    return item == 0 || first == "BULLET" || first == "ROW" || first == "RULE" ? 0 : 2;
  }

  /// The comments before piece `i`: behind the line that is there, or on lines of their own.
  void comments(size_t i, size_t indent) {
    for (; comment_ < statement_.comments.size() && statement_.comments[comment_].before <= i; ++comment_) {
      const Comment& c = statement_.comments[comment_];
      if (c.ownLine || ended_) // the second of two that stood inside one name
        line(c.blankAbove && opensItem(i), indent, c.text);
      else
        lines_.back() += "  " + c.text;
      ended_ = true;
    }
  }
  [[nodiscard]] bool opensItem(size_t i) const {
    return i == statement_.pieces.size() || statement_.items[statement_.itemOf(i)].first == i;
  }
  [[nodiscard]] bool isCommented(size_t i) const {
    return comment_ < statement_.comments.size() && statement_.comments[comment_].before == i;
  }

  void write(size_t item) {
    const size_t first = statement_.items[item].first;
    const size_t end = statement_.endOf(item);
    const bool deeper = type(first) == "ITEMNO" || (statement_.head == "TEST" && item > 0);
    const size_t further = deeper ? 4 : 2;
    comments(first, indent(item));
    line(statement_.items[item].blankAbove, indent(item), "");
    const bool inside = comment_ < statement_.comments.size() && statement_.comments[comment_].before < end;
    const bool several = inside || indent(item) + width(first, end) > widest;
    for (size_t from = first; from < end;) {
      size_t to = from + 1;
      while (to < end && !isCommented(to) && !(several && partsPhrases(to))) ++to;
      fill(from, to, further);
      if (to < end) {
        comments(to, further);
        line(false, further, "");
      }
      from = to;
    }
  }

  /// Does a target or a start end with the comma before `i`, or a target begin behind it?
  [[nodiscard]] bool partsPhrases(size_t i) const {
    return i >= 2 && type(i - 1) == "COMMA" &&
           (phraseBounds_.contains(statement_.pieces[i - 2].end) || phraseBounds_.contains(statement_.pieces[i].begin));
  }

  [[nodiscard]] size_t width(size_t from, size_t to) const {
    size_t sum = 0;
    for (size_t i = from; i < to; ++i) sum += words_[i].width + (i > from && words_[i].blank ? 1 : 0);
    return sum;
  }

  void put(size_t from, size_t to) {
    for (size_t i = from; i < to; ++i) lines_.back() += (i > from && words_[i].blank ? " " : "") + words_[i].text;
  }

  /// Words [from, to), on the line that is begun and on further ones.
  void fill(size_t from, size_t to, size_t further) {
    size_t used = lines_.back().size();
    for (size_t i = from; i < to; ++i) {
      used += words_[i].width + (i > from && words_[i].blank ? 1 : 0);
      if (used <= widest) continue;
      size_t best = from;
      int how = 1;
      for (size_t at = from + 1; at <= i; ++at)
        if (words_[at].breaks >= how) how = words_[best = at].breaks;
      if (best == from) continue;
      put(from, best);
      line(false, further, "");
      from = best;
      used = further + width(from, i + 1);
    }
    put(from, to);
  }

  const Statement& statement_;
  const std::set<uint32_t>& phraseBounds_;
  std::vector<Word> words_;
  std::vector<std::string> lines_;
  size_t comment_ = 0; // the next to be written
  bool ended_ = false; // the last line ends in a comment
};

} // namespace

std::string layOut(const Statement& statement, const std::set<uint32_t>& phraseBounds) {
  return Layout(statement, phraseBounds).write();
}

} // namespace tiao::format
