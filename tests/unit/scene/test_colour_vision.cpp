// Colours as other eyes see them, the difference of colours, and which hues of meaning stay apart.
#include <algorithm>
#include <cmath>
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
  // Pairs of the table that Sharma, Wu and Dalal publish for checking implementations.
  struct Pair {
    glm::dvec3 one, other;
    double difference;
  };
  for (const Pair& pair :
       {Pair{{50, 2.6772, -79.7751}, {50, 0, -82.7485}, 2.0425},
        Pair{{50, -1, 2}, {50, 0, 0}, 2.3669}, Pair{{50, 2.5, 0}, {73, 25, -18}, 27.1492},
        Pair{{50, 2.5, 0}, {61, -5, 29}, 22.8977},
        Pair{{60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644},
        Pair{{90.8027, -2.0831, 1.4410}, {91.1528, -1.6435, 0.0447}, 1.4441},
        Pair{{2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}, 0.9082}})
    CHECK(std::abs(lab_difference(pair.one, pair.other) - pair.difference) < 1e-4);
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
