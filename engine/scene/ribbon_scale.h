// How wide ribbons are: px per amount a year, fixed over all time and every variant, and the room
// that each ribbon keeps beside its neighbours, so that widths may change and lanes never do.
#pragma once
#include <array>
#include <vector>

#include "dataset/link_rates.h"

namespace caspian::scene {

/// Logical px at full line scale (scene/line_scale makes everything narrower from afar).
constexpr double k_widest_ribbon_px = 30;
constexpr double k_widest_gas_px = 24;
/// Of one direction: less would not be seen.
constexpr double k_least_band_px = 2.2;
/// Half the base of the arrowhead that a narrow band has; of two directions each one's is moved to
/// its side and reaches farther.
constexpr double k_arrow_half_px = 4.2, k_arrow_reach_px = 6.0;
/// What one lane counts in px with the default setting.
constexpr double k_px_per_lane = 4.6;

/// The largest number of the series 1, 1.5, 2, 3, 4, 5, 7 (and its decades) that is not above
/// `most`; 0 when that is not positive.
double plain_number_below(double most);

struct RibbonScale {
  double px_per_mt = 0, px_per_bcm = 0;  // per Mt a year, per bcm a year; never one for the other
  /// Of one direction, never less than the limit unless there is nothing.
  double band_px(double mt, double bcm) const;
  /// The rate below which a band is no narrower.
  double least_mt() const { return px_per_mt > 0 ? k_least_band_px / px_per_mt : 0; }
  double least_bcm() const { return px_per_bcm > 0 ? k_least_band_px / px_per_bcm : 0; }
};

/// The room of one link's ribbon on either side of where its directions meet, seen from its start
/// to its end.
struct RibbonRoom {
  double left_px = k_px_per_lane / 2, right_px = k_px_per_lane / 2;
  bool has_capacity = false;    // the corridor's capacity is this link's, too
  bool goes_both_ways = false;  // at any time, in any variant
  double units_px = 0;          // units run so far to the right of there, in their direction
};

struct RibbonPlan {
  RibbonScale scale;
  std::vector<RibbonRoom> rooms;  // one per link
};

/// The widest ribbon there ever is gets at most the widest width; px per amount are of a short
/// series (1, 1.5, 2, 3, 4, 5, 7), so that the legend has plain numbers.
RibbonPlan plan_ribbons(const dataset::Dataset& dataset,
                        const std::vector<dataset::PathFlow>& flows);

}  // namespace caspian::scene
