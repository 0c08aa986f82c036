#include "tests/support/invented_journeys.h"

#include <algorithm>
#include <cmath>

#include "geo/ellipsoid.h"

namespace caspian::test {

using namespace dataset;

Dataset invented_network() {
  Dataset data;
  data.id = "invented";
  data.variants = {{"base", {}, false}};
  data.range_from = time::from_calendar({1998, 1, 1});
  data.range_to = time::from_calendar({2030, 12, 31});
  data.travel = {.rail_kmh = 30,
                 .road_kmh = 40,
                 .sea_kmh = 22,
                 .ferry_kmh = 20,
                 .pipeline_oil_kmh = 7,
                 .pipeline_gas_kmh = 30,
                 .port_wait_h = 24,
                 .border_wait_h = 6,
                 .source = "invented"};
  const auto node = [&](const char* id, const char* country, double longitude, double latitude) {
    Node row;
    row.id = id;
    row.name.text[0] = id;
    row.country = country;
    row.place = {longitude, latitude, 0};
    data.nodes.push_back(row);
  };
  node("a", "KZ", 54, 43);
  node("b", "KZ", 51, 43.5);
  node("c", "AZ", 49.5, 41.8);
  node("d", "GE", 48, 41.5);
  Corridor corridor;
  corridor.id = "k";
  corridor.name.text[0] = "K";
  data.corridors.push_back(corridor);
  const auto link = [&](int seq, uint32_t from, uint32_t to, Mode mode, double km) {
    Link row;
    row.corridor = 0;
    row.seq = seq;
    row.from_node = from;
    row.to_node = to;
    row.mode = mode;
    row.length_km = km;
    data.corridors[0].links.push_back(static_cast<uint32_t>(data.links.size()));
    data.links.push_back(row);
  };
  link(1, 0, 1, Mode::rail, 300);
  link(2, 1, 2, Mode::sea, 220);
  link(3, 3, 2, Mode::rail, 150);
  Path path;
  path.id = "p";
  path.corridor = 0;
  path.steps = {{0, false}, {1, false}, {2, true}};
  path.share = 1;
  path.scenario = "base";
  data.paths.push_back(path);
  return data;
}

std::vector<scene::LinkTrack> invented_courses(const Dataset& data) {
  std::vector<scene::LinkTrack> tracks;
  for (const Link& link : data.links) {
    const geo::GeoPoint from = data.nodes[link.from_node].place,
                        to = data.nodes[link.to_node].place;
    scene::LinkTrack track;
    constexpr int k_pieces = 60;
    geo::GeoPoint before = from;
    for (int i = 0; i <= k_pieces; ++i) {
      const double t = double(i) / k_pieces;
      const geo::GeoPoint at{from.longitude_deg + (to.longitude_deg - from.longitude_deg) * t,
                             from.latitude_deg + (to.latitude_deg - from.latitude_deg) * t +
                                 0.2 * std::sin(3.14159265 * t),
                             0};
      track.length_m += geo::geodesic_distance_m(before, at);
      before = at;
      track.points.push_back({.longitude_deg = at.longitude_deg,
                              .latitude_deg = at.latitude_deg,
                              .height_m = static_cast<float>(800 * t * (1 - t)),
                              .lane = float(link.seq),
                              .distance_m = track.length_m});
    }
    tracks.push_back(track);
  }
  return tracks;
}

void add_figure(Dataset& data, int year, double mt, Kind kind) {
  Volume& row = data.volumes.emplace_back();
  row.corridor = 0;
  row.year = year;
  row.commodity = "total";
  row.value = mt;
  row.unit = "Mt";
  row.kind = kind;
  row.scenario = "base";
  row.is_flow = true;
}

namespace {

/// Travel times per piece, as short as the order allows.
void add_travel_times(std::mt19937_64& random, double duration_ms, PathFlow& flow) {
  for (size_t i = 0; i < flow.pieces.size(); ++i) {
    PathFlow::Piece& piece = flow.pieces[i];
    piece.travel_ms = duration_ms * std::uniform_real_distribution<double>(0.5, 1.7)(random);
    if (i == 0) continue;
    const PathFlow::Piece& before = flow.pieces[i - 1];
    const double pause_ms = static_cast<double>(piece.from.ms - before.to.ms);
    piece.travel_ms = std::max(piece.travel_ms, before.travel_ms - pause_ms);
  }
}

}  // namespace

RandomFlow random_flow(std::mt19937_64& random) {
  const auto between = [&](double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(random);
  };
  RandomFlow made;
  scene::Timetable timetable{.path = 0, .vertices = {}};
  double longitude = between(40, 60), latitude = between(36, 48), arrival_s = 0;
  const int vertex_count = 2 + static_cast<int>(between(0, 60));
  for (int i = 0; i < vertex_count; ++i) {
    const bool waits = i > 1 && between(0, 1) < 0.1;
    if (i > 0) arrival_s += waits ? between(3600, 200'000) : between(60, 40'000);
    if (!waits) {
      longitude += between(0.005, 0.05);
      latitude += between(-0.02, 0.03);
    }
    timetable.vertices.push_back(
        {static_cast<uint32_t>(arrival_s * scene::k_ticks_per_s),
         geo::to_earth_centred({longitude, latitude, 0}),
         waits ? timetable.vertices.back().height_m : static_cast<float>(between(-30, 3000)),
         waits ? timetable.vertices.back().lane : static_cast<float>(between(-3, 3))});
  }
  PathFlow flow{.path = 0, .corridor = 0, .commodity = "total", .scenario = "base"};
  flow.phase = between(0, 1);
  flow.scatter = between(0, 1);
  time::SimTime at = time::from_calendar({static_cast<int>(between(1930, 2020)), 1, 1});
  made.from = at;
  const int spans = 1 + static_cast<int>(between(0, 3));
  for (int span = 0; span < spans; ++span) {
    at.ms += static_cast<int64_t>(between(0, 300e9));
    TimeSpan open{at, at};
    const size_t first = flow.pieces.size();
    for (int piece = static_cast<int>(between(1, 5)); piece > 0; --piece) {
      if (between(0, 1) < 0.2)
        at.ms += static_cast<int64_t>(between(0, 5e9));  // nothing enters for a while
      const int64_t length = static_cast<int64_t>(between(1e6, 40e9));
      const double per_ms = between(1e-6, 3e-3);  // up to 95 Mt a year
      const double before = flow.pieces.empty() ? 0 : flow.pieces.back().entered_after;
      flow.pieces.push_back({at,
                             {at.ms + length},
                             per_ms,
                             before,
                             before + per_ms * static_cast<double>(length),
                             {},
                             {}});
      at.ms += length;
    }
    at.ms += between(0, 1) < 0.5
                 ? 0
                 : static_cast<int64_t>(between(0, 5e9));  // open a while after the last entry
    open.to = at;
    for (size_t i = first; i < flow.pieces.size(); ++i) {
      flow.pieces[i].open_from = open.from;
      flow.pieces[i].open_to = open.to;
    }
    flow.open.push_back(open);
    at.ms += 1000;
  }
  made.to = {at.ms + 10'000'000'000};
  const double duration_ms = timetable.duration_ms();
  if (random() % 2 == 0) add_travel_times(random, duration_ms, flow);
  made.tracks.timetables.push_back(std::move(timetable));
  made.tracks.flows.push_back({"k", "total", false});
  made.tracks.most_on_path.push_back(flow.most_on_path(duration_ms));
  made.tracks.peaks.push_back({"base", made.tracks.most_on_path[0], 0, 1, 0});
  made.tracks.amounts.push_back(std::move(flow));
  return made;
}

}  // namespace caspian::test
