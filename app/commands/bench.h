// caspian bench: how quick the built-in scene is on this machine, with what the device itself costs
// beside it.
#pragma once
#include "app/request.h"
#include "core/result.h"

namespace caspian::app {

Outcome run_bench(const BenchRequest& request, const DeviceRequest& device);

}  // namespace caspian::app
