// A scenario folder (scenario.toml and its tables) -> Dataset, with every finding kept and every
// good row loaded.
#pragma once
#include <filesystem>

#include "core/result.h"
#include "dataset/dataset.h"

namespace caspian::import {

struct LoadedScenario {
  dataset::Dataset dataset;
  ProblemList problems;
};

/// Fails only when nothing can be loaded at all (no folder, no scenario.toml).
Result<LoadedScenario> load_scenario(const std::filesystem::path& folder);

}  // namespace caspian::import
