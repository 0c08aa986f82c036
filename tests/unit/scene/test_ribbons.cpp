// Widths of ribbons, their room, their strands, and the chains that arrowheads keep their distances
// on.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "scene/line_style.h"
#include "scene/ribbon_legend.h"
#include "scene/ribbons.h"
#include "tests/support/built_in.h"
#include "tests/support/invented_journeys.h"
#include "tests/support/lettering_scene.h"

using namespace caspian;
using namespace caspian::scene;
using dataset::k_backward;
using dataset::k_forward;

namespace {

uint32_t link_of(const char* corridor, int seq) {
  const auto& data = test::built_in_dataset();
  return data.find_link(data.find_corridor(corridor), seq);
}

std::optional<Ribbon> ribbon_at(const char* corridor, int seq, const char* date,
                                const ViewSettings& settings = {}) {
  const SceneGeometry& scene = test::built_in_scene();
  const auto when = *time::parse_time(date);
  const auto rates = carried_rates(scene, when, settings);
  const uint32_t link = link_of(corridor, seq);
  return ribbon_of(scene, link, rates[link], when, settings);
}

}  // namespace

TEST_CASE("widths are in proportion, with a least one, and the widest is the widest") {
  const RibbonScale& scale = test::built_in_scene().ribbons.scale;
  CHECK(scale.band_px(0, 0) == 0);
  CHECK(scale.band_px(1e-6, 0) == k_least_band_px);
  CHECK(scale.band_px(scale.least_mt(), 0) == doctest::Approx(k_least_band_px));
  CHECK(scale.band_px(40, 0) == doctest::Approx(2 * scale.band_px(20, 0)));
  CHECK(scale.band_px(0, 20) == doctest::Approx(2 * scale.band_px(0, 10)));
  double widest = 0;
  const auto& data = test::built_in_dataset();
  const auto& scene = test::built_in_scene();
  for (const auto& peak : dataset::peak_rates(data, scene.flows.amounts))
    widest = std::max(widest, scale.band_px(peak.mt[0] + peak.mt[1], 0));
  CHECK(widest <= k_widest_ribbon_px);
  CHECK(widest > 0.6 * k_widest_ribbon_px);
}

TEST_CASE("numbers of the legend are plain") {
  CHECK(plain_number_below(0.43) == doctest::Approx(0.4));
  CHECK(plain_number_below(37.5) == doctest::Approx(30));
  CHECK(plain_number_below(10) == doctest::Approx(10));
  CHECK(plain_number_below(9.99) == doctest::Approx(7));
  CHECK(plain_number_below(0) == 0);
  FrameInputs inputs;
  inputs.size = {1280, 720};
  inputs.camera.range_m = range_for_scale(1e6, 720);
  for (const RibbonSample& sample :
       ribbon_samples(test::built_in_scene().ribbons.scale, inputs, true, true)) {
    const RibbonScale& scale = test::built_in_scene().ribbons.scale;
    CHECK(sample.width_px == doctest::Approx(sample.is_gas ? scale.band_px(0, sample.per_year)
                                                           : scale.band_px(sample.per_year, 0)));
  }
}

TEST_CASE("a ribbon never leaves the room it has, whatever the date, the variant and the goods") {
  const SceneGeometry& scene = test::built_in_scene();
  int ribbons = 0;
  for (int year = 1999; year < 2031; ++year)
    for (const char* variant : {"base", "tripp_open"}) {
      ViewSettings settings;
      settings.variant = variant;
      const auto when = time::from_calendar({year, 6, 15});
      const auto rates = carried_rates(scene, when, settings);
      for (uint32_t link = 0; link < rates.size(); ++link) {
        const auto ribbon = ribbon_of(scene, link, rates[link], when, settings);
        if (!ribbon) continue;
        const RibbonRoom& room = scene.ribbons.rooms[link];
        ++ribbons;
        CAPTURE(link);
        CHECK(double(ribbon->left_px) >= -room.left_px - 1e-3);
        CHECK(double(ribbon->right_px) <= room.right_px + 1e-3);
        if (!ribbon->capacity_px || rates[link].is_empty()) continue;
        CHECK(double((*ribbon->capacity_px)[0]) >= -room.left_px - 1e-3);
        CHECK(double((*ribbon->capacity_px)[1]) <= room.right_px + 1e-3);
      }
    }
  CHECK(ribbons > 2000);
}

TEST_CASE("two directions lie side by side, one direction in the middle") {
  const auto both = ribbon_at("titr", 17, "2024-07-01");
  REQUIRE(both);
  CHECK(both->meet_px == 0);
  CHECK(both->left_px < 0);
  CHECK(both->right_px > 0);
  const auto one = ribbon_at("cpc", 2, "2024-07-01");
  REQUIRE(one);
  CHECK(one->left_px == doctest::Approx(-one->right_px));
  CHECK(one->bands[k_backward].width_px == 0);
}

TEST_CASE("strands share a band in proportion; plans are paler") {
  const SceneGeometry& scene = test::built_in_scene();
  dataset::CarriedRates rates;
  const uint32_t titr = scene.dataset.find_corridor("titr");
  for (const auto& [goods, mt] :
       {std::pair{"container", 5.0}, std::pair{"grain", 10.0}, std::pair{"oil", 25.0}})
    rates.ways[k_forward].push_back({.corridor = titr, .commodity = goods, .per_year = mt});
  rates.ways[k_forward].back().is_plan = true;
  ViewSettings settings;
  settings.colour_by = ColourBy::commodity;
  const auto ribbon =
      ribbon_of(scene, link_of("titr", 17), rates, *time::parse_time("2024-07-01"), settings);
  REQUIRE(ribbon);
  const RibbonBand& band = ribbon->bands[k_forward];
  REQUIRE(band.strands.size() == 3);
  CHECK(band.strands[0].commodity == "oil");  // the order of the legend
  CHECK(band.strands[0].colour == commodity_colour("oil"));
  CHECK(band.strands[0].alpha < band.strands[1].alpha);
  CHECK(band.strands[0].width_px == doctest::Approx(band.width_px * 25 / 40));
  CHECK(band.width_px == doctest::Approx(40 * scene.ribbons.scale.px_per_mt));
  settings.colour_by = ColourBy::corridor;
  const auto plain =
      ribbon_of(scene, link_of("titr", 17), rates, *time::parse_time("2024-07-01"), settings);
  CHECK(plain->bands[k_forward].strands[1].colour == corridor_colour("titr"));
}

TEST_CASE("more goods than strands: the last strand holds the rest, the width stays") {
  const SceneGeometry& scene = test::built_in_scene();
  dataset::CarriedRates rates;
  for (int i = 0; i < 9; ++i)
    rates.ways[k_backward].push_back(
        {.corridor = 0, .commodity = "goods " + std::to_string(i), .per_year = 4});
  const auto ribbon =
      ribbon_of(scene, link_of("titr", 17), rates, *time::parse_time("2024-07-01"), {});
  const RibbonBand& band = ribbon->bands[k_backward];
  REQUIRE(band.strands.size() == k_most_strands);
  float sum = 0;
  for (const RibbonStrand& strand : band.strands) sum += strand.width_px;
  CHECK(sum == doctest::Approx(band.width_px));
  CHECK(band.strands.back().width_px > 3 * band.strands.front().width_px);
}

TEST_CASE("the capacity is as wide as its rate, around the ribbon") {
  const auto ribbon = ribbon_at("btc", 2, "2024-07-01");
  REQUIRE(ribbon);
  REQUIRE(ribbon->capacity_px);
  const auto& edges = *ribbon->capacity_px;
  CHECK(double(edges[1] - edges[0]) ==
        doctest::Approx(60 * test::built_in_scene().ribbons.scale.px_per_mt));
  CHECK(edges[0] < ribbon->left_px);
  CHECK(edges[1] > ribbon->right_px);
}

TEST_CASE("what a hidden corridor's line carries for others is still seen") {
  ViewSettings settings;
  settings.hidden = {"instc_caspian"};
  const auto drawn = drawn_links(test::built_in_scene(), *time::parse_time("2024-07-01"), settings);
  const auto find = [&](uint32_t link) {
    return std::find_if(drawn.begin(), drawn.end(),
                        [&](const DrawnLink& one) { return one.link == link; });
  };
  CHECK(find(link_of("instc_caspian", 2)) != drawn.end());
  CHECK(find(link_of("instc_caspian", 8)) == drawn.end());
  // A filter leaves thin lines, not "no data".
  settings = {};
  settings.filter.commodities = {"gas"};
  const auto gas = drawn_links(test::built_in_scene(), *time::parse_time("2024-07-01"), settings);
  for (const DrawnLink& one : gas)
    if (one.link == link_of("btc", 2)) {
      CHECK(one.has_figure);
      CHECK(!one.carries);
    }
}

TEST_CASE("chains: distances go on over joints and count from the middle") {
  const auto& tracks = test::built_in_tracks();
  const std::vector<ChainPlace> places = chain_places(tracks);
  int joints = 0;
  for (size_t i = 0; i < tracks.size(); ++i) {
    const auto end = [&](size_t link, bool at_start) {
      return places[link].from_middle_m +
             (at_start ? 0 : places[link].sign * tracks[link].length_m);
    };
    CHECK(std::abs(end(i, true)) <= places[i].half_length_m + 1e-3);
    CHECK(std::abs(end(i, false)) <= places[i].half_length_m + 1e-3);
    const TrackJoint& joint = tracks[i].after;
    if (!joint) continue;
    const double gap = std::abs(end(i, false) - end(joint.link, joint.at_its_start));
    // A ring is cut once.
    if (gap > 1) CHECK(gap == doctest::Approx(2 * places[i].half_length_m));
    joints += gap <= 1;
  }
  CHECK(joints > 60);
}
