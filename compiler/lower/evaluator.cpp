#include "compiler/lower/evaluator.h"

#include "compiler/lower/about.h"
#include "compiler/lower/link.h"
#include "compiler/lower/object.h"
#include "runtime/abi/bytes.h"

#include <array>
#include <future>

namespace tiao::lower {

namespace {

/// The levels that runtime/abi/level.h chooses from, in its order.
struct Level {
  const char* cpu;
  const char* prefix;
};
constexpr std::array<Level, 3> Levels{{{"x86-64", "tiao_v1_"}, {"x86-64-v3", "tiao_v3_"}, {"x86-64-v4", "tiao_v4_"}}};

using Objects = std::variant<std::vector<Object>, std::string>;

} // namespace

std::variant<Made, std::string> evaluator(const plan::Plan& plan, const build::Description& description, Form form,
                                          const std::string& name) {
  const Units units = native::cut(plan);
  std::vector<std::future<Objects>> making;
  for (const Level& level : Levels)
    making.push_back(std::async(std::launch::async, [&plan, &units, level] {
      Times times;
      return objectsOf(plan, units, {level.cpu, ""}, Effort::Full, level.prefix, true, times);
    }));
  std::vector<Object> objects;
  std::vector<Function> functions;
  std::vector<std::string> kernels;
  std::string why;
  for (std::future<Objects>& each : making) {
    Objects made = each.get();
    if (auto* failed = std::get_if<std::string>(&made)) {
      why = std::move(*failed);
      continue;
    }
    for (Object& object : std::get<std::vector<Object>>(made)) {
      if (functions.size() < units.units.size()) functions.push_back(object.function); // the same for all levels
      kernels.push_back(object.function.kernel);
      objects.push_back(std::move(object));
    }
  }
  if (!why.empty()) return why;
  auto tables = tablesObject(aboutBlock(plan, units, functions, description), kernels);
  if (auto* failed = std::get_if<std::string>(&tables)) return std::move(*failed);
  std::vector<std::string_view> files{abi::evaluatorObject(), std::get<Object>(tables).bytes};
  for (const Object& object : objects) files.push_back(object.bytes);
  auto linked = link(files, form == Form::Library, name);
  if (auto* failed = std::get_if<std::string>(&linked)) return std::move(*failed);
  return Made{std::get<Linked>(std::move(linked)).bytes};
}

} // namespace tiao::lower
