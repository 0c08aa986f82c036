// From the largest rates over all time.
#include "scene/ribbon_scale.h"

#include <algorithm>
#include <cmath>

namespace caspian::scene {
namespace {

using dataset::k_backward;
using dataset::k_forward;
using dataset::PeakRates;

constexpr double k_gap_px = 1.6;          // between neighbours: casings and a sliver of ground
constexpr double k_units_aside_px = 2.3;  // half a unit's width, so that the directions pass

/// The largest capacity that a corridor is ever given.
double most_capacity(const dataset::Dataset& data, uint32_t corridor, bool is_gas) {
  double most = 0;
  for (const dataset::Variant& variant : data.variants)
    for (const dataset::Volume& row : data.volumes) {
      if (row.corridor != corridor || !row.year) continue;
      const auto capacity =
          dataset::capacity_at(data, corridor, time::from_calendar({*row.year, 1, 1}), variant.id);
      if (capacity && capacity->is_gas == is_gas) most = std::max(most, capacity->per_year);
    }
  return most;
}

double peak_of(const PeakRates& peak) {
  return peak.mt[0] + peak.mt[1] + peak.bcm[0] + peak.bcm[1];
}

RibbonRoom room_of(const PeakRates& peak, double capacity_px, const RibbonScale& scale) {
  RibbonRoom room;
  const double forward = scale.band_px(peak.mt[k_forward], peak.bcm[k_forward]);
  const double backward = scale.band_px(peak.mt[k_backward], peak.bcm[k_backward]);
  if (forward <= 0 && backward <= 0) return room;
  room.goes_both_ways = forward > 0 && backward > 0;
  const double gap = k_gap_px / 2;
  if (room.goes_both_ways) {
    room.units_px = k_units_aside_px;
    // The outline of the capacity goes as far beyond the ribbon on both sides, whatever it carries.
    room.right_px = std::max({forward, (capacity_px + forward) / 2, k_arrow_reach_px}) + gap;
    room.left_px = std::max({backward, (capacity_px + backward) / 2, k_arrow_reach_px}) + gap;
  } else {
    const double half = std::max(std::max(forward, backward), capacity_px) / 2;
    room.left_px = room.right_px = std::max(half, k_arrow_half_px - 0.6) + gap;
  }
  return room;
}

}  // namespace

double plain_number_below(double most) {
  if (!(most > 0)) return 0;
  const double decade = std::pow(10.0, std::floor(std::log10(most)));
  double best = decade;
  for (const double step : {1.5, 2.0, 3.0, 4.0, 5.0, 7.0})
    if (step * decade <= most * (1 + 1e-12)) best = step * decade;
  return best;
}

double RibbonScale::band_px(double mt, double bcm) const {
  if (mt <= 0 && bcm <= 0) return 0;
  return std::max(k_least_band_px, mt * px_per_mt + bcm * px_per_bcm);
}

RibbonPlan plan_ribbons(const dataset::Dataset& data, const std::vector<dataset::PathFlow>& flows) {
  const std::vector<PeakRates> peaks = dataset::peak_rates(data, flows);
  double most_mt = 0, most_bcm = 0;
  for (const PeakRates& peak : peaks) {
    most_mt = std::max(most_mt, peak.mt[0] + peak.mt[1]);
    most_bcm = std::max(most_bcm, peak.bcm[0] + peak.bcm[1]);
  }
  RibbonPlan plan;
  if (most_mt > 0) plan.scale.px_per_mt = plain_number_below(k_widest_ribbon_px / most_mt);
  if (most_bcm > 0) plan.scale.px_per_bcm = plain_number_below(k_widest_gas_px / most_bcm);
  std::vector<double> capacity_px;
  for (uint32_t corridor = 0; corridor < data.corridors.size(); ++corridor)
    capacity_px.push_back(std::min(
        1.5 * k_widest_ribbon_px, most_capacity(data, corridor, false) * plan.scale.px_per_mt +
                                      most_capacity(data, corridor, true) * plan.scale.px_per_bcm));
  // A capacity is the corridor's: a branch that never carries half as much as the trunk has its
  // own.
  std::vector<double> trunk(data.corridors.size(), 0.0);
  for (size_t link = 0; link < data.links.size(); ++link)
    if (const uint32_t corridor = data.links[link].corridor; corridor < trunk.size())
      trunk[corridor] = std::max(trunk[corridor], peak_of(peaks[link]) / 2);
  for (size_t link = 0; link < data.links.size(); ++link) {
    const uint32_t corridor = data.links[link].corridor;
    const bool has_capacity = corridor < trunk.size() && peak_of(peaks[link]) >= trunk[corridor];
    plan.rooms.push_back(
        room_of(peaks[link], has_capacity ? capacity_px[corridor] : 0, plan.scale));
    plan.rooms.back().has_capacity = has_capacity;
  }
  return plan;
}

}  // namespace caspian::scene
