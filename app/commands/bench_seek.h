// `caspian bench seek`: random jumps in a record of trajectories against frames of steady play.
#pragma once
#include "app/request.h"
#include "core/result.h"

namespace caspian::app {

Outcome run_bench_seek(const BenchRequest& request, const DeviceRequest& device);

}  // namespace caspian::app
