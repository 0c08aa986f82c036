// The three themes (look.md): base colours and type. A theme never changes widths, counts or hues
// of meaning.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <glm/glm.hpp>

#include "scene/view_settings.h"

namespace caspian::scene {

/// Display-space colour (sRGB-encoded), 0..1.
glm::vec3 hex_colour(uint32_t rgb);

struct TintStop {
  float height_m;  // for land: above sea level; for sea: metres below its surface
  glm::vec3 colour;
};

struct Theme {
  ThemeId id = ThemeId::dusk;
  std::array<TintStop, 7> land;       // ascending heights
  std::array<TintStop, 5> sea_floor;  // ascending depths
  glm::vec3 water, sky_top, sky_horizon, haze, no_data;
  glm::vec3 last_light{0};  // of the sky just above the horizon
  glm::vec3 text, text_halo;
  glm::vec3 seabed_line, land_border, river, coast;
  glm::vec3 lit, shaded;      // what slopes to and from the light are tinted towards
  float relief_strength = 1;  // 0..1, contrast of the shading
  float lit_share = 0;        // 0..1, how far slopes are tinted at the most
  float shaded_share = 0;
  float hidden_sky_share = 0;  // 0..., how far places that see little sky are darkened
  float water_strength = 0;    // 0..1, how much the water hides the floor's relief
  float sheen = 0;             // 0..1, reflection of the sky at grazing angles
  float haze_strength = 0;     // 0..1, at the farthest
  float last_light_share = 0;  // 0..1
  float coast_strength = 0;    // 0..1, the line along the shore
  float glow = 0;              // 0..1, halo of the units
};

const Theme& theme_of(ThemeId id);

/// Tint of land at a height and of the sea floor at a depth below its surface, as the shaders have
/// them: smooth between the stops.
glm::vec3 land_tint(const Theme& theme, float height_m);
glm::vec3 sea_floor_tint(const Theme& theme, float depth_m);

/// Hue of a corridor by its id (look.md, Hues); ids that are not known get one from a hash, always
/// the same.
glm::vec3 corridor_colour(const std::string& corridor_id);
/// Goods have a scheme of their own, told apart with any kind of colour vision; "total", goods
/// nobody specified, is neutral, and red stays free. Goods that are not known get a hue from a
/// hash.
glm::vec3 commodity_colour(const std::string& commodity);
/// The goods that have a colour, in the order of legends and strands; their names are the strings
/// `commodity.<id>`.
std::span<const std::string_view> commodities();
/// Place in that order; goods that are not known come last.
size_t commodity_rank(std::string_view commodity);

}  // namespace caspian::scene
