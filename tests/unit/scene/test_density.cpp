// The density view's amounts against the amounts on the way; its grid and scale.
#include "scene/density.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "geo/ellipsoid.h"
#include "scene/density_legend.h"
#include "scene/line_style.h"
#include "tests/support/invented_flows.h"
#include "tests/support/invented_journeys.h"
#include "tests/support/test_paths.h"

using namespace caspian;

namespace {

/// Mean of what is on the path over a window, by many instants.
double mean_on_path(const scene::FlowTracks& tracks, time::SimTime end, double days) {
  constexpr int k_instants = 4000;
  double sum = 0;
  for (int i = 0; i < k_instants; ++i) {
    const double back = (i + 0.5) / k_instants * days * double(time::k_ms_per_day);
    const time::SimTime when{end.ms - int64_t(back)};
    for (const dataset::PathFlow& flow : tracks.amounts)
      sum += flow.on_path(when, tracks.timetables[flow.path].duration_ms());
  }
  return sum / k_instants;
}

}  // namespace

TEST_CASE("density: what is spread is the mean amount on the way, to 1 %") {
  std::mt19937_64 random(17);
  const auto share = [&] { return double(random() >> 11) * 0x1p-53; };
  int compared = 0;
  for (int round = 0; round < 240; ++round) {
    const test::RandomFlow made = test::random_flow(random);
    const double days = 1 + 365 * share() * share();
    const time::SimTime end{made.from.ms + int64_t(share() * double(made.to.ms - made.from.ms))};
    scene::FlowMoment moment;
    moment.time = end;
    moment.variant = made.tracks.amounts[0].scenario;
    const scene::DensityAmounts amounts = scene::density_amounts(made.tracks, moment, days);
    const double wanted = mean_on_path(made.tracks, end, days);
    double sum = 0;
    for (const scene::DensityFlow& flow : amounts.flows)
      sum += std::accumulate(flow.parts.begin(), flow.parts.end(), 0.0);
    CHECK(sum == doctest::Approx(amounts.total));
    // Instants miss what lasts for a moment only.
    const double most =
        made.tracks.amounts[0].most_on_path(made.tracks.timetables[0].duration_ms());
    INFO("days " << days << " wanted " << wanted << " of " << most);
    CHECK(std::abs(amounts.total - wanted) <= 0.01 * wanted + 1e-3 * most);
    compared += wanted > 0;
  }
  CHECK(compared > 50);
}

TEST_CASE("density: gas and freight are not added, hidden corridors and variants left out") {
  scene::FlowTracks tracks = test::invented_tracks(3);
  const time::SimTime from = time::from_calendar({2024, 1, 1}),
                      to = time::from_calendar({2026, 1, 1});
  for (uint32_t i = 0; i < 3; ++i) {
    dataset::PathFlow flow{.path = i, .corridor = 0, .commodity = "oil", .scenario = "base"};
    flow.is_gas = i == 2;
    if (i == 1) flow.scenario = "other";
    const double per_ms = 1e6 / double(to.ms - from.ms);
    flow.pieces = {{from, to, per_ms, 0, 1e6, from, to}};
    flow.open = {{from, to}};
    tracks.amounts.push_back(flow);
  }
  scene::FlowMoment moment;
  moment.time = time::from_calendar({2025, 6, 1});
  const scene::DensityAmounts base = scene::density_amounts(tracks, moment, 30);
  REQUIRE(base.flows.size() == 1);
  CHECK_FALSE(base.is_gas);
  CHECK(base.leaves_out_gas);
  const double expected = 1e6 / double(to.ms - from.ms) * tracks.timetables[0].duration_ms();
  CHECK(base.total == doctest::Approx(expected).epsilon(1e-9));
  moment.variant = "other";
  CHECK(scene::density_amounts(tracks, moment, 30).flows.size() == 2);
  moment.hidden = {tracks.flows[0].corridor_id, tracks.flows[1].corridor_id};
  const scene::DensityAmounts gas = scene::density_amounts(tracks, moment, 30);
  CHECK(gas.is_gas);
  CHECK(gas.flows.size() == 1);
  moment.hidden.push_back(tracks.flows[2].corridor_id);
  CHECK(scene::density_amounts(tracks, moment, 30).flows.empty());
  moment.hidden.clear();
  moment.time = time::from_calendar({2023, 6, 1});
  CHECK(scene::density_amounts(tracks, moment, 30).total == 0);
}

TEST_CASE("density: a moved camera reads the same cells, and cells cover what is seen") {
  scene::Camera camera{50.0, 41.0, 600'000, 0, 0};
  const scene::DensityGrid grid = scene::density_grid(camera);
  CHECK(grid.spread_km == 20);
  camera.longitude_deg += 0.01;
  CHECK(scene::density_grid(camera) == grid);
  camera.longitude_deg += 5;
  const scene::DensityGrid other = scene::density_grid(camera);
  CHECK(other.cell_lon_deg == grid.cell_lon_deg);
  CHECK(other.first_column != grid.first_column);
  CHECK((other.first_column - grid.first_column) % 32 == 0);
  camera.range_m = 20'000;
  CHECK(scene::density_grid(camera).spread_km == 5);
  camera.range_m = 1e8;
  CHECK(scene::density_grid(camera).spread_km == 200);
  // A square of cells, in km2.
  double sum = 0;
  for (uint32_t row = 0; row < scene::DensityGrid::k_side; ++row)
    sum += scene::cell_area_km2(grid, row) * scene::DensityGrid::k_side;
  const double height_km = scene::DensityGrid::k_side * grid.cell_lat_deg * 111.195;
  CHECK(sum == doctest::Approx(height_km * height_km).epsilon(0.03));
}

TEST_CASE("density: the scale depends on nothing but the spread, and colours on the theme") {
  scene::DensityGrid grid;
  for (const auto& [spread, low] :
       {std::pair{5.0, 3}, {10.0, 2}, {20.0, 2}, {50.0, 2}, {100.0, 1}}) {
    grid.spread_km = spread;
    CHECK(scene::density_scale(grid, false).low == low);
    CHECK(scene::density_scale(grid, true).low == low - 3);
  }
  const auto lightness = [](const glm::vec3& c) { return 0.3f * c.r + 0.6f * c.g + 0.1f * c.b; };
  for (const scene::ThemeId id :
       {scene::ThemeId::dusk, scene::ThemeId::map, scene::ThemeId::contrast}) {
    const auto colours = scene::density_colours(scene::theme_of(id));
    for (size_t i = 1; i < colours.size(); ++i)
      CHECK((lightness(colours[i]) > lightness(colours[i - 1])) == (id != scene::ThemeId::map));
  }
}

TEST_CASE("density: units make way, what carries becomes a hairline, when it is on") {
  scene::ViewSettings settings;
  CHECK(scene::beside_density(settings) == settings);
  settings.layers.density = true;
  const scene::ViewSettings beside = scene::beside_density(settings);
  CHECK_FALSE(beside.layers.units);
  CHECK(beside.layers.ribbons);
  const auto half_width = [&](bool carries, const scene::ViewSettings& with) {
    const scene::DrawnLink drawn{
        .status = dataset::Status::operating, .has_figure = carries, .carries = carries};
    return scene::link_style({}, drawn, glm::vec3(1), scene::theme_of({}), with).half_width_px;
  };
  CHECK(half_width(true, beside) < 0.5f * half_width(true, {}));
  CHECK(half_width(false, beside) == half_width(false, {}));
}

TEST_CASE("density: the legend tells unit, window, spread, numbers and how it was made") {
  scene::FlowTracks tracks = test::invented_tracks(1);
  const time::SimTime from = time::from_calendar({2024, 1, 1}),
                      to = time::from_calendar({2026, 1, 1});
  dataset::PathFlow flow{.path = 0, .corridor = 0, .commodity = "oil", .scenario = "base"};
  flow.pieces = {{from, to, 1e-3, 0, 1e6, from, to}};
  flow.open = {{from, to}};
  tracks.amounts.push_back(flow);
  const auto language = scene::Language::load(test::source_dir() / "assets", "en");
  REQUIRE(language.ok());
  scene::FrameInputs inputs;
  inputs.time = time::from_calendar({2025, 6, 1});
  inputs.camera.range_m = 600'000;
  inputs.settings.density_window_days = 90;
  const scene::DensityLegend legend =
      scene::density_legend(scene::density_facts(tracks, inputs), inputs.settings, *language);
  REQUIRE(legend.stops.size() == 4);
  CHECK(legend.stops.front().text == "100");
  CHECK(legend.stops.front().colour == scene::density_colours(scene::theme_of({}))[0]);
  std::string all = legend.title;
  for (const std::string& note : legend.notes) all += '\n' + note;
  for (const char* part : {"t per", "90 days", "20 km", "1 flow", "assumed"}) {
    INFO(all);
    CHECK(all.find(part) != std::string::npos);
  }
}
