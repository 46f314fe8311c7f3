#pragma once

#include "compiler/driver/console.h"

#include <cstdint>
#include <variant>

/// JSON as it was written: numbers keep their text, so that 0.1 is a tenth and no digit of a large sum is lost; members
/// keep their order and their lines.
namespace tiao::driver {

struct Json;
struct JsonNull {};
/// As written: 12000000.00, -1, 1e3.
struct JsonNumber {
  std::string text;
};
using JsonArray = std::vector<Json>;
struct JsonMember;
using JsonObject = std::vector<JsonMember>;

struct Json {
  std::variant<JsonNull, bool, JsonNumber, std::string, JsonArray, JsonObject> value;
  int64_t line = 1; // where the member or element stands that it is the value of
};
struct JsonMember {
  std::string key;
  Json value;
};

/// The text is what is wrong, with its line: "line 4: …".
std::variant<Json, Text> readJson(std::string_view text);

/// The member of an object; null when there is none, or when it is no object.
const Json* member(const Json& object, std::string_view key);

} // namespace tiao::driver
