// Pan, zoom, turn, tilt. A "rig" is a camera whose point looked at may float at any height: eye and
// axes stay still while the five numbers are told anew for the point where the view meets the
// ground.
#include "scene/camera_controller.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "geo/ellipsoid.h"

namespace caspian::scene {
namespace {

constexpr double k_degrees = 180.0 / std::numbers::pi;
constexpr double k_greatest_latitude_deg = 85;
constexpr double k_pinned_px = 0.01;

double wrapped(double degrees, double low) {
  return low + std::fmod(std::fmod(degrees - low, 360.0) + 360.0, 360.0);
}

/// The five numbers of an eye and its axes for a point looked at straight ahead.
Camera camera_towards(const CameraFrame& frame, const geo::GeoPoint& place, double range_m) {
  const glm::dvec3 ground_up = geo::up_at(place.longitude_deg, place.latitude_deg);
  const glm::dvec3 forward = frame.forward();
  const double cosine = std::clamp(-glm::dot(forward, ground_up), -1.0, 1.0);
  const double tilt = std::acos(cosine);
  const glm::dvec3 ahead = forward * std::sin(tilt) + frame.up() * cosine;
  const double heading =
      std::atan2(glm::dot(ahead, geo::east_at(place.longitude_deg)),
                 glm::dot(ahead, geo::north_at(place.longitude_deg, place.latitude_deg)));
  return {place.longitude_deg, place.latitude_deg, range_m, wrapped(heading * k_degrees, 0),
          tilt * k_degrees};
}

/// The same view told for the point where its centre meets the drawn ground.
Camera retargeted(const Camera& rig, double rig_height_m, PixelSize size,
                  const DrawnGround& ground) {
  const CameraFrame frame = frame_of(rig, size, rig_height_m);
  const auto place =
      ray_to_ground(frame.eye_m, frame.forward(), ground, 1.0 / frame.pixels_per_radian);
  if (!place) return rig;
  const glm::dvec3 target = ground.earth_centred(place->longitude_deg, place->latitude_deg);
  return camera_towards(frame, *place, glm::length(target - frame.eye_m));
}

/// Moves the rig over the globe until `point` is seen at (x, y): Newton's method on two degrees.
std::optional<Camera> pinned(Camera rig, double rig_height_m, PixelSize size,
                             const glm::dvec3& point_m, double x, double y) {
  const auto miss = [&](const Camera& tried) {
    const Projected seen = project(frame_of(tried, size, rig_height_m), point_m);
    return glm::dvec2(seen.x - x, seen.y - y);
  };
  const double delta_deg = std::max(1e-7, rig.range_m / 111'000.0 * 1e-4);
  glm::dvec2 off = miss(rig);
  for (int i = 0; i < 20 && glm::length(off) > k_pinned_px; ++i) {
    Camera east = rig, north = rig;
    east.longitude_deg += delta_deg;
    north.latitude_deg += delta_deg;
    const glm::dmat2 slope((miss(east) - off) / delta_deg, (miss(north) - off) / delta_deg);
    if (std::abs(glm::determinant(slope)) < 1e-12) return {};
    glm::dvec2 move = -(glm::inverse(slope) * off);
    // Far steps near the limb overshoot: at most a third of the distance to the eye at a time.
    const double limit_deg = std::max(1e-6, rig.range_m / 111'000.0 / 3);
    if (glm::length(move) > limit_deg) move *= limit_deg / glm::length(move);
    rig.longitude_deg += move.x;
    rig.latitude_deg =
        std::clamp(rig.latitude_deg + move.y, -k_greatest_latitude_deg, k_greatest_latitude_deg);
    off = miss(rig);
  }
  if (!(glm::length(off) < 0.2)) return {};
  const CameraFrame frame = frame_of(rig, size, rig_height_m);
  if (is_beyond_horizon(frame.eye_m, point_m)) return {};
  return rig;
}

/// How far the eye is above the least clearance over the drawn ground; negative = too low.
double spare_height_m(const Camera& camera, const DrawnGround& ground) {
  const double target_height_m = ground.height_m(camera.longitude_deg, camera.latitude_deg);
  const CameraFrame frame = frame_of(camera, {100, 100}, target_height_m);
  const geo::GeoPoint eye = geo::to_geodetic(frame.eye_m);
  const double clearance_m = std::max(150.0, 0.02 * camera.range_m);
  return eye.height_m - ground.height_m(eye.longitude_deg, eye.latitude_deg) - clearance_m;
}

/// Pins the point and tells the view for its centre. Where a limit binds, the rig is changed (less
/// tilt, nearer, farther, higher over a mountain) and the point is pinned again.
std::optional<Camera> settled(Camera rig, double rig_height_m, PixelSize size,
                              const glm::dvec3& point_m, double x, double y,
                              const DrawnGround& ground) {
  for (int i = 0; i < 12; ++i) {
    const auto held = pinned(rig, rig_height_m, size, point_m, x, y);
    if (!held) return {};
    rig = *held;
    const Camera camera = retargeted(rig, rig_height_m, size, ground);
    const double tilt_excess = camera.tilt_deg - greatest_tilt_deg(camera.range_m);
    const double range_m = std::clamp(camera.range_m, k_least_range_m, k_greatest_range_m);
    const double spare_m = spare_height_m(camera, ground);
    if (tilt_excess > 1e-9) {
      rig.tilt_deg = std::max(0.0, rig.tilt_deg - tilt_excess - 1e-3);
    } else if (range_m != camera.range_m) {
      rig.range_m *= range_m / camera.range_m * (range_m > camera.range_m ? 1.001 : 0.999);
    } else if (spare_m < 0) {
      rig_height_m += 1.0 - spare_m;
    } else {
      return within_limits(camera, ground);
    }
  }
  return {};
}

}  // namespace

double greatest_tilt_deg(double range_m) {
  struct Stop {
    double range_m, tilt_deg;
  };
  constexpr Stop stops[]{{1.2e6, 85}, {3e6, 72}, {8e6, 45}, {2e7, 20}};
  if (range_m <= stops[0].range_m) return stops[0].tilt_deg;
  for (size_t i = 1; i < std::size(stops); ++i) {
    if (range_m > stops[i].range_m) continue;
    const double t = std::log(range_m / stops[i - 1].range_m) /
                     std::log(stops[i].range_m / stops[i - 1].range_m);
    return std::lerp(stops[i - 1].tilt_deg, stops[i].tilt_deg, t);
  }
  return stops[std::size(stops) - 1].tilt_deg;
}

Camera within_limits(const Camera& camera, const DrawnGround& ground) {
  Camera result = camera;
  result.longitude_deg = wrapped(camera.longitude_deg, -180);
  result.latitude_deg =
      std::clamp(camera.latitude_deg, -k_greatest_latitude_deg, k_greatest_latitude_deg);
  result.range_m = std::clamp(camera.range_m, k_least_range_m, k_greatest_range_m);
  result.heading_deg = wrapped(camera.heading_deg, 0);
  result.tilt_deg = std::clamp(camera.tilt_deg, 0.0, greatest_tilt_deg(result.range_m));
  if (spare_height_m(result, ground) >= 0) return result;
  double safe = 0, buried = result.tilt_deg;
  for (int i = 0; i < 24; ++i) {
    result.tilt_deg = 0.5 * (safe + buried);
    (spare_height_m(result, ground) >= 0 ? safe : buried) = result.tilt_deg;
  }
  result.tilt_deg = safe;
  return result;
}

PanGrip::PanGrip(const Camera& camera, PixelSize size, double x, double y,
                 const DrawnGround& ground)
    : camera_(camera),
      rig_(camera),
      rig_height_m_(ground.height_m(camera.longitude_deg, camera.latitude_deg)),
      size_(size) {
  const CameraFrame frame = frame_of(camera, size, rig_height_m_);
  const auto place =
      screen_to_ground(frame, x, y, ground.heights, ground.exaggeration, ground.sea_level_m);
  if (place) gripped_m_ = ground.earth_centred(place->longitude_deg, place->latitude_deg);
}

Camera PanGrip::move_to(double x, double y, const DrawnGround& ground) {
  if (!gripped_m_) return camera_;
  const auto rig = pinned(rig_, rig_height_m_, size_, *gripped_m_, x, y);
  if (!rig) return camera_;
  rig_ = *rig;
  camera_ = settled(rig_, rig_height_m_, size_, *gripped_m_, x, y, ground).value_or(camera_);
  return camera_;
}

Camera zoom_at(const Camera& camera, PixelSize size, double x, double y, double factor,
               const DrawnGround& ground) {
  const double kept_factor =
      std::clamp(camera.range_m * factor, k_least_range_m, k_greatest_range_m) / camera.range_m;
  Camera nearer = camera;
  nearer.range_m *= kept_factor;
  const double height_m = ground.height_m(camera.longitude_deg, camera.latitude_deg);
  CameraFrame frame = frame_of(camera, size, height_m);
  const auto place =
      screen_to_ground(frame, x, y, ground.heights, ground.exaggeration, ground.sea_level_m);
  if (!place) return within_limits(nearer, ground);

  // The eye moves straight towards the place; the view is then told for its new centre.
  const glm::dvec3 held_m = ground.earth_centred(place->longitude_deg, place->latitude_deg);
  frame.eye_m = held_m + (frame.eye_m - held_m) * kept_factor;
  const auto centre =
      ray_to_ground(frame.eye_m, frame.forward(), ground, 1.0 / frame.pixels_per_radian);
  if (!centre) return within_limits(nearer, ground);
  const glm::dvec3 target_m = ground.earth_centred(centre->longitude_deg, centre->latitude_deg);
  const Camera rig = camera_towards(frame, *centre, glm::length(target_m - frame.eye_m));
  const double rig_height_m = ground.height_m(centre->longitude_deg, centre->latitude_deg);
  return settled(rig, rig_height_m, size, held_m, x, y, ground).value_or(camera);
}

Camera turn_by(const Camera& camera, double right_px, double down_px, const DrawnGround& ground) {
  constexpr double k_deg_per_px = 0.3;
  Camera result = camera;
  result.heading_deg += right_px * k_deg_per_px;
  result.tilt_deg -= down_px * k_deg_per_px;
  return within_limits(result, ground);
}

Camera step(const Camera& camera, CameraStep what, PixelSize size, const DrawnGround& ground) {
  constexpr double k_turn_deg = 7.5, k_tilt_deg = 5, k_zoom = 0.75, k_pan_share = 0.12;
  const double centre_x = 0.5 * size.width, centre_y = 0.5 * size.height;
  const double pan_px = k_pan_share * size.height;
  const auto panned = [&](double right_px, double down_px) {
    PanGrip grip(camera, size, centre_x, centre_y, ground);
    return grip.move_to(centre_x + right_px, centre_y + down_px, ground);
  };
  Camera result = camera;
  switch (what) {
    case CameraStep::left:
      return panned(pan_px, 0);
    case CameraStep::right:
      return panned(-pan_px, 0);
    case CameraStep::up:
      return panned(0, pan_px);
    case CameraStep::down:
      return panned(0, -pan_px);
    case CameraStep::nearer:
      result.range_m *= k_zoom;
      break;
    case CameraStep::farther:
      result.range_m /= k_zoom;
      break;
    case CameraStep::turn_left:
      result.heading_deg -= k_turn_deg;
      break;
    case CameraStep::turn_right:
      result.heading_deg += k_turn_deg;
      break;
    case CameraStep::tilt_more:
      result.tilt_deg += k_tilt_deg;
      break;
    case CameraStep::tilt_less:
      result.tilt_deg -= k_tilt_deg;
      break;
    case CameraStep::north_up:
      result.heading_deg = 0;
      break;
  }
  return within_limits(result, ground);
}

Camera nearer_over(const Camera& camera, PixelSize size, double x, double y,
                   const DrawnGround& ground) {
  const CameraFrame frame =
      frame_on_ground(camera, size, ground.heights, ground.exaggeration, ground.sea_level_m);
  const auto place =
      screen_to_ground(frame, x, y, ground.heights, ground.exaggeration, ground.sea_level_m);
  if (!place) return camera;
  Camera result = camera;
  result.longitude_deg = place->longitude_deg;
  result.latitude_deg = place->latitude_deg;
  result.range_m *= 0.45;
  return within_limits(result, ground);
}

}  // namespace caspian::scene
