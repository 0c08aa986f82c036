// Where recorded units are by the reference, which of them pass a filter, what the legend says.
#include <doctest/doctest.h>

#include <algorithm>

#include "core/files.h"
#include "geo/ellipsoid.h"
#include "scene/frame_inputs.h"
#include "scene/recorded_legend.h"
#include "tests/support/invented_record.h"
#include "tests/support/invented_terrain.h"

using namespace caspian;
using test::TemporaryFile;

namespace {

constexpr int64_t k_start = test::k_invented_start_ms;

/// u0 (sea, oil) and u1 (rail, grain) go for an hour, u2 (road, containers) is in a gap.
scene::RecordedScene three_units(const TemporaryFile& file, const geo::HeightField& heights) {
  const auto at = [](double lon, double lat) { return test::k_invented_box.pack(lon, lat); };
  std::vector<record::Segment> all{{k_start, k_start + 3'600'000, 0, false, at(50, 41), at(52, 43)},
                                   {k_start, k_start + 3'600'000, 1, false, at(47, 38), at(47, 38)},
                                   {k_start, k_start + 9'000'000, 2, true, at(48, 40), at(49, 41)}};
  std::stable_sort(all.begin(), all.end(), record::InFileOrder{});
  test::write_record(file.path(), all, 3);
  auto store = record::SegmentStore::open(file.path());
  REQUIRE(store.ok());
  return scene::RecordedScene(std::move(store).value(), heights);
}

}  // namespace

TEST_CASE("surface grid: the drawn surface, water over the sea") {
  const geo::HeightField heights = test::invented_terrain();
  const scene::SurfaceGrid grid(heights, 47, 38, 54, 46, 400);
  CHECK(grid.width() == 400);
  for (const auto& [column, row] : {std::pair{0, 0}, {399, 0}, {17, 203}, {398, 399}}) {
    const double lon = grid.west_deg() + column * grid.step_x_deg();
    const double lat = grid.south_deg() + row * grid.step_y_deg();
    CHECK(grid.height_m(lon, lat) == doctest::Approx(heights.surface_m(lon, lat)).epsilon(1e-4));
  }
  CHECK(grid.height_m(51, 42) == doctest::Approx(-28));
  const double half = grid.west_deg() + 5.5 * grid.step_x_deg();
  const double lat = grid.south_deg() + 9 * grid.step_y_deg();
  CHECK(grid.height_m(half, lat) ==
        doctest::Approx(0.5 * (grid.height_m(half - 0.5 * grid.step_x_deg(), lat) +
                               grid.height_m(half + 0.5 * grid.step_x_deg(), lat))));
  CHECK(grid.height_m(0, 0) == grid.height_m(grid.west_deg(), grid.south_deg()));
}

TEST_CASE(
    "recorded units: straight in longitude and latitude, on the surface, while they are there") {
  const TemporaryFile file("a.cseg");
  const scene::RecordedScene record = three_units(file, test::invented_terrain());
  const auto alive = record.store->alive({k_start}, false);
  const auto ship =
      std::find_if(alive.begin(), alive.end(), [](const auto& s) { return s.packed.unit == 0; });
  REQUIRE(ship != alive.end());
  const auto place = scene::recorded_place(record, *ship, {k_start + 900'000}, 12);
  REQUIRE(place);
  CHECK(place->longitude_deg == doctest::Approx(50.5).epsilon(1e-7));
  CHECK(place->latitude_deg == doctest::Approx(41.5).epsilon(1e-7));
  CHECK(geo::to_geodetic(place->drawn_m).height_m == doctest::Approx(-28 * 12).epsilon(1e-3));
  CHECK(!scene::recorded_place(record, *ship, {k_start - 1}, 12));
  CHECK(!scene::recorded_place(record, *ship, {k_start + 3'600'000}, 12));
}

TEST_CASE("recorded units: filters count goods, modes and quality; corridors they have none") {
  const TemporaryFile file("a.cseg");
  const scene::RecordedScene record = three_units(file, test::invented_terrain());
  const time::SimTime now{k_start + 1};
  const auto count = [&](const dataset::FlowFilter& filter) {
    return scene::recorded_units(record, now, filter);
  };
  CHECK(record.kinds.size() == 3);
  CHECK(count({}) == 2);
  CHECK(count({.commodities = {"oil"}}) == 1);
  CHECK(count({.commodities = {"oil", "grain"}, .modes = {"rail"}}) == 1);
  CHECK(count({.qualities = {"measured"}}) == 2);
  CHECK(count({.qualities = {"assumed"}}) == 0);
  CHECK(count({.corridors = {"titr"}}) == 0);
  CHECK(!scene::recorded_units(record, {k_start - 1}, {}));  // no record is not zero
}

TEST_CASE("recorded units: the legend says how many, in which colours, from which file") {
  const TemporaryFile file("a.cseg");
  const scene::RecordedScene record = three_units(file, test::invented_terrain());
  const auto assets = find_assets();
  REQUIRE(assets.ok());
  const auto language = scene::Language::load(*assets, "en");
  REQUIRE(language.ok());
  scene::FrameInputs inputs;
  inputs.time = {k_start + 1};
  const scene::RecordedLegend legend =
      scene::recorded_legend(record, inputs.time, inputs.settings, *language);
  CHECK(legend.title.find("2") != std::string::npos);
  REQUIRE(legend.kinds.size() == 3);
  CHECK(legend.kinds[0].text == "shipping line");
  REQUIRE(legend.notes.size() == 2);
  CHECK(legend.notes[1] == "a.cseg, invented (measured)");
  inputs.settings.colour_by = scene::ColourBy::commodity;
  inputs.settings.filter.commodities = {"grain"};
  const scene::RecordedLegend grain =
      scene::recorded_legend(record, inputs.time, inputs.settings, *language);
  REQUIRE(grain.kinds.size() == 1);
  CHECK(grain.kinds[0].text == language->text("commodity.grain"));
  inputs.time = {k_start - 1};
  CHECK(scene::recorded_legend(record, inputs.time, inputs.settings, *language).title ==
        language->text("recorded.none"));
}
