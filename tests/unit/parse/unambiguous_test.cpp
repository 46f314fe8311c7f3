#include "compiler/parse/grammar.h"
#include "compiler/parse/parse.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>

/// The grammar reads nothing in two ways. ANTLR's exact detection says so for each statement it is shown: all that are
/// written in the tree, and random ones made from the grammar itself. No token types can be read in two ways, whatever
/// they spell, so neither language nor vocabulary matters.

namespace fs = std::filesystem;
using namespace tiao;

namespace {

/// How many random statements; TIAO_CASES overrides. Exact detection is slow without optimisation.
uint64_t cases() {
  if (const char* said = std::getenv("TIAO_CASES")) return std::strtoull(said, nullptr, 10);
#ifdef NDEBUG
  return 60'000;
#else
  return 2'000;
#endif
}

std::string shown(const std::vector<std::string>& types) {
  std::string out;
  for (const std::string& type : types) out += (out.empty() ? "" : " ") + type;
  return out;
}

bool isAmbiguity(const std::string& sentence) { return !sentence.starts_with("does not parse"); }

} // namespace

TEST_CASE("no statement written in the tree is ambiguous") {
  std::set<std::vector<std::string>> statements;
  for (const char* folder : {"policies", "tests/lang"})
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(TIAO_ROOT) / folder)) {
      const std::string name = entry.path().filename().string();
      if (!name.ends_with(".tiao") && !name.ends_with(".tiao.md")) continue;
      for (std::vector<std::string>& types : parse::tokenTypes({entry.path().string()}))
        statements.insert(std::move(types));
    }
  CHECK(statements.size() > 100);
  for (const std::vector<std::string>& types : statements)
    for (const std::string& found : parse::ambiguities(types))
      if (isAmbiguity(found)) FAIL_CHECK(found << "\n  in " << shown(types));
}

TEST_CASE("no random statement of the grammar is ambiguous, and each can be read") {
  const std::set<std::string> manifold = {
      "CLAUSE",   "DEFINE", "PARAMETER", "TEST",      "SUBJECT", "SCALE",
      "MARGINAL", "TABLE",  "SPLIT",     "PROCEDURE", "PAYMENT", "RECOVERY"}; // the others are one line
  std::set<std::vector<std::string>> read;
  int wrong = 0;
  for (uint64_t seed = 0; read.size() < cases() && wrong < 10; ++seed) {
    const std::vector<std::string> types = parse::randomStatement(seed);
    if (types.empty() || !manifold.contains(types.front()) || !read.insert(types).second) continue;
    for (const std::string& found : parse::ambiguities(types)) {
      ++wrong;
      FAIL_CHECK("seed " << seed << ": " << found << "\n  in " << shown(types));
    }
  }
}
