// The built-in scenario, terrain and countries, loaded once per test program.
#pragma once
#include "dataset/dataset.h"
#include "geo/country_map.h"
#include "geo/height_field.h"
#include "scene/track_geometry.h"

namespace caspian::test {

const dataset::Dataset& built_in_dataset();
const geo::HeightField& built_in_terrain();
const geo::CountryMap& built_in_countries();
const std::vector<scene::LinkTrack>& built_in_tracks();

}  // namespace caspian::test
