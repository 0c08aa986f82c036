// The most that is ever on the paths at one time, whole or under a filter: what unit sizes follow
// from.
#pragma once
#include <mutex>
#include <string>
#include <vector>

#include "scene/flow_tracks.h"

namespace caspian::scene {

/// Over the whole time range, in a variant, of the flows that pass. Goes through all pieces of all
/// flows: not for every frame.
FlowPeak find_peak(const FlowTracks& tracks, const std::string& variant,
                   const dataset::FlowFilter& filter);

/// Keeps what was found for the filters in use. Safe from several threads.
class FilteredPeaks {
 public:
  FlowPeak find(const FlowTracks& tracks, const std::string& variant,
                const dataset::FlowFilter& filter);

 private:
  struct Known {
    dataset::FlowFilter filter;
    FlowPeak peak;
  };
  std::mutex mutex_;
  std::vector<Known> known_;  // the latest last
};

/// find_peak, kept: tracks.peaks without a filter, else tracks.filtered_peaks.
FlowPeak peak_of(const FlowTracks& tracks, const std::string& variant,
                 const dataset::FlowFilter& filter);

}  // namespace caspian::scene
