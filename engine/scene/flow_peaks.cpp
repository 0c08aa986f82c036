// Sums over time of what is on the paths.
#include "scene/flow_peaks.h"

#include <algorithm>

namespace caspian::scene {
namespace {

constexpr size_t k_most_known = 64;  // a filter bar played with for a while

}  // namespace

FlowPeak find_peak(const FlowTracks& tracks, const std::string& variant,
                   const dataset::FlowFilter& filter) {
  FlowPeak peak{.variant = variant};
  for (const bool is_gas : {false, true}) {
    std::vector<const dataset::PathFlow*> flows;
    std::vector<double> durations_ms;
    for (size_t i = 0; i < tracks.amounts.size(); ++i) {
      const dataset::PathFlow& flow = tracks.amounts[i];
      if (flow.is_gas != is_gas || (flow.scenario != "base" && flow.scenario != variant) ||
          (!filter.is_empty() && !dataset::passes(filter, tracks.traits[i])))
        continue;
      flows.push_back(&flow);
      durations_ms.push_back(tracks.timetables[flow.path].duration_ms());
    }
    (is_gas ? peak.bcm : peak.tonnes) = dataset::most_on_paths(flows, durations_ms);
    (is_gas ? peak.gas_flows : peak.mass_flows) = static_cast<uint32_t>(flows.size());
  }
  return peak;
}

FlowPeak FilteredPeaks::find(const FlowTracks& tracks, const std::string& variant,
                             const dataset::FlowFilter& filter) {
  const std::lock_guard lock(mutex_);
  const auto known = std::find_if(known_.begin(), known_.end(), [&](const Known& one) {
    return one.peak.variant == variant && one.filter == filter;
  });
  if (known != known_.end()) return known->peak;
  if (known_.size() == k_most_known) known_.erase(known_.begin());
  known_.push_back({filter, find_peak(tracks, variant, filter)});
  return known_.back().peak;
}

FlowPeak peak_of(const FlowTracks& tracks, const std::string& variant,
                 const dataset::FlowFilter& filter) {
  if (filter.is_empty()) {
    for (const FlowPeak& peak : tracks.peaks)
      if (peak.variant == variant) return peak;
    return {.variant = variant};
  }
  return tracks.filtered_peaks ? tracks.filtered_peaks->find(tracks, variant, filter)
                               : find_peak(tracks, variant, filter);
}

}  // namespace caspian::scene
