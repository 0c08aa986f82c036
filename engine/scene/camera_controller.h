// Map manners as functions from one camera to the next: the ground under the cursor stays there.
// Knows no windows, events or clocks; positions are image pixels from the top left.
#pragma once
#include "scene/camera.h"
#include "scene/drawn_ground.h"

namespace caspian::scene {

constexpr double k_least_range_m = 2'000;
constexpr double k_greatest_range_m = 20'000'000;

/// The greatest tilt allowed from this far off: 85 near the ground, less and less towards space.
double greatest_tilt_deg(double range_m);

/// The camera brought within its limits and above the ground: heading 0..360, longitude -180..180.
Camera within_limits(const Camera& camera, const DrawnGround& ground);

/// A drag that moves the map: made when the button goes down, asked at every move.
class PanGrip {
 public:
  PanGrip(const Camera& camera, PixelSize size, double x, double y, const DrawnGround& ground);
  /// The camera with the gripped ground under (x, y); the last good one where that cannot be.
  Camera move_to(double x, double y, const DrawnGround& ground);

 private:
  Camera camera_;  // as last handed out
  Camera rig_;     // moves over a shell of constant height, so that the map does not bob over peaks
  double rig_height_m_;
  PixelSize size_;
  std::optional<glm::dvec3> gripped_m_;
};

/// Zoom by `factor` (0.8 = nearer) with the ground under (x, y) held; about the centre over the
/// sky.
Camera zoom_at(const Camera& camera, PixelSize size, double x, double y, double factor,
               const DrawnGround& ground);

/// Turning and tilting about the screen's centre by a drag of so many pixels.
Camera turn_by(const Camera& camera, double right_px, double down_px, const DrawnGround& ground);

enum class CameraStep {
  left,
  right,
  up,
  down,
  nearer,
  farther,
  turn_left,
  turn_right,
  tilt_more,
  tilt_less,
  north_up
};
/// One key press.
Camera step(const Camera& camera, CameraStep what, PixelSize size, const DrawnGround& ground);

/// Where a double click at (x, y) should fly: over that place, nearer; the same camera over the
/// sky.
Camera nearer_over(const Camera& camera, PixelSize size, double x, double y,
                   const DrawnGround& ground);

}  // namespace caspian::scene
