// Frames of one pass each.
#include "app/device_floors.h"

#include <algorithm>
#include <chrono>

#include "app/frame_timing.h"
#include "render/copy_probe.h"
#include "render/floor_probe.h"
#include "render/offscreen.h"

namespace caspian::app {

DeviceFloors measure_floors(const gpu::Device& device, gpu::FrameRing& ring, PixelSize size,
                            int rounds) {
  using Clock = std::chrono::steady_clock;
  const render::FloorProbe probe(device);
  const render::CopyProbe copy(device);
  const render::Offscreen offscreen(device, size, 1);
  Rounds fullscreen_ms, copy_ms;
  for (int i = 0; i < rounds; ++i) {
    const gpu::Frame frame = ring.begin();
    probe.record(frame, offscreen.target());
    ring.end(frame);
    ring.finish();
    for (const gpu::PassTime& pass : ring.last_times())
      if (pass.name == "full screen") fullscreen_ms.values.push_back(pass.ms);
    const auto began = Clock::now();
    const gpu::Frame copying = ring.begin();
    copy.record(copying);
    ring.end(copying);
    ring.finish();
    const std::chrono::duration<double, std::milli> passed = Clock::now() - began;
    copy_ms.values.push_back(passed.count());
  }
  return {fullscreen_ms.median(),
          double(render::CopyProbe::k_bytes) / 1e6 / std::max(copy_ms.median(), 1e-6)};
}

}  // namespace caspian::app
