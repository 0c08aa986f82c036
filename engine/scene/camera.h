// Where the viewer stands: the five numbers people type, and the double-precision frame they lead to.
#pragma once
#include <optional>
#include <string_view>

#include <glm/glm.hpp>

#include "core/image.h"
#include "geo/geo_point.h"

namespace caspian::scene {

constexpr double k_vertical_fov_deg = 36.0;

struct Camera {
  double longitude_deg = 50.5;
  double latitude_deg = 41.5;
  double range_m = 1'900'000;  // from the point looked at on the drawn ground to the eye
  double heading_deg = 0;      // clockwise from north
  double tilt_deg = 0;         // 0 = straight down
};

/// Reads `lon,lat,range_km,heading_deg,tilt_deg`.
std::optional<Camera> parse_camera(std::string_view text);

/// What drawing, projecting and picking need. World axes are earth-centred; matrices are relative to the eye.
struct CameraFrame {
  glm::dvec3 eye_m;           // earth-centred
  glm::dvec3 target_m;        // earth-centred, on the drawn ground
  glm::dmat4 view;            // rotation only: eye-relative world -> view (x right, y up, -z forward)
  glm::dmat4 projection;      // reversed-Z, infinite far
  glm::dmat4 view_projection;
  double near_m = 1;
  double pixels_per_radian = 1;  // image height / (2 tan(fov/2)): size in px of 1 m at 1 m
  PixelSize size;
};

/// `ground_height_m`: height of the drawn (exaggerated) ground at the camera's place.
CameraFrame frame_of(const Camera& camera, PixelSize size, double ground_height_m);

/// Image position in px from the top left, and whether the point is in front and inside the image
/// and on this side of the globe's horizon.
struct Projected {
  double x = 0, y = 0, distance_m = 0;
  bool is_inside = false;
};
Projected project(const CameraFrame& frame, const glm::dvec3& earth_centred_m);

}  // namespace caspian::scene
