// Ids and looks of the user's layers.
#include <doctest/doctest.h>

#include <set>
#include <tuple>

#include "scene/area_pick.h"
#include "scene/overlay_mesh.h"
#include "scene/overlay_style.h"
#include "tests/support/invented_terrain.h"

using namespace caspian;
using namespace caspian::scene;
using dataset::OverlayShape;

namespace {

std::vector<dataset::OverlayLayer> two_layers() {
  dataset::OverlayFeature area{.shape = OverlayShape::polygons,
                               .parts = {{{50, 41, 0}, {51, 41, 0}, {51, 42, 0}, {50, 42, 0}}}};
  dataset::OverlayFeature line{.shape = OverlayShape::lines, .parts = {{{50, 40, 0}, {52, 40, 0}}}};
  dataset::OverlayFeature spots{.shape = OverlayShape::points,
                                .parts = {{{50, 40, 0}}, {{51, 40, 0}}}};
  return {{"a.gpkg", "a", {area, line}, {}}, {"b.gpkg", "b", {spots}, {}}};
}

}  // namespace

TEST_CASE("overlay ids: there and back, nothing else") {
  const auto layers = two_layers();
  for (size_t layer = 0; layer < layers.size(); ++layer)
    for (size_t i = 0; i < layers[layer].features.size(); ++i) {
      const auto place = find_overlay(layers, overlay_id(layer, i));
      REQUIRE(place);
      CHECK(place->layer == layer);
      CHECK(place->feature == i);
      const OverlayPlace same = overlay_of_number(layers, overlay_number(layers, layer, i));
      CHECK(same.layer == layer);
      CHECK(same.feature == i);
    }
  for (const char* id : {"", "#", "0", "0#2", "2#0", "0#-1", "a#0", "0#0x"})
    CHECK_FALSE(find_overlay(layers, id));
}

TEST_CASE("overlay style: attributes before the layer's own colour") {
  auto layers = two_layers();
  const Theme& theme = theme_of(ThemeId::dusk);
  CHECK(overlay_fills(layers[1], 1, "", theme).empty());
  auto fills = overlay_fills(layers[0], 0, "", theme);
  REQUIRE(fills.size() == 2);
  CHECK(glm::vec3(fills[0]) == overlay_colour(0, theme));
  CHECK(fills[1].a == 0);
  CHECK(overlay_fills(layers[0], 0, "0#0", theme)[0].a > fills[0].a);
  layers[0].features[0].style.fill = 0xff0000;
  layers[0].features[0].style.fill_opacity = 0.5;
  CHECK(overlay_fills(layers[0], 0, "", theme)[0] == glm::vec4(1, 0, 0, 0.5f));
  layers[0].features[1].style.stroke_width_px = 0;
  CHECK(overlay_line_style(layers[0].features[1], 0, false, theme).alpha == 0);
  for (const ThemeId id : {ThemeId::dusk, ThemeId::map, ThemeId::contrast}) {
    std::set<std::tuple<float, float, float>> colours;
    for (size_t i = 0; i < 5; ++i) {
      const glm::vec3 colour = overlay_colour(i, theme_of(id));
      colours.insert({colour.r, colour.g, colour.b});
    }
    CHECK(colours.size() == 5);
  }
}

TEST_CASE("overlay mesh: a course for every part, outlines closed, points over lines over areas") {
  const auto layers = two_layers();
  const OverlayMesh mesh = build_overlay_mesh(layers, test::invented_terrain());
  REQUIRE(mesh.sources.size() == 4);
  CHECK(mesh.lines.courses.size() == 4);
  CHECK(mesh.sources[0].feature == 0);
  CHECK(mesh.sources[1].feature == 1);
  CHECK(mesh.sources[3].layer == 1);
  for (const LineCourse& course : mesh.lines.courses) CHECK_FALSE(course.levels.empty());
}

TEST_CASE("area: holes are outside") {
  const std::vector<std::vector<geo::GeoPoint>> rings{{{0, 0, 0}, {4, 0, 0}, {4, 4, 0}, {0, 4, 0}},
                                                      {{1, 1, 0}, {3, 1, 0}, {3, 3, 0}, {1, 3, 0}},
                                                      {}};
  CHECK(is_inside(rings, 0.5, 2));
  CHECK_FALSE(is_inside(rings, 2, 2));
  CHECK_FALSE(is_inside(rings, 5, 2));
}
