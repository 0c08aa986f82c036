// Depth contours of the Caspian, traced once from its floor and generalised. Depths are metres
// below the data's surface of -28 m, whatever the level of the sea.
#pragma once
#include <span>
#include <vector>

#include "geo/height_field.h"
#include "scene/map_lines.h"

namespace caspian::scene {

std::span<const int> isobath_depths_m();

/// Lines of kind isobath, their rank the depth in metres; closed ones repeat their first point at
/// the end. Heights are the floor's. Nothing without a flooding, which tells the sea from hollows
/// inland.
std::vector<MapLine> trace_isobaths(const geo::HeightField& heights);

/// Adds them to every degree of generalisation.
void add_isobaths(const std::vector<MapLine>& isobaths, std::vector<MapLineLevel>& levels);

/// How much of an isobath is seen at a scale, 0..1: few depths from afar, all near by.
float isobath_share(int depth_m, double metres_per_logical_px);

}  // namespace caspian::scene
