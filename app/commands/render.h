// caspian render: a still, numbered frames or a film, without a window.
#pragma once
#include "app/request.h"
#include "core/result.h"

namespace caspian::app {

Outcome run_render(const RenderRequest& request, const DeviceRequest& device);

}  // namespace caspian::app
