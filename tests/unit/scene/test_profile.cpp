// A line as samples: where they lie, what they say, and the lines of corridors and journeys.
#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>

#include "geo/geodesic.h"
#include "scene/profile.h"
#include "tests/support/built_in.h"
#include "tests/support/lettering_scene.h"

using namespace caspian;

namespace {

const std::vector<geo::GeoPoint> k_aktau_baku_astrakhan{
    {51.15, 43.63, 0}, {49.95, 40.35, 0}, {48.05, 46.35, 0}};

}  // namespace

TEST_CASE("samples lie on the geodesics, at most a step apart, with every corner among them") {
  const auto& heights = test::built_in_terrain();
  const auto profile = scene::sample_profile(k_aktau_baku_astrakhan, heights, 1000.0);
  REQUIRE(profile.ok());
  CHECK(profile->length_m() ==
        doctest::Approx(geo::geodesic_length_m(k_aktau_baku_astrakhan)).epsilon(1e-12));
  REQUIRE(profile->corners_m.size() == 3);
  const auto& samples = profile->samples;
  for (size_t i = 1; i < samples.size(); ++i) {
    const geo::GeoPoint a{samples[i - 1].longitude_deg, samples[i - 1].latitude_deg, 0};
    const geo::GeoPoint b{samples[i].longitude_deg, samples[i].latitude_deg, 0};
    const double apart_m = samples[i].distance_m - samples[i - 1].distance_m;
    CHECK(apart_m > 0);
    CHECK(apart_m <= 1000.001);
    CHECK(geo::geodesic(a, b).distance_m == doctest::Approx(apart_m).epsilon(1e-6));
  }
  for (size_t i = 0; i < 3; ++i) {
    const auto* sample = scene::sample_at(*profile, profile->corners_m[i]);
    CHECK(sample->longitude_deg == k_aktau_baku_astrakhan[i].longitude_deg);
    CHECK(sample->latitude_deg == k_aktau_baku_astrakhan[i].latitude_deg);
  }
}

TEST_CASE("a sample says what the terrain says of its place") {
  const auto& heights = test::built_in_terrain();
  const auto profile = scene::sample_profile(k_aktau_baku_astrakhan, heights, std::nullopt);
  REQUIRE(profile.ok());
  CHECK(profile->samples.size() > 500);
  size_t at_sea = 0;
  for (const scene::ProfileSample& sample : profile->samples) {
    const auto answer = heights.answer(sample.longitude_deg, sample.latitude_deg);
    CHECK(sample.ground.height_m == answer.height_m);
    CHECK(sample.ground.is_sea == answer.is_sea);
    CHECK(sample.ground.is_schematic == answer.is_schematic);
    at_sea += sample.ground.is_sea;
  }
  CHECK(at_sea > profile->samples.size() / 2);
}

TEST_CASE("the table has a row for every sample and leaves out what is not known") {
  const auto profile = scene::sample_profile(std::vector<geo::GeoPoint>{{50, 42, 0}, {-100, 42, 0}},
                                             test::built_in_terrain(), 50'000.0);
  REQUIRE(profile.ok());
  const std::string csv = scene::profile_csv(*profile);
  CHECK(size_t(std::count(csv.begin(), csv.end(), '\n')) == profile->samples.size() + 1);
  CHECK(csv.starts_with(
      "distance_m,longitude,latitude,height_m,surface_m,is_sea,is_schematic,source\n0.000,50.0"));
  CHECK(csv.ends_with("42.0000000,,,,,\n"));
}

TEST_CASE("steps are round, and too fine ones are refused") {
  CHECK(scene::default_profile_step_m(1'000'000) == 1000);
  CHECK(scene::default_profile_step_m(500'000) == 500);
  CHECK(scene::default_profile_step_m(3) == 1);
  const auto& heights = test::built_in_terrain();
  const auto refused = scene::sample_profile(k_aktau_baku_astrakhan, heights, 1.0);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.failure().sentence.find("--step") != std::string::npos);
  CHECK(scene::sample_profile({}, heights, 1.0)->samples.empty());
}

TEST_CASE("journeys and corridors as lines: no jumps, as long as their sections") {
  const auto& scene = test::built_in_scene();
  const auto& data = scene.dataset;
  const auto check_line = [&](const scene::CorridorLine& line) {
    REQUIRE(line.places.size() > 1);
    for (size_t i = 1; i < line.places.size(); ++i)
      CHECK(geo::geodesic(line.places[i - 1], line.places[i]).distance_m < 60'000);
    CHECK(geo::geodesic(line.places.front(), data.nodes[line.from_node].place).distance_m < 100);
    CHECK(geo::geodesic(line.places.back(), data.nodes[line.to_node].place).distance_m < 100);
  };
  for (uint32_t path = 0; path < data.paths.size(); ++path) {
    CAPTURE(data.paths[path].id);
    check_line(scene::path_line(data, scene.tracks, path));
  }
  for (uint32_t corridor = 0; corridor < data.corridors.size(); ++corridor) {
    if (data.corridors[corridor].links.empty()) continue;
    CAPTURE(data.corridors[corridor].id);
    check_line(scene::corridor_line(data, scene.tracks, corridor));
  }
}
