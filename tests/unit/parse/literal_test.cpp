#include "compiler/parse/literal.h"

/// Numbers with their measure words, dates and terms.

using namespace tiao;

namespace {

struct Read {
  std::string type;
  std::string value;
  std::string rest; // what is left over
  std::vector<std::string> errors;
};

/// Reads the literal that `text` begins with; 件, 千瓦时 and booth are units.
Read read(const std::string& text) {
  source::SourceSet sources;
  diagnostics::Sink sink;
  const uint32_t file = sources.add("number", text);
  syntax::Store<syntax::Symbol> symbols;
  parse::Vocabulary vocabulary(symbols);
  vocabulary.declare(syntax::SymbolClass::Unit, {"件", "parcel", {}, {}}, sink);
  vocabulary.declare(syntax::SymbolClass::Unit, {"千瓦时", "", {}, {}}, sink);
  vocabulary.declare(syntax::SymbolClass::Unit, {"标准展位", "booth", {}, {}}, sink);
  const parse::Characters characters = parse::readCharacters(sources, {file, 0, static_cast<uint32_t>(text.size())});
  const parse::Literal literal = parse::readLiteral(characters, 0, parse::unitSpellings(vocabulary), sink, file);
  Read result{std::string(literal.token.type),
              literal.token.value.toString(),
              parse::toUtf8(characters, literal.length, characters.size()),
              {}};
  if (literal.token.date) result.value = calendar::toString(*literal.token.date);
  if (literal.token.year > 0)
    result.value = calendar::toString(calendar::Period{literal.token.year, literal.token.month});
  if (literal.token.unit) result.value += " " + symbols[*literal.token.unit->symbol].shown(true);
  for (const diagnostics::Diagnostic& d : sink.all()) result.errors.push_back(d.code);
  return result;
}

} // namespace

TEST_CASE("numbers read as policies write them") {
  struct Row {
    const char* text;
    const char* type;
    const char* value;
    const char* rest;
  };
  const Row rows[] = {
      {"500万元", "MONEY", "5000000", ""},
      {"100亿元", "MONEY", "10000000000", ""},
      {"0.3元/件", "MONEY", "0.3", "/件"},
      {"3千元", "MONEY", "3000", ""},
      {"1.5万亿元", "MONEY", "1500000000000", ""},
      {"5,000,000 yuan", "MONEY", "5000000", ""},
      {"5 million yuan", "MONEY", "5000000", ""},
      {"2 yuanbao", "NUMBER", "2", " yuanbao"},
      {"20%", "PERCENT", "0.2", ""},
      {"20％", "PERCENT", "0.2", ""},
      {"12.5 percent", "PERCENT", "0.125", ""},
      {"2000万", "NUMBER", "20000000", ""},
      {"2000万件", "COUNT", "20000000 件", ""},
      {"6个标准展位", "COUNT", "6 标准展位", ""},
      {"6 booths", "COUNT", "6 标准展位", ""},
      {"6个", "COUNT", "6", ""},
      {"6个月", "MONTHS", "6", ""},
      {"3千瓦时", "COUNT", "3 千瓦时", ""},
      {"3年", "YEARS", "3", ""},
      {"3 years", "YEARS", "3", ""},
      {"1 year", "YEARS", "1", ""},
      {"两年", "YEARS", "2", ""},
      {"十二个月", "MONTHS", "12", ""},
      {"三十年", "YEARS", "30", ""},
      {"2022年7月1日", "DATE", "2022-07-01", ""},
      {"2022-07-01", "DATE", "2022-07-01", ""},
      {"2024年2月29日", "DATE", "2024-02-29", ""},
      {"2022年7月", "CALMONTH", "2022-07", ""},
      {"2022-07", "CALMONTH", "2022-07", ""},
      {"2022年", "CALYEAR", "2022", ""},
      {"2022: ", "CALYEAR", "2022", ":"},
      {"2022", "NUMBER", "2022", ""},
      {"1,000", "NUMBER", "1000", ""},
      {"1,00", "NUMBER", "1", ",00"},
      {"1，000", "NUMBER", "1", "，000"},
      {"1.", "NUMBER", "1", "."},
      {"１２３元", "MONEY", "123", ""},
      {"一家企业", "", "0", "一家企业"},
      {"abc", "", "0", "abc"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Read found = read(row.text);
    CHECK(found.type == row.type);
    CHECK(found.value == row.value);
    CHECK(found.rest == row.rest);
    CHECK(found.errors.empty());
  }
}

TEST_CASE("a date that is not in the calendar is told, and is a date all the same") {
  for (const char* text : {"2023年2月29日", "2023年13月1日", "2023年0月1日", "2023年1月0日", "2023年4月31日",
                           "2023年1月300日", "2023-02-29", "2023-13-01", "2023-00-10", "1899-01-01", "2200-01-01"}) {
    CAPTURE(text);
    const Read found = read(text);
    CHECK(found.type == "DATE");
    CHECK(found.rest.empty());
    CHECK(found.errors == std::vector<std::string>{"T0208"});
  }
}

TEST_CASE("a number has a bounded length") {
  CHECK(read(std::string(parse::mostDigits, '9')).errors.empty());
  CHECK(read(std::string(parse::mostDigits + 1, '9')).errors == std::vector<std::string>{"T0213"});
  CHECK(read(std::string(10'000, '9') + "元").rest.empty());
}
