// posix_spawn with a pipe for input and an unnamed memory file for errors (a second pipe would need
// a reader).
#include "platform/child_process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

extern char** environ;

namespace caspian::platform {
namespace {

/// File actions and attributes of the child, released on every way out.
struct SpawnPlan {
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;

  SpawnPlan(int input, int errors) {
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&files, errors, STDERR_FILENO);
    posix_spawnattr_init(&attributes);
    sigset_t defaults;
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF);
  }
  ~SpawnPlan() {
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;
};

void close_and_forget(int& descriptor) {
  if (descriptor >= 0) ::close(descriptor);
  descriptor = -1;
}

int wait_for(pid_t pid) {
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0)
    if (errno != EINTR) return 127;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

Result<ChildProcess> ChildProcess::start(const std::vector<std::string>& arguments) {
  int pipe_ends[2];
  if (::pipe2(pipe_ends, O_CLOEXEC) != 0)
    return Failure{"no pipe to " + arguments[0] + " could be made (" + std::strerror(errno) + ")",
                   Failure::Kind::output};
  ChildProcess child;
  child.input_ = pipe_ends[1];
  child.errors_ = ::memfd_create("child errors", MFD_CLOEXEC);
  ::signal(SIGPIPE, SIG_IGN);

  std::vector<char*> argv;
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  SpawnPlan plan(pipe_ends[0], child.errors_);
  const int error =
      ::posix_spawnp(&child.pid_, argv[0], &plan.files, &plan.attributes, argv.data(), environ);
  ::close(pipe_ends[0]);
  if (error != 0) {
    child.pid_ = -1;
    return Failure{error == ENOENT ? arguments[0] + " was not found"
                                   : arguments[0] + " cannot be run (" + std::strerror(error) + ")",
                   Failure::Kind::output};
  }
  // A large pipe lets the child read on while the next frame is drawn.
  ::fcntl(child.input_, F_SETPIPE_SZ, 1 << 20);
  return child;
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      input_(std::exchange(other.input_, -1)),
      errors_(std::exchange(other.errors_, -1)) {}

ChildProcess& ChildProcess::operator=(ChildProcess&& other) noexcept {
  std::swap(pid_, other.pid_);
  std::swap(input_, other.input_);
  std::swap(errors_, other.errors_);
  return *this;
}

ChildProcess::~ChildProcess() {
  end_by_force();
  close_and_forget(errors_);
}

bool ChildProcess::write(std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(input_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes = bytes.subspan(static_cast<size_t>(written));
  }
  return true;
}

int ChildProcess::finish() {
  close_and_forget(input_);
  return pid_ < 0 ? 127 : wait_for(std::exchange(pid_, -1));
}

std::string ChildProcess::error_output() const {
  constexpr off_t k_kept = 4000;
  if (errors_ < 0) return {};
  const off_t size = ::lseek(errors_, 0, SEEK_END);
  const off_t from = std::max<off_t>(size - k_kept, 0);
  std::string text(static_cast<size_t>(std::max<off_t>(size - from, 0)), '\0');
  const ssize_t read = ::pread(errors_, text.data(), text.size(), from);
  text.resize(static_cast<size_t>(std::max<ssize_t>(read, 0)));
  return text;
}

void ChildProcess::end_by_force() {
  close_and_forget(input_);
  if (pid_ < 0) return;
  ::kill(pid_, SIGKILL);
  wait_for(std::exchange(pid_, -1));
}

}  // namespace caspian::platform
