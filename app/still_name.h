// Where a still saved by one key goes: the pictures folder, named after its date, never over
// another file.
#pragma once
#include <filesystem>

#include "time/sim_time.h"

namespace caspian::app {

/// $XDG_PICTURES_DIR, ~/Pictures, or the current folder, whichever is there first.
std::filesystem::path pictures_folder();
/// `caspian-2025-10-21.png`, or with -2, -3 ... when that is taken.
std::filesystem::path free_still_name(const std::filesystem::path& folder, time::SimTime when);

}  // namespace caspian::app
