#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

/// Runs a fuzz target without libFuzzer, for compilers that lack it: inputs from a corpus, mutated at random without
/// feedback from coverage. The same seed, corpus and target make the same inputs. The input that crashes the target is
/// saved, and is run again by naming it.
///
///   fuzz_csv [--seed=N] [--runs=N] [--seconds=T] [--max-size=BYTES] [--save=FILE] [CORPUS-FOLDER | FILE]...
///
/// Files are run as they are; without --runs and --seconds, 100,000 mutations follow if there is any folder or no file.

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
/// Called when a sanitizer has found an error and is about to end the program; absent in a build without sanitizers.
extern "C" __attribute__((weak)) void __sanitizer_set_death_callback(void (*callback)()); // NOLINT: the runtime's name

namespace {

using Bytes = std::vector<uint8_t>;

struct Options {
  uint64_t seed = std::random_device{}();
  uint64_t runs = 0;
  uint64_t seconds = 0;
  size_t maxSize = 4096;
  std::string save = "crash.input";
  std::vector<std::string> paths;
};

Bytes input; // the one being run
Options options;

/// Best effort: what a crash leaves behind may be in any disorder.
void saveInput() {
  if (FILE* file = std::fopen(options.save.c_str(), "wb")) {
    std::fwrite(input.data(), 1, input.size(), file);
    std::fclose(file);
  }
  std::fprintf(stderr, "crashed; seed %llu, input saved as %s\n", static_cast<unsigned long long>(options.seed),
               options.save.c_str());
}

void onCrash(int signal) {
  saveInput();
  std::signal(signal, SIG_DFL);
  raise(signal);
}

Bytes contents(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Bytes and pieces that mean something to text formats.
// clang-format off
const std::vector<std::string_view> Pieces = {
    ",", "\"", "\"\"", "\n", "\r", "\r\n", "\t", " ", "(", ")", "-1", ".", "%", "#", "0", "1", "9", "20%",
    "：", "。", "，", "、", "“", "”", "「", "」", "万元", "企业", "如果", "每年", "99999999999999999999",
    "\xEF\xBB\xBF", "\xFF", "\x80", "\xC0", "\xF0\x9F\x98\x80"};
// clang-format on

class Mutator {
public:
  explicit Mutator(uint64_t seed) : random_(seed) {}

  /// One of `corpus`, changed a few times.
  Bytes next(const std::vector<Bytes>& corpus, size_t maxSize) {
    Bytes bytes = corpus.empty() ? Bytes{} : corpus[below(corpus.size())];
    for (size_t changes = 1 + below(8); changes > 0; --changes) change(bytes, corpus);
    if (bytes.size() > maxSize) bytes.resize(maxSize);
    return bytes;
  }

private:
  size_t below(size_t bound) { return static_cast<size_t>(random_() % bound); }

  /// A part of `bytes` of at most `longest`.
  std::pair<size_t, size_t> part(const Bytes& bytes, size_t longest) {
    if (bytes.empty()) return {0, 0};
    const size_t begin = below(bytes.size());
    return {begin, std::min(bytes.size(), begin + 1 + below(longest))};
  }

  static void insert(Bytes& bytes, size_t at, const Bytes& more) {
    bytes.insert(bytes.begin() + static_cast<ptrdiff_t>(at), more.begin(), more.end());
  }

  void change(Bytes& bytes, const std::vector<Bytes>& corpus) {
    const auto [begin, end] = part(bytes, 16);
    const auto first = bytes.begin() + static_cast<ptrdiff_t>(begin),
               last = bytes.begin() + static_cast<ptrdiff_t>(end);
    switch (below(8)) {
    case 0:
      if (begin < end) bytes[begin] = static_cast<uint8_t>(below(256));
      break;
    case 1:
      if (begin < end) bytes[begin] ^= static_cast<uint8_t>(1U << below(8));
      break;
    case 2: bytes.erase(first, last); break;
    case 3: insert(bytes, below(bytes.size() + 1), Bytes(first, last)); break;
    case 4: insert(bytes, begin, Bytes(1 + below(4), static_cast<uint8_t>(below(256)))); break;
    case 5: bytes.resize(begin); break;
    case 6: {
      const std::string_view piece = Pieces[below(Pieces.size())];
      insert(bytes, begin, Bytes(piece.begin(), piece.end()));
      break;
    }
    default: {
      if (corpus.empty()) break;
      const Bytes& other = corpus[below(corpus.size())];
      const auto [from, to] = part(other, 64);
      insert(bytes, begin,
             Bytes(other.begin() + static_cast<ptrdiff_t>(from), other.begin() + static_cast<ptrdiff_t>(to)));
      break;
    }
    }
  }

  std::mt19937_64 random_;
};

bool readOptions(int count, char** arguments) {
  for (int i = 1; i < count; ++i) {
    const std::string_view argument = arguments[i];
    const auto value = [&](std::string_view name) -> const char* {
      return argument.starts_with(name) ? arguments[i] + name.size() : nullptr;
    };
    if (const char* seed = value("--seed="))
      options.seed = std::strtoull(seed, nullptr, 10);
    else if (const char* runs = value("--runs="))
      options.runs = std::strtoull(runs, nullptr, 10);
    else if (const char* seconds = value("--seconds="))
      options.seconds = std::strtoull(seconds, nullptr, 10);
    else if (const char* size = value("--max-size="))
      options.maxSize = std::strtoull(size, nullptr, 10);
    else if (const char* save = value("--save="))
      options.save = save;
    else if (argument.starts_with("-"))
      return false;
    else
      options.paths.emplace_back(argument);
  }
  return true;
}

void runOne(Bytes bytes) {
  input = std::move(bytes);
  LLVMFuzzerTestOneInput(input.data(), input.size());
}

} // namespace

int main(int count, char** arguments) {
  if (!readOptions(count, arguments)) {
    std::fprintf(stderr, "usage: %s [--seed=N] [--runs=N] [--seconds=T] [--max-size=BYTES] [--save=FILE] [PATH]...\n",
                 arguments[0]);
    return 2;
  }
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) std::signal(signal, onCrash);
  if (__sanitizer_set_death_callback != nullptr) __sanitizer_set_death_callback(saveInput);

  std::vector<Bytes> corpus;
  bool mutates = options.paths.empty() || options.runs > 0 || options.seconds > 0;
  for (const std::string& path : options.paths) {
    if (!std::filesystem::is_directory(path)) {
      corpus.push_back(contents(path));
      continue;
    }
    mutates = true;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path))
      if (entry.is_regular_file()) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const auto& file : files) corpus.push_back(contents(file));
  }
  if (options.runs == 0 && options.seconds == 0) options.runs = 100'000;

  std::printf("seed %llu, %zu inputs in the corpus\n", static_cast<unsigned long long>(options.seed), corpus.size());
  std::fflush(stdout);
  for (const Bytes& bytes : corpus) runOne(bytes);
  if (!mutates) return 0;

  Mutator mutator(options.seed);
  using Clock = std::chrono::steady_clock;
  const auto deadline = Clock::now() + std::chrono::seconds(options.seconds);
  uint64_t ran = 0;
  while ((options.runs == 0 || ran < options.runs) && (options.seconds == 0 || Clock::now() < deadline)) {
    runOne(mutator.next(corpus, options.maxSize));
    ++ran;
  }
  std::printf("%llu mutated inputs, no crash\n", static_cast<unsigned long long>(ran));
  return 0;
}
