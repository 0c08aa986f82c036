// The built-in scenario, loaded once for all tests of a program.
#pragma once
#include "dataset/dataset.h"

namespace caspian::test {

const dataset::Dataset& built_in_dataset();

}  // namespace caspian::test
