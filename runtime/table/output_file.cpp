#include "runtime/table/output_file.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace tiao::table {

namespace {

constexpr size_t BufferSize = 1 << 16;
/// So many bytes at a time go on their way to the disk, so that little is left to wait for in the end.
constexpr off_t SendSize = off_t{1} << 23;

/// A temporary file that exists, or is about to; `path` is written only while the slot is Claimed.
struct Slot {
  enum State : int { Free, Claimed, Live };
  std::atomic<int> state = Free;
  std::array<char, PATH_MAX> path{};
};
static_assert(std::atomic<int>::is_always_lock_free, "the signal handler reads it");

std::array<Slot, 32> slots; // more files are never open at once

/// Async-signal-safe. The signal's action is the default one again by now (SA_RESETHAND), and the signal is blocked
/// until this returns; then it ends the program as it would have.
void removeTemporaries(int signal) {
  const int error = errno;
  for (Slot& slot : slots)
    if (slot.state.load() == Slot::Live) unlink(slot.path.data());
  errno = error;
  raise(signal);
}

/// Leaves alone a signal that the program handles or ignores.
void installHandler() {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction now {};
    if (sigaction(signal, nullptr, &now) != 0 || now.sa_handler != SIG_DFL) continue;
    struct sigaction ours {};
    ours.sa_handler = removeTemporaries;
    ours.sa_flags = static_cast<int>(SA_RESETHAND);
    sigemptyset(&ours.sa_mask);
    sigaction(signal, &ours, nullptr);
  }
}

/// Claims a slot for `path`; -1 if there is none or the path is too long.
int claimSlot(const std::string& path) {
  if (path.size() >= PATH_MAX) return -1;
  for (size_t i = 0; i < slots.size(); ++i) {
    int expected = Slot::Free;
    if (!slots[i].state.compare_exchange_strong(expected, Slot::Claimed)) continue;
    std::memcpy(slots[i].path.data(), path.c_str(), path.size() + 1);
    slots[i].state.store(Slot::Live);
    return static_cast<int>(i);
  }
  return -1;
}

void freeSlot(int slot) {
  if (slot >= 0) slots[static_cast<size_t>(slot)].state.store(Slot::Free);
}

std::string folderOf(const std::string& path) {
  const size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, slash + 1);
}

/// A name in the folder of `target` that no other call in this process has had. Short whatever the target is called.
std::string temporaryFor(const std::string& target) {
  static std::atomic<unsigned> made = 0;
  const size_t slash = target.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : target.substr(0, slash + 1);
  return folder + ".tiao-" + std::to_string(getpid()) + "-" + std::to_string(made++) + ".tmp";
}

/// Where a path leads through symbolic links; the path itself if it leads nowhere yet.
std::string resolve(const std::string& path) {
  char* const resolved = realpath(path.c_str(), nullptr);
  std::string result = resolved == nullptr ? path : resolved;
  std::free(resolved);
  return result;
}

/// Makes a rename in this folder last. A file system that cannot do so is no reason to fail.
void syncFolder(const std::string& folder) {
  const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  fsync(descriptor);
  close(descriptor);
}

Failure failureFor(Failure::Kind kind, const std::string& path, int error) {
  const std::string words = std::strerror(error);
  return {.kind = kind, .path = path, .detail = {words, words}};
}

} // namespace

Result<OutputFile> OutputFile::create(const std::string& path) {
  OutputFile file;
  file.path_ = path;
  file.buffer_.reserve(BufferSize);
  if (path == "-") {
    file.descriptor_ = STDOUT_FILENO;
    return file;
  }
  struct stat status {};
  const bool exists = stat(path.c_str(), &status) == 0;
  if (exists && !S_ISREG(status.st_mode)) {
    file.descriptor_ = open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (file.descriptor_ < 0) return failureFor(Failure::Kind::CannotOpen, path, errno);
    return file;
  }
  if (exists && access(path.c_str(), W_OK) != 0) return failureFor(Failure::Kind::CannotOpen, path, errno);

  installHandler();
  file.target_ = resolve(path);
  do {
    // Listed before it exists, so that no signal can fall between the two.
    file.temporary_ = temporaryFor(file.target_);
    freeSlot(file.slot_);
    file.slot_ = claimSlot(file.temporary_);
    if (file.slot_ < 0) {
      const int error = file.temporary_.size() < PATH_MAX ? EMFILE : ENAMETOOLONG;
      file.temporary_.clear();
      return failureFor(Failure::Kind::CannotOpen, path, error);
    }
    file.descriptor_ = open(file.temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  } while (file.descriptor_ < 0 && errno == EEXIST);
  if (file.descriptor_ < 0) {
    const int error = errno;
    file.temporary_.clear();
    return failureFor(Failure::Kind::CannotOpen, path, error);
  }
  if (exists) fchmod(file.descriptor_, status.st_mode & 07777U);
  return file;
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : path_(std::move(other.path_)), target_(std::move(other.target_)),
      temporary_(std::exchange(other.temporary_, std::string())), slot_(std::exchange(other.slot_, -1)),
      descriptor_(std::exchange(other.descriptor_, -1)), buffer_(std::move(other.buffer_)), written_(other.written_),
      sent_(other.sent_), failure_(std::move(other.failure_)) {}

OutputFile& OutputFile::operator=(OutputFile&& other) noexcept {
  if (this == &other) return *this;
  discard();
  path_ = std::move(other.path_);
  target_ = std::move(other.target_);
  temporary_ = std::exchange(other.temporary_, std::string());
  slot_ = std::exchange(other.slot_, -1);
  descriptor_ = std::exchange(other.descriptor_, -1);
  buffer_ = std::move(other.buffer_);
  written_ = other.written_;
  sent_ = other.sent_;
  failure_ = std::move(other.failure_);
  return *this;
}

OutputFile::~OutputFile() { discard(); }

void OutputFile::discard() {
  if (descriptor_ >= 0 && descriptor_ != STDOUT_FILENO) close(descriptor_);
  descriptor_ = -1;
  if (!temporary_.empty()) unlink(temporary_.c_str());
  temporary_.clear();
  freeSlot(std::exchange(slot_, -1));
}

void OutputFile::fail(int error) {
  if (!failure_) failure_ = failureFor(Failure::Kind::CannotWrite, path_, error);
}

void OutputFile::writeOut(std::string_view bytes) {
  while (!bytes.empty() && !failure_) {
    const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
    if (count < 0) {
      if (errno != EINTR) fail(errno);
      continue;
    }
    bytes.remove_prefix(static_cast<size_t>(count));
    written_ += count;
  }
  if (!temporary_.empty() && written_ - sent_ >= SendSize) {
    // Only a beginning: what it cannot do, commit() does.
    (void)sync_file_range(descriptor_, sent_, written_ - sent_, SYNC_FILE_RANGE_WRITE);
    sent_ = written_;
  }
}

void OutputFile::flush() {
  writeOut(buffer_);
  buffer_.clear();
}

std::optional<Failure> OutputFile::commit() {
  flush();
  if (!temporary_.empty() && !failure_) {
    if (fsync(descriptor_) != 0) fail(errno);
    if (close(std::exchange(descriptor_, -1)) != 0) fail(errno);
    if (!failure_ && rename(temporary_.c_str(), target_.c_str()) != 0) fail(errno);
    if (!failure_) {
      temporary_.clear();
      syncFolder(folderOf(target_));
    }
  }
  if (temporary_.empty() && descriptor_ > STDERR_FILENO && close(std::exchange(descriptor_, -1)) != 0) fail(errno);
  discard();
  return failure_;
}

} // namespace tiao::table
