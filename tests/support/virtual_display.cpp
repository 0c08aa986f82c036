#include "tests/support/virtual_display.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

namespace caspian::test {

VirtualDisplay::VirtualDisplay(int width_px, int height_px) {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  const std::string screen = std::to_string(width_px) + "x" + std::to_string(height_px) + "x24";
  const std::string number_to = std::to_string(ends[1]);
  server_ = fork();
  if (server_ == 0) {
    close(ends[0]);
    const int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, 1);
    dup2(nowhere, 2);
    // The server chooses a free number and writes it to the pipe when it is ready.
    execlp("Xvfb", "Xvfb", "-displayfd", number_to.c_str(), "-screen", "0", screen.c_str(),
           "-nolisten", "tcp", static_cast<char*>(nullptr));
    _exit(127);
  }
  close(ends[1]);
  std::string number;
  for (char c = 0; read(ends[0], &c, 1) == 1 && c != '\n';) number += c;
  close(ends[0]);
  REQUIRE_MESSAGE(!number.empty(), "Xvfb could not be started: the package xvfb is needed");
  name_ = ":" + number;
  if (const char* before = std::getenv("DISPLAY")) {
    had_display_ = true;
    display_before_ = before;
  }
  setenv("DISPLAY", name_.c_str(), 1);
}

VirtualDisplay::~VirtualDisplay() {
  if (had_display_)
    setenv("DISPLAY", display_before_.c_str(), 1);
  else
    unsetenv("DISPLAY");
  if (server_ > 0) {
    kill(server_, SIGTERM);
    waitpid(server_, nullptr, 0);
  }
}

}  // namespace caspian::test
