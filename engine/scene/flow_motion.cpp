// Written from flows.md, apart from flow_frame: the two check each other.
#include "scene/flow_motion.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "geo/ellipsoid.h"

namespace caspian::scene {
namespace {

using dataset::PathFlow;

glm::dvec3 drawn_place(const TimetableVertex& vertex, double exaggeration, double sea_level_m) {
  const geo::GeoPoint place = geo::to_geodetic(vertex.base_m);
  return vertex.base_m + geo::up_at(place.longitude_deg, place.latitude_deg) *
                             (drawn_height_m(vertex, sea_level_m) * exaggeration);
}

/// Azimuth of the way from one place to another; nothing when they are one.
std::optional<double> heading_between(const TimetableVertex& a, const TimetableVertex& b) {
  const glm::dvec3 way = b.base_m - a.base_m;
  if (glm::length(way) < 1e-3) return std::nullopt;
  const geo::GeoPoint place = geo::to_geodetic(a.base_m);
  const double east = glm::dot(way, geo::east_at(place.longitude_deg));
  const double north = glm::dot(way, geo::north_at(place.longitude_deg, place.latitude_deg));
  const double degrees = std::atan2(east, north) * 180 / std::numbers::pi;
  return degrees < 0 ? degrees + 360 : degrees;
}

/// The piece in which the flow's unit enters: the first by whose end so much has entered.
const PathFlow::Piece* piece_of_entry(const PathFlow& flow, double amount) {
  const auto piece = std::lower_bound(
      flow.pieces.begin(), flow.pieces.end(), amount,
      [](const PathFlow::Piece& one, double wanted) { return one.entered_after < wanted; });
  return piece == flow.pieces.end() ? nullptr : &*piece;
}

struct TrueAge {
  double since_entry_ms = 0;
  double share = 0;  // of its journey
};

std::optional<TrueAge> true_age(const PathFlow& flow, const FlowMoment& moment, int64_t unit,
                                double duration_ms) {
  const double amount = (static_cast<double>(unit) + flow.phase) * moment.sizes.of(flow);
  const PathFlow::Piece* piece = piece_of_entry(flow, amount);
  if (!piece || moment.time >= piece->open_to) return std::nullopt;
  const double entry_ms = (amount - piece->entered_before) / piece->per_ms;
  const double age_ms = static_cast<double>(moment.time.ms - piece->from.ms) - entry_ms;
  const double travel_ms = piece->travel_or(duration_ms);
  if (age_ms < 0 || age_ms >= travel_ms) return std::nullopt;
  return TrueAge{age_ms, age_ms / travel_ms};
}

}  // namespace

uint32_t slot_of_rank(uint32_t rank, uint32_t rank_bits) {
  uint32_t slot = 0;
  for (uint32_t bit = 0; bit < rank_bits; ++bit)
    if (rank >> bit & 1) slot |= 1u << (rank_bits - 1 - bit);
  return slot;
}

uint32_t age_in_run(const FlowRun& run, uint32_t duration, uint32_t j) {
  const uint64_t k = run.is_scaled ? slot_of_rank(j, run.rank_bits) : j;
  const uint64_t whole = run.age_step >> 32, fraction = run.age_step & 0xffffffffu;
  const uint64_t steps = k * whole + (k * fraction >> 32);
  if (!run.is_scaled) return run.age_first - static_cast<uint32_t>(steps);
  return static_cast<uint32_t>((run.age_first + steps) % duration);
}

UnitPlace place_on(const Timetable& timetable, double age_ticks, double exaggeration,
                   double sea_level_m) {
  const auto& vertices = timetable.vertices;
  const auto after = std::upper_bound(
      vertices.begin(), vertices.end(), age_ticks,
      [](double age, const TimetableVertex& vertex) { return age < vertex.arrival; });
  const size_t i = static_cast<size_t>(std::clamp<std::ptrdiff_t>(
      after - vertices.begin() - 1, 0, static_cast<std::ptrdiff_t>(vertices.size()) - 2));
  const TimetableVertex &a = vertices[i], &b = vertices[i + 1];
  const double span = static_cast<double>(b.arrival) - a.arrival;
  const double t = span > 0 ? std::clamp((age_ticks - a.arrival) / span, 0.0, 1.0) : 1.0;
  UnitPlace place;
  place.age_s = age_ticks / k_ticks_per_s;
  place.drawn_m = glm::mix(drawn_place(a, exaggeration, sea_level_m),
                           drawn_place(b, exaggeration, sea_level_m), t);
  place.lane = a.lane + (double{b.lane} - a.lane) * t;
  std::optional<double> heading = heading_between(a, b);
  for (size_t before = i; !heading && before > 0; --before)
    heading = heading_between(vertices[before - 1], vertices[before]);
  place.heading_deg = heading.value_or(0);
  return place;
}

std::optional<UnitPlace> unit_place(const FlowTracks& tracks, const FlowMoment& moment,
                                    uint32_t index, int64_t unit, double exaggeration,
                                    double sea_level_m) {
  if (index >= tracks.amounts.size() || unit < 0) return std::nullopt;
  const PathFlow& flow = tracks.amounts[index];
  const Timetable& timetable = tracks.timetables[flow.path];
  const double duration_ms = timetable.duration_ms();
  const double alpha = closing_alpha(flow, moment.time, duration_ms);
  if (!moment.scales(flow)) {
    const auto age = true_age(flow, moment, unit, duration_ms);
    if (!age) return std::nullopt;
    UnitPlace place =
        place_on(timetable, age->share * timetable.duration(), exaggeration, sea_level_m);
    place.age_s = age->since_entry_ms / 1000;
    place.alpha = alpha;
    return place;
  }
  const double size = moment.sizes.of(flow);
  const double shown =
      flow.on_path(moment.time, duration_ms) / size - static_cast<double>(unit) - flow.phase;
  if (shown <= 0) return std::nullopt;
  uint32_t bits = 0;
  while (std::exp2(bits) * size < tracks.most_on_path[index]) ++bits;
  if (static_cast<double>(unit) >= std::exp2(bits)) return std::nullopt;
  const double slot = slot_of_rank(static_cast<uint32_t>(unit), bits) / std::exp2(bits);
  const double cycles =
      static_cast<double>(moment.motion_time.ms) / duration_ms + flow.scatter + slot;
  UnitPlace place = place_on(timetable, (cycles - std::floor(cycles)) * timetable.duration(),
                             exaggeration, sea_level_m);
  place.alpha = std::min(1.0, shown) * alpha;
  return place;
}

}  // namespace caspian::scene
