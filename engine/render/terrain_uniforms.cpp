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
constexpr std::array k_themes{scene::ThemeId::dusk, scene::ThemeId::map, scene::ThemeId::contrast};
constexpr uint32_t k_tint_width = 1024;

glm::vec3 light_from(double azimuth_deg, double altitude_deg) {
  const double azimuth = azimuth_deg * k_radians, altitude = altitude_deg * k_radians;
  return glm::vec3(std::sin(azimuth) * std::cos(altitude), std::cos(azimuth) * std::cos(altitude),
                   std::sin(altitude));
}

/// Slopes as shaded, per slope in nature. Less than the drawn exaggeration, or all would be cliffs;
/// more from afar, where only the broad forms are left in the data (Imhof 1965, ch. 9).
double slope_factor(double exaggeration, double range_m) {
  const double from_afar = std::clamp(std::pow(range_m / 400'000.0, 0.45), 0.7, 4.0);
  return shared::k_slope_scale * 2.2 * std::pow(exaggeration, 0.4) * from_afar;
}

/// Middle of the row for the theme and the sea's opacity.
float tint_row(scene::ThemeId theme, double opacity) {
  const auto found = std::find(k_themes.begin(), k_themes.end(), theme);
  const double row = 2.0 * double(found - k_themes.begin()) + (1.0 - opacity) + 0.5;
  return float(row / (2.0 * k_themes.size()));
}

float eased(float t) {
  t = std::clamp(t, 0.0f, 1.0f);
  return t * t * (3 - 2 * t);
}

/// A floor without water: the same tint, paler and towards the colour of silt.
glm::vec3 dry_floor(const glm::vec3& tint) {
  const float grey = glm::dot(tint, glm::vec3(0.3f, 0.5f, 0.2f));
  return glm::mix(tint, grey * glm::vec3(1.25f, 1.12f, 0.95f), 0.6f);
}

}  // namespace

TintTexels make_tint_texels() {
  TintTexels result{k_tint_width, 2 * uint32_t(k_themes.size()), {}};
  for (uint32_t row = 0; row < result.height; ++row) {
    const scene::Theme& theme = scene::theme_of(k_themes[row / 2]);
    for (uint32_t i = 0; i < k_tint_width; ++i) {
      const float at = 2 * ((float(i) + 0.5f) / k_tint_width) - 1;  // the inverse of terrain.frag's
      const float depth_m = at * at * shared::k_deepest_tint_m;
      const float height_m = shared::k_lowest_tint_m +
                             at * at * float(shared::k_highest_tint_m - shared::k_lowest_tint_m);
      glm::vec4 tint;
      if (at < 0) {
        const glm::vec3 wet = scene::sea_floor_tint(theme, depth_m);
        tint = glm::vec4(row % 2 == 0 ? wet : dry_floor(wet), 1.0f);
      } else {
        // Lowlands are calmer than peaks (aerial perspective).
        tint =
            glm::vec4(scene::land_tint(theme, height_m), 0.55f + 0.45f * eased(height_m / 2500.0f));
      }
      const glm::vec4 scaled = glm::clamp(tint, 0.0f, 1.0f) * 65535.0f + 0.5f;
      result.texels.push_back(
          {uint16_t(scaled.r), uint16_t(scaled.g), uint16_t(scaled.b), uint16_t(scaled.a)});
    }
  }
  return result;
}

shared::TerrainUniforms make_terrain_uniforms(const PassFrame& frame, const glm::vec4& data_box) {
  const scene::Theme& theme = frame.theme;
  const scene::ViewSettings& settings = frame.inputs.settings;
  const scene::Camera& camera = frame.inputs.camera;
  // From the upper left of the picture, whichever way it is turned, or hills would seem hollows:
  // north-west in a picture with north up. A second light keeps slopes along the first one apart.
  const double azimuth_deg = camera.heading_deg + 315.0;
  const glm::vec3 light =
      0.7f * light_from(azimuth_deg, 42) + 0.3f * light_from(azimuth_deg + 70, 35);
  const float strength = settings.layers.terrain ? theme.relief_strength : 0.0f;
  const float opacity = settings.layers.sea ? float(settings.sea_opacity) : 0.0f;
  shared::TerrainUniforms result{};
  result.light = glm::vec4(light, slope_factor(settings.exaggeration, camera.range_m));
  result.shade = glm::vec4(strength * theme.lit_share / (glm::length(light) - light.z),
                           -strength * theme.shaded_share / light.z, theme.water_strength * opacity,
                           theme.sheen);
  result.lit = glm::vec4(theme.lit, 0);
  result.shaded = glm::vec4(theme.shaded, tint_row(theme.id, opacity));
  result.coast = glm::vec4(theme.coast, theme.coast_strength);
  result.haze =
      glm::vec4(camera.range_m * 1.15, 1.0 / (camera.range_m * 2.5), theme.haze_strength, 0);
  result.data_box = data_box;
  result.fade = glm::vec4(1.0 / scene::k_data_fade_deg, opacity, 0, 0);
  return result;
}

}  // namespace caspian::render
