#include "tests/support/flow_stage.h"

#include <cstring>

#include "gpu/barriers.h"

namespace caspian::test {

UnitPicture FlowStage::draw(const scene::FrameInputs& inputs, const scene::FlowFrame& flows,
                            bool with_account) {
  const render::Offscreen offscreen(device_, inputs.size, 1);
  const gpu::Frame frame = ring_.begin();
  pass().count_into(with_account ? &count_ : nullptr);
  stage_.record(frame, inputs, flows, offscreen.target());
  readback_.record(frame, offscreen.target().colour, offscreen.target().extent);
  ring_.end(frame);
  UnitPicture picture{.image = readback_.take()};
  ring_.finish();
  picture.times = {ring_.last_times().begin(), ring_.last_times().end()};
  if (with_account && flows.unit_count()) picture.account = count_.read();
  if (stage_.visibility()->is_open()) picture.shown = shown_units();
  return picture;
}

std::vector<uint64_t> FlowStage::shown_units() const {
  const gpu::Buffer& shown = stage_.visibility()->shown();
  const gpu::Buffer copy(device_, shown.size(), 0, gpu::MemoryUse::readback, "units shown");
  device_.submit_now([&](VkCommandBuffer commands) {
    const VkBufferCopy region{0, 0, shown.size()};
    vkCmdCopyBuffer(commands, shown.handle(), copy.handle(), 1, &region);
    gpu::transfer_writes_before_host(commands);
  });
  std::vector<uint64_t> values(shown.size() / sizeof(uint64_t));
  std::memcpy(values.data(), copy.mapped(), shown.size());
  return values;
}

}  // namespace caspian::test
