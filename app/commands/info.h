// caspian info [--json]: version, device, features, paths.
#pragma once
#include "app/request.h"
#include "core/result.h"

namespace caspian::app {

Outcome run_info(const InfoRequest& request, const DeviceRequest& device);

}  // namespace caspian::app
