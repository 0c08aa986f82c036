// Lakes, land borders and rivers as plain lines at several degrees of generalisation, from wherever
// they come. The shore of seas is not among them: the ground's shader draws that.
#pragma once
#include <string>
#include <vector>

#include "geo/geo_point.h"

namespace caspian::scene {

enum class MapLineKind { isobath, lake, river, border, disputed_border };

struct MapLine {
  MapLineKind kind = MapLineKind::lake;
  int rank = 1;                       // rivers: 1 great .. 9 small; isobaths: depth in m; else 1
  std::vector<geo::GeoPoint> points;  // closed lines repeat their first point at the end
};

/// A shore of a sea; closed ones repeat their first point at the end.
using CoastLine = std::vector<geo::GeoPoint>;

struct MapLineLevel {
  double tolerance_m = 0;
  std::vector<MapLine> lines;
  std::string borders_source{}, waters_source{};  // of the land borders, of rivers and lakes
};

}  // namespace caspian::scene
