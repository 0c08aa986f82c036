// The two small tables about the Caspian's water: levels as observed, and straits narrower than the
// terrain can show.
#pragma once
#include <filesystem>
#include <string>

#include "core/result.h"
#include "dataset/sea_levels.h"
#include "geo/flooding.h"

namespace caspian::import {

struct SeaTables {
  dataset::SeaLevelTable levels;
  std::vector<geo::Strait> straits;
  ProblemList problems;  // good rows are used all the same
};

/// `data/caspian_levels.csv` and `data/caspian_straits.csv` of the assets. A file that is not there
/// is a finding, too.
SeaTables load_sea_tables(const std::filesystem::path& assets);

/// Rows of either table out of a text; `file` is for the findings.
dataset::SeaLevelTable read_sea_levels(const std::string& file, std::string text,
                                       ProblemList& problems);
std::vector<geo::Strait> read_straits(const std::string& file, std::string text,
                                      ProblemList& problems);

}  // namespace caspian::import
