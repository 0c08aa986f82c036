// Which command, and its exit code.
#pragma once

namespace caspian::app {

/// Exit codes: 0 ok, 1 usage, 2 data, 3 no device, 4 output.
int run_command(int argc, char** argv);

}  // namespace caspian::app
