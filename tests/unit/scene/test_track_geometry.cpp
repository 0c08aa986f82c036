// All links of the built-in scenario: what the issue promises of their courses.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "geo/polyline.h"
#include "tests/support/built_in.h"

using namespace caspian;

namespace {

std::string tag(const dataset::Link& link) {
  return test::built_in_dataset().corridors[link.corridor].id + ":" + std::to_string(link.seq);
}

std::vector<geo::GeoPoint> course(const scene::LinkTrack& track) {
  std::vector<geo::GeoPoint> line;
  for (const scene::TrackPoint& point : track.points)
    line.push_back({point.longitude_deg, point.latitude_deg, 0});
  return line;
}

struct Box {
  const char* why;
  double west_deg, south_deg, east_deg, north_deg;
  bool contains(const scene::TrackPoint& p) const {
    return p.longitude_deg >= west_deg && p.longitude_deg <= east_deg &&
           p.latitude_deg >= south_deg && p.latitude_deg <= north_deg;
  }
};

}  // namespace

TEST_CASE("every link has a course from node to node, with points about a km apart") {
  const auto& data = test::built_in_dataset();
  const auto& tracks = test::built_in_tracks();
  REQUIRE(data.links.size() == 165);
  REQUIRE(tracks.size() == data.links.size());
  for (size_t i = 0; i < tracks.size(); ++i) {
    CAPTURE(tag(data.links[i]));
    const auto& points = tracks[i].points;
    REQUIRE(points.size() >= 2);
    const auto& from = data.nodes[data.links[i].from_node].place;
    const auto& to = data.nodes[data.links[i].to_node].place;
    CHECK(points.front().longitude_deg == from.longitude_deg);
    CHECK(points.front().latitude_deg == from.latitude_deg);
    CHECK(points.back().longitude_deg == to.longitude_deg);
    CHECK(points.back().latitude_deg == to.latitude_deg);
    CHECK(points.front().distance_m == 0);
    CHECK(points.back().distance_m == tracks[i].length_m);
    double longest_m = 0;
    bool grows = true;
    for (size_t k = 1; k < points.size(); ++k) {
      longest_m = std::max(longest_m, points[k].distance_m - points[k - 1].distance_m);
      grows = grows && points[k].distance_m > points[k - 1].distance_m;
    }
    CHECK(grows);
    CHECK(longest_m < 1010);
  }
}

TEST_CASE("smoothing moves no line more than 1 km, either way") {
  const auto& data = test::built_in_dataset();
  for (size_t i = 0; i < data.links.size(); ++i) {
    CAPTURE(tag(data.links[i]));
    const auto drawn = course(test::built_in_tracks()[i]);
    const auto given = scene::way_points(data, data.links[i]);
    double off_m = 0, missed_m = 0;
    for (const auto& point : drawn) off_m = std::max(off_m, geo::distance_to_line_m(point, given));
    for (size_t k = 0; k < given.size(); ++k) {
      missed_m = std::max(missed_m, geo::distance_to_line_m(given[k], drawn));
      if (k > 0)
        for (const double t : {0.02, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.98})
          missed_m = std::max(missed_m,
                              geo::distance_to_line_m(geo::mix(given[k - 1], given[k], t), drawn));
    }
    CHECK(off_m < 1000);
    CHECK(missed_m < 1000);
  }
}

TEST_CASE("sea lanes touch land only at berths and in the channels that are named") {
  // Waters that the shore data do not resolve, or whose way-points in links.csv cross a shore that
  // has moved since: narrower than the mask, or dredged.
  const Box channels[] = {
      {"the Bosporus, narrower than the mask's cells", 28.95, 40.99, 29.15, 41.25},
      {"the Volga channel and the Volga-Caspian canal", 47.50, 45.55, 48.10, 46.40},
      {"the approach of Turkmenbashi between its spits", 52.85, 39.90, 53.00, 40.05},
      {"the approach of Dubendi between the islands of Absheron", 50.25, 40.40, 50.40, 40.52},
      {"Hormuz island: the way-points of instc_west:19 cross it", 56.42, 27.02, 56.50, 27.09}};
  constexpr double k_berth_m = 5000;
  const auto& data = test::built_in_dataset();
  const auto& terrain = test::built_in_terrain();
  int tested = 0;
  std::set<std::string> used;
  for (size_t i = 0; i < data.links.size(); ++i) {
    if (!scene::is_over_water(data.links[i].mode)) continue;
    const auto& track = test::built_in_tracks()[i];
    for (double s = 0; s <= track.length_m; s += 500) {
      const scene::TrackPoint point = scene::point_at(track, s);
      ++tested;
      if (terrain.is_sea(point.longitude_deg, point.latitude_deg)) continue;
      if (std::min(s, track.length_m - s) <= k_berth_m) continue;
      const auto named = std::find_if(std::begin(channels), std::end(channels),
                                      [&](const Box& box) { return box.contains(point); });
      if (named != std::end(channels)) {
        used.insert(named->why);
        continue;
      }
      CAPTURE(tag(data.links[i]));
      CAPTURE(point.longitude_deg);
      CAPTURE(point.latitude_deg);
      CHECK_MESSAGE(false, "a sea lane is on land");
    }
  }
  CHECK(tested > 20000);
  CHECK(used.size() == std::size(channels));  // no exception that nothing needs
}

TEST_CASE("smoothing takes no sea lane onto land where its way-points were on water") {
  const auto& data = test::built_in_dataset();
  const auto& terrain = test::built_in_terrain();
  for (size_t i = 0; i < data.links.size(); ++i) {
    if (!scene::is_over_water(data.links[i].mode)) continue;
    CAPTURE(tag(data.links[i]));
    double given_m = 0, drawn_m = 0;  // over land
    const auto given = geo::densified(scene::way_points(data, data.links[i]), 250);
    for (const auto& p : given)
      given_m += terrain.is_sea(p.longitude_deg, p.latitude_deg) ? 0 : 250;
    const auto& track = test::built_in_tracks()[i];
    for (double s = 0; s <= track.length_m; s += 250) {
      const auto p = scene::point_at(track, s);
      drawn_m += terrain.is_sea(p.longitude_deg, p.latitude_deg) ? 0 : 250;
    }
    CHECK(drawn_m <= given_m + 750);
  }
}

TEST_CASE("land links enter no country but their ends' and those of transit") {
  const auto& data = test::built_in_dataset();
  const auto& countries = test::built_in_countries();
  int tested = 0;
  for (size_t i = 0; i < data.links.size(); ++i) {
    const dataset::Link& link = data.links[i];
    if (scene::is_over_water(link.mode)) continue;
    std::set<std::string> allowed(link.transit.begin(), link.transit.end());
    allowed.insert(data.nodes[link.from_node].country);
    allowed.insert(data.nodes[link.to_node].country);
    const auto& track = test::built_in_tracks()[i];
    for (double s = 0; s <= track.length_m; s += 1000) {
      const scene::TrackPoint p = scene::point_at(track, s);
      ++tested;
      const std::string here = countries.country_at(p.longitude_deg, p.latitude_deg);
      if (here.empty() || allowed.contains(here)) continue;
      const auto near = countries.countries_within(p.longitude_deg, p.latitude_deg, 500);
      const bool within_tolerance =
          std::any_of(near.begin(), near.end(),
                      [&](const std::string& code) { return allowed.contains(code); });
      if (within_tolerance) continue;
      CAPTURE(tag(link));
      CAPTURE(here);
      CAPTURE(p.longitude_deg);
      CAPTURE(p.latitude_deg);
      CHECK_MESSAGE(false, "a land link is in another country");
    }
  }
  CHECK(tested > 25000);
}

TEST_CASE("heights are those of the drawn ground") {
  const auto& data = test::built_in_dataset();
  const auto& terrain = test::built_in_terrain();
  const uint32_t aktau_alat = data.find_link(data.find_corridor("titr"), 15);
  const auto& lane = test::built_in_tracks()[aktau_alat];
  CHECK(scene::point_at(lane, lane.length_m / 2).height_m == doctest::Approx(-28));
  const uint32_t kars = data.find_link(data.find_corridor("btk"), 12);
  const auto p = scene::point_at(test::built_in_tracks()[kars], 40000);
  CHECK(p.height_m ==
        doctest::Approx(terrain.surface_m(p.longitude_deg, p.latitude_deg)).epsilon(0.02));
  CHECK(p.height_m > 1200);
}

TEST_CASE("a place on a track is found by its distance") {
  scene::LinkTrack track;
  track.points = {
      {.longitude_deg = 50, .latitude_deg = 42, .height_m = 0, .lane = 0, .distance_m = 0},
      {.longitude_deg = 51, .latitude_deg = 42, .height_m = 10, .lane = 1, .distance_m = 100}};
  track.length_m = 100;
  CHECK(scene::point_at(track, 25).longitude_deg == doctest::Approx(50.25));
  CHECK(scene::point_at(track, 25).height_m == doctest::Approx(2.5));
  CHECK(scene::point_at(track, 25).lane == doctest::Approx(0.25));
  CHECK(scene::point_at(track, -5).longitude_deg == 50);
  CHECK(scene::point_at(track, 500).longitude_deg == 51);
}

TEST_CASE("links that carry each other on pass their node in one direction") {
  const auto& data = test::built_in_dataset();
  const auto& tracks = test::built_in_tracks();
  const auto direction = [&](const scene::LinkTrack& track, bool start) {  // away from the end
    const auto& points = track.points;
    const auto& at = start ? points[0] : points[points.size() - 1];
    const auto& to = start ? points[1] : points[points.size() - 2];
    return glm::normalize(geo::local_metric(at.latitude_deg)
                              .offset_m({at.longitude_deg, at.latitude_deg, 0},
                                        {to.longitude_deg, to.latitude_deg, 0}));
  };
  int smooth = 0, kinks = 0;
  for (size_t i = 0; i < tracks.size(); ++i) {
    if (scene::is_over_water(data.links[i].mode) || !tracks[i].after) continue;
    const auto& joint = tracks[i].after;
    const double straight =
        -glm::dot(direction(tracks[i], false), direction(tracks[joint.link], joint.at_its_start));
    if (straight > 0.98)
      ++smooth;
    else if (straight > 0)  // others turn back
      ++kinks;
  }
  CHECK(smooth > 70);
  CHECK(kinks <= 2);
}
