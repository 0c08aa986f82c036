// Amounts along journeys, and the choices of grid and colours.
#include "scene/density.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "geo/ellipsoid.h"
#include "scene/flow_motion.h"

namespace caspian::scene {
namespace {

using dataset::PathFlow;

constexpr double k_radians = std::numbers::pi / 180;
constexpr double k_earth_radius_km = 6371.0088;
constexpr double k_km_per_deg = k_earth_radius_km * k_radians;
/// The grid's cells are square here.
constexpr double k_middle_latitude_deg = 42;
/// Finer than the lines are drawn (5 to 15 km generalised) would be made up.
constexpr double k_least_spread_km = 5, k_most_spread_km = 200;
constexpr double k_cells_per_spread = 4.71;  // two of the bell's standard deviations
constexpr int32_t k_snap_cells = 32;

/// How long in the window somebody was at this share of the journey who entered in the piece.
double time_in_window_ms(const PathFlow::Piece& piece, double share, double travel_ms,
                         double window_ms, time::SimTime end) {
  const auto since_end = [end](time::SimTime when) { return double(when.ms - end.ms); };
  const double age_ms = share * travel_ms;
  const double from = std::max(-window_ms, since_end(piece.from) + age_ms);
  const double to = std::min({0.0, since_end(piece.to) + age_ms, since_end(piece.open_to)});
  return std::max(0.0, to - from);
}

double add_flow(const PathFlow& flow, double own_ms, double window_ms, time::SimTime end,
                std::array<double, DensityFlow::k_parts>& parts) {
  double total = 0;
  for (const PathFlow::Piece& piece : flow.pieces) {
    const double travel_ms = piece.travel_or(own_ms);
    if (piece.from > end || double(end.ms - piece.to.ms) > window_ms + travel_ms) continue;
    const double rate = piece.per_ms * travel_ms / window_ms / DensityFlow::k_parts;
    // Linear but for few bends: the mean of both ends and twice the middle is near.
    const auto at = [&](size_t half_step) {
      return time_in_window_ms(piece, double(half_step) / (2.0 * double(parts.size())), travel_ms,
                               window_ms, end);
    };
    double before = at(0);
    for (size_t i = 0; i < parts.size(); ++i) {
      const double after = at(2 * i + 2);
      const double amount = rate * 0.25 * (before + 2 * at(2 * i + 1) + after);
      before = after;
      parts[i] += amount;
      total += amount;
    }
  }
  return total;
}

}  // namespace

DensityGrid density_grid(const Camera& camera) {
  DensityGrid grid;
  const double wanted_km = camera.range_m / 45'000;
  grid.spread_km = k_least_spread_km;
  for (const double step : {10.0, 20.0, 50.0, 100.0, k_most_spread_km})
    if (grid.spread_km < wanted_km) grid.spread_km = step;
  grid.cell_lat_deg = grid.spread_km / k_cells_per_spread / k_km_per_deg;
  grid.cell_lon_deg = grid.cell_lat_deg / std::cos(k_middle_latitude_deg * k_radians);
  const auto first = [](double middle_deg, double cell_deg) {
    const double middle = std::round(middle_deg / cell_deg / k_snap_cells) * k_snap_cells;
    return static_cast<int32_t>(middle) - static_cast<int32_t>(DensityGrid::k_side / 2);
  };
  // More is seen beyond the place looked at than before it.
  const double ahead_deg =
      0.25 * std::sin(camera.tilt_deg * k_radians) * DensityGrid::k_side * grid.cell_lat_deg;
  const double heading = camera.heading_deg * k_radians;
  grid.first_column =
      first(camera.longitude_deg + ahead_deg * std::sin(heading), grid.cell_lon_deg);
  grid.first_row = first(camera.latitude_deg + ahead_deg * std::cos(heading), grid.cell_lat_deg);
  return grid;
}

double cell_area_km2(const DensityGrid& grid, uint32_t row) {
  const double middle_deg = (grid.first_row + row + 0.5) * grid.cell_lat_deg;
  return k_km_per_deg * k_km_per_deg * grid.cell_lat_deg * grid.cell_lon_deg *
         std::max(std::cos(middle_deg * k_radians), 0.02);
}

DensityAmounts density_amounts(const FlowTracks& tracks, const FlowMoment& moment,
                               double window_days) {
  const double window_ms = std::clamp(window_days, 1.0, 366.0) * double(time::k_ms_per_day);
  DensityAmounts freight, gas;
  gas.is_gas = true;
  for (uint32_t i = 0; i < tracks.amounts.size(); ++i) {
    if (!is_in_moment(tracks, moment, i)) continue;
    const PathFlow& flow = tracks.amounts[i];
    DensityAmounts& amounts = flow.is_gas ? gas : freight;
    DensityFlow along{.flow = i, .timetable = flow.path};
    const double total = add_flow(flow, tracks.timetables[flow.path].duration_ms(), window_ms,
                                  moment.time, along.parts);
    if (total <= 0) continue;
    amounts.total += total;
    amounts.flows.push_back(along);
    const auto& known = amounts.qualities;
    if (std::find(known.begin(), known.end(), flow.quality) == known.end())
      amounts.qualities.push_back(flow.quality);
  }
  if (freight.flows.empty() && !gas.flows.empty()) return gas;
  freight.leaves_out_gas = !gas.flows.empty();
  return freight;
}

DensityScale density_scale(const DensityGrid& grid, bool is_gas) {
  // The same line is denser the less it is spread.
  const int freight = static_cast<int>(std::floor(std::log10(5000 / grid.spread_km) + 1e-9));
  return {is_gas ? freight - 3 : freight};
}

std::array<glm::vec3, 5> density_colours(const Theme& theme) {
  if (theme.id == ThemeId::map)
    return {hex_colour(0xfde9a9), hex_colour(0xf3a95c), hex_colour(0xc85a63), hex_colour(0x7b2f79),
            hex_colour(0x2e1248)};
  return {hex_colour(0x4b2673), hex_colour(0x9c3b86), hex_colour(0xe0736b), hex_colour(0xf9bb66),
          hex_colour(0xfff6d0)};
}

std::vector<glm::vec2> journey_places(const Timetable& timetable, uint32_t intervals) {
  std::vector<glm::vec2> places;
  places.reserve(intervals + 1);
  for (uint32_t i = 0; i <= intervals; ++i) {
    const UnitPlace place = place_on(timetable, double(timetable.duration()) * i / intervals, 0);
    const geo::GeoPoint at = geo::to_geodetic(place.drawn_m);
    places.emplace_back(at.longitude_deg, at.latitude_deg);
  }
  return places;
}

ViewSettings beside_density(ViewSettings settings) {
  if (!settings.layers.density) return settings;
  settings.layers.units = settings.layers.models = settings.layers.ports = false;
  return settings;
}

}  // namespace caspian::scene
