// Where the viewer stands: the five numbers people type, and the double-precision frame they lead
// to.
#pragma once
#include <optional>
#include <string>
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
  bool operator==(const Camera&) const = default;
};

/// Reads `lon,lat,range_km,heading_deg,tilt_deg`.
std::optional<Camera> parse_camera(std::string_view text);
/// The same five numbers, short: parse_camera reads them back.
std::string camera_text(const Camera& camera);

/// What drawing, projecting and picking need. World axes are earth-centred; matrices are relative
/// to the eye.
struct CameraFrame {
  glm::dvec3 eye_m;       // earth-centred
  glm::dvec3 target_m;    // earth-centred, on the drawn ground
  glm::dmat4 view;        // rotation only: eye-relative world -> view (x right, y up, -z forward)
  glm::dmat4 projection;  // reversed-Z, infinite far
  glm::dmat4 view_projection;
  double near_m = 1;
  double pixels_per_radian = 1;  // image height / (2 tan(fov/2)): size in px of 1 m at 1 m
  PixelSize size;

  glm::dvec3 right() const { return {view[0][0], view[1][0], view[2][0]}; }
  glm::dvec3 up() const { return {view[0][1], view[1][1], view[2][1]}; }
  glm::dvec3 forward() const { return {-view[0][2], -view[1][2], -view[2][2]}; }
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

/// Direction (unit, earth-centred axes) of the view through an image position.
glm::dvec3 ray_through(const CameraFrame& frame, double x, double y);

/// True when the globe hides the point. Drawn seas and lows lie up to 1.4 km under the ellipsoid
/// (-28 m at 50 times), so the globe that hides is that much smaller.
bool is_beyond_horizon(const glm::dvec3& eye_m, const glm::dvec3& earth_centred_m);

/// Scale denominator N of 1:N at the point looked at, with 0.25 mm per logical pixel.
double scale_denominator(double range_m, double logical_image_height_px);
/// Its inverse: how far the eye has to be for 1:N.
double range_for_scale(double denominator, double logical_image_height_px);

}  // namespace caspian::scene
