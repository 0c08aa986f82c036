// Levelled messages to the terminal (stderr) and, when asked for, to a file. What a command prints
// as its result goes to stdout and not through here.
#pragma once
#include <filesystem>
#include <string_view>

#include "core/result.h"

namespace caspian::log {

enum class Level { debug, info, warning, error };

/// Messages below this level are dropped. Default: warning.
void set_level(Level level);
/// Also to a file, with the time of day.
Outcome write_to(const std::filesystem::path& file);

void debug(std::string_view message);
void info(std::string_view message);
void warning(std::string_view message);
void error(std::string_view message);

}  // namespace caspian::log
