#include "compiler/build/seal.h"

#include "runtime/hash/sha256.h"

#include <nlohmann/json.hpp>

namespace tiao::build {

namespace {

/// The end of a file: the seal as JSON, its length in 8 digits, SHA-256 of everything before, these words.
constexpr std::string_view Mark = "tiao evaluator\n";
constexpr size_t LengthDigits = 8, HashDigits = 64;
constexpr size_t Tail = LengthDigits + HashDigits + Mark.size();

} // namespace

std::string sealed(std::string file, const Seal& seal) {
  const nlohmann::ordered_json json{
      {"abi", seal.abi},           {"compiler", seal.compiler},   {"hash", seal.hash},        {"layout", seal.layout},
      {"district", seal.district}, {"firstYear", seal.firstYear}, {"lastYear", seal.lastYear}};
  const std::string text = json.dump();
  std::string length = std::to_string(text.size());
  length.insert(0, LengthDigits - length.size(), '0');
  file += text;
  file += length;
  file += hash::hex(hash::sha256(file));
  file += Mark;
  return file;
}

std::variant<Seal, SealFault> sealOf(std::string_view file) {
  if (file.size() < Tail || !file.ends_with(Mark)) return SealFault::Foreign;
  const std::string_view before = file.substr(0, file.size() - HashDigits - Mark.size());
  if (hash::hex(hash::sha256(before)) != file.substr(before.size(), HashDigits)) return SealFault::Damaged;
  size_t length = 0;
  for (const char c : before.substr(before.size() - LengthDigits)) {
    if (c < '0' || '9' < c) return SealFault::Damaged;
    length = length * 10 + static_cast<size_t>(c - '0');
  }
  if (length > before.size() - LengthDigits) return SealFault::Damaged;
  const auto json = nlohmann::json::parse(before.substr(before.size() - LengthDigits - length, length), nullptr, false);
  if (!json.is_object()) return SealFault::Damaged;
  const auto text = [&](const char* key) {
    const auto at = json.find(key);
    return at != json.end() && at->is_string() ? at->get<std::string>() : std::string();
  };
  const auto number = [&](const char* key) {
    const auto at = json.find(key);
    return at != json.end() && at->is_number_integer() ? at->get<int32_t>() : 0;
  };
  return Seal{static_cast<uint32_t>(number("abi")),
              text("compiler"),
              text("hash"),
              text("layout"),
              text("district"),
              number("firstYear"),
              number("lastYear")};
}

} // namespace tiao::build
