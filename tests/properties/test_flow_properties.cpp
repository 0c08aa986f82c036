// The integers of flow_frame against the reference in flow_motion, and both in time, on thousands
// of random flows under fixed seeds. See test_flow_laws for the laws themselves.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

#include "scene/flow_frame.h"
#include "scene/flow_motion.h"
#include "tests/support/invented_journeys.h"

using namespace caspian;
using scene::FlowFrame;
using scene::FlowMoment;
using scene::FlowRun;

namespace {

struct Case {
  test::RandomFlow made;
  FlowMoment moment;

  explicit Case(std::mt19937_64& random) : made(test::random_flow(random)) {
    const double units = std::uniform_real_distribution<double>(0.5, 400)(random);
    moment.sizes.tonnes = std::max(1e-3, made.tracks.most_on_path[0] / units);
  }
  const scene::FlowTracks& tracks() const { return made.tracks; }
  const dataset::PathFlow& flow() const { return made.tracks.amounts[0]; }
  const scene::Timetable& timetable() const { return made.tracks.timetables[0]; }
  double shortest_ms() const {
    double shortest = timetable().duration_ms();
    for (const auto& piece : flow().pieces)
      shortest = std::min(shortest, piece.travel_or(timetable().duration_ms()));
    return shortest;
  }
  time::SimTime any_time(std::mt19937_64& random) const {
    return {std::uniform_int_distribution<int64_t>(made.from.ms, made.to.ms)(random)};
  }
};

/// Units on their way with their ages in ticks, from the runs.
std::map<int64_t, uint32_t> ages_of(const Case& c) {
  std::map<int64_t, uint32_t> ages;
  for (const FlowRun& run : scene::flow_frame(c.tracks(), c.moment).runs)
    for (uint32_t j = 0; j < run.count; ++j) {
      const bool is_new =
          ages.emplace(run.first_unit + j, scene::age_in_run(run, c.timetable().duration(), j))
              .second;
      REQUIRE(is_new);
    }
  return ages;
}

double fastest_mps(const scene::Timetable& timetable, double exaggeration) {
  double fastest = 0;
  for (size_t i = 1; i < timetable.vertices.size(); ++i) {
    const uint32_t from = timetable.vertices[i - 1].arrival, to = timetable.vertices[i].arrival;
    const double apart = glm::distance(scene::place_on(timetable, from, exaggeration).drawn_m,
                                       scene::place_on(timetable, to, exaggeration).drawn_m);
    fastest = std::max(fastest, apart * 1024 / std::max(1.0, double(to) - from));
  }
  return fastest;
}

}  // namespace

TEST_CASE("true motion: conservation, whatever the unit") {
  std::mt19937_64 random(2);
  for (int round = 0; round < 500; ++round) {
    Case c(random);
    c.moment.is_scaled = false;
    // Everyone who ever entered, seen at steps shorter than the journey.
    std::map<int64_t, int> seen;
    const int64_t step = static_cast<int64_t>(c.shortest_ms() * 0.45) + 1;
    if ((c.made.to.ms - c.made.from.ms) / step > 3000) continue;
    for (c.moment.time = c.made.from; c.moment.time < c.made.to; c.moment.time.ms += step)
      for (const auto& [unit, age] : ages_of(c)) ++seen[unit];
    double amount = 0;
    for (const auto& piece : c.flow().pieces) amount += piece.entered_after - piece.entered_before;
    // Closures may swallow units between two looks, never make any.
    REQUIRE(double(seen.size()) <= amount / c.moment.sizes.tonnes + 1);
    if (c.flow().open.size() == 1 && c.flow().open[0].to.ms - c.flow().pieces.back().to.ms > step)
      REQUIRE(double(seen.size()) >= amount / c.moment.sizes.tonnes - 1);
  }
}

TEST_CASE("true motion: the integers agree with the reference, to a metre") {
  std::mt19937_64 random(3);
  size_t compared = 0;
  for (int round = 0; round < 1500; ++round) {
    Case c(random);
    c.moment.is_scaled = false;
    c.moment.time = c.any_time(random);
    for (const auto& [unit, age] : ages_of(c)) {
      const auto place = scene::unit_place(c.tracks(), c.moment, 0, unit, 10);
      if (!place) {  // within a tick of its entry or arrival
        REQUIRE((age < 3 || age + 3 > c.timetable().duration()));
        continue;
      }
      const auto drawn = scene::place_on(c.timetable(), age, 10);
      REQUIRE(glm::distance(place->drawn_m, drawn.drawn_m) < 1);
      ++compared;
    }
  }
  CHECK(compared > 40'000);
}

TEST_CASE("scaled motion: the integers agree with the reference, and the count with the amount") {
  std::mt19937_64 random(4);
  size_t compared = 0;
  double bias = 0;
  size_t counted = 0;
  for (int round = 0; round < 2000; ++round) {
    Case c(random);
    c.moment.time = c.any_time(random);
    c.moment.motion_time = c.any_time(random);
    const double n =
        c.flow().on_path(c.moment.time, c.timetable().duration_ms()) / c.moment.sizes.tonnes;
    const FlowFrame frame = scene::flow_frame(c.tracks(), c.moment);
    REQUIRE(frame.runs.size() <= 1);
    const double count = double(frame.unit_count());
    REQUIRE(std::abs(count - n) <= 1);
    if (n > 0.5) {
      bias += count - n;
      ++counted;
    }
    for (const FlowRun& run : frame.runs) {
      for (uint32_t j = 0; j < run.count; ++j) {
        const auto place = scene::unit_place(c.tracks(), c.moment, 0, j, 10);
        REQUIRE(place);
        const uint32_t duration = c.timetable().duration(),
                       age = scene::age_in_run(run, duration, j);
        if (age < 3 || age + 3 > duration) continue;  // it may have begun anew
        REQUIRE(std::abs(place->age_s * 1024 - age) < 3);
        REQUIRE(glm::distance(place->drawn_m, scene::place_on(c.timetable(), age, 10).drawn_m) < 1);
        const double alpha = double(run.alpha) * (j + 1 == run.count ? double(run.last_alpha) : 1);
        REQUIRE(std::abs(place->alpha - alpha) < 1e-5);
        ++compared;
      }
      REQUIRE(!scene::unit_place(c.tracks(), c.moment, 0, run.count, 10));
    }
  }
  CHECK(compared > 40'000);
  CHECK(std::abs(bias / double(counted)) < 0.05);
}

TEST_CASE("nothing jumps: between two instants a unit moves by no more than its speed allows") {
  std::mt19937_64 random(5);
  for (int round = 0; round < 400; ++round) {
    Case c(random);
    const double fastest =
        fastest_mps(c.timetable(), 10) * c.timetable().duration_ms() / c.shortest_ms();
    for (const bool is_scaled : {true, false}) {
      c.moment.is_scaled = is_scaled;
      c.moment.time = c.any_time(random);
      c.moment.motion_time = c.moment.time;
      const auto unit_count = scene::flow_frame(c.tracks(), c.moment).unit_count();
      if (unit_count == 0) continue;
      const FlowRun run = scene::flow_frame(c.tracks(), c.moment).runs[0];
      const int64_t unit = is_scaled ? int64_t(random() % run.count)
                                     : run.first_unit + int64_t(random() % run.count);
      auto before = scene::unit_place(c.tracks(), c.moment, 0, unit, 10);
      const int64_t step_ms = static_cast<int64_t>(c.timetable().duration_ms() / 700) + 1;
      for (int step = 0; step < 1500 && before; ++step) {
        c.moment.time.ms += step_ms;
        c.moment.motion_time.ms += step_ms;
        const auto after = scene::unit_place(c.tracks(), c.moment, 0, unit, 10);
        if (!after) break;
        const bool has_wrapped = after->age_s < before->age_s;
        REQUIRE((!has_wrapped || is_scaled));
        if (!has_wrapped) {
          REQUIRE(glm::distance(before->drawn_m, after->drawn_m) <=
                  fastest * double(step_ms) / 1000 * 1.001 + 0.01);
          REQUIRE(std::abs(after->age_s - before->age_s - double(step_ms) / 1000) < 0.001);
        }
        before = after;
      }
    }
  }
}

TEST_CASE("the same instant gives the same runs, after whatever history") {
  std::mt19937_64 random(6);
  Case c(random);
  const auto runs_at = [&](time::SimTime when) {
    c.moment.time = c.moment.motion_time = when;
    return scene::flow_frame(c.tracks(), c.moment).runs;
  };
  for (int round = 0; round < 200; ++round) {
    const time::SimTime when = c.any_time(random);
    const auto first = runs_at(when);
    for (int i = 0; i < 5; ++i) runs_at(c.any_time(random));
    const auto again = runs_at(when);
    REQUIRE(first.size() == again.size());
    for (size_t i = 0; i < first.size(); ++i) {
      REQUIRE(first[i].age_first == again[i].age_first);
      REQUIRE(first[i].count == again[i].count);
      REQUIRE(first[i].last_alpha == again[i].last_alpha);
    }
  }
}
