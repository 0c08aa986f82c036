// What the device itself costs in the same run: a full-screen pass that does next to nothing, and a
// copy from buffer to buffer.
#pragma once
#include "core/image.h"
#include "gpu/frame_ring.h"

namespace caspian::app {

struct DeviceFloors {
  double fullscreen_ms = 0, copy_gb_per_s = 0;  // medians
};
DeviceFloors measure_floors(const gpu::Device& device, gpu::FrameRing& ring, PixelSize size,
                            int rounds);

}  // namespace caspian::app
