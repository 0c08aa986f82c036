#include "tests/support/scenario.h"

#include "core/check.h"
#include "import/scenario_folder.h"
#include "tests/support/test_paths.h"

namespace caspian::test {

const dataset::Dataset& built_in_dataset() {
  static const auto k_loaded = import::load_scenario(source_dir() / "assets/scenarios/caspian");
  CASPIAN_CHECK(k_loaded.ok());
  return k_loaded->dataset;
}

}  // namespace caspian::test
