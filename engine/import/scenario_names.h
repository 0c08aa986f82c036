// names.toml: names of a scenario's things in further languages, beside its tables.
#pragma once
#include <string>

#include "core/result.h"
#include "dataset/dataset.h"

namespace caspian::import {

/// Adds what the tables themselves do not give. `problems` holds what was found in the tables: when
/// rows were refused there, names without a row are not reported again.
void read_scenario_names(const std::string& file, const std::string& text,
                         dataset::Dataset& dataset, ProblemList& problems);

}  // namespace caspian::import
