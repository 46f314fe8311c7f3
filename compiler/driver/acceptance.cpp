#include "compiler/driver/acceptance.h"

#include "compiler/driver/districts.h"
#include "compiler/driver/json.h"

#include <filesystem>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace tiao::driver {

namespace {

/// The whole file as it stands, for what is kept of it.
constexpr const char* schema = "tiao-accepted/1";

std::string textOf(const Json& object, std::string_view key) {
  const Json* value = member(object, key);
  const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(&value->value);
  return text == nullptr ? "" : *text;
}

Text reasonOf(const std::string& reason, const std::string& document) {
  if (document.empty()) return reason;
  return {fmt::format("{}（{}）", reason, document), fmt::format("{} ({})", reason, document)};
}

std::optional<Json> parsed(const std::string& path, const Console& console) {
  const auto text = source::readFile(path);
  if (!text) return console.fail({path + "：读不出", path + ": cannot be read"}), std::nullopt;
  auto json = readJson(*text);
  if (const auto* why = std::get_if<Text>(&json))
    return console.fail({path + "：" + why->zh, path + ": " + why->en}), std::nullopt;
  return std::get<Json>(std::move(json));
}

} // namespace

std::optional<diff::Accepted> readAcceptance(const std::string& path, bool mayLack, const Console& console) {
  std::error_code failed;
  if (mayLack && !std::filesystem::exists(path, failed)) return diff::Accepted{};
  const auto json = parsed(path, console);
  if (!json) return std::nullopt;
  const Json* list = member(*json, "accepted");
  const auto* entries = list == nullptr ? nullptr : std::get_if<JsonArray>(&list->value);
  if (entries == nullptr || textOf(*json, "schema") != schema) {
    console.fail(
        {fmt::format("{}：不是认可文件（应有 \"schema\": \"{}\" 和 \"accepted\"）", path, schema),
         fmt::format("{}: not a file of accepted changes (it has \"schema\": \"{}\" and \"accepted\")", path, schema)});
    return std::nullopt;
  }
  diff::Accepted out;
  for (const Json& entry : *entries) {
    const std::string fingerprint = textOf(entry, "fingerprint"), reason = textOf(entry, "reason");
    if (fingerprint.empty() || reason.empty()) {
      console.fail({fmt::format("{} 第{}行：要有 fingerprint 和 reason", path, entry.line),
                    fmt::format("{}, line {}: give a fingerprint and a reason", path, entry.line)});
      return std::nullopt;
    }
    out[fingerprint] = reasonOf(reason, textOf(entry, "document"));
  }
  return out;
}

Exit writeAcceptance(const std::string& path, const diff::Accepted& known, const diff::Result& result,
                     const std::string& reason, const std::string& document, const Console& console) {
  using nlohmann::ordered_json;
  ordered_json all = ordered_json::array();
  std::error_code failed;
  if (std::filesystem::exists(path, failed)) {
    const auto json = parsed(path, console);
    if (!json) return Exit::Failed;
    if (const Json* list = member(*json, "accepted"))
      for (const Json& entry : std::get<JsonArray>(list->value)) {
        ordered_json one;
        for (const JsonMember& each : std::get<JsonObject>(entry.value))
          if (const auto* text = std::get_if<std::string>(&each.value.value)) one[each.key] = *text;
        all.push_back(std::move(one));
      }
  }
  size_t added = 0;
  const auto add = [&](const std::string& fingerprint, const std::string& what) {
    if (fingerprint.empty() || known.contains(fingerprint)) return;
    ordered_json one{{"fingerprint", fingerprint}, {"change", what}, {"reason", reason}};
    if (!document.empty()) one["document"] = document;
    all.push_back(std::move(one));
    ++added;
  };
  for (const diff::General& g : result.general) add(g.fingerprint, g.edit.sentence.in(console.language));
  for (const diff::Pair& pair : result.pairs) {
    std::string what = (pair.after.empty() ? pair.before : pair.after).front().name.in(console.language);
    for (const diff::Edit& edit : pair.edits)
      fmt::format_to(std::back_inserter(what), "; {}", edit.sentence.in(console.language));
    add(pair.fingerprint, what);
  }
  for (const diff::InterfaceChange& c : result.interface) add(c.fingerprint, c.sentence.in(console.language));
  const ordered_json file{{"schema", schema}, {"accepted", all}};
  const Exit exit = writeWhole(path, file.dump(2) + "\n", console);
  if (exit == Exit::Fine)
    console.note({fmt::format("{}：写入 {} 项变化", path, added), fmt::format("{}: {} changes added", path, added)});
  return exit;
}

} // namespace tiao::driver
