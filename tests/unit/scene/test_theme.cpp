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
  CHECK(commodity_colour("oil") != commodity_colour("gas"));
}
