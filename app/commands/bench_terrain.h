// `caspian bench terrain`: what the ground costs against one plain full-screen pass, and, over
// random views, whether it has cracks and how far it is off the heights.
#pragma once
#include "app/request.h"
#include "core/result.h"

namespace caspian::app {

Outcome run_bench_terrain(const BenchRequest& request, const DeviceRequest& device);

}  // namespace caspian::app
