// Bins, phases and the reference.
#include "scene/workload_table.h"

#include <algorithm>
#include <cmath>

#include "geo/ellipsoid.h"
#include "geo/polyline.h"

namespace caspian::scene {
namespace {

using dataset::Workload;
using dataset::WorkloadPoint;

constexpr double k_allowed_m = 0.25;  // of the 1 m that a place may be off in all
constexpr uint32_t k_least_bits = 4, k_most_bits = 12;
constexpr size_t k_most_knots = size_t{1} << 22;  // 64 MiB

geo::GeoPoint place_of(const WorkloadPoint& point) {
  return {point.longitude_deg, point.latitude_deg, point.height_m};
}

/// The bend of a bin as its distance: of its inner points the one farthest from the straight line,
/// or none.
const WorkloadPoint* bend_between(std::span<const WorkloadPoint> path, double from_m, double to_m) {
  const auto inner = std::upper_bound(
      path.begin(), path.end(), from_m,
      [](double at, const WorkloadPoint& point) { return at < double{point.distance_m}; });
  const glm::dvec3 from = drawn_place(place_on_path(path, from_m), 1),
                   to = drawn_place(place_on_path(path, to_m), 1);
  const WorkloadPoint* bend = nullptr;
  double farthest = -1;
  for (auto point = inner; point != path.end() && double{point->distance_m} < to_m; ++point) {
    const double share = (double{point->distance_m} - from_m) / (to_m - from_m);
    const double off = glm::distance(drawn_place(place_of(*point), 1), glm::mix(from, to, share));
    if (off <= farthest) continue;
    farthest = off;
    bend = &*point;
  }
  return bend;
}

/// Place by the knots of one bin: as the device does it, in double.
glm::dvec3 place_in_bin(const glm::vec4* knots, double share) {
  const glm::dvec3 begin(knots[0]), bend(knots[1]), end(knots[2]);
  const double at = knots[1].w;
  return share < at ? glm::mix(begin, bend, share / at)
                    : glm::mix(bend, end, at < 1 ? (share - at) / (1 - at) : 0.0);
}

class PathTable {
 public:
  PathTable(std::span<const WorkloadPoint> path, double exaggeration, const glm::dvec3& origin_m)
      : path_(path),
        exaggeration_(exaggeration),
        origin_m_(origin_m),
        length_m_(path.back().distance_m) {}

  void make(uint32_t bits, glm::vec4* knots) const {
    const uint32_t bins = 1u << bits;
    for (uint32_t bin = 0; bin < bins; ++bin) {
      const double from_m = length_m_ * bin / bins, to_m = length_m_ * (bin + 1.0) / bins;
      knots[2 * bin] = glm::vec4(at(from_m), 0);
      const WorkloadPoint* bend = bend_between(path_, from_m, to_m);
      const float share =
          bend ? static_cast<float>((double{bend->distance_m} - from_m) / (to_m - from_m)) : 1.0f;
      knots[2 * bin + 1] =
          share > 0 && share < 1 ? glm::vec4(at(bend->distance_m), share) : glm::vec4(at(to_m), 1);
    }
    knots[2 * bins] = glm::vec4(at(length_m_), 0);
  }

  double worst_m(uint32_t bits, const glm::vec4* knots) const {
    const double bins = std::exp2(bits);
    double worst = 0;
    const auto check = [&](double distance_m) {
      const double scaled = std::min(distance_m / length_m_ * bins, bins * (1 - 1e-12));
      const auto bin = static_cast<size_t>(scaled);
      const glm::dvec3 made = place_in_bin(knots + 2 * bin, scaled - static_cast<double>(bin));
      worst = std::max(worst, glm::distance(made, exact(distance_m) - origin_m_));
    };
    for (size_t i = 0; i < path_.size(); ++i) {
      // Two points at one place in the distance are a jump, which no table need follow.
      const bool is_jump = (i > 0 && path_[i].distance_m == path_[i - 1].distance_m) ||
                           (i + 1 < path_.size() && path_[i].distance_m == path_[i + 1].distance_m);
      if (!is_jump) check(path_[i].distance_m);
      if (i > 0) check(0.5 * (double{path_[i].distance_m} + path_[i - 1].distance_m));
    }
    for (double bin = 0.25; bin < bins; bin += 0.5) check(length_m_ * bin / bins);
    return worst;
  }

 private:
  glm::dvec3 exact(double distance_m) const {
    return drawn_place(place_on_path(path_, distance_m), exaggeration_);
  }
  glm::vec3 at(double distance_m) const { return glm::vec3(exact(distance_m) - origin_m_); }

  std::span<const WorkloadPoint> path_;
  double exaggeration_;
  glm::dvec3 origin_m_;
  double length_m_;
};

/// In the middle of all points, so that floats are least coarse.
glm::dvec3 origin_of(const Workload& work) {
  glm::dvec3 least(1e9), most(-1e9);
  for (const WorkloadPoint& point : work.points) {
    const glm::dvec3 place = drawn_place(place_of(point), 1);
    least = glm::min(least, place);
    most = glm::max(most, place);
  }
  return 0.5 * (least + most);
}

/// Cycles that a unit makes in a tick, [0, 1): whole ones do not show.
double cycles_per_tick(const Workload& work, const dataset::WorkloadUnit& unit,
                       const WorkloadClock& clock) {
  const double cycles = double{unit.speed_mps} / work.length_m(unit.path) / clock.ticks_per_s;
  return cycles - std::floor(cycles);
}

WorkloadClock clock_of(const Workload& work) {
  WorkloadClock clock{.first_s = work.first_s, .ticks_per_s = 1024};
  while (clock.ticks_per_s > 1 && (work.last_s - work.first_s) * clock.ticks_per_s >= 0x1p32 - 1)
    clock.ticks_per_s /= 2;
  double quickest = 0;
  for (const dataset::WorkloadUnit& unit : work.units)
    quickest = std::max(quickest, cycles_per_tick(work, unit, clock));
  // As fine as the quickest unit allows.
  while (clock.rate_shift < 31 && quickest * std::exp2(33 + clock.rate_shift) < 0x1p32 - 1)
    ++clock.rate_shift;
  return clock;
}

}  // namespace

geo::GeoPoint place_on_path(std::span<const WorkloadPoint> path, double distance_m) {
  const auto after = std::upper_bound(
      path.begin(), path.end(), distance_m,
      [](double at, const WorkloadPoint& point) { return at < double{point.distance_m}; });
  const auto last = static_cast<std::ptrdiff_t>(path.size()) - 2;
  const auto i = static_cast<size_t>(std::clamp<std::ptrdiff_t>(after - path.begin() - 1, 0, last));
  const double from_m = path[i].distance_m, to_m = path[i + 1].distance_m;
  const double share = to_m > from_m ? (distance_m - from_m) / (to_m - from_m) : 1.0;
  return geo::mix(place_of(path[i]), place_of(path[i + 1]), std::clamp(share, 0.0, 1.0));
}

geo::GeoPoint workload_place(const Workload& work, const dataset::WorkloadUnit& unit, double t_s) {
  const double length_m = work.length_m(unit.path);
  const double gone_m = (t_s - double{unit.departure_s}) * double{unit.speed_mps};
  return place_on_path(work.path(unit.path), gone_m - std::floor(gone_m / length_m) * length_m);
}

glm::dvec3 drawn_place(const geo::GeoPoint& place, double exaggeration) {
  return geo::to_earth_centred(
      {place.longitude_deg, place.latitude_deg, place.height_m * exaggeration});
}

WorkloadPaths make_workload_paths(const Workload& work, double exaggeration) {
  const size_t count = work.path_count();
  WorkloadPaths paths{.origin_m = origin_of(work), .knots = {}};
  for (uint32_t bits = k_least_bits; bits <= k_most_bits; ++bits) {
    if (bits > k_least_bits && count * ((size_t{2} << bits) + 1) > k_most_knots) break;
    paths.bin_bits = bits;
    paths.worst_m = 0;
    paths.knots.resize(count * paths.knots_per_path());
    for (uint32_t path = 0; path < count; ++path) {
      const PathTable table(work.path(path), exaggeration, paths.origin_m);
      glm::vec4* knots = paths.knots.data() + size_t{path} * paths.knots_per_path();
      table.make(bits, knots);
      paths.worst_m = std::max(paths.worst_m, table.worst_m(bits, knots));
      const bool may_be_finer = bits < k_most_bits;
      if (paths.worst_m > k_allowed_m && may_be_finer &&
          count * ((size_t{4} << bits) + 1) <= k_most_knots)
        break;
    }
    if (paths.worst_m <= k_allowed_m) break;
  }
  return paths;
}

uint32_t WorkloadClock::ticks_at(double t_s) const {
  const double ticks = std::round((t_s - first_s) * ticks_per_s);
  return static_cast<uint32_t>(std::clamp(ticks, 0.0, 4294967295.0));
}

uint32_t workload_phase(const WorkloadClock& clock, const WorkloadMotion& motion, double t_s) {
  const uint64_t gone = uint64_t{clock.ticks_at(t_s)} * motion.rate >> clock.rate_shift;
  return motion.phase + static_cast<uint32_t>(gone);
}

WorkloadUnits make_workload_units(const Workload& work) {
  constexpr uint32_t k_group = WorkloadUnits::k_group;
  WorkloadUnits units{
      .clock = clock_of(work), .motions = {}, .colours = {}, .ids = {}, .group_paths = {}};
  std::vector<uint32_t> next(work.path_count() + 1, 0);
  for (const dataset::WorkloadUnit& unit : work.units) ++next[unit.path + 1];
  uint32_t places = 0;
  for (uint32_t path = 0; path < work.path_count(); ++path) {
    const uint32_t groups = (next[path + 1] + k_group - 1) / k_group;
    next[path] = places;
    places += groups * k_group;
    units.group_paths.insert(units.group_paths.end(), groups, path);
  }
  units.motions.resize(places, WorkloadMotion{0, WorkloadUnits::k_no_rate});
  units.colours.resize(places);
  units.ids.resize(places, WorkloadUnits::k_no_unit);
  const double per_rate = std::exp2(32 + units.clock.rate_shift);
  for (uint32_t id = 0; id < work.units.size(); ++id) {
    const dataset::WorkloadUnit& unit = work.units[id];
    const uint32_t place = next[unit.path]++;
    const double cycles = (work.first_s - double{unit.departure_s}) * double{unit.speed_mps} /
                          work.length_m(unit.path);
    const double phase = std::round((cycles - std::floor(cycles)) * 0x1p32);
    units.motions[place] = {
        phase < 0x1p32 ? static_cast<uint32_t>(phase) : 0,
        static_cast<uint32_t>(std::min(
            std::round(cycles_per_tick(work, unit, units.clock) * per_rate), 4294967294.0))};
    units.colours[place] = unit.rgba[0] | uint32_t{unit.rgba[1]} << 8 |
                           uint32_t{unit.rgba[2]} << 16 | uint32_t{unit.rgba[3]} << 24;
    units.ids[place] = id;
  }
  return units;
}

}  // namespace caspian::scene
