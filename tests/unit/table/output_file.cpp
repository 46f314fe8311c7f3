#include "runtime/table/output_file.h"
#include "tests/unit/table/read_all.h"
#include "tests/unit/table/scratch_folder.h"

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tiao::table {

namespace {

using Names = std::vector<std::string>;

OutputFile created(const std::string& path) {
  Result<OutputFile> file = OutputFile::create(path);
  REQUIRE_FALSE(failureOf(file));
  return std::get<OutputFile>(std::move(file));
}

} // namespace

TEST_CASE("nothing is seen before commit, everything after it", "[table][output]") {
  const ScratchFolder folder;
  folder.put("out.csv", "before");
  OutputFile file = created(folder.path("out.csv"));
  file.write("after");
  file.flush();
  CHECK(folder.contents("out.csv") == "before");
  CHECK(folder.files().size() == 2);
  CHECK_FALSE(file.commit());
  CHECK(folder.contents("out.csv") == "after");
  CHECK(folder.files() == Names{"out.csv"});
}

TEST_CASE("without commit nothing is left", "[table][output]") {
  const ScratchFolder folder;
  {
    OutputFile file = created(folder.path("out.csv"));
    file.write("lost");
    OutputFile moved = std::move(file);
    moved = created(folder.path("other.csv"));
    CHECK(folder.files().size() == 1);
  }
  CHECK(folder.files().empty());
}

TEST_CASE("a file keeps its mode, and a link stays a link", "[table][output]") {
  const ScratchFolder folder;
  folder.put("real.csv", "before");
  REQUIRE(chmod(folder.path("real.csv").c_str(), 0640) == 0);
  REQUIRE(symlink("real.csv", folder.path("link.csv").c_str()) == 0);
  OutputFile file = created(folder.path("link.csv"));
  file.write("after");
  CHECK_FALSE(file.commit());
  CHECK(folder.contents("real.csv") == "after");
  struct stat status {};
  REQUIRE(lstat(folder.path("link.csv").c_str(), &status) == 0);
  CHECK(S_ISLNK(status.st_mode));
  REQUIRE(stat(folder.path("real.csv").c_str(), &status) == 0);
  CHECK((status.st_mode & 0777U) == 0640);
}

TEST_CASE("what is not a regular file is written to directly", "[table][output]") {
  OutputFile file = created("/dev/null");
  file.write("gone");
  CHECK_FALSE(file.commit());
  struct stat status {};
  REQUIRE(stat("/dev/null", &status) == 0);
  CHECK(S_ISCHR(status.st_mode));
}

TEST_CASE("failures are values", "[table][output]") {
  const ScratchFolder folder;
  const Result<OutputFile> nowhere = OutputFile::create(folder.path("no/such/out.csv"));
  REQUIRE(failureOf(nowhere));
  CHECK(failureOf(nowhere)->kind == Failure::Kind::CannotOpen);
  const Result<OutputFile> isFolder = OutputFile::create(folder.path(""));
  REQUIRE(failureOf(isFolder));

  OutputFile full = created("/dev/full");
  full.write("x");
  const std::optional<Failure> failure = full.commit();
  REQUIRE(failure);
  CHECK(failure->kind == Failure::Kind::CannotWrite);
  CHECK(describe(*failure).en == "cannot write /dev/full: No space left on device");
}

TEST_CASE("a disk that fills up leaves the old file as it was", "[table][output]") {
  const ScratchFolder folder;
  folder.put("out.csv", "before");
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{100'000, 100'000};
    setrlimit(RLIMIT_FSIZE, &limit);
    Result<OutputFile> file = OutputFile::create(folder.path("out.csv"));
    const std::string piece(10'000, 'x');
    for (int i = 0; i < 100; ++i) std::get<OutputFile>(file).write(piece);
    const bool told = std::get<OutputFile>(file).failure().has_value();
    _exit(told && std::get<OutputFile>(file).commit() ? 0 : 1);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
  CHECK(folder.contents("out.csv") == "before");
  CHECK(folder.files() == Names{"out.csv"});
}

TEST_CASE("an interrupted program leaves nothing and dies of the signal", "[table][output]") {
  const int signalNumber = GENERATE(SIGINT, SIGTERM, SIGHUP);
  const ScratchFolder folder;
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    signal(signalNumber, SIG_DFL); // instead of the handler of the test framework
    const Result<OutputFile> one = OutputFile::create(folder.path("one.csv"));
    const Result<OutputFile> two = OutputFile::create(folder.path("two.csv"));
    if (failureOf(one) != nullptr || failureOf(two) != nullptr || folder.files().size() != 2) _exit(1);
    raise(signalNumber);
    _exit(2);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  REQUIRE(WIFSIGNALED(status));
  CHECK(WTERMSIG(status) == signalNumber);
  CHECK(folder.files().empty());
}

TEST_CASE("files are open at once up to a limit, and again after it", "[table][output]") {
  const ScratchFolder folder;
  std::vector<OutputFile> files;
  std::optional<Failure> failure;
  while (!failure && files.size() < 1000) {
    Result<OutputFile> next = OutputFile::create(folder.path(std::to_string(files.size())));
    if (failureOf(next) != nullptr)
      failure = *failureOf(next);
    else
      files.push_back(std::get<OutputFile>(std::move(next)));
  }
  REQUIRE(failure);
  CHECK(files.size() >= 16);
  files.clear();
  CHECK_FALSE(failureOf(OutputFile::create(folder.path("again"))));
}

} // namespace tiao::table
