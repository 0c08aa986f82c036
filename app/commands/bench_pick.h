// caspian bench pick: how long it takes to say what lies under the pointer, among how many units.
#pragma once
#include "app/request.h"
#include "core/result.h"

namespace caspian::app {

Outcome run_bench_pick(const BenchRequest& request, const DeviceRequest& device);

}  // namespace caspian::app
