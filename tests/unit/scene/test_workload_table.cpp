// Bins and phases of the unit benchmark against the definition in double.
#include "scene/workload_table.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

#include "tests/support/invented_workload.h"

using namespace caspian;

TEST_CASE("a place on a path is linear between the two points around it") {
  const std::vector<dataset::WorkloadPoint> path{
      {50, 40, 100, 0}, {51, 41, 200, 1000}, {51, 42, 300, 1000}, {52, 42, 0, 3000}};
  const geo::GeoPoint quarter = scene::place_on_path(path, 250);
  CHECK(quarter.longitude_deg == doctest::Approx(50.25));
  CHECK(quarter.latitude_deg == doctest::Approx(40.25));
  CHECK(quarter.height_m == doctest::Approx(125));
  CHECK(scene::place_on_path(path, 2000).longitude_deg == doctest::Approx(51.5));
  CHECK(scene::place_on_path(path, 2000).latitude_deg == doctest::Approx(42));
  CHECK(scene::place_on_path(path, -5).longitude_deg == 50);
  CHECK(scene::place_on_path(path, 9000).longitude_deg == 52);
}

TEST_CASE("bins lie within a quarter of a metre of the definition, bends and heights times 20") {
  const dataset::Workload work = test::invented_workload(12, 10, 5);
  const scene::WorkloadPaths paths = scene::make_workload_paths(work, 20);
  CHECK(paths.worst_m < 0.25);
  REQUIRE(paths.knots.size() == 12 * paths.knots_per_path());
  std::mt19937 random(3);
  const double bins = std::exp2(paths.bin_bits);
  double worst = 0;
  for (int i = 0; i < 10'000; ++i) {
    const uint32_t path = uint32_t(random() % 12);
    const double along = double(random()) / 4294967296.0 * bins;
    const auto bin = size_t(along);
    const glm::vec4* knots = paths.knots.data() + path * paths.knots_per_path() + 2 * bin;
    const double share = along - double(bin), bend = knots[1].w;
    const glm::dvec3 made =
        share < bend
            ? glm::mix(glm::dvec3(knots[0]), glm::dvec3(knots[1]), share / bend)
            : glm::mix(glm::dvec3(knots[1]), glm::dvec3(knots[2]), (share - bend) / (1 - bend));
    const geo::GeoPoint meant =
        scene::place_on_path(work.path(path), along / bins * work.length_m(path));
    worst = std::max(worst, glm::distance(made + paths.origin_m, scene::drawn_place(meant, 20)));
  }
  CAPTURE(worst);
  CHECK(worst < 0.4);  // and the roundness of floats
}

TEST_CASE("phases follow (t - departure) * speed over the whole time, to a third of a metre") {
  const dataset::Workload work = test::invented_workload(12, 3'000, 6);
  const scene::WorkloadUnits units = scene::make_workload_units(work);
  std::mt19937 random(4);
  double worst_m = 0;
  for (size_t i = 0; i < units.ids.size(); ++i) {
    if (units.ids[i] == scene::WorkloadUnits::k_no_unit) continue;
    const dataset::WorkloadUnit& unit = work.units[units.ids[i]];
    const double t_s = std::round(double(random()) / 4294967296.0 * work.last_s * 1024) / 1024;
    const double length_m = work.length_m(unit.path);
    const double cycles = (t_s - double{unit.departure_s}) * double{unit.speed_mps} / length_m;
    const double phase = scene::workload_phase(units.clock, units.motions[i], t_s) * 0x1p-32;
    const double off = std::remainder(phase - cycles, 1.0);
    worst_m = std::max(worst_m, std::abs(off) * length_m);
  }
  CAPTURE(worst_m);
  CHECK(worst_m < 0.34);
}

TEST_CASE("every unit has one place, in a group of its path; the rest is empty") {
  const dataset::Workload work = test::invented_workload(5, 1'001, 7);
  const scene::WorkloadUnits units = scene::make_workload_units(work);
  constexpr uint32_t k_group = scene::WorkloadUnits::k_group;
  REQUIRE(units.ids.size() == units.group_paths.size() * k_group);
  std::set<uint32_t> met;
  for (size_t i = 0; i < units.ids.size(); ++i) {
    if (units.ids[i] == scene::WorkloadUnits::k_no_unit) {
      CHECK(units.motions[i].rate == scene::WorkloadUnits::k_no_rate);
      continue;
    }
    CHECK(units.motions[i].rate != scene::WorkloadUnits::k_no_rate);
    CHECK(work.units[units.ids[i]].path == units.group_paths[i / k_group]);
    CHECK(met.insert(units.ids[i]).second);
  }
  CHECK(met.size() == 1'001);
}

TEST_CASE("very long and very short times keep the ticks within 32 bits") {
  dataset::Workload work = test::invented_workload(2, 50, 8);
  work.first_s = -1e9;
  work.last_s = 1e9;
  const scene::WorkloadUnits units = scene::make_workload_units(work);
  CHECK(units.clock.ticks_at(work.last_s) > 1u << 30);
  CHECK(units.clock.ticks_at(work.first_s) == 0);
  CHECK(units.clock.ticks_at(work.last_s + 1e12) == 0xffffffffu);
  work.last_s = work.first_s;
  CHECK(scene::make_workload_units(work).clock.ticks_per_s == 1024);
}
