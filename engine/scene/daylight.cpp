// Solar position, and how its height colours the picture.
#include "scene/daylight.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace caspian::scene {
namespace {

constexpr double k_radians = std::numbers::pi / 180.0;

double eased(double t) {
  t = std::clamp(t, 0.0, 1.0);
  return t * t * (3 - 2 * t);
}

}  // namespace

SunPlace sun_at(time::SimTime time, double longitude_deg, double latitude_deg) {
  // Days since 2000-01-01 12:00, for which universal and terrestrial time are taken as one.
  const double days = double(time.ms) / double(time::k_ms_per_day) - 10957.5;
  const double mean_longitude = 280.460 + 0.9856474 * days;
  const double anomaly = (357.528 + 0.9856003 * days) * k_radians;
  const double longitude =
      (mean_longitude + 1.915 * std::sin(anomaly) + 0.020 * std::sin(2 * anomaly)) * k_radians;
  const double obliquity = (23.439 - 0.0000004 * days) * k_radians;
  const double ascension =
      std::atan2(std::cos(obliquity) * std::sin(longitude), std::cos(longitude));
  const double declination = std::asin(std::sin(obliquity) * std::sin(longitude));
  const double sidereal_h = 18.697375 + 24.0657098242 * days;
  const double hour_angle = (sidereal_h * 15 + longitude_deg) * k_radians - ascension;
  const double latitude = latitude_deg * k_radians;
  const double up = std::sin(latitude) * std::sin(declination) +
                    std::cos(latitude) * std::cos(declination) * std::cos(hour_angle);
  const double east = -std::cos(declination) * std::sin(hour_angle);
  const double north = std::cos(latitude) * std::sin(declination) -
                       std::sin(latitude) * std::cos(declination) * std::cos(hour_angle);
  const double azimuth = std::atan2(east, north) / k_radians;
  return {azimuth < 0 ? azimuth + 360 : azimuth, std::asin(std::clamp(up, -1.0, 1.0)) / k_radians};
}

Daylight daylight_of(const FrameInputs& inputs) {
  const Camera& camera = inputs.camera;
  Daylight atlas;
  atlas.azimuth_deg = camera.heading_deg + 315;
  if (!inputs.settings.sun_by_date || inputs.settings.theme != ThemeId::dusk) return atlas;
  const SunPlace sun = sun_at(inputs.time, camera.longitude_deg, camera.latitude_deg);
  // Below the horizon the atlas's light takes over, weak and blue, so that no night is black. The
  // change passes through level light, where the direction does not matter.
  const double day = eased((sun.altitude_deg + 7) / 14);
  const double lit = std::abs(eased((sun.altitude_deg + 1) / 9) * 2 - 1);
  Daylight result;
  const bool is_up = sun.altitude_deg > 3.5;
  result.azimuth_deg = is_up ? sun.azimuth_deg : atlas.azimuth_deg;
  result.altitude_deg = is_up ? std::clamp(sun.altitude_deg, 14.0, 55.0) : atlas.altitude_deg;
  result.side_share = is_up ? 0.35 : 1;
  result.strength = float((is_up ? 1.0 : 0.6) * lit);
  result.day = float(day);
  // Blue night, golden hour, clear day.
  const glm::vec3 night{0.56f, 0.64f, 0.86f}, low_sun{1.12f, 0.93f, 0.76f},
      noon{1.22f, 1.2f, 1.14f};
  const glm::vec3 sunlit = glm::mix(low_sun, noon, float(eased((sun.altitude_deg - 3) / 22)));
  result.colour = glm::mix(night, sunlit, float(day));
  return result;
}

}  // namespace caspian::scene
