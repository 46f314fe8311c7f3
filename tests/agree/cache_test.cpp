#include "compiler/lower/jit.h"
#include "tests/agree/bounded_case.h"
#include "tests/agree/native_agree.h"
#include "tests/lang/front_end.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

/// Objects that are kept: found again where they serve, never where they do not.
namespace tiao::test {

namespace fs = std::filesystem;
using native::CodeCache;
using native::Effort;

namespace {

class Folder {
public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "tiao-cache-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path); }
  fs::path path;
};

/// A policy of three clauses, which share what no other has: four units; the words say what is other than usual.
std::string source(const std::string& revenue = "年营业收入", const std::string& rate = "20%",
                   const std::string& before = "") {
  return fmt::format("政策 试行\n施行 2022年1月1日 至 2024年12月31日\n对象 企业：\n{}- 招引：是否\n- 落户：是否\n- "
                     "{}：金额，每年，0 至 10亿元\n"
                     "- 投资额：金额，每年，0 至 10亿元\n"
                     "条款 甲：\n  对招引的企业，每年按其投资额的{}给予资助，累计不超过100万元。\n"
                     "条款 乙：\n  对{}达到2000万元的企业，给予50万元的一次性奖励。\n"
                     "条款 丙：\n  对落户的企业，每年按其{}的1%给予不超过30万元的资助。\n",
                     before, revenue, rate, revenue, revenue);
}

/// Compiles with a cache, checks what it computes, and says how many units were found.
size_t found(const std::string& text, const CodeCache* cache, size_t units = 4) {
  const Compiled policy = compileText(text);
  INFO(diagnostics::render(policy.sink.all(), policy.sources, {}));
  REQUIRE(policy.checked);
  const core::Program& program = policy.checked->program;
  const plan::Plan plan = plan::plan(program, 2024);
  auto native = native::Code::make(plan, Effort::None, lower::compile, cache);
  if (const auto* why = std::get_if<std::string>(&native)) FAIL(*why);
  Random random(1);
  const BoundedCases bounded(program, 2020, 2024);
  std::vector<interpret::Case> cases;
  for (int i = 0; i < 40; ++i) cases.push_back(bounded.draw(random, i % 3));
  const Agreement same = nativeAgreement(program, plan, std::get<native::Code>(native), cases);
  if (!same.disagreement.empty()) FAIL(same.disagreement);
  CHECK(same.compared > 0);
  CHECK(std::get<native::Code>(native).found().all == units);
  return std::get<native::Code>(native).found().found;
}

std::vector<fs::path> filesIn(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& each : fs::directory_iterator(folder)) files.push_back(each.path());
  return files;
}

} // namespace

TEST_CASE("a clause is compiled once, whatever its columns are called and what stands before it") {
  const Folder folder;
  const auto cache = CodeCache::open(folder.path / "tiao");
  REQUIRE(cache);
  CHECK(found(source(), nullptr) == 0);
  CHECK(found(source(), &*cache) == 0);
  CHECK(filesIn(folder.path / "tiao").size() == 4);
  CHECK(found(source(), &*cache) == 4);
  CHECK(found(source("销售收入"), &*cache) == 4);                                  // a column by another name
  CHECK(found(source("年营业收入", "20%", "- 人数：数量（人）\n"), &*cache) == 4); // and one more, that nobody reads
  CHECK(found(source("年营业收入", "21%"), &*cache) == 3);                         // one clause is another
  CHECK(filesIn(folder.path / "tiao").size() == 5);
  struct stat of {};
  for (const fs::path& file : filesIn(folder.path / "tiao")) {
    REQUIRE(::stat(file.c_str(), &of) == 0);
    CHECK((of.st_mode & 0777U) == 0600);
  }
  REQUIRE(::stat((folder.path / "tiao").c_str(), &of) == 0);
  CHECK((of.st_mode & 0777U) == 0700);
}

TEST_CASE("kept code that is damaged, cut short, foreign or open to others is made anew") {
  const Folder folder;
  const std::string place = folder.path / "tiao";
  const auto cache = CodeCache::open(place);
  REQUIRE(cache);
  CHECK(found(source(), &*cache) == 0);
  const auto spoilt = [&](const char* how, const auto& spoil) {
    INFO(how);
    for (const fs::path& file : filesIn(place)) spoil(file);
    CHECK(found(source(), &*cache) == 0);
    CHECK(found(source(), &*cache) == 4); // it has been mended
  };
  spoilt("a byte of code", [](const fs::path& file) {
    std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
    bytes.seekp(static_cast<std::streamoff>(fs::file_size(file)) / 2);
    bytes.put('\x5A');
  });
  spoilt("half of it", [](const fs::path& file) { fs::resize_file(file, fs::file_size(file) / 2); });
  spoilt("nothing of it", [](const fs::path& file) { fs::resize_file(file, 0); });
  spoilt("another's key", [&](const fs::path& file) {
    const fs::path other = filesIn(place).front() == file ? filesIn(place).back() : filesIn(place).front();
    std::error_code ignored;
    fs::copy_file(other, file, fs::copy_options::overwrite_existing, ignored);
    std::ofstream(other, std::ios::app) << ' ';
  });
  spoilt("others may read it", [](const fs::path& file) { fs::permissions(file, fs::perms(0644)); });
  spoilt("a link", [&](const fs::path& file) {
    fs::rename(file, folder.path / file.filename());
    fs::create_symlink(folder.path / file.filename(), file);
  });
}

TEST_CASE("a folder that is not one's own alone is not used") {
  const Folder folder;
  CHECK(!CodeCache::open(""));
  fs::create_directory(folder.path / "open");
  fs::permissions(folder.path / "open", fs::perms(0755));
  CHECK(!CodeCache::open(folder.path / "open"));
  fs::create_directory(folder.path / "own");
  fs::permissions(folder.path / "own", fs::perms(0700));
  CHECK(CodeCache::open(folder.path / "own"));
  fs::create_directory_symlink(folder.path / "own", folder.path / "link");
  CHECK(!CodeCache::open(folder.path / "link"));
  std::ofstream(folder.path / "file") << "x";
  CHECK(!CodeCache::open(folder.path / "file"));
  if (::geteuid() == 0) { // only then can a folder be given away
    REQUIRE(::chown((folder.path / "own").c_str(), 12345, 12345) == 0);
    CHECK(!CodeCache::open(folder.path / "own"));
  }
}

TEST_CASE("what has not been used for longest goes first") {
  const Folder folder;
  const std::string place = folder.path / "tiao";
  const auto cache = CodeCache::open(place);
  REQUIRE(cache);
  CHECK(found(source(), &*cache) == 0);
  size_t bytes = 0;
  for (const fs::path& file : filesIn(place)) bytes += fs::file_size(file);
  const fs::path old = filesIn(place).front();
  fs::last_write_time(old, fs::last_write_time(old) - std::chrono::hours(1));
  cache->bound(bytes);
  CHECK(filesIn(place).size() == 4);
  cache->bound(bytes - 1);
  CHECK(filesIn(place).size() == 3);
  CHECK(!fs::exists(old));
  cache->bound(0);
  CHECK(filesIn(place).empty());
}

} // namespace tiao::test
