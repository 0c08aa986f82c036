// Lakes, land borders and rivers as plain lines at several degrees of generalisation, from wherever
// they come. The shore of seas is not among them: the ground's shader draws that.
#pragma once
#include <string>
#include <vector>

#include "geo/geo_point.h"

namespace caspian::scene {

enum class MapLineKind { isobath, lake, river, border, disputed_border, control_line, zone_limit };

struct MapLine {
  MapLineKind kind = MapLineKind::lake;
  // Rivers: 1 great .. 9 small. Isobaths: depth in m. Borders: which, into SceneGeometry::borders.
  // Else 1.
  int rank = 1;
  std::vector<geo::GeoPoint> points;  // closed lines repeat their first point at the end
};

/// The land border between two countries, or a part of it with a standing of its own.
struct LandBorder {
  MapLineKind kind = MapLineKind::border;
  std::string type;         // as the data set calls it: "International boundary"
  std::string left, right;  // three letters each
  std::vector<std::vector<geo::GeoPoint>> courses;  // coarse, to know whether it is in view
};

/// An outer limit that the Convention of 2018 would give: a buffer of the coast. Constructed.
struct ZoneLimit {
  int nautical_miles = 0;
  std::vector<std::vector<geo::GeoPoint>> courses;
  std::string id() const { return "zone-" + std::to_string(nautical_miles) + "nm"; }
};

/// Where the lines of law that no scenario brings along come from.
struct BoundarySources {
  std::string borders, zones;
  std::string borders_date, zones_date;
};

/// A shore of a sea; closed ones repeat their first point at the end.
using CoastLine = std::vector<geo::GeoPoint>;

struct MapLineLevel {
  double tolerance_m = 0;
  std::vector<MapLine> lines;
  std::string borders_source{}, waters_source{};  // of the land borders, of rivers and lakes
};

/// All lines that come with the program.
struct MapLines {
  std::vector<MapLineLevel> levels;
  std::vector<LandBorder> borders;
  std::vector<ZoneLimit> zones;
  BoundarySources sources;
};

}  // namespace caspian::scene
