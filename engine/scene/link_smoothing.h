// Rounds the corners of a hand-drawn line so that it runs like a railway or a lane: every corner
// becomes a curve whose curvature grows from nothing and falls to nothing, and no place moves more
// than a stated distance.
#pragma once
#include <functional>
#include <span>
#include <vector>

#include "geo/geo_point.h"

namespace caspian::scene {

struct SmoothingOptions {
  double max_move_m = 900;  // of any place of the line, and of any way-point from the line
  double step_m = 1000;     // between points on straight stretches
  double corner_step_m = 400;
  /// When given: a corner whose curve leaves the allowed places, while its legs do not, is drawn
  /// tighter.
  std::function<bool(const geo::GeoPoint&)> is_allowed;
};

/// The smoothed line: first and last point exactly those given, the rest at most a step apart.
/// Way-points that repeat the one before (closer than 1 m) are dropped.
std::vector<geo::GeoPoint> smooth_line(std::span<const geo::GeoPoint> way_points,
                                       const SmoothingOptions& options = {});

}  // namespace caspian::scene
