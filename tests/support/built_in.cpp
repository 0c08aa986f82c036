// Loads from the source tree's assets.
#include "tests/support/built_in.h"

#include "core/check.h"
#include "import/convention_file.h"
#include "import/scenario_folder.h"
#include "import/terrain_asset.h"
#include "import/vector_asset.h"
#include "tests/support/test_paths.h"

namespace caspian::test {
namespace {

template <typename T>
T unwrap(Result<T> result) {
  if (!result) fail_check("asset loads", __FILE__, __LINE__, result.failure().sentence.c_str());
  return std::move(result).value();
}

}  // namespace

const dataset::Dataset& built_in_dataset() {
  static const import::LoadedScenario scenario = [] {
    import::LoadedScenario loaded =
        unwrap(import::load_scenario(source_dir() / "assets/scenarios/caspian"));
    ProblemList problems;
    loaded.dataset.conventions =
        unwrap(import::load_conventions(source_dir() / "assets/conventions", problems));
    return loaded;
  }();
  return scenario.dataset;
}

const geo::HeightField& built_in_terrain() {
  static const geo::HeightField field = unwrap(import::load_terrain(source_dir() / "assets"));
  return field;
}

const geo::CountryMap& built_in_countries() {
  static const geo::CountryMap map = unwrap(import::load_countries(source_dir() / "assets"));
  return map;
}

const std::vector<scene::LinkTrack>& built_in_tracks() {
  static const std::vector<scene::LinkTrack> tracks =
      scene::build_link_tracks(built_in_dataset(), built_in_terrain());
  return tracks;
}

}  // namespace caspian::test
