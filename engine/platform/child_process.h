// Runs a program without a shell, feeds its input, keeps what it says on its error output. Knows
// nothing of films.
#pragma once
#include <sys/types.h>

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"

namespace caspian::platform {

class ChildProcess {
 public:
  /// Looks `arguments[0]` up in PATH. Fails when there is no such program. The child is in a
  /// process group of its own, so that Ctrl-C reaches us alone and we decide what becomes of its
  /// work. Ignores SIGPIPE in this process from here on: a child that ends early shows as a failed
  /// write.
  static Result<ChildProcess> start(const std::vector<std::string>& arguments);

  ChildProcess(ChildProcess&& other) noexcept;
  ChildProcess& operator=(ChildProcess&& other) noexcept;
  /// A child that still runs is ended.
  ~ChildProcess();

  pid_t id() const { return pid_; }
  /// False when the child no longer reads.
  bool write(std::span<const std::byte> bytes);
  /// Closes the child's input and waits. Its exit status, or 128 + signal.
  int finish();
  /// What it wrote to its error output so far; at most the last 4,000 characters.
  std::string error_output() const;

 private:
  ChildProcess() = default;
  void end_by_force();

  pid_t pid_ = -1;
  int input_ = -1;
  int errors_ = -1;
};

}  // namespace caspian::platform
