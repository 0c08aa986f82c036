// The colours of look.md.
#include "scene/theme.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <span>
#include <string_view>

namespace caspian::scene {
namespace {

TintStop stop(float height_m, uint32_t rgb) {
  return {height_m, hex_colour(rgb)};
}

Theme dusk() {
  Theme theme;
  theme.id = ThemeId::dusk;
  theme.land = {stop(-12, 0x1b2827), stop(12, 0x20262b),   stop(220, 0x2b302f),
                stop(650, 0x3b4036), stop(1700, 0x55493b), stop(2900, 0x7d7266),
                stop(4000, 0xb9b6b0)};
  theme.sea_floor = {stop(0, 0x2f6f7a), stop(18, 0x245c6e), stop(90, 0x174a63), stop(400, 0x0d2f4b),
                     stop(1000, 0x081b30)};
  theme.water = hex_colour(0x0f3a52);
  theme.sky_top = hex_colour(0x060b14);
  theme.sky_horizon = hex_colour(0x2f4a61);
  theme.haze = hex_colour(0x36444f);
  theme.last_light = hex_colour(0x8d6750);
  theme.last_light_share = 0.8f;
  theme.no_data = hex_colour(0x1b2024);
  theme.text = hex_colour(0xeef1f2);
  theme.text_halo = hex_colour(0x0b1014);
  theme.seabed_line = hex_colour(0xf4efe4);
  theme.land_border = hex_colour(0x8a9096);
  theme.river = hex_colour(0x3f6c80);
  theme.coast = hex_colour(0x7fb2b8);
  theme.lit = hex_colour(0xcfc4b2);
  theme.shaded = hex_colour(0x060b16);
  theme.relief_strength = 1.0f;
  theme.lit_share = 0.34f;
  theme.shaded_share = 0.95f;
  theme.hidden_sky_share = 0.9f;
  theme.water_strength = 0.55f;
  theme.sheen = 0.8f;
  theme.haze_strength = 0.75f;
  theme.coast_strength = 0.35f;
  theme.glow = 0.6f;
  return theme;
}

Theme map() {
  Theme theme;
  theme.id = ThemeId::map;
  theme.land = {stop(-12, 0xcfd8c3), stop(12, 0xe3e3cf),   stop(250, 0xece3c4),
                stop(800, 0xdcc9a3), stop(1800, 0xc3a582), stop(2900, 0xa98d78),
                stop(4000, 0xfbfbf9)};
  theme.sea_floor = {stop(0, 0xd9ecf2), stop(18, 0xb3d6e6), stop(120, 0x7fb3d3),
                     stop(450, 0x4a86b4), stop(1000, 0x2c5f93)};
  theme.water = hex_colour(0x8fbfd9);
  theme.sky_top = hex_colour(0xb9d3e3);
  theme.sky_horizon = hex_colour(0xf1efe6);
  theme.haze = hex_colour(0xe9ebe4);
  theme.no_data = hex_colour(0xe4e1d6);
  theme.text = hex_colour(0x22282b);
  theme.text_halo = hex_colour(0xfbfaf5);
  theme.seabed_line = hex_colour(0xf4efe4);
  theme.land_border = hex_colour(0x7b7b78);
  theme.river = hex_colour(0x6f9fbd);
  theme.coast = hex_colour(0x5f8ba6);
  theme.lit = hex_colour(0xfff9e2);
  theme.shaded = hex_colour(0x4d5880);
  theme.relief_strength = 1.0f;
  theme.lit_share = 0.5f;
  theme.shaded_share = 0.85f;
  theme.hidden_sky_share = 0.45f;
  theme.water_strength = 0.4f;
  theme.sheen = 0.15f;
  theme.haze_strength = 0.6f;
  theme.coast_strength = 0.8f;
  return theme;
}

Theme contrast() {
  Theme theme;
  theme.id = ThemeId::contrast;
  theme.land.fill(stop(0, 0x2c2f33));
  for (size_t i = 0; i < theme.land.size(); ++i) theme.land[i].height_m = 100.0f * float(i);
  theme.sea_floor = {stop(0, 0x11465f), stop(198, 0x11465f), stop(202, 0x072437),
                     stop(600, 0x072437), stop(1000, 0x072437)};
  theme.water = hex_colour(0x11465f);
  theme.sky_top = theme.sky_horizon = hex_colour(0x000000);
  theme.haze = theme.land[0].colour;
  theme.no_data = hex_colour(0x1b1d20);
  theme.text = hex_colour(0xffffff);
  theme.text_halo = hex_colour(0x000000);
  theme.seabed_line = hex_colour(0xf4efe4);
  theme.land_border = hex_colour(0xb4b8bc);
  theme.river = hex_colour(0x5aa0c8);
  theme.coast = hex_colour(0xd8e4ea);
  theme.lit = hex_colour(0xffffff);
  theme.shaded = hex_colour(0x000000);
  theme.relief_strength = 0;
  theme.coast_strength = 1;
  return theme;
}

glm::vec3 tint(std::span<const TintStop> stops, float height_m) {
  glm::vec3 colour = stops[0].colour;
  for (size_t i = 1; i < stops.size(); ++i) {
    const float t =
        std::clamp((height_m - stops[i - 1].height_m) / (stops[i].height_m - stops[i - 1].height_m),
                   0.0f, 1.0f);
    colour = glm::mix(colour, stops[i].colour, t * t * (3 - 2 * t));
  }
  return colour;
}

struct NamedColour {
  std::string_view name;
  uint32_t rgb;
};

constexpr uint32_t k_oil = 0xa17be0, k_gas = 0x9ad5ef;
constexpr NamedColour k_corridors[]{{"titr", 0xf2a93b},
                                    {"zangezur", 0x3ecf8e},
                                    {"tripp", 0x3ecf8e},
                                    {"btk", 0x2ab7ca},
                                    {"kars_dilucu", 0x2ab7ca},
                                    {"bri_kz", 0xe8593b},
                                    {"tm_ferry", 0xe58fb1},
                                    {"instc", 0x5b8def},
                                    {"instc_west", 0x5b8def},
                                    {"instc_caspian", 0x8cb0f7},
                                    {"instc_east", 0x3f6bd0},
                                    {"btc", k_oil},
                                    {"wrep", k_oil},
                                    {"cpc", k_oil},
                                    {"baku_novorossiysk", k_oil},
                                    {"tanker_aktau_baku", k_oil},
                                    {"tanker_aktau_makhachkala", k_oil},
                                    {"tanker_tm_baku", k_oil},
                                    {"scp", k_gas},
                                    {"tanap", k_gas},
                                    {"tap", k_gas},
                                    {"tcgp", k_gas},
                                    {"tm_east_west", k_gas}};
/// Chosen so that the first six differ by 30 or more in CIELAB to every kind of colour vision, any
/// two by 17, and any two by 12 in CIEDE2000.
constexpr NamedColour k_commodities[]{
    {"oil", 0x9568a0},       {"gas", 0x85dee9},     {"container", 0xca6802}, {"grain", 0xf4cc0a},
    {"metals", 0x1570f0},    {"general", 0x9ab97e}, {"total", 0xd8d2c4},     {"coal", 0x4c6e6e},
    {"chemicals", 0xc5ff9f}, {"vehicles", 0x93481e}};
constexpr std::array k_commodity_order{[] {
  std::array<std::string_view, std::size(k_commodities)> order;
  for (size_t i = 0; i < order.size(); ++i) order[i] = k_commodities[i].name;
  return order;
}()};

/// A colour for a name nobody chose one for: hue from FNV-1a, lightness and chroma fixed in OKLab
/// (Ottosson 2020), so that it is as bright as the chosen ones.
glm::vec3 colour_from_name(std::string_view name) {
  uint32_t hash = 2166136261u;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  const float hue = float(hash % 3600u) / 3600.0f * 2.0f * std::numbers::pi_v<float>;
  const float lightness = 0.76f, a = 0.11f * std::cos(hue), b = 0.11f * std::sin(hue);
  const auto cube = [](float v) { return v * v * v; };
  const float l = cube(lightness + 0.3963377774f * a + 0.2158037573f * b);
  const float m = cube(lightness - 0.1055613458f * a - 0.0638541728f * b);
  const float s = cube(lightness - 0.0894841775f * a - 1.2914855480f * b);
  const glm::vec3 linear{4.0767416621f * l - 3.3077115913f * m + 0.2309699292f * s,
                         -1.2684380046f * l + 2.6097574011f * m - 0.3413193965f * s,
                         -0.0041960863f * l - 0.7034186147f * m + 1.7076147010f * s};
  glm::vec3 display{};
  for (int i = 0; i < 3; ++i) {
    const float v = std::clamp(linear[i], 0.0f, 1.0f);
    display[i] = v <= 0.0031308f ? 12.92f * v : 1.055f * std::pow(v, 1 / 2.4f) - 0.055f;
  }
  return display;
}

glm::vec3 named_colour(std::span<const NamedColour> table, std::string_view name) {
  const auto found = std::find_if(table.begin(), table.end(),
                                  [name](const NamedColour& row) { return row.name == name; });
  return found == table.end() ? colour_from_name(name) : hex_colour(found->rgb);
}

}  // namespace

glm::vec3 hex_colour(uint32_t rgb) {
  return glm::vec3(float((rgb >> 16) & 255u), float((rgb >> 8) & 255u), float(rgb & 255u)) / 255.0f;
}

const Theme& theme_of(ThemeId id) {
  static const Theme k_dusk = dusk(), k_map = map(), k_contrast = contrast();
  switch (id) {
    case ThemeId::map:
      return k_map;
    case ThemeId::contrast:
      return k_contrast;
    case ThemeId::dusk:
      break;
  }
  return k_dusk;
}

glm::vec3 land_tint(const Theme& theme, float height_m) {
  return tint(theme.land, height_m);
}

glm::vec3 sea_floor_tint(const Theme& theme, float depth_m) {
  return tint(theme.sea_floor, depth_m);
}

glm::vec3 corridor_colour(const std::string& corridor_id) {
  return named_colour(k_corridors, corridor_id);
}

glm::vec3 commodity_colour(const std::string& commodity) {
  return named_colour(k_commodities, commodity);
}

std::span<const std::string_view> commodities() {
  return k_commodity_order;
}

size_t commodity_rank(std::string_view commodity) {
  return static_cast<size_t>(
      std::find(k_commodity_order.begin(), k_commodity_order.end(), commodity) -
      k_commodity_order.begin());
}

}  // namespace caspian::scene
