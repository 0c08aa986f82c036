// Names that no scenario brings along: countries, seas, ranges, and short names of corridors, from
// assets/names.
#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/result.h"
#include "dataset/dataset.h"
#include "geo/geo_point.h"

namespace caspian::scene {

enum class PlaceKind { sea, lake, river, range, lowland, seafloor };

/// A name that follows a line.
struct NamedPlace {
  std::string id;
  PlaceKind kind = PlaceKind::sea;
  int rank = 4;  // 1 = greatest type, 4 = only close by
  dataset::Names name;
  std::vector<geo::GeoPoint> axis;
};

struct NamedCountry {
  std::string code;
  int rank = 3;
  dataset::Names name;
  std::vector<geo::GeoPoint> anchors;  // where the name may stand, the best first
  std::optional<geo::GeoPoint> capital;
};

struct PlaceNames {
  std::vector<NamedCountry> countries;
  std::vector<NamedPlace> places;
  std::map<std::string, dataset::Names> short_names;  // by corridor id

  static Result<PlaceNames> load(const std::filesystem::path& assets);
};

}  // namespace caspian::scene
