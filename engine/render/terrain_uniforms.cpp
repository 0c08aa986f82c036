// Choices of light: where it comes from, how steep slopes look at a scale, how far the air is
// clear.
#include "render/terrain_uniforms.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "scene/terrain_mesh.h"

namespace caspian::render {
namespace {

constexpr double k_radians = std::numbers::pi / 180.0;

glm::vec3 light_from(double azimuth_deg, double altitude_deg) {
  const double azimuth = azimuth_deg * k_radians, altitude = altitude_deg * k_radians;
  return glm::vec3(std::sin(azimuth) * std::cos(altitude), std::cos(azimuth) * std::cos(altitude),
                   std::sin(altitude));
}

/// Slopes as shaded, per slope in nature. Less than the drawn exaggeration, or all would be cliffs;
/// more from afar, where only the broad forms are left in the data (Imhof 1965, ch. 9).
double slope_factor(double exaggeration, double range_m) {
  const double from_afar = std::clamp(std::pow(range_m / 400'000.0, 0.45), 0.7, 4.0);
  return 2.2 * std::pow(exaggeration, 0.4) * from_afar;
}

}  // namespace

shared::TerrainUniforms make_terrain_uniforms(const PassFrame& frame, const glm::vec4& data_box) {
  const scene::Theme& theme = frame.theme;
  const scene::ViewSettings& settings = frame.inputs.settings;
  const scene::Camera& camera = frame.inputs.camera;
  shared::TerrainUniforms result{};
  for (size_t i = 0; i < theme.land.size(); ++i)
    result.land[i] = glm::vec4(theme.land[i].colour, theme.land[i].height_m);
  for (size_t i = 0; i < theme.sea_floor.size(); ++i)
    result.sea[i] = glm::vec4(theme.sea_floor[i].colour, theme.sea_floor[i].height_m);
  // From the upper left of the picture, whichever way it is turned, or hills would seem hollows:
  // north-west in a picture with north up.
  const double azimuth_deg = camera.heading_deg + 315.0;
  const double strength = settings.layers.terrain ? theme.relief_strength : 0.0;
  result.light = glm::vec4(light_from(azimuth_deg, 42), strength);
  result.side_light = glm::vec4(light_from(azimuth_deg + 70, 35), 0.3f);
  const double opacity = settings.layers.sea ? settings.sea_opacity : 0.0;
  result.lit = glm::vec4(theme.lit, slope_factor(settings.exaggeration, camera.range_m));
  result.shaded = glm::vec4(theme.shaded, theme.sheen);
  result.coast = glm::vec4(theme.coast, theme.coast_strength);
  result.water = glm::vec4(theme.water, theme.water_strength);
  result.haze =
      glm::vec4(camera.range_m * 1.15, 1.0 / (camera.range_m * 2.5), theme.haze_strength, 0);
  result.data_box = data_box;
  result.fade = glm::vec4(1.0 / scene::k_data_fade_deg, opacity, 0, 0);
  return result;
}

}  // namespace caspian::render
