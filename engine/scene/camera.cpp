// Five numbers -> eye, axes and matrices in double; projection and the horizon test.
#include "scene/camera.h"

#include <array>
#include <charconv>
#include <cmath>
#include <numbers>

#include "geo/ellipsoid.h"

namespace caspian::scene {
namespace {

constexpr double k_radians = std::numbers::pi / 180.0;
constexpr double k_metres_per_pixel_on_paper = 0.00025;
constexpr double k_lowest_drawn_m = 1400.0;

const double k_tan_half_fov = std::tan(0.5 * k_vertical_fov_deg * k_radians);

std::optional<double> read_number(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return {};
  return value;
}

}  // namespace

std::optional<Camera> parse_camera(std::string_view text) {
  std::array<double, 5> values{};
  for (size_t i = 0; i < values.size(); ++i) {
    const size_t comma = text.find(',');
    if ((comma == std::string_view::npos) != (i + 1 == values.size())) return {};
    const auto value = read_number(text.substr(0, comma));
    if (!value) return {};
    values[i] = *value;
    if (comma != std::string_view::npos) text.remove_prefix(comma + 1);
  }
  const auto [longitude, latitude, range_km, heading, tilt] = values;
  if (std::abs(longitude) > 360 || std::abs(latitude) > 90 || std::abs(heading) > 360) return {};
  if (range_km <= 0 || range_km > 100'000 || tilt < 0 || tilt > 90) return {};
  return Camera{longitude, latitude, range_km * 1000.0, heading, tilt};
}

std::string camera_text(const Camera& camera) {
  std::string text;
  const auto add = [&text](double value, int decimals) {
    std::array<char, 64> buffer;
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                            std::chars_format::fixed, decimals);
    if (!text.empty()) text += ',';
    text.append(buffer.data(), error == std::errc{} ? end : buffer.data());
  };
  add(camera.longitude_deg, 5);
  add(camera.latitude_deg, 5);
  add(camera.range_m / 1000.0, 3);
  add(camera.heading_deg, 2);
  add(camera.tilt_deg, 2);
  return text;
}

CameraFrame frame_of(const Camera& camera, PixelSize size, double ground_height_m) {
  const double heading = camera.heading_deg * k_radians, tilt = camera.tilt_deg * k_radians;
  const glm::dvec3 ground_up = geo::up_at(camera.longitude_deg, camera.latitude_deg);
  const glm::dvec3 ahead =
      geo::north_at(camera.longitude_deg, camera.latitude_deg) * std::cos(heading) +
      geo::east_at(camera.longitude_deg) * std::sin(heading);
  const glm::dvec3 forward = ahead * std::sin(tilt) - ground_up * std::cos(tilt);
  const glm::dvec3 up = ahead * std::cos(tilt) + ground_up * std::sin(tilt);
  const glm::dvec3 right = glm::cross(forward, up);

  CameraFrame frame;
  frame.size = size;
  frame.target_m =
      geo::to_earth_centred({camera.longitude_deg, camera.latitude_deg, ground_height_m});
  frame.eye_m = frame.target_m - forward * camera.range_m;
  frame.view =
      glm::dmat4(glm::dvec4(right.x, up.x, -forward.x, 0), glm::dvec4(right.y, up.y, -forward.y, 0),
                 glm::dvec4(right.z, up.z, -forward.z, 0), glm::dvec4(0, 0, 0, 1));
  frame.near_m = std::max(1.0, camera.range_m * 0.001);
  const double aspect = size.height > 0 ? double(size.width) / double(size.height) : 1.0;
  const double focal = 1.0 / k_tan_half_fov;
  // Reversed-Z with the far plane at infinity: depth = near / distance. Image rows run down.
  frame.projection = glm::dmat4(0.0);
  frame.projection[0][0] = focal / aspect;
  frame.projection[1][1] = -focal;
  frame.projection[2][3] = -1.0;
  frame.projection[3][2] = frame.near_m;
  frame.view_projection = frame.projection * frame.view;
  frame.pixels_per_radian = 0.5 * double(size.height) * focal;
  return frame;
}

Projected project(const CameraFrame& frame, const glm::dvec3& earth_centred_m) {
  const glm::dvec3 offset = earth_centred_m - frame.eye_m;
  const glm::dvec4 clip = frame.view_projection * glm::dvec4(offset, 1.0);
  Projected result;
  result.distance_m = glm::length(offset);
  if (clip.w < frame.near_m) return result;
  const double width = frame.size.width, height = frame.size.height;
  result.x = (clip.x / clip.w * 0.5 + 0.5) * width;
  result.y = (clip.y / clip.w * 0.5 + 0.5) * height;
  result.is_inside = result.x >= 0 && result.y >= 0 && result.x < width && result.y < height &&
                     !is_beyond_horizon(frame.eye_m, earth_centred_m);
  return result;
}

glm::dvec3 ray_through(const CameraFrame& frame, double x, double y) {
  const double right = (x - 0.5 * frame.size.width) / frame.pixels_per_radian;
  const double up = (0.5 * frame.size.height - y) / frame.pixels_per_radian;
  return glm::normalize(frame.forward() + frame.right() * right + frame.up() * up);
}

bool is_beyond_horizon(const glm::dvec3& eye_m, const glm::dvec3& earth_centred_m) {
  // In coordinates where the globe is the unit sphere: behind the plane of the horizon circle and
  // inside the cone from the eye through it.
  const double a = geo::k_semi_major_axis_m - k_lowest_drawn_m;
  const double b = geo::k_semi_major_axis_m * (1.0 - geo::k_flattening) - k_lowest_drawn_m;
  const glm::dvec3 to_unit(1.0 / a, 1.0 / a, 1.0 / b);
  const glm::dvec3 eye = eye_m * to_unit;
  const glm::dvec3 offset = earth_centred_m * to_unit - eye;
  const double horizon_squared = glm::dot(eye, eye) - 1.0;
  if (horizon_squared <= 0) return false;
  const double along = -glm::dot(offset, eye);
  return along > horizon_squared && along * along > horizon_squared * glm::dot(offset, offset);
}

double scale_denominator(double range_m, double logical_image_height_px) {
  const double metres_per_px = range_m * 2.0 * k_tan_half_fov / logical_image_height_px;
  return metres_per_px / k_metres_per_pixel_on_paper;
}

double range_for_scale(double denominator, double logical_image_height_px) {
  return denominator * k_metres_per_pixel_on_paper * logical_image_height_px /
         (2.0 * k_tan_half_fov);
}

}  // namespace caspian::scene
