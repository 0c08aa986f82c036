// Dispatch of the program's commands.
#include "app/run_command.h"

#include <cstdio>
#include <string_view>

namespace caspian::app {

int run_command(int argc, char** argv) {
  if (argc > 1 && std::string_view(argv[1]) == "info") {
    std::printf("caspian %s\n", CASPIAN_VERSION);
    return 0;
  }
  std::fprintf(stderr, "caspian: expected a command\n");
  return 1;
}

}  // namespace caspian::app
