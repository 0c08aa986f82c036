// A record of any size for measurements: ships and trains that go to and fro on plausible routes,
// report at their own intervals and fall silent now and then. The same every time.
#pragma once
#include <filesystem>

#include "core/result.h"

namespace caspian::app {

/// About `gigabytes` (1e9 bytes); only its length in time depends on the size.
Outcome generate_record(const std::filesystem::path& path, double gigabytes);

}  // namespace caspian::app
