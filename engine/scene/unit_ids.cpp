// Ids by adding up the runs.
#include "scene/unit_ids.h"

#include <algorithm>
#include <cmath>

namespace caspian::scene {

std::optional<UnitName> unit_of_id(const FlowFrame& frame, uint64_t id) {
  for (uint32_t i = 0; i < frame.runs.size(); ++i) {
    const FlowRun& run = frame.runs[i];
    if (id >= run.count) {
      id -= run.count;
      continue;
    }
    return UnitName{.run = i,
                    .flow = run.flow,
                    .unit = (run.is_scaled ? 0 : run.first_unit) + static_cast<int64_t>(id),
                    .j = static_cast<uint32_t>(id)};
  }
  return std::nullopt;
}

uint64_t most_units(const FlowTracks& tracks, const std::string& variant, int budget) {
  const UnitSizes sizes = unit_sizes(tracks, variant, budget);
  double most = 0;
  for (const FlowPeak& peak : tracks.peaks)
    if (peak.variant == variant) most = peak.tonnes / sizes.tonnes + peak.bcm / sizes.bcm;
  return static_cast<uint64_t>(std::ceil(most));
}

}  // namespace caspian::scene
