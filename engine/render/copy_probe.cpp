// One large copy.
#include "render/copy_probe.h"

#include "gpu/barriers.h"

namespace caspian::render {

CopyProbe::CopyProbe(const gpu::Device& device)
    : from_(device, k_bytes, 0, gpu::MemoryUse::gpu, "copied from"),
      to_(device, k_bytes, 0, gpu::MemoryUse::gpu, "copied to") {}

void CopyProbe::record(const gpu::Frame& frame) const {
  gpu::transfer_writes_before_transfer(frame.commands);
  const VkBufferCopy region{0, 0, k_bytes};
  vkCmdCopyBuffer(frame.commands, from_.handle(), to_.handle(), 1, &region);
}

}  // namespace caspian::render
