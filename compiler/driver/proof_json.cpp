#include "compiler/driver/proof_json.h"

#include "compiler/prove/symbol.h"

namespace tiao::driver {

using nlohmann::json;

json textJson(const Text& text) { return {{"zh", text.zh}, {"en", text.en}}; }

namespace {

json toldJson(const core::Program& program, const std::vector<prove::Told>& told) {
  json result = json::array();
  for (const prove::Told& each : told) {
    const core::Fact& fact = program.facts[each.fact];
    json one{{"fact", textJson(textOf(fact.name))}, {"value", core::print(program, fact.type, each.value)}};
    if (each.period.year != 0) one["period"] = calendar::toString(each.period);
    if (each.item != prove::Subject) one["item"] = prove::Symbols::itemName(program, *fact.item, each.item);
    result.push_back(std::move(one));
  }
  return result;
}

} // namespace

json exampleJson(const core::Program& program, const prove::Example& example) {
  json variants = json::array();
  for (const auto& variant : example.variants) {
    json paid = json::array();
    for (const prove::Paid& each : variant.paid) {
      paid.push_back({{"period", each.period.year == 0 ? json() : json(calendar::toString(each.period))},
                      {"amount", each.amount.toString()}});
    }
    variants.push_back({{"changed", toldJson(program, variant.changed)}, {"paid", paid}});
  }
  return {{"facts", toldJson(program, example.facts)}, {"variants", variants}};
}

} // namespace tiao::driver
