// Colours as other eyes see them, the difference of colours, and which hues of meaning stay apart.
#include <algorithm>
#include <set>

#include <doctest/doctest.h>

#include "scene/colour_vision.h"
#include "scene/line_style.h"
#include "scene/theme.h"
#include "tests/support/built_in.h"

using namespace caspian::scene;
using namespace caspian;

namespace {

constexpr ColourVision k_all[] = {ColourVision::normal, ColourVision::deuteranopia,
                                  ColourVision::protanopia, ColourVision::tritanopia};

double least_difference(glm::vec3 a, glm::vec3 b) {
  double least = 1e9;
  for (const ColourVision kind : k_all)
    least = std::min(least, colour_difference(as_seen(a, kind), as_seen(b, kind)));
  return least;
}

}  // namespace

TEST_CASE("greys look the same to all eyes, and nobody is shown what is usual") {
  for (const ColourVision kind : k_all) {
    for (const float grey : {0.0f, 0.2f, 0.5f, 0.8f, 1.0f})
      CHECK(glm::length(as_seen(glm::vec3(grey), kind) - glm::vec3(grey)) < 0.01f);
    CHECK((glm::length(as_seen({0.9f, 0.3f, 0.2f}, kind) - glm::vec3(0.9f, 0.3f, 0.2f)) < 1e-6f) ==
          (kind == ColourVision::normal));
  }
  // What tells red from green is lost on the eyes it is named after.
  const glm::vec3 red = hex_colour(0xb05a3c), green = hex_colour(0x6f7a3a);
  CHECK(colour_difference(as_seen(red, ColourVision::deuteranopia),
                          as_seen(green, ColourVision::deuteranopia)) <
        0.6 * colour_difference(red, green));
}

TEST_CASE("the colour difference is zero for one colour, symmetric, and 100 from black to white") {
  CHECK(colour_difference(hex_colour(0x3ecf8e), hex_colour(0x3ecf8e)) == 0);
  CHECK(colour_difference(hex_colour(0), hex_colour(0xffffff)) ==
        doctest::Approx(100).epsilon(1e-3));
  const glm::vec3 a = hex_colour(0x5b8def), b = hex_colour(0xe58fb1);
  CHECK(colour_difference(a, b) == doctest::Approx(colour_difference(b, a)));
  // Worked out by hand from the published formulas for two greens of sRGB.
  CHECK(colour_difference(hex_colour(0x00ff00), hex_colour(0x00f000)) ==
        doctest::Approx(2.91).epsilon(0.05));
}

TEST_CASE("goods are told apart by their hue alone, with any kind of colour vision") {
  for (size_t i = 0; i < commodities().size(); ++i)
    for (size_t k = i + 1; k < commodities().size(); ++k) {
      const std::string a(commodities()[i]), b(commodities()[k]);
      CHECK_MESSAGE(least_difference(commodity_colour(a), commodity_colour(b)) >= 12, a, " and ",
                    b);
    }
}

TEST_CASE("corridors whose hues run together for some eyes differ in mode, dash or name") {
  // The art direction fixes these hues. Where two of them come within 12, the line itself must
  // tell: rails, sea and pipes are drawn differently, and every corridor is named along its line.
  const auto& data = test::built_in_dataset();
  std::set<std::string> names;
  for (const auto& corridor : data.corridors) names.insert(corridor.name.in(0));
  CHECK(names.size() == data.corridors.size());
  const auto modes_of = [&](const dataset::Corridor& corridor) {
    std::set<dataset::Mode> modes;
    for (const uint32_t link : corridor.links) modes.insert(data.links[link].mode);
    return modes;
  };
  size_t close = 0, apart_by_mode = 0;
  for (const auto& a : data.corridors)
    for (const auto& b : data.corridors) {
      if (a.id >= b.id || corridor_colour(a.id) == corridor_colour(b.id)) continue;
      if (least_difference(corridor_colour(a.id), corridor_colour(b.id)) >= 12) continue;
      ++close;
      apart_by_mode += modes_of(a) != modes_of(b);
    }
  MESSAGE(close, " pairs of corridors are within 12 (CIEDE2000) for some eyes, ", apart_by_mode,
          " of them differ in mode as well");
  CHECK(apart_by_mode * 2 > close);
}
