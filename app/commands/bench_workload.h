// caspian bench units --workload FILE: the unit benchmark that others were measured on.
#pragma once
#include "app/request.h"
#include "core/result.h"

namespace caspian::app {

Outcome run_bench_workload(const BenchRequest& request, const DeviceRequest& device);

}  // namespace caspian::app
