// What became of every unit of the benchmark in one frame, as the device tells it, held against the
// definition in double.
#pragma once
#include <cstdint>
#include <vector>

#include "dataset/workload.h"
#include "render/workload_scene.h"

namespace caspian::app {

struct WorkloadAccount {
  uint64_t drawn = 0, culled = 0, hidden = 0;
  uint64_t lost = 0;                 // should be in the visibility buffer and is not
  uint64_t not_once = 0;             // never met, or more than once
  double worst_m = 0, worst_px = 0;  // how far a place is from the definition

  bool is_complete(uint64_t count) const {
    return drawn + culled + hidden == count && lost == 0 && not_once == 0;
  }
};

WorkloadAccount account_of(const dataset::Workload& work, const render::WorkloadView& view,
                           const render::WorkloadFates& fates);

}  // namespace caspian::app
