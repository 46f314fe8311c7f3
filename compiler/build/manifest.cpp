#include "compiler/build/manifest.h"

#include "compiler/build/numbers.h"
#include "runtime/abi/version.h"

#include <nlohmann/json.hpp>

namespace tiao::build {

using Json = nlohmann::ordered_json;

namespace {

Json names(const Name& name) { return {{"zh", name.zh}, {"en", name.en}}; }
Json words(const diagnostics::Text& text) { return {{"zh", text.zh}, {"en", text.en}}; }

const char* typeName(Type type) {
  switch (type) {
  case Type::Truth: return "truth";
  case Type::Number: return "number";
  case Type::Money: return "money";
  case Type::Date: return "date";
  case Type::Member: return "member";
  case Type::Year: return "year";
  }
  return "";
}

const char* roleName(batch::InputKind kind) {
  switch (kind) {
  case batch::InputKind::Fact: return "fact";
  case batch::InputKind::FirstYear: return "firstYear";
  case batch::InputKind::ListGiven: return "listGiven";
  case batch::InputKind::Listed: return "listed";
  }
  return "";
}

Json inputJson(const Description& d, const Input& input, const batch::Input& in, size_t index) {
  Json json{{"index", index},
            {"id", input.id},
            {"name", names(input.name)},
            {"role", roleName(in.kind)},
            {"type", typeName(input.type)}};
  if (input.unit != Name()) json["unit"] = names(input.unit);
  if (input.type == Type::Money) json["writtenIn"] = "fen";
  if (in.itemKind >= 0) json["items"] = d.kinds[static_cast<size_t>(in.itemKind)].id;
  if (in.year != 0) json["year"] = in.year;
  if (in.month != 0) json["month"] = in.month;
  json["scale"] = in.scale;
  json["least"] = in.lo;
  json["greatest"] = in.hi;
  if (!input.members.empty()) {
    json["members"] = Json::array();
    for (const Member& member : input.members)
      json["members"].push_back({{"id", member.id}, {"name", names(member.name)}});
  }
  return json;
}

Json clauseJson(const core::Program& program, const plan::Plan& plan, const Description& d, uint32_t award) {
  const core::Award& of = program.awards[{award}];
  Json json{{"name", names(of.name)}, {"article", of.article}, {"document", of.document}, {"quotation", of.quotation}};
  json["from"] = calendar::toString(of.from);
  json["to"] = calendar::toString(of.to);
  json["discretionary"] = of.assessment.has_value();
  const Output* first = nullptr;
  Json outputs = Json::array();
  for (size_t i = 0; i < d.outputs.size(); ++i) {
    const Output& output = d.outputs[i];
    if (output.award.index != award) continue;
    if (first == nullptr) first = &output;
    Json each{
        {"index", i}, {"id", output.id}, {"period", calendar::toString(output.period)}, {"reasons", Json::array()}};
    for (const diagnostics::Text& reason : output.reasons) each["reasons"].push_back(words(reason));
    outputs.push_back(std::move(each));
  }
  if (first != nullptr) {
    if (first->itemKind >= 0) json["items"] = d.kinds[static_cast<size_t>(first->itemKind)].id;
    const batch::Group& group = plan.layout.groups[first->group];
    json["compiled"] = group.compiled;
    if (!group.compiled) json["leftToAsk"] = words(whyLeft(group));
  }
  json["outputs"] = std::move(outputs);
  return json;
}

} // namespace

std::string manifest(const core::Program& program, const plan::Plan& plan, const Description& d) {
  Json json;
  json["policy"] = names(d.policy);
  json["version"] = d.version;
  json["hash"] = d.hash;
  if (d.district != Name()) json["district"] = names(d.district);
  json["abi"] = AbiVersion;
  json["compiler"] = "tiao " + d.compiler;
  json["years"] = {{"first", d.firstYear}, {"last", d.lastYear}};
  json["money"] = "fen";
  Json left = Json::array();
  for (const batch::Group& group : plan.layout.groups) {
    if (group.compiled) continue;
    Json awards = Json::array();
    for (const uint32_t award : group.awards) awards.push_back(names(program.awards[{award}].name));
    left.push_back({{"clauses", awards}, {"why", words(whyLeft(group))}});
  }
  json["leftToAsk"] = std::move(left);
  json["itemKinds"] = Json::array();
  for (const Kind& kind : d.kinds)
    json["itemKinds"].push_back({{"id", kind.id}, {"name", names(kind.name)}, {"most", kind.most}});
  json["inputs"] = Json::array();
  for (size_t i = 0; i < d.inputs.size(); ++i)
    json["inputs"].push_back(inputJson(d, d.inputs[i], plan.layout.inputs[i], i));
  json["clauses"] = Json::array();
  for (uint32_t award = 0; award < program.awards.size(); ++award)
    json["clauses"].push_back(clauseJson(program, plan, d, award));
  json["numericPlan"] = numbersJson(program, plan);
  return json.dump(2) + "\n";
}

} // namespace tiao::build
