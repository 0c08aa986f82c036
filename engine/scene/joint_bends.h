// Where one link carries another on, the line passes the node on a curve instead of a kink. Nodes
// stay exactly where they are; nothing moves more than half a km.
#pragma once
#include <vector>

#include "geo/geo_point.h"
#include "scene/track_geometry.h"

namespace caspian::scene {

/// `lines` are the courses of the links whose joints `tracks` hold. Sea lanes are left alone: they
/// end at berths.
void bend_at_joints(const dataset::Dataset& dataset, const std::vector<LinkTrack>& tracks,
                    std::vector<std::vector<geo::GeoPoint>>& lines);

}  // namespace caspian::scene
