// Child processes: input, exit status, error output, and a child that ends early.
#include <doctest/doctest.h>

#include <string>

#include "platform/child_process.h"

using namespace caspian;
using platform::ChildProcess;

namespace {
std::span<const std::byte> bytes_of(const std::string& text) {
  return std::as_bytes(std::span(text));
}
}  // namespace

TEST_CASE("child process: input arrives, errors and exit status come back") {
  Result<ChildProcess> child = ChildProcess::start({"sh", "-c", "wc -c >&2; exit 7"});
  REQUIRE(child.ok());
  CHECK(child->write(bytes_of(std::string(300'000, 'x'))));
  CHECK(child->finish() == 7);
  CHECK(child->error_output() == "300000\n");
}

TEST_CASE("child process: arguments are not read by a shell") {
  Result<ChildProcess> child =
      ChildProcess::start({"sh", "-c", "printf %s \"$1\" >&2", "sh", "$(id); `id` | 'x'"});
  REQUIRE(child.ok());
  CHECK(child->finish() == 0);
  CHECK(child->error_output() == "$(id); `id` | 'x'");
}

TEST_CASE("child process: a missing program is a sentence") {
  const Result<ChildProcess> child = ChildProcess::start({"caspian-no-such-program"});
  REQUIRE_FALSE(child.ok());
  CHECK(child.failure().sentence == "caspian-no-such-program was not found");
}

TEST_CASE("child process: writing to one that has ended fails and does not end us") {
  Result<ChildProcess> child = ChildProcess::start({"true"});
  REQUIRE(child.ok());
  bool reads = true;
  for (int i = 0; i < 1000 && reads; ++i) reads = child->write(bytes_of(std::string(100'000, 'x')));
  CHECK_FALSE(reads);
  CHECK(child->finish() == 0);
}
