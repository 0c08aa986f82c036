// The shore around what a near view looks at, as signed distances on a fine grid made from the
// coast's lines: crisp where the data's own grid would round it. Which window is a pure function of
// the camera; it changes by steps, seldom. Knows no Vulkan.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "geo/height_field.h"
#include "scene/camera.h"
#include "scene/map_lines.h"

namespace caspian::scene {

constexpr int k_shore_window_side = 2048;
/// Distances reach this many samples to either side of the shore.
constexpr int k_shore_window_reach = 6;

struct ShoreWindowFrame {
  double west_deg = 0, north_deg = 0;         // outer edge of the first sample
  double step_lon_deg = 0, step_lat_deg = 0;  // between samples; rows run south
  bool operator==(const ShoreWindowFrame&) const = default;
};

/// Whether a view is near enough to need one, and which.
bool needs_shore_window(const Camera& camera);
ShoreWindowFrame shore_window_of(const Camera& camera);

/// Cuts coasts into short pieces that bend smoothly through their points, and finds those of a
/// window.
class ShoreLines {
 public:
  /// The lines must outlive this.
  explicit ShoreLines(const std::vector<CoastLine>& coast);

  /// side * side distances: 32767 stands for the reach, positive on land. `heights` says which side
  /// is land. Two threads.
  std::vector<int16_t> distances(const ShoreWindowFrame& frame, const geo::HeightField& heights,
                                 int side = k_shore_window_side) const;

 private:
  struct Line {
    const CoastLine* points = nullptr;
    double west_deg = 0, south_deg = 0, east_deg = 0, north_deg = 0;
  };
  std::vector<Line> lines_;
};

}  // namespace caspian::scene
