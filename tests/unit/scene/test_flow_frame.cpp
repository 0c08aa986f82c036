#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "scene/flow_frame.h"
#include "scene/flow_motion.h"
#include "scene/flow_peaks.h"
#include "tests/support/built_in.h"

using namespace caspian;
using scene::FlowFrame;
using scene::FlowMoment;
using scene::FlowRun;

namespace {

const scene::FlowTracks& built_in_flows() {
  static const scene::FlowTracks k_tracks =
      scene::build_flow_tracks(test::built_in_dataset(), test::built_in_tracks(),
                               dataset::build_rate_series(test::built_in_dataset()));
  return k_tracks;
}

bool is_of_series(double size) {
  const double decade = std::pow(10.0, std::floor(std::log10(size) + 1e-9));
  for (const double step : {1.0, 2.0, 5.0, 10.0})
    if (std::abs(size / decade - step) < 1e-9) return true;
  return false;
}

}  // namespace

TEST_CASE("unit sizes are of the series 1-2-5 and keep every instant within the budget") {
  const scene::FlowTracks& tracks = built_in_flows();
  for (const std::string variant : {"base", "tripp_open"})
    for (const int budget : {500, 1000, 6000, 77'000, 10'000'000}) {
      const scene::UnitSizes sizes = scene::unit_sizes(tracks, variant, budget);
      CHECK_MESSAGE(is_of_series(sizes.tonnes), sizes.tonnes);
      CHECK_MESSAGE(is_of_series(sizes.bcm), sizes.bcm);
      uint64_t most = 0;
      for (int month = 0; month < 33 * 12; ++month) {
        const time::SimTime when = time::from_calendar({1998 + month / 12, 1 + month % 12, 17});
        FlowMoment moment{
            .time = when, .motion_time = when, .variant = variant, .hidden = {}, .sizes = sizes};
        for (const bool is_scaled : {true, false}) {
          moment.is_scaled = is_scaled;
          most = std::max(most, scene::flow_frame(tracks, moment).unit_count());
        }
      }
      CHECK(most <= uint64_t(budget));
      CHECK(most * 4 >= uint64_t(budget));  // and uses it
    }
}

TEST_CASE("hidden corridors and other variants are left out; sizes do not change") {
  const scene::FlowTracks& tracks = built_in_flows();
  const time::SimTime when = time::from_calendar({2030, 7, 1});
  scene::FrameInputs inputs;
  inputs.time = inputs.motion_time = when;
  const FlowMoment all = scene::flow_moment(tracks, inputs);
  inputs.settings.hidden = {"titr"};
  const FlowMoment less = scene::flow_moment(tracks, inputs);
  CHECK(all.sizes.tonnes == less.sizes.tonnes);
  const auto has = [&](const FlowMoment& moment, const char* id) {
    const FlowFrame frame = scene::flow_frame(tracks, moment);
    return std::any_of(frame.runs.begin(), frame.runs.end(), [&](const FlowRun& run) {
      return tracks.flows[run.flow].corridor_id == id;
    });
  };
  CHECK(has(all, "titr"));
  CHECK(!has(less, "titr"));
  CHECK(has(less, "instc"));
  CHECK(!has(all, "tripp"));
  inputs.settings.variant = "tripp_open";
  CHECK(has(scene::flow_moment(tracks, inputs), "tripp"));
}

TEST_CASE("what is shown at a rank stays shown when the amount grows, evenly spread") {
  // The first 2^n ranks cut the journey into equal parts; in between the widest gap is twice the
  // narrowest.
  for (const uint32_t bits : {3u, 6u, 10u})
    for (uint32_t count = 1; count <= 1u << bits; ++count) {
      std::vector<double> places;
      for (uint32_t rank = 0; rank < count; ++rank)
        places.push_back(scene::slot_of_rank(rank, bits) / std::exp2(bits));
      std::sort(places.begin(), places.end());
      double widest = 0, narrowest = 2;
      for (size_t i = 0; i < places.size(); ++i) {
        const double gap =
            i + 1 < places.size() ? places[i + 1] - places[i] : places[0] + 1 - places[i];
        widest = std::max(widest, gap);
        narrowest = std::min(narrowest, gap);
      }
      REQUIRE(narrowest > 0);
      REQUIRE(widest <= 2 * narrowest + 1e-12);
    }
}

TEST_CASE("a century of motion time is exact to the tick") {
  const scene::FlowTracks& tracks = built_in_flows();
  const time::SimTime date = time::from_calendar({2024, 7, 1});
  FlowMoment moment{.time = date, .motion_time = {0}, .hidden = {}, .sizes = {}};
  const FlowFrame base = scene::flow_frame(tracks, moment);
  for (size_t i = 0; i < base.runs.size(); ++i) {
    const FlowRun& run = base.runs[i];
    const int64_t cycle_ms_125 =
        int64_t{tracks.timetables[run.timetable].duration()} * 125;  // 128 journeys, in ms
    FlowMoment later = moment;
    later.motion_time.ms = (int64_t{100} * 365 * time::k_ms_per_day / cycle_ms_125) * cycle_ms_125;
    CHECK(later.motion_time.ms > 0);
    const FlowRun moved = scene::flow_frame(tracks, later).runs[i];
    CHECK(moved.age_first == run.age_first);
    later.motion_time.ms += 1000;
    const uint32_t duration = tracks.timetables[run.timetable].duration();
    const uint32_t ahead =
        (scene::flow_frame(tracks, later).runs[i].age_first + duration - run.age_first) % duration;
    CHECK(ahead >= 1023);
    CHECK(ahead <= 1025);
  }
}

TEST_CASE("the kind of motion follows the mode, the limit of play speed and the data") {
  struct Wanted {
    scene::MotionMode mode;
    bool beyond_limit, yearly, stamped;
  };
  using scene::MotionMode;
  for (const Wanted& wanted : {Wanted{MotionMode::automatic, false, true, false},
                               Wanted{MotionMode::automatic, true, true, true},
                               Wanted{MotionMode::true_motion, false, false, false},
                               Wanted{MotionMode::true_motion, true, true, true},
                               Wanted{MotionMode::scaled, false, true, true},
                               Wanted{MotionMode::scaled, true, true, true}}) {
    scene::FrameInputs inputs;
    inputs.settings.motion = wanted.mode;
    inputs.motion_is_scaled = wanted.beyond_limit;
    const FlowMoment moment = scene::flow_moment(built_in_flows(), inputs);
    dataset::PathFlow flow;
    CHECK(moment.scales(flow) == wanted.yearly);
    flow.is_time_stamped = true;
    CHECK(moment.scales(flow) == wanted.stamped);
    CHECK(moment.former.share == 0);
  }
}

TEST_CASE("a moment that mixes true and scaled flows says so, and draws each its way") {
  scene::FlowTracks tracks = built_in_flows();
  scene::FrameInputs inputs;
  inputs.time = inputs.motion_time = time::from_calendar({2024, 7, 1});
  CHECK(scene::motion_id(tracks, scene::flow_moment(tracks, inputs)) == "scaled");
  for (size_t i = 0; i < tracks.amounts.size(); i += 2) tracks.amounts[i].is_time_stamped = true;
  const FlowMoment mixed = scene::flow_moment(tracks, inputs);
  CHECK(scene::motion_id(tracks, mixed) == "mixed");
  size_t scaled = 0, true_ones = 0;
  for (const FlowRun& run : scene::flow_frame(tracks, mixed).runs) {
    CHECK(run.is_scaled == !tracks.amounts[run.flow].is_time_stamped);
    CHECK(run.is_counted);
    ++(run.is_scaled ? scaled : true_ones);
  }
  CHECK(scaled > 10);
  CHECK(true_ones > 10);
  inputs.motion_is_scaled = true;
  CHECK(scene::motion_id(tracks, scene::flow_moment(tracks, inputs)) == "scaled");
  inputs.motion_is_scaled = false;
  inputs.settings.motion = scene::MotionMode::true_motion;
  CHECK(scene::motion_id(tracks, scene::flow_moment(tracks, inputs)) == "true");
}

TEST_CASE("a filter leaves its flows alone, and units as small as they allow within the budget") {
  const scene::FlowTracks& tracks = built_in_flows();
  scene::FrameInputs inputs;
  inputs.time = inputs.motion_time = time::from_calendar({2024, 7, 1});
  const FlowMoment all = scene::flow_moment(tracks, inputs);
  for (const char* commodity : {"oil", "gas", "total"}) {
    inputs.settings.filter = {};
    inputs.settings.filter.commodities = {commodity};
    const FlowMoment moment = scene::flow_moment(tracks, inputs);
    CHECK((moment.sizes.tonnes <= all.sizes.tonnes || std::string(commodity) == "gas"));
    const FlowFrame frame = scene::flow_frame(tracks, moment);
    CHECK(!frame.runs.empty());
    for (const FlowRun& run : frame.runs) CHECK(tracks.flows[run.flow].commodity == commodity);
    // Peaks are found once and are the same when found again, in whatever order.
    const FlowMoment again = scene::flow_moment(tracks, inputs);
    CHECK(again.sizes.tonnes == moment.sizes.tonnes);
    CHECK(again.sizes.bcm == moment.sizes.bcm);
    const scene::FlowPeak peak = scene::find_peak(tracks, "base", inputs.settings.filter);
    CHECK((peak.tonnes > 0) == (std::string(commodity) != "gas"));
    uint64_t most = 0;
    for (int month = 0; month < 33 * 12; ++month) {
      FlowMoment at = moment;
      at.time = at.motion_time = time::from_calendar({1998 + month / 12, 1 + month % 12, 17});
      most = std::max(most, scene::flow_frame(tracks, at).unit_count());
    }
    CHECK(most <= uint64_t(inputs.settings.unit_budget));
    CHECK(most * 4 >= uint64_t(inputs.settings.unit_budget));
  }
  inputs.settings.filter = {};
  inputs.settings.filter.directions = {"backward"};
  inputs.settings.filter.countries = {"TM"};
  for (const FlowRun& run : scene::flow_frame(tracks, scene::flow_moment(tracks, inputs)).runs) {
    CHECK(tracks.traits[run.flow].direction == "backward");
    const auto& countries = tracks.traits[run.flow].countries;
    CHECK(std::find(countries.begin(), countries.end(), "TM") != countries.end());
  }
}
