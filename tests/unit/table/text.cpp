#include "tests/unit/table/read_all.h"

namespace tiao::table {

namespace {

// 企业,年度 / 杭州甲公司,2024 in GB18030.
const std::string InGb18030 = "\xC6\xF3\xD2\xB5,\xC4\xEA\xB6\xC8\n\xBA\xBC\xD6\xDD\xBC\xD7\xB9\xAB\xCB\xBE,2024\n";
const std::string InUtf8 = "企业,年度\n杭州甲公司,2024\n";

Text decoded(std::string_view bytes) {
  Result<Text> text = Text::decode(bytes);
  REQUIRE_FALSE(failureOf(text));
  return std::get<Text>(std::move(text));
}

} // namespace

TEST_CASE("UTF-8 is taken as it is, without its byte order mark", "[table][text]") {
  CHECK(decoded(InUtf8).bytes() == InUtf8);
  CHECK(decoded("\xEF\xBB\xBF" + InUtf8).bytes() == InUtf8);
  CHECK(decoded(InUtf8).encoding() == Encoding::Utf8);
  CHECK(decoded("").bytes().empty());
  CHECK(decoded("\xEF\xBB\xBF").bytes().empty());
}

TEST_CASE("GB18030 is recognised, said and converted", "[table][text]") {
  const Text text = decoded(InGb18030);
  CHECK(text.encoding() == Encoding::Gb18030);
  CHECK(text.bytes() == InUtf8);
  CHECK(text.badOffsets().empty());
  // A character of four bytes.
  CHECK(decoded("\xC6\xF3,\x81\x39\xEF\x31\n").bytes() == "企,㐂\n");
}

TEST_CASE("one broken character does not change what a file is taken for", "[table][text]") {
  // Cut within a character: its remaining bytes are bad, the rest is UTF-8.
  const Text cut = decoded(InUtf8.substr(0, InUtf8.find(",2024") - 1));
  CHECK(cut.encoding() == Encoding::Utf8);
  CHECK(cut.bytes() == "企业,年度\n杭州甲公\uFFFD\uFFFD");
  CHECK(cut.badOffsets().size() == 2);

  const Text bad = decoded(InGb18030 + "\xFF,2024\n");
  CHECK(bad.encoding() == Encoding::Gb18030);
  CHECK(bad.bytes() == InUtf8 + "\uFFFD,2024\n");
  CHECK(bad.badOffsets() == std::vector<size_t>{InUtf8.size()});
}

TEST_CASE("every ill-formed sequence is found", "[table][text]") {
  const auto [bytes, bad] = GENERATE(Catch::Generators::table<std::string, size_t>({
      {"\x80", 1},             // a trailing byte alone
      {"\xC1\xBF", 2},         // overlong
      {"\xE0\x9F\xBF", 3},     // overlong
      {"\xED\xA0\x80", 3},     // a surrogate
      {"\xF0\x8F\xBF\xBF", 4}, // overlong
      {"\xF4\x90\x80\x80", 4}, // above U+10FFFF
      {"\xF5\x80\x80\x80", 4},
      {"\xE4\xB8", 2}, // cut
      {"\xC2\x80", 0},
      {"\xE0\xA0\x80", 0},
      {"\xED\x9F\xBF", 0},
      {"\xF4\x8F\xBF\xBF", 0},
  }));
  // With a byte order mark there is no doubt that UTF-8 is meant.
  CHECK(decoded("\xEF\xBB\xBF" + bytes).badOffsets().size() == bad);
}

TEST_CASE("what is not a text is refused with a reason", "[table][text]") {
  using namespace std::string_literals;
  CHECK(failureOfBytes("\xFF\xFE\x01\x4F"s).kind == Failure::Kind::Utf16);
  CHECK(failureOfBytes("\xFE\xFF\x4F\x01"s).kind == Failure::Kind::Utf16);
  CHECK(failureOfBytes("PK\x03\x04 and the rest"s).kind == Failure::Kind::Workbook);
  const Failure noise = failureOfBytes("a,b\n1,2\n" + std::string(100, '\xFF'));
  CHECK(noise.kind == Failure::Kind::NotText);
  CHECK(noise.line == 3);
  CHECK(describe(noise).en == "register.csv has bytes on line 3 that are neither UTF-8 nor GB18030");
  CHECK(describe(noise).zh == "register.csv 第 3 行的字节既不是 UTF-8，也不是 GB18030");
}

TEST_CASE("a file that is not there is a failure with the system's words", "[table][text]") {
  const Result<Text> text = Text::read("/nowhere/register.csv");
  REQUIRE(failureOf(text));
  CHECK(failureOf(text)->kind == Failure::Kind::CannotOpen);
  CHECK(describe(*failureOf(text)).en == "cannot open /nowhere/register.csv: No such file or directory");

  const Result<Text> folder = Text::read("/");
  REQUIRE(failureOf(folder));
  CHECK(failureOf(folder)->kind == Failure::Kind::CannotRead);
}

} // namespace tiao::table
