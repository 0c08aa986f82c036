// Reads the baked vector layers (coast, land borders, rivers, lakes, country polygons).
//
// A .vec file, little-endian (assets/prepare/vector_file.py writes it): "CSPVECT1"; u32 levels, u32
// length of the text, f64 units per degree; the text (UTF-8 lines "key=value"); per level u32
// number, u32 packed bytes, u32 unpacked bytes, f64 tolerance in metres; u32 CRC-32 of all before
// it; per level one zlib stream of varint features, each: varint length and bytes of the name, the
// same of the attributes, varint 2 * points + closed, then zigzag varint steps of longitude and
// latitude from point to point.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "geo/country_map.h"
#include "geo/geo_point.h"

namespace caspian::import {

struct VectorFeature {
  std::string name;  // "" when it has none
  std::string
      attributes;  // "key=value;key=value", e.g. the ISO code of a country, the rank of a river
  bool closed = false;  // the first point is not repeated at the end
  std::vector<geo::GeoPoint> points;

  /// Value of one key of the attributes, "" when absent.
  std::string_view attribute(std::string_view key) const;
};

struct VectorLayer {
  std::string id;  // "coast", "borders", "rivers", "lakes", "countries"
  int level = 0;   // 0 = finest generalisation
  double tolerance_m = 0;
  std::string source;  // shown to users
  std::string licence;
  std::string date;
  std::string note;
  std::vector<VectorFeature> features;
};

/// Layers `id` at every generalisation level, finest first.
/// coast: sea=caspian|ocean, island=yes; open lines where the box cuts them.
/// borders: type (International boundary, Disputed, Line of control, ...), left and right (three
/// letters). rivers: rank (1 great .. 9 small), type=river|lake (centre line of a lake). lakes:
/// island=yes. countries: iso (two letters, "" when none is agreed), iso3; one level; rings count
/// even-odd.
Result<std::vector<VectorLayer>> load_vector_layers(const std::filesystem::path& assets,
                                                    const std::string& id);

/// The country layer, ready to be asked which country a place is in.
Result<geo::CountryMap> load_countries(const std::filesystem::path& assets);

}  // namespace caspian::import
