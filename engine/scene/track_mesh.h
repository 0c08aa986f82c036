// Tracks of links and seabed lines as meshes of lines. One course per link, one per treaty line, in
// their order.
#pragma once
#include "dataset/dataset.h"
#include "geo/height_field.h"
#include "scene/line_mesh.h"
#include "scene/track_geometry.h"

namespace caspian::scene {

LineMesh build_track_mesh(const std::vector<LinkTrack>& tracks);

/// Straight between turning points, on the water's surface. A line of one point becomes a dot.
LineMesh build_treaty_mesh(const std::vector<dataset::TreatyLine>& lines,
                           const geo::HeightField& heights);

/// The drawn points of a treaty line: its turning points and places between them, at most 2 km
/// apart.
std::vector<LinePoint> treaty_course(const dataset::TreatyLine& line,
                                     const geo::HeightField& heights);

}  // namespace caspian::scene
