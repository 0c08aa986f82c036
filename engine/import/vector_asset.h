// Reads the baked vector layers (coast, land borders, rivers, lakes, country polygons).
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "core/result.h"
#include "geo/geo_point.h"

namespace caspian::import {

struct VectorFeature {
  std::string name;        // "" when it has none
  std::string attributes;  // as baked, e.g. ISO code of a country, rank of a river
  bool closed = false;
  std::vector<geo::GeoPoint> points;
};

struct VectorLayer {
  std::string id;        // "coast", "borders", "rivers", "lakes", "countries"
  int level = 0;         // 0 = finest generalisation
  double tolerance_m = 0;
  std::string source;    // shown to users
  std::string licence;
  std::vector<VectorFeature> features;
};

/// Layers `id` at every generalisation level, finest first.
Result<std::vector<VectorLayer>> load_vector_layers(const std::filesystem::path& assets,
                                                    const std::string& id);

}  // namespace caspian::import
