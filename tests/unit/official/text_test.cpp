#include "compiler/official/text.h"

/// Official text as sentences and parts.

using namespace tiao;
using official::OfficialText;
using official::Stretch;

namespace {

using Strings = std::vector<std::string>;

struct Read {
  source::SourceSet sources;
  OfficialText text;
  [[nodiscard]] Strings shown(const std::vector<Stretch>& stretches) const {
    Strings out;
    for (const Stretch s : stretches) out.push_back(official::shown(sources, text.words, s));
    return out;
  }
};

/// The official text of a literate file without headings.
Read read(const std::string& file) {
  Read out;
  const uint32_t number = out.sources.add("policy.tiao.md", file);
  out.text = official::officialText(out.sources, source::readDocument(out.sources, number).sections[0]);
  return out;
}
Strings sentences(const std::string& file) {
  const Read text = read(file);
  return text.shown(text.text.sentences);
}
Strings parts(const std::string& file) {
  const Read text = read(file);
  return text.shown(text.text.parts);
}

} // namespace

TEST_CASE("a sentence ends at a full stop, a semicolon, a question or an exclamation") {
  CHECK(sentences("> 甲。乙；丙！丁？戊") == Strings{"甲。", "乙；", "丙！", "丁？", "戊"});
  CHECK(sentences("> 称“甲。”乙（丙。）丁。") == Strings{"称“甲。”", "乙（丙。）", "丁。"});
}

TEST_CASE("a paragraph and a block quote end a sentence; a broken line does not") {
  CHECK(sentences("> 同时符合以下条件：\n>\n> 1.甲；\n>\n> 2.乙。") ==
        Strings{"同时符合以下条件：", "1.甲；", "2.乙。"});
  CHECK(sentences("> 甲，\n> 乙。\n\n> 丙\n\n> 丁") == Strings{"甲，乙。", "丙", "丁"});
}

TEST_CASE("English sentences end before a blank; numbers of items and decimals end nothing") {
  CHECK(sentences("> Grant 1.5 million; pay 0.3 yuan. Then stop! Why? So.") ==
        Strings{"Grant 1.5 million;", "pay 0.3 yuan.", "Then stop!", "Why?", "So."});
  CHECK(sentences("> 1. First of\n> all. 2. Second.") == Strings{"1. First of all.", "2. Second."});
}

TEST_CASE("a part ends at a comma or a colon too") {
  CHECK(parts("> 对甲、乙，每年给予1，000元：丙。丁") == Strings{"对甲、乙，", "每年给予1，", "000元：", "丙。", "丁"});
  CHECK(parts("> Grant 5,000 yuan, once: now.") == Strings{"Grant 5,000 yuan,", " once:", " now."});
}

TEST_CASE("white space counts between ASCII characters only") {
  const Read text = read("> 文件 杭政办\n> a  b\n> c 甲");
  CHECK(official::utf8(text.text.words.text) == "文件杭政办a b c甲");
  CHECK(official::shown(text.sources, text.text.words, text.text.words.all()) == "文件 杭政办a b c 甲");
  CHECK(official::characters("文件 杭政办\n a \n b c 甲") == text.text.words.text);
}

TEST_CASE("places are those of the file") {
  const Read text = read("> 甲。\n> 乙。");
  const Stretch second = text.text.sentences[1];
  CHECK(text.sources.text(official::placeOf(text.text.words, second)) == "乙。");
  const Read over = read("> 甲\n> 乙。");
  CHECK(over.sources.text(official::placeOf(over.text.words, over.text.words.all())) == "甲\n> 乙。");
}

TEST_CASE("a stretch without the number of its item and the signs at its ends") {
  const auto trimmed = [](const std::string& text) {
    const std::u32string words = official::characters(text);
    const Stretch s = official::trimmed(words, {0, words.size()});
    return official::utf8(std::u32string_view(words).substr(s.begin, s.size()));
  };
  CHECK(trimmed("1.甲；") == "甲");
  CHECK(trimmed("，甲（含）。") == "甲（含）");
  CHECK(trimmed("“甲”乙") == "“甲”乙");
  CHECK(trimmed("0.3元") == "0.3元");
  CHECK(trimmed("。，；") == "");
  CHECK(trimmed("") == "");
}

TEST_CASE("any bytes are some text") {
  for (const std::string& file : {std::string("> "), std::string(">"), std::string("> \xff\xfe。\x80"),
                                  std::string("> 1."), std::string("> ．\n>\n>\n> \n")}) {
    const Read text = read(file);
    for (const Stretch s : text.text.sentences) CHECK(s.begin < s.end);
    for (const Stretch s : text.text.parts) CHECK(s.begin < s.end);
  }
}
