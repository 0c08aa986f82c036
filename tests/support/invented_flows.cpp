#include "tests/support/invented_flows.h"

#include <cmath>
#include <random>

#include "geo/ellipsoid.h"

namespace caspian::test {

scene::FlowTracks invented_tracks(size_t count) {
  std::mt19937 random(1);
  const auto between = [&](double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(random);
  };
  const char* corridors[] = {"titr", "tripp", "btk", "nsc_west"};
  scene::FlowTracks tracks;
  for (size_t i = 0; i < count; ++i) {
    scene::Timetable timetable{.path = uint32_t(i)};
    double longitude_deg = between(44, 50), latitude_deg = between(37, 46), heading = 0.4;
    double arrival_s = 0;
    const float lane = float(int(i % 5)) - 2.0f;
    for (int k = 0; k < 400; ++k) {
      const geo::GeoPoint place{longitude_deg, latitude_deg, 0};
      scene::TimetableVertex vertex{
          .arrival = uint32_t(std::llround(arrival_s * scene::k_ticks_per_s)),
          .base_m = geo::to_earth_centred(place),
          .height_m = float(300 + 300 * std::sin(k * 0.1)),
          .lane = lane};
      timetable.vertices.push_back(vertex);
      if (k % 97 == 50) {  // a wait of nine hours
        arrival_s += 9 * 3600;
        vertex.arrival = uint32_t(std::llround(arrival_s * scene::k_ticks_per_s));
        timetable.vertices.push_back(vertex);
      }
      heading += between(-0.15, 0.15);
      longitude_deg += 0.03 * std::cos(heading);
      latitude_deg += 0.02 * std::sin(heading);
      arrival_s += geo::geodesic_distance_m(place, {longitude_deg, latitude_deg, 0}) / 11.0;
    }
    tracks.timetables.push_back(std::move(timetable));
    tracks.flows.push_back({.corridor_id = corridors[i % 4], .is_plan = i % 5 == 4});
  }
  return tracks;
}

scene::FlowFrame invented_frame(const scene::FlowTracks& tracks, uint32_t units_per_run,
                                uint32_t seed) {
  std::mt19937 random(seed);
  scene::FlowFrame frame;
  for (uint32_t i = 0; i < tracks.timetables.size(); ++i) {
    const uint32_t duration = tracks.timetables[i].duration();
    scene::FlowRun run{.flow = i, .timetable = i, .count = units_per_run};
    run.is_scaled = i % 2 == 0;
    if (run.is_scaled) {
      while ((1u << run.rank_bits) < units_per_run) ++run.rank_bits;
      run.age_first = uint32_t(random() % duration);
      run.age_step = (uint64_t(duration) << 32) >> run.rank_bits;
      run.last_alpha = 0.5f;
    } else {
      run.age_step = ((uint64_t(duration) << 32) - 1) / units_per_run;
      run.age_first = duration - 1 - uint32_t(random() % (run.age_step >> 32));
      // The youngest unit must have entered: shorten the step until its age is not negative.
      run.age_step = std::min(run.age_step, (uint64_t(run.age_first) << 32) / units_per_run);
    }
    frame.runs.push_back(run);
  }
  return frame;
}

}  // namespace caspian::test
