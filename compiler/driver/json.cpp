#include "compiler/driver/json.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>

namespace tiao::driver {

namespace {

/// Data is never nested so deep.
constexpr size_t MostLevels = 16;

/// A place in a text that counts the lines it has passed, on behalf of the parser that it feeds.
struct Counting {
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  const char* at;
  int64_t* line;

  reference operator*() const { return *at; }
  Counting& operator++() {
    if (*at == '\n') ++*line;
    ++at;
    return *this;
  }
  Counting operator++(int) {
    Counting before = *this;
    ++*this;
    return before;
  }
  bool operator==(const Counting& other) const { return at == other.at; }
};

/// Builds the tree from the parser's events. An event that returns false ends the parse.
class Builder {
public:
  using number_integer_t = int64_t;
  using number_unsigned_t = uint64_t;
  using number_float_t = double;
  using string_t = std::string;
  using binary_t = nlohmann::json::binary_t;

  explicit Builder(const int64_t& line) : line_(line) {}

  bool null() { return put(JsonNull{}); }
  bool boolean(bool value) { return put(value); }
  bool number_integer(int64_t value) { return put(JsonNumber{std::to_string(value)}); }
  bool number_unsigned(uint64_t value) { return put(JsonNumber{std::to_string(value)}); }
  /// Every number with a point or an exponent, or too large for a word: taken as written.
  bool number_float(double, const std::string& written) { return put(JsonNumber{written}); }
  bool string(std::string& value) { return put(std::move(value)); }
  bool binary(binary_t&) { return false; }
  bool start_object(size_t) { return open(JsonObject{}); }
  bool start_array(size_t) { return open(JsonArray{}); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool key(std::string& name) {
    auto& object = std::get<JsonObject>(open_.back()->value);
    const auto same = [&](const JsonMember& m) { return m.key == name; };
    if (std::ranges::any_of(object, same)) {
      const Text shown = quoted(Text(name));
      return fail(line_, {shown.zh + "写了两次", shown.en + " stands twice"});
    }
    object.push_back({name, Json{JsonNull{}, line_}});
    return true;
  }

  bool parse_error(size_t, const std::string& token, const nlohmann::detail::exception&) {
    const Text shown = quoted(Text(token));
    return fail(line_, {"不是有效的 JSON，读到" + shown.zh + "为止", "not valid JSON, as far as " + shown.en});
  }

  Json root;
  std::optional<Text> error;

private:
  /// Puts a value where the next one belongs, and returns it.
  template <typename T> Json& place(T value) {
    if (open_.empty()) return root = Json{std::move(value), line_};
    Json& parent = *open_.back();
    if (auto* array = std::get_if<JsonArray>(&parent.value)) return array->emplace_back(Json{std::move(value), line_});
    Json& slot = std::get<JsonObject>(parent.value).back().value;
    slot.value = std::move(value);
    return slot;
  }
  template <typename T> bool put(T value) {
    place(std::move(value));
    return true;
  }
  template <typename T> bool open(T value) {
    if (open_.size() == MostLevels) return fail(line_, {"嵌套过深", "nested too deep"});
    open_.push_back(&place(std::move(value))); // INVARIANT: nothing is added beside it while it is open
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }
  bool fail(int64_t line, const Text& why) {
    const std::string number = std::to_string(line);
    if (!error) error = Text("第" + number + "行：" + why.zh, "line " + number + ": " + why.en);
    return false;
  }

  const int64_t& line_;
  std::vector<Json*> open_;
};

} // namespace

std::variant<Json, Text> readJson(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  int64_t line = 1;
  Builder builder(line);
  const Counting first{text.data(), &line}, last{text.data() + text.size(), &line};
  nlohmann::json::sax_parse(first, last, &builder);
  if (builder.error) return *std::move(builder.error);
  return std::move(builder.root);
}

const Json* member(const Json& object, std::string_view key) {
  const auto* members = std::get_if<JsonObject>(&object.value);
  if (members == nullptr) return nullptr;
  const auto found = std::ranges::find_if(*members, [&](const JsonMember& m) { return m.key == key; });
  return found == members->end() ? nullptr : &found->value;
}

} // namespace tiao::driver
