#include "compiler/build/header.h"

#include "compiler/build/generic_header.h"
#include "compiler/build/ids.h"

#include <fmt/format.h>
#include <set>

namespace tiao::build {

namespace {

/// Words in a comment of C: what would end it does not.
std::string comment(const std::string& words) {
  std::string text;
  for (const char c : words) {
    if (!text.empty() && text.back() == '*' && c == '/') text.push_back(' ');
    text.push_back(c == '\n' ? ' ' : c);
  }
  return text;
}

std::string both(const Name& name) {
  if (name.zh.empty() || name.en.empty()) return name.zh + name.en;
  return name.zh + " / " + name.en;
}

/// 元（分）, 0 … 100000000000.00: what is written, and between which bounds.
std::string range(const Input& input, const batch::Input& in) {
  switch (input.type) {
  case Type::Truth: return "0, 1";
  case Type::Member: return fmt::format("0 … {}", in.hi);
  case Type::Year: return fmt::format("{} … {}", in.lo, in.hi);
  case Type::Date: return "days since 1970-01-01";
  case Type::Money: return fmt::format("fen, {} … {}", in.lo, in.hi);
  case Type::Number: {
    const std::string unit = input.unit.en.empty() ? input.unit.zh : input.unit.en;
    return in.scale == 1 ? fmt::format("{}, {} … {}", unit, in.lo, in.hi)
                         : fmt::format("1/{}{}, {} … {}", in.scale, unit.empty() ? "" : " " + unit, in.lo, in.hi);
  }
  }
  return {};
}

class Writing {
public:
  Writing(const Description& description, const batch::Layout& layout) : d_(description), layout_(layout) {}

  std::string run(std::string_view generic) {
    const auto out = std::back_inserter(text_);
    fmt::format_to(out, "/*\n * {}\n", comment(both(d_.policy)));
    if (!d_.version.empty()) fmt::format_to(out, " * {}\n", comment(d_.version));
    if (d_.district != Name()) fmt::format_to(out, " * {}\n", comment(both(d_.district)));
    fmt::format_to(out, " * {} … {}. SHA-256 {}\n", d_.firstYear, d_.lastYear, d_.hash);
    fmt::format_to(
        out, " * Made by tiao {}. First what every policy has; what is this policy's own stands at the end.\n */\n",
        d_.compiler);
    text_ += generic;
    text_ += "\n/* What follows is of this policy alone. */\n#ifndef TIAO_POLICY_H\n#define TIAO_POLICY_H\n\n";
    fmt::format_to(out, "#define TIAO_POLICY_HASH \"{}\"\n#define TIAO_INPUT_COUNT {}\n#define TIAO_OUTPUT_COUNT {}\n",
                   d_.hash, d_.inputs.size(), d_.outputs.size());
    fmt::format_to(out, "#define TIAO_ITEM_KIND_COUNT {}\n", d_.kinds.size());
    kinds();
    inputs();
    members();
    outputs();
    text_ += "#endif /* TIAO_POLICY_H */\n";
    return std::move(text_);
  }

private:
  void begin(const std::string& name, const std::string& what) {
    fmt::format_to(std::back_inserter(text_), "\n/* {} */\nenum {} {{\n", what, name);
  }
  void line(const std::string& id, size_t number, const std::string& words) {
    fmt::format_to(std::back_inserter(text_), "  {} = {}, /* {} */\n", id, number, comment(words));
  }
  void end() { text_ += "};\n"; }

  void kinds() {
    if (d_.kinds.empty()) return;
    begin("tiao_item_kind", "Kinds of items.");
    for (size_t i = 0; i < d_.kinds.size(); ++i)
      line("TIAO_ITEMS_" + upper(d_.kinds[i].id), i,
           fmt::format("{}; at most {}", both(d_.kinds[i].name), d_.kinds[i].most));
    end();
  }

  void inputs() {
    if (d_.inputs.empty()) return;
    begin("tiao_input_index", "Inputs: what a value is, and between which bounds.");
    for (size_t i = 0; i < d_.inputs.size(); ++i) {
      const Input& input = d_.inputs[i];
      std::string words = fmt::format("{}: {}", both(input.column), range(input, layout_.inputs[i]));
      const int32_t kind = layout_.inputs[i].itemKind;
      if (kind >= 0 && layout_.inputs[i].kind != batch::InputKind::ListGiven)
        words += fmt::format("; of each {}", d_.kinds[static_cast<size_t>(kind)].id);
      line("TIAO_INPUT_" + upper(input.id), i, words);
    }
    end();
  }

  void members() {
    std::set<std::string> told;
    for (const Input& input : d_.inputs) {
      if (input.members.empty() || !told.insert(input.factId).second) continue;
      begin("tiao_" + input.factId, "Members of " + comment(both(input.name)) + ".");
      for (size_t i = 0; i < input.members.size(); ++i)
        line("TIAO_" + upper(input.factId) + "_" + upper(input.members[i].id), i, both(input.members[i].name));
      end();
    }
  }

  void outputs() {
    if (d_.outputs.empty()) return;
    begin("tiao_output_index", "Outputs: what each award gives in each period.");
    for (size_t i = 0; i < d_.outputs.size(); ++i) {
      const Output& output = d_.outputs[i];
      std::string words = awardNames(output);
      if (output.itemKind >= 0) words += "; for each " + d_.kinds[static_cast<size_t>(output.itemKind)].id;
      if (output.discretionary) words += "; a body fixes the amount";
      if (output.kernel < 0) words += "; always TIAO_ASK: " + layout_.groups[output.group].why;
      line("TIAO_OUTPUT_" + upper(output.id), i, words);
    }
    end();
  }

  [[nodiscard]] std::string awardNames(const Output& output) const {
    return both(d_.awards[output.award.index]) + " " + calendar::toString(output.period);
  }

  const Description& d_;
  const batch::Layout& layout_;
  std::string text_;
};

} // namespace

std::string header(const Description& description, const batch::Layout& layout) {
  return Writing(description, layout).run(genericHeader());
}

} // namespace tiao::build
