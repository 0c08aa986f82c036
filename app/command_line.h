// Words of the command line -> RunRequest. The only user of CLI11. Nothing is opened or loaded
// here.
#pragma once
#include <string>
#include <vector>

#include "app/request.h"
#include "core/result.h"

namespace caspian::app {

/// `words`: without the program's name. Everything is checked that can be without the data.
Result<RunRequest> parse_command_line(const std::vector<std::string>& words);

}  // namespace caspian::app
