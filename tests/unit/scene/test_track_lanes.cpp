#include <doctest/doctest.h>

#include <cmath>
#include <map>

#include "geo/polyline.h"
#include "scene/track_bundles.h"
#include "scene/track_lanes.h"
#include "tests/support/built_in.h"

using namespace caspian;

namespace {

struct InventedNetwork {
  dataset::Dataset data;
  std::vector<scene::LinkTrack> tracks;

  uint32_t node(double lon, double lat) {
    for (uint32_t i = 0; i < data.nodes.size(); ++i)
      if (data.nodes[i].place.longitude_deg == lon && data.nodes[i].place.latitude_deg == lat)
        return i;
    dataset::Node node;
    node.place = {lon, lat, 0};
    data.nodes.push_back(node);
    return static_cast<uint32_t>(data.nodes.size() - 1);
  }
  uint32_t link(const std::string& corridor, std::vector<geo::GeoPoint> points) {
    uint32_t c = 0;
    while (c < data.corridors.size() && data.corridors[c].id != corridor) ++c;
    if (c == data.corridors.size()) {
      data.corridors.emplace_back();
      data.corridors.back().id = corridor;
    }
    dataset::Link link;
    link.corridor = c;
    link.seq = static_cast<int>(data.corridors[c].links.size()) + 1;
    link.from_node = node(points.front().longitude_deg, points.front().latitude_deg);
    link.to_node = node(points.back().longitude_deg, points.back().latitude_deg);
    data.corridors[c].links.push_back(static_cast<uint32_t>(data.links.size()));
    data.links.push_back(link);
    scene::LinkTrack track;
    for (const auto& p : geo::densified(points, 1000)) {
      if (!track.points.empty())
        track.length_m += geo::piece_length_m(
            {track.points.back().longitude_deg, track.points.back().latitude_deg, 0}, p);
      track.points.push_back({.longitude_deg = p.longitude_deg,
                              .latitude_deg = p.latitude_deg,
                              .distance_m = track.length_m});
    }
    tracks.push_back(track);
    return static_cast<uint32_t>(tracks.size() - 1);
  }
  void assign() {
    scene::find_joints(data, tracks);
    scene::assign_lanes(data, std::vector<scene::RibbonRoom>(tracks.size()), tracks);
  }
  float lane(uint32_t link, double share) const {
    return scene::point_at(tracks[link], tracks[link].length_m * share).lane;
  }
};

}  // namespace

TEST_CASE("a lone link runs in the middle") {
  InventedNetwork net;
  const auto a = net.link("a", {{50, 42, 0}, {52, 42, 0}});
  net.assign();
  for (const auto& point : net.tracks[a].points) CHECK(point.lane == 0);
}

TEST_CASE("two corridors on one track lie on either side of it, also when one is drawn backward") {
  InventedNetwork net;
  const auto a = net.link("a", {{50, 42, 0}, {52, 42, 0}});
  const auto b = net.link("b", {{52, 42, 0}, {50, 42, 0}});
  net.assign();
  CHECK(std::abs(net.lane(a, 0.5)) == doctest::Approx(0.5));
  // Each half a lane to its own right (or left): opposite sides of the same track.
  CHECK(net.lane(b, 0.5) == doctest::Approx(net.lane(a, 0.5)));
}

TEST_CASE("a corridor that leaves to the right lies on the right before it leaves") {
  InventedNetwork net;
  const auto straight = net.link("a", {{50, 42, 0}, {53, 42, 0}});
  const auto leaving = net.link("b", {{50, 42, 0}, {51.5, 42, 0}, {52.5, 41, 0}});
  net.assign();
  CHECK(net.lane(leaving, 0.2) == doctest::Approx(0.5));
  CHECK(net.lane(straight, 0.2) == doctest::Approx(-0.5));
  CHECK(net.lane(straight, 0.95) == doctest::Approx(0));
  CHECK(net.lane(leaving, 0.95) == doctest::Approx(0));
}

TEST_CASE("lanes change gently and agree where links join") {
  const auto& data = test::built_in_dataset();
  const auto& tracks = test::built_in_tracks();
  int joints = 0;
  for (size_t i = 0; i < tracks.size(); ++i) {
    CAPTURE(data.corridors[data.links[i].corridor].id);
    CAPTURE(data.links[i].seq);
    double steepest = 0;  // lanes per km
    for (size_t k = 1; k < tracks[i].points.size(); ++k) {
      const auto &a = tracks[i].points[k - 1], &b = tracks[i].points[k];
      steepest = std::max(steepest, std::abs(double(b.lane - a.lane)) /
                                        std::max(0.2, (b.distance_m - a.distance_m) / 1000));
    }
    CHECK(steepest < (tracks[i].length_m > 60000 ? 0.8 : 4.0));
    if (const auto& joint = tracks[i].after) {
      ++joints;
      const auto& other = tracks[joint.link];
      CHECK((joint.at_its_start ? other.before : other.after).link == i);
      const float theirs =
          joint.at_its_start ? other.points.front().lane : -other.points.back().lane;
      CHECK(tracks[i].points.back().lane == doctest::Approx(theirs).epsilon(1e-4));
    }
  }
  CHECK(joints > 60);
}

TEST_CASE("no two corridors lie on top of each other where they share a track") {
  const auto& data = test::built_in_dataset();
  const auto& tracks = test::built_in_tracks();
  const scene::Bundles bundles = scene::find_bundles(data, tracks);
  double shared_km = 0, too_near_km = 0;
  for (uint32_t link = 0; link < tracks.size(); ++link)
    for (const scene::TrackCell& cell : bundles.cells[link])
      for (const scene::CellNeighbour& other : cell.neighbours) {
        const scene::TrackCell& twin = bundles.cells[other.link][other.cell];
        const float mine = scene::point_at(tracks[link], (cell.from_m + cell.to_m) / 2).lane;
        const float theirs =
            scene::point_at(tracks[other.link], (twin.from_m + twin.to_m) / 2).lane *
            (other.opposite ? -1.0f : 1.0f);
        const double km = (cell.to_m - cell.from_m) / 1000;
        shared_km += km;
        if (std::abs(mine - theirs) < 0.75f && std::abs(other.to_the_right_m) < 1000)
          too_near_km += km;
      }
  CHECK(shared_km > 10000);
  CHECK(too_near_km < 0.03 * shared_km);  // ramps and forks only
  MESSAGE("km of shared track: " << shared_km << ", too near: " << too_near_km);
}

TEST_CASE("Baku-Tbilisi-Kars stays on one side of the Middle Corridor from Hajigabul to Tbilisi") {
  const auto& data = test::built_in_dataset();
  const auto& tracks = test::built_in_tracks();
  const uint32_t titr = data.find_corridor("titr"), btk = data.find_corridor("btk");
  int sides = 0, tested = 0;
  for (int seq = 17; seq <= 21; ++seq) {  // btk 3..7 are the same links
    const auto& a = tracks[data.find_link(titr, seq)];
    const auto& b = tracks[data.find_link(btk, seq - 14)];
    REQUIRE(a.length_m == doctest::Approx(b.length_m).epsilon(0.002));
    for (const double share : {0.1, 0.3, 0.5, 0.7, 0.9}) {
      const float apart =
          scene::point_at(b, b.length_m * share).lane - scene::point_at(a, a.length_m * share).lane;
      CHECK(std::abs(apart) > 0.7f);
      sides += apart > 0 ? 1 : -1;
      ++tested;
    }
  }
  CHECK(std::abs(sides) == tested);
}
