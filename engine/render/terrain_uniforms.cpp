// Choices of light: where it comes from, how steep slopes look at a scale, how far the air is
// clear.
#include "render/terrain_uniforms.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "geo/ellipsoid.h"
#include "scene/daylight.h"
#include "scene/terrain_surface.h"

namespace caspian::render {
namespace {

constexpr double k_radians = std::numbers::pi / 180.0;
constexpr std::array k_themes{scene::ThemeId::dusk, scene::ThemeId::map, scene::ThemeId::contrast};
constexpr uint32_t k_tint_width = 1024;
// The second light lets flanks be told apart that face away from the first one's path: of ridges
// that run with it, as the Greater Caucasus does with light from the north-west.
constexpr double k_side_turn_deg = 75, k_side_share = 0.75;

/// Towards east and north.
glm::vec2 in_plan(double azimuth_deg) {
  return glm::vec2(std::sin(azimuth_deg * k_radians), std::cos(azimuth_deg * k_radians));
}

/// Slopes as shaded, per slope in nature. Less than the drawn exaggeration, or all would be cliffs;
/// more from afar, where only the broad forms are left in the data (Imhof 1965, ch. 9).
double slope_factor(double exaggeration, double range_m) {
  const double from_afar = std::clamp(std::pow(range_m / 400'000.0, 0.45), 0.45, 4.0);
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
  return glm::mix(tint, grey * glm::vec3(1.06f, 0.99f, 0.86f), 0.6f);
}

/// Dusk's sun as the water mirrors it: low, whatever height shades the relief best.
glm::vec4 low_sun_of(const scene::FrameInputs& inputs, const scene::Daylight& daylight) {
  constexpr double k_altitude_deg = 11;
  const scene::Camera& camera = inputs.camera;
  const bool is_dusk = inputs.settings.theme == scene::ThemeId::dusk;
  const double azimuth = daylight.azimuth_deg * k_radians, altitude = k_altitude_deg * k_radians;
  const glm::dvec3 level =
      geo::east_at(camera.longitude_deg) * std::sin(azimuth) +
      geo::north_at(camera.longitude_deg, camera.latitude_deg) * std::cos(azimuth);
  const glm::dvec3 direction =
      level * std::cos(altitude) +
      geo::up_at(camera.longitude_deg, camera.latitude_deg) * std::sin(altitude);
  return {glm::vec3(direction), is_dusk ? 0.75f * daylight.day : 0.0f};
}

/// Waves run through their round once a day of the units' clock; not at all with reduced motion.
float wave_day(const scene::FrameInputs& inputs) {
  if (inputs.settings.reduced_motion) return 0;
  const int64_t ms = inputs.motion_time.ms % time::k_ms_per_day;
  return float(double(ms) / double(time::k_ms_per_day));
}

/// Near the data's level the shore passes into theirs.
float flooded_share(const scene::FrameInputs& inputs) {
  constexpr double k_own_from_m = 0.4;
  return eased(
      float(std::abs(scene::sea_level_of(inputs) - geo::k_caspian_surface_m) / k_own_from_m));
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
  const scene::Daylight daylight = scene::daylight_of(frame.inputs);
  const float up = float(std::sin(daylight.altitude_deg * k_radians));
  const float along = float(std::cos(daylight.altitude_deg * k_radians));
  const float strength = settings.layers.terrain ? theme.relief_strength * daylight.strength : 0.0f;
  const float opacity = settings.layers.sea ? float(settings.sea_opacity) : 0.0f;
  shared::TerrainUniforms result{};
  result.light = glm::vec4(in_plan(daylight.azimuth_deg), up,
                           slope_factor(settings.exaggeration, camera.range_m));
  result.side = glm::vec4(in_plan(daylight.azimuth_deg + k_side_turn_deg),
                          k_side_share * daylight.side_share, along);
  result.shade =
      glm::vec4(strength * theme.lit_share / (1.0f - up), -strength * theme.shaded_share / up,
                theme.water_strength * opacity, theme.sheen);
  result.lit = glm::vec4(theme.lit, strength * theme.hidden_sky_share);
  result.shaded = glm::vec4(theme.shaded, tint_row(theme.id, opacity));
  result.coast = glm::vec4(theme.coast, theme.coast_strength);
  result.haze =
      glm::vec4(camera.range_m * 1.15, 1.0 / (camera.range_m * 2.5), theme.haze_strength, 0);
  result.data_box = data_box;
  result.fade = glm::vec4(1.0 / scene::k_data_fade_deg, opacity, flooded_share(frame.inputs), 0);
  result.day = glm::vec4(daylight.colour, daylight.day);
  result.low_sun = low_sun_of(frame.inputs, daylight);
  result.low_light = glm::vec4(glm::mix(theme.last_light, glm::vec3(1, 0.86f, 0.68f), 0.45f),
                               wave_day(frame.inputs));
  return result;
}

}  // namespace caspian::render
