// The density view: how much is on its way over an area, as the mean of a time window. It follows
// from the amounts themselves, so it depends neither on the unit budget nor on the kind of motion:
// of what entered at a rate r, a share du of the journey holds r T du. Gas and freight are not
// added. Knows no device.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include <glm/glm.hpp>

#include "scene/flow_frame.h"
#include "scene/theme.h"

namespace caspian::scene {

/// Cells of equal degrees around the place looked at, on one lattice per spread, so that a moved
/// camera reads the same cells. Amounts are spread over `spread_km` (full width at half height),
/// which follows the camera's distance in steps.
struct DensityGrid {
  static constexpr uint32_t k_side = 512;
  double spread_km = 50;
  double cell_lon_deg = 0, cell_lat_deg = 0;
  int32_t first_column = 0, first_row = 0;  // on the lattice: degrees = number * cell

  double west_deg() const { return first_column * cell_lon_deg; }
  double south_deg() const { return first_row * cell_lat_deg; }
  bool operator==(const DensityGrid&) const = default;
};
DensityGrid density_grid(const Camera& camera);
/// Of a cell in a row of the grid.
double cell_area_km2(const DensityGrid& grid, uint32_t row);

/// What a path flow had on its path on average, along the journey in equal shares of its time.
struct DensityFlow {
  static constexpr uint32_t k_parts = 64;
  uint32_t flow = 0, timetable = 0;
  std::array<double, k_parts> parts{};  // tonnes, or bcm
};

struct DensityAmounts {
  bool is_gas = false;  // only when nothing else moves
  bool leaves_out_gas = false;
  double total = 0;  // mean amount on the way, tonnes or bcm
  std::vector<DensityFlow> flows;
  std::vector<dataset::Quality> qualities;  // of them, each once
};
/// Mean over the `window_days` that end at the moment's date.
DensityAmounts density_amounts(const FlowTracks& tracks, const FlowMoment& moment,
                               double window_days);

/// Colours between 10^low and 10^(low + 3) per 1,000 km2, tonnes or million m3: the same at every
/// date and in every scenario, by the spread alone.
struct DensityScale {
  static constexpr int k_decades = 3;
  int low = 2;
};
DensityScale density_scale(const DensityGrid& grid, bool is_gas);
/// From few to much; light on dark themes, dark on the light one.
std::array<glm::vec3, 5> density_colours(const Theme& theme);

/// Places along a journey at equal shares of its time: longitude and latitude.
std::vector<glm::vec2> journey_places(const Timetable& timetable, uint32_t intervals);

/// Units and the figures of ports make way for the density. (Links that carry something become
/// hairlines, in line_style; those without figures are still told apart.)
ViewSettings beside_density(ViewSettings settings);

}  // namespace caspian::scene
