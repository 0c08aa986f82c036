// caspian view: the window. The only place that reads the clock for time.
#pragma once
#include "app/request.h"
#include "core/result.h"

namespace caspian::app {

Outcome run_view(const ViewRequest& request, const DeviceRequest& device);

}  // namespace caspian::app
