// Ports: published figures by year and cargo, journeys that load and unload there, and no data that
// is not zero.
#include <doctest/doctest.h>

#include <algorithm>

#include "app/scene_data.h"
#include "scene/port_figures.h"
#include "tests/support/built_in.h"

using namespace caspian;

namespace {

const scene::SceneGeometry& geometry() {
  static const scene::SceneGeometry k_scene =
      app::build_geometry(test::built_in_dataset(), test::built_in_terrain());
  return k_scene;
}

scene::PortFigures port(const char* id, const char* when,
                        const scene::ViewSettings& settings = {}) {
  const uint32_t node = test::built_in_dataset().find_node(id);
  REQUIRE(node != dataset::k_none);
  for (const scene::PortFigures& one :
       scene::port_figures(geometry(), settings, *time::parse_time(when)))
    if (one.node == node) return one;
  FAIL("not among the ports");
  return {};
}

double mt_of(const std::vector<scene::PortAmount>& amounts, const char* commodity) {
  double sum = 0;
  for (const scene::PortAmount& one : amounts)
    if (one.commodity == commodity) sum += one.mt;
  return sum;
}

}  // namespace

TEST_CASE("a port's figures: the year's, else the last one held, else none") {
  const scene::PortFigures aktau = port("aktau", "2022-07-01");
  CHECK(aktau.handled_mt() == doctest::Approx(3.852));
  CHECK(mt_of(aktau.handled, "oil") == doctest::Approx(2.5));
  CHECK_FALSE(aktau.held_from_year);
  const scene::PortFigures held = port("aktau", "2025-07-01");
  CHECK(held.held_from_year == 2023);
  CHECK(held.handled_mt() == doctest::Approx(3.376));
  CHECK(port("aktau", "2026-07-01").handled.empty());
  CHECK(port("alat", "2025-10-21").handled_mt() == doctest::Approx(8.2));
  // January to August is no year's amount; a forecast is a plan.
  const scene::PortFigures kuryk = port("kuryk", "2024-06-01");
  CHECK(kuryk.handled.empty());
  CHECK(kuryk.planned_mt == doctest::Approx(2.2));
}

TEST_CASE("journeys load and unload where they change between land and water") {
  const scene::PortFigures aktau = port("aktau", "2024-07-01"), alat = port("alat", "2024-07-01");
  CHECK(aktau.loaded_mt() > 0);
  CHECK(alat.unloaded_mt() > 0);
  // Four fifths of the Middle Corridor go west.
  CHECK(mt_of(aktau.loaded, "total") > mt_of(aktau.unloaded, "total"));
  CHECK(mt_of(alat.unloaded, "total") > mt_of(alat.loaded, "total"));
  CHECK(*alat.unloaded_share() > 0.5);
  CHECK_FALSE(port("anzali", "1998-02-01").has_any());
}

TEST_CASE("filters leave their cargo; what statistics cannot tell is left out") {
  scene::ViewSettings settings;
  settings.filter.commodities = {"oil"};
  CHECK(port("aktau", "2022-07-01", settings).handled_mt() == doctest::Approx(2.5));
  settings.filter = {.directions = {"forward"}};
  const scene::PortFigures west = port("alat", "2024-07-01", settings);
  CHECK(west.handled.empty());
  CHECK(mt_of(west.unloaded, "total") > 0);
  settings.filter = {};
  for (const dataset::Corridor& corridor : test::built_in_dataset().corridors)
    settings.hidden.push_back(corridor.id);
  CHECK(port("alat", "2024-07-01", settings).loaded_mt() == 0);
}

TEST_CASE("the area of a port's square is its amount") {
  const double side = scene::port_square_px(10);
  CHECK(scene::port_square_px(40) == doctest::Approx(2 * side));
  CHECK(scene::port_square_px(0) == 0);
}
