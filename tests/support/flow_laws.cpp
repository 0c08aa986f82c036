// Every unit near the instant is tried one by one.
#include "tests/support/flow_laws.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "scene/flow_motion.h"

namespace caspian::test {
namespace {

using dataset::PathFlow;
using scene::FlowFrame;
using scene::FlowMoment;
using scene::FlowTracks;

/// Within so many ms the digits of a double decide whether somebody has entered.
long double doubt_ms(const PathFlow::Piece& piece) {
  const long double digits = std::numeric_limits<double>::epsilon();
  const long double time_ms = piece.to.ms - piece.from.ms + 1e9L;
  return 4 * digits * (piece.entered_after / piece.per_ms + time_ms) + 1e-6L;
}

void add_lawful(const PathFlow& flow, const PathFlow::Piece& piece, double size, time::SimTime when,
                double duration_ms, std::vector<LawfulUnit>& units) {
  if (when < piece.from || when >= piece.open_to) return;
  const long double now_ms = when.ms - piece.from.ms;
  const long double travel_ms = piece.travel_ms > 0 ? piece.travel_ms : duration_ms;
  const long double w = size, phi = flow.phase;
  const auto number_at = [&](long double since_ms) {
    const long double within =
        std::clamp(since_ms, 0.0L, static_cast<long double>(piece.to.ms - piece.from.ms));
    return std::floor((piece.entered_before + piece.per_ms * within) / w - phi);
  };
  const long double doubt = doubt_ms(piece);
  for (long double k = std::max(0.0L, number_at(now_ms - travel_ms) - 2);
       k <= number_at(now_ms) + 2; ++k) {
    const long double amount = (k + phi) * w;
    const long double entry_ms = (amount - piece.entered_before) / piece.per_ms;
    const long double last_ms =
        (static_cast<long double>(piece.entered_after) - piece.entered_before) / piece.per_ms;
    const long double age_ms = now_ms - entry_ms;
    if (entry_ms < -doubt || entry_ms > last_ms + doubt || age_ms < -doubt ||
        age_ms >= travel_ms + doubt)
      continue;
    const bool is_certain = entry_ms > doubt && entry_ms < last_ms - doubt && age_ms > doubt &&
                            age_ms < travel_ms - doubt;
    units.push_back({static_cast<int64_t>(k), age_ms, age_ms / travel_ms,
                     static_cast<double>(travel_ms), static_cast<double>(doubt), is_certain});
  }
}

std::string name(const char* what, int64_t number) {
  return std::string(what) + " " + std::to_string(number);
}

std::map<int64_t, LawfulUnit> by_number(const std::vector<LawfulUnit>& units) {
  std::map<int64_t, LawfulUnit> found;
  for (const LawfulUnit& unit : units) found.emplace(unit.number, unit);
  return found;
}

double fastest_m_per_tick(const scene::Timetable& timetable) {
  double fastest = 0;
  for (size_t i = 1; i < timetable.vertices.size(); ++i) {
    const auto &a = timetable.vertices[i - 1], &b = timetable.vertices[i];
    const double apart = glm::distance(scene::place_on(timetable, a.arrival, 1).drawn_m,
                                       scene::place_on(timetable, b.arrival, 1).drawn_m);
    fastest = std::max(fastest, apart / std::max(1.0, double(b.arrival) - a.arrival));
  }
  return fastest;
}

}  // namespace

std::vector<LawfulUnit> lawful_units(const PathFlow& flow, double size, time::SimTime when,
                                     double duration_ms) {
  std::vector<LawfulUnit> units;
  for (const PathFlow::Piece& piece : flow.pieces)
    add_lawful(flow, piece, size, when, duration_ms, units);
  return units;
}

std::vector<DrawnUnit> drawn_units(const FlowTracks& tracks, const FlowFrame& frame,
                                   uint32_t flow) {
  std::vector<DrawnUnit> units;
  for (const scene::FlowRun& run : frame.runs) {
    if (run.flow != flow || !run.is_counted) continue;
    const uint32_t duration = tracks.timetables[run.timetable].duration();
    for (uint32_t j = 0; j < run.count; ++j)
      units.push_back(
          {(run.is_scaled ? 0 : run.first_unit) + j, scene::age_in_run(run, duration, j), &run});
  }
  return units;
}

std::string judge_true(const FlowTracks& tracks, const FlowMoment& moment, const FlowFrame& frame,
                       uint32_t index) {
  const PathFlow& flow = tracks.amounts[index];
  const scene::Timetable& timetable = tracks.timetables[flow.path];
  const std::map<int64_t, LawfulUnit> lawful =
      by_number(lawful_units(flow, moment.sizes.of(flow), moment.time, timetable.duration_ms()));
  std::map<int64_t, uint32_t> seen;
  uint32_t ahead = UINT32_MAX;
  for (const DrawnUnit& unit : drawn_units(tracks, frame, index)) {
    if (!seen.emplace(unit.number, unit.age).second) return name("twice: unit", unit.number);
    const auto law = lawful.find(unit.number);
    if (law == lawful.end()) return name("not on its way: unit", unit.number);
    if (unit.age >= timetable.duration()) return name("arrived: unit", unit.number);
    const long double age = law->second.share * timetable.duration();
    const long double doubt = law->second.doubt_ms * timetable.duration() / law->second.travel_ms;
    // An age is rounded down to a tick twice; one tick is 0.977 ms.
    if (std::abs(age - unit.age) > 1.001L + doubt && unit.age + 1 < timetable.duration())
      return name("at another place: unit", unit.number) + ", " +
             std::to_string(static_cast<double>(unit.age - age)) + " ticks off";
    if (unit.age > ahead + uint64_t{1}) return name("ahead of one before it: unit", unit.number);
    ahead = unit.age;
  }
  for (const auto& [number, law] : lawful)
    if (law.is_certain && !seen.contains(number)) return name("missing: unit", number);
  return "";
}

std::string judge_step(const FlowTracks& tracks, const FlowMoment& before,
                       const FlowFrame& frame_before, const FlowMoment& after,
                       const FlowFrame& frame_after, uint32_t index) {
  const PathFlow& flow = tracks.amounts[index];
  const scene::Timetable& timetable = tracks.timetables[flow.path];
  const double size = after.sizes.of(flow);
  const long double w = size, phi = flow.phase;
  const auto entered_units = [&](time::SimTime when) {
    long double amount = 0;
    for (const PathFlow::Piece& piece : flow.pieces)
      if (when >= piece.from)
        amount = when >= piece.to ? static_cast<long double>(piece.entered_after)
                                  : piece.entered_before + static_cast<long double>(piece.per_ms) *
                                                               (when.ms - piece.from.ms);
    return amount / w - phi;
  };
  std::map<int64_t, uint32_t> ages;
  for (const DrawnUnit& unit : drawn_units(tracks, frame_before, index))
    ages[unit.number] = unit.age;
  std::map<int64_t, LawfulUnit> lawful =
      by_number(lawful_units(flow, size, after.time, timetable.duration_ms()));
  const double fastest = fastest_m_per_tick(timetable);
  const double passed_ms = static_cast<double>(after.time.ms - before.time.ms);
  int64_t came = 0;
  for (const DrawnUnit& unit : drawn_units(tracks, frame_after, index)) {
    const auto old = ages.find(unit.number);
    if (old == ages.end()) {
      ++came;
      continue;
    }
    if (!lawful.contains(unit.number)) return name("not on its way: unit", unit.number);
    const double ticks = passed_ms * timetable.duration() / lawful.at(unit.number).travel_ms;
    if (std::abs(double(unit.age) - old->second - ticks) > 2.01)
      return name("does not go at its pace: unit", unit.number);
    const double moved_m = glm::distance(scene::place_on(timetable, unit.age, 1).drawn_m,
                                         scene::place_on(timetable, old->second, 1).drawn_m);
    if (moved_m > fastest * (ticks + 2.01) + 0.01) return name("jumps: unit", unit.number);
  }
  const long double from = entered_units(before.time), to = entered_units(after.time);
  const auto is_close_call = [](long double x) { return std::abs(x - std::round(x)) < 1e-6L; };
  if (is_close_call(from) || is_close_call(to)) return "";
  const int64_t lawful_came = static_cast<int64_t>(std::floor(to) - std::floor(from));
  if (came != lawful_came)
    return std::to_string(came) + " came instead of " + std::to_string(lawful_came);
  return "";
}

std::string judge_cross_fade(const FlowTracks& tracks, const FlowMoment& moment,
                             const FlowFrame& frame, uint32_t index) {
  const PathFlow& flow = tracks.amounts[index];
  const double whole =
      scene::closing_alpha(flow, moment.time, tracks.timetables[flow.path].duration_ms());
  std::optional<double> counted, other;
  for (const scene::FlowRun& run : frame.runs) {
    if (run.flow != index) continue;
    std::optional<double>& alpha = run.is_counted ? counted : other;
    if (alpha && *alpha != run.alpha) return "runs of one motion differ in strength";
    alpha = run.alpha;
    if (run.is_counted && run.is_scaled != moment.scales(flow)) return "the former one is counted";
  }
  if (counted && other && std::abs(*counted + *other - whole) > 1e-6)
    return "together " + std::to_string(*counted + *other) + " of " + std::to_string(whole);
  if (other && moment.former.share == 0) return "shown twice without a fade";
  return "";
}

}  // namespace caspian::test
