// Conventions: TOML files that say which lines a map shows as what, under which names, with which
// disclaimer. Format: assets/conventions/FORMAT.md.
#pragma once
#include <filesystem>
#include <vector>

#include "core/result.h"
#include "dataset/convention.h"

namespace caspian::import {

/// A convention without a title or a disclaimer is refused: no picture leaves without them. Entries
/// with a fault are left out and reported.
Result<dataset::Convention> load_convention(const std::filesystem::path& file,
                                            ProblemList& problems);

/// All of a folder; the one with `default = true` first, the others by id.
Result<std::vector<dataset::Convention>> load_conventions(const std::filesystem::path& folder,
                                                          ProblemList& problems);

}  // namespace caspian::import
