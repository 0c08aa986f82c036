#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "scene/theme.h"

using namespace caspian::scene;

namespace {

/// WCAG 2.1: relative luminance and contrast ratio.
float luminance(glm::vec3 colour) {
  float result = 0;
  const float weight[]{0.2126f, 0.7152f, 0.0722f};
  for (int i = 0; i < 3; ++i) {
    const float v = colour[i];
    result += weight[i] * (v <= 0.03928f ? v / 12.92f : std::pow((v + 0.055f) / 1.055f, 2.4f));
  }
  return result;
}
float contrast_ratio(glm::vec3 a, glm::vec3 b) {
  const float high = std::max(luminance(a), luminance(b)),
              low = std::min(luminance(a), luminance(b));
  return (high + 0.05f) / (low + 0.05f);
}

/// What a dichromat sees (Vienot, Brettel, Mollon 1999, for protan and deutan; in linear light).
glm::vec3 as_seen_by(glm::vec3 display, bool deutan) {
  glm::vec3 linear{};
  for (int i = 0; i < 3; ++i) linear[i] = std::pow(display[i], 2.2f);
  const glm::mat3 to_lms = glm::transpose(glm::mat3(
      17.8824f, 43.5161f, 4.11935f, 3.45565f, 27.1554f, 3.86714f, 0.0299566f, 0.184309f, 1.46709f));
  glm::vec3 lms = to_lms * linear;
  if (deutan)
    lms.y = 0.494207f * lms.x + 1.24827f * lms.z;
  else
    lms.x = 2.02344f * lms.y - 2.52581f * lms.z;
  glm::vec3 seen = glm::inverse(to_lms) * lms;
  for (int i = 0; i < 3; ++i) seen[i] = std::pow(std::clamp(seen[i], 0.0f, 1.0f), 1 / 2.2f);
  return seen;
}

enum class Sight { full, protan, deutan, tritan };

/// Machado, Oliveira, Fernandes 2009, severity 1, in linear light.
glm::vec3 linear_as_seen(glm::vec3 linear, Sight sight) {
  // Rows of the published matrices.
  static const float k_rows[3][9] = {{0.152286f, 1.052583f, -0.204868f, 0.114503f, 0.786281f,
                                      0.099216f, -0.003882f, -0.048116f, 1.051998f},
                                     {0.367322f, 0.860646f, -0.227968f, 0.280085f, 0.672501f,
                                      0.047413f, -0.011820f, 0.042940f, 0.968881f},
                                     {1.255528f, -0.076749f, -0.178779f, -0.078411f, 0.930809f,
                                      0.147602f, 0.004733f, 0.691367f, 0.303900f}};
  if (sight == Sight::full) return linear;
  const float* m = k_rows[static_cast<int>(sight) - 1];
  glm::vec3 seen{};
  for (int i = 0; i < 3; ++i)
    seen[i] = m[3 * i] * linear.x + m[3 * i + 1] * linear.y + m[3 * i + 2] * linear.z;
  return glm::clamp(seen, 0.0f, 1.0f);
}

/// CIELAB (D65) of a display colour as an eye sees it.
glm::vec3 lab(glm::vec3 display, Sight sight) {
  glm::vec3 linear{};
  for (int i = 0; i < 3; ++i)
    linear[i] = display[i] <= 0.04045f ? display[i] / 12.92f
                                       : std::pow((display[i] + 0.055f) / 1.055f, 2.4f);
  const glm::vec3 c = linear_as_seen(linear, sight);
  const float x = (0.4124564f * c.x + 0.3575761f * c.y + 0.1804375f * c.z) / 0.95047f;
  const float y = 0.2126729f * c.x + 0.7151522f * c.y + 0.0721750f * c.z;
  const float z = (0.0193339f * c.x + 0.1191920f * c.y + 0.9503041f * c.z) / 1.08883f;
  const auto f = [](float v) { return v > 0.008856f ? std::cbrt(v) : 7.787f * v + 16.0f / 116; };
  return {116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))};
}

/// The least difference of two colours over all kinds of sight.
float least_difference(glm::vec3 a, glm::vec3 b) {
  float least = 1e9f;
  for (const Sight sight : {Sight::full, Sight::protan, Sight::deutan, Sight::tritan})
    least = std::min(least, glm::length(lab(a, sight) - lab(b, sight)));
  return least;
}

/// Degrees around the HSV circle, 0 = red.
float hue_deg(glm::vec3 c) {
  const float high = std::max({c.x, c.y, c.z}), range = high - std::min({c.x, c.y, c.z});
  if (range <= 0) return 0;
  const float sector = high == c.x   ? (c.y - c.z) / range
                       : high == c.y ? 2 + (c.z - c.x) / range
                                     : 4 + (c.x - c.y) / range;
  return std::fmod(sector * 60 + 360, 360.0f);
}

}  // namespace

TEST_CASE("themes have the colours of the art direction") {
  const Theme& dusk = theme_of(ThemeId::dusk);
  CHECK(dusk.land[1].colour == hex_colour(0x20262b));
  CHECK(dusk.land.back().colour == hex_colour(0xb9b6b0));
  CHECK(dusk.sea_floor.front().colour == hex_colour(0x2f6f7a));
  CHECK(dusk.sea_floor.back().height_m == 1000);
  CHECK(dusk.sea_floor.back().colour == hex_colour(0x081b30));
  const Theme& map = theme_of(ThemeId::map);
  CHECK(map.land.front().colour == hex_colour(0xcfd8c3));
  CHECK(map.sea_floor.back().colour == hex_colour(0x2c5f93));
  CHECK(theme_of(ThemeId::contrast).relief_strength == 0);
}

TEST_CASE(
    "every theme: stops ascend, text is readable on its halo and hues of meaning are the same") {
  for (const ThemeId id : {ThemeId::dusk, ThemeId::map, ThemeId::contrast}) {
    const Theme& theme = theme_of(id);
    CHECK(theme.id == id);
    for (size_t i = 1; i < theme.land.size(); ++i)
      CHECK(theme.land[i].height_m > theme.land[i - 1].height_m);
    for (size_t i = 1; i < theme.sea_floor.size(); ++i)
      CHECK(theme.sea_floor[i].height_m > theme.sea_floor[i - 1].height_m);
    CHECK(contrast_ratio(theme.text, theme.text_halo) > (id == ThemeId::contrast ? 7 : 4.5));
  }
}

TEST_CASE("tints meet their stops and go smoothly between them") {
  const Theme& map = theme_of(ThemeId::map);
  CHECK(land_tint(map, -500) == map.land.front().colour);
  CHECK(land_tint(map, 9000) == map.land.back().colour);
  for (const TintStop& stop : map.land)
    CHECK(glm::length(land_tint(map, stop.height_m) - stop.colour) < 1e-5f);
  for (float depth = 0; depth < 1100; depth += 0.5f)
    CHECK(glm::length(sea_floor_tint(map, depth + 0.5f) - sea_floor_tint(map, depth)) < 0.03f);
}

TEST_CASE("land below zero is told from lowland, and shore water from deep water") {
  for (const ThemeId id : {ThemeId::dusk, ThemeId::map}) {
    const Theme& theme = theme_of(id);
    CHECK(glm::length(land_tint(theme, -28) - land_tint(theme, 30)) > 0.02f);
    CHECK(contrast_ratio(sea_floor_tint(theme, 1), sea_floor_tint(theme, 900)) > 2);
  }
}

TEST_CASE("families of corridors differ also for eyes that see two primaries") {
  const std::vector<std::string> families{"titr",     "zangezur",   "btk", "bri_kz",
                                          "tm_ferry", "instc_west", "btc", "scp"};
  for (const bool deutan : {false, true})
    for (size_t i = 0; i < families.size(); ++i)
      for (size_t k = i + 1; k < families.size(); ++k) {
        const auto a = as_seen_by(corridor_colour(families[i]), deutan),
                   b = as_seen_by(corridor_colour(families[k]), deutan);
        CHECK_MESSAGE(glm::length(a - b) > 0.06f, families[i], " and ", families[k]);
      }
  CHECK(corridor_colour("tripp") == corridor_colour("zangezur"));
  CHECK(corridor_colour("instc_east") != corridor_colour("instc_west"));
}

TEST_CASE("a corridor nobody chose a colour for has one of its own, always the same") {
  CHECK(corridor_colour("new_line") == corridor_colour("new_line"));
  CHECK(corridor_colour("new_line") != corridor_colour("other_line"));
  CHECK(luminance(corridor_colour("new_line")) > 0.2f);
}

TEST_CASE("goods are told apart by every eye, and no corridor has their hue") {
  const std::vector<std::string> in_scenario{"oil",   "gas",    "container",
                                             "grain", "metals", "general"};
  for (size_t i = 0; i < commodities().size(); ++i)
    for (size_t k = i + 1; k < commodities().size(); ++k) {
      const std::string a(commodities()[i]), b(commodities()[k]);
      const auto occurs = [&](const std::string& id) {
        return std::find(in_scenario.begin(), in_scenario.end(), id) != in_scenario.end();
      };
      CHECK_MESSAGE(least_difference(commodity_colour(a), commodity_colour(b)) >
                        (occurs(a) && occurs(b) ? 30.0f : 17.0f),
                    a, " and ", b);
    }
  for (const std::string_view id : commodities())
    for (const char* corridor : {"titr", "zangezur", "btk", "bri_kz", "tm_ferry", "instc_west",
                                 "instc_caspian", "instc_east", "btc", "scp"})
      CHECK_MESSAGE(glm::length(lab(commodity_colour(std::string(id)), Sight::full) -
                                lab(corridor_colour(corridor), Sight::full)) > 12,
                    id, " and ", corridor);
}

TEST_CASE("red is kept for faults, and goods nobody specified are neutral") {
  for (const std::string_view id : commodities()) {
    const glm::vec3 colour = commodity_colour(std::string(id));
    const float hue = hue_deg(colour);
    const float saturation =
        1 - std::min({colour.x, colour.y, colour.z}) / std::max({colour.x, colour.y, colour.z});
    CHECK_MESSAGE((saturation < 0.3f || (hue > 18 && hue < 340)), id);
    if (id == "total") CHECK(saturation < 0.15f);
  }
}

TEST_CASE("goods come in one order, those that are not known last") {
  CHECK(commodity_rank("oil") == 0);
  CHECK(commodity_rank("oil") < commodity_rank("gas"));
  CHECK(commodity_rank("total") < commodities().size());
  CHECK(commodity_rank("sunflowers") == commodities().size());
  CHECK(commodity_colour("sunflowers") == commodity_colour("sunflowers"));
}
