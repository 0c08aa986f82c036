// One image for all windows; what earlier frames read of it comes first.
#include "render/shore_texture.h"

#include <array>
#include <cstring>

#include "gpu/barriers.h"

namespace caspian::render {
namespace {

gpu::DeviceImage make_image(const gpu::Device& device) {
  const std::array<int16_t, 1> land{32767};
  const std::span<const std::byte> bytes = std::as_bytes(std::span(land));
  return gpu::make_texture(device, {1, 1}, VK_FORMAT_R16_SNORM, {&bytes, 1}, "no near shore");
}

}  // namespace

ShoreTexture::ShoreTexture(const gpu::Device& device, const std::vector<scene::CoastLine>& coast)
    : device_(device), lines_(coast), has_coast_(!coast.empty()), image_(make_image(device)) {}

void ShoreTexture::prepare(const PassFrame& frame, const geo::HeightField& heights) {
  is_used_ = has_coast_ && scene::needs_shore_window(frame.inputs.camera);
  if (!is_used_) return;
  const scene::ShoreWindowFrame wanted = scene::shore_window_of(frame.inputs.camera);
  if (held_ == wanted) return;
  constexpr uint32_t k_side = scene::k_shore_window_side;
  const bool is_first = !held_;
  if (is_first)
    image_ = gpu::DeviceImage(
        device_, {.extent = {k_side, k_side},
                  .format = VK_FORMAT_R16_SNORM,
                  .usage = VK_IMAGE_USAGE_SAMPLED_BIT | VK_IMAGE_USAGE_TRANSFER_DST_BIT,
                  .name = "near shore"});
  held_ = wanted;
  const std::vector<int16_t> texels = lines_.distances(wanted, heights);
  const gpu::ArenaSlice slice = frame.arena.store(std::span(texels));
  gpu::change_image(frame.commands, image_.handle(), is_first ? gpu::k_discarded : gpu::k_sampled,
                    gpu::k_transfer_target);
  const VkBufferImageCopy region{.bufferOffset = slice.offset,
                                 .imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, 1},
                                 .imageExtent = {k_side, k_side, 1}};
  vkCmdCopyBufferToImage(frame.commands, slice.buffer, image_.handle(),
                         VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1, &region);
  gpu::change_image(frame.commands, image_.handle(), gpu::k_transfer_target, gpu::k_sampled);
}

glm::vec4 ShoreTexture::from_relief(const scene::ReliefTexture& relief) const {
  if (!is_used_ || !held_) return {0, 0, -1, -1};
  // Of relief: ((longitude - west) / step + 0.5) / count; of the window: (longitude - west) /
  // width.
  const auto& level = relief.levels[0];
  const double wide = held_->step_lon_deg * scene::k_shore_window_side;
  const double tall = held_->step_lat_deg * scene::k_shore_window_side;
  const double relief_west = relief.west_deg - 0.5 * relief.step_deg;
  const double relief_north = relief.north_deg + 0.5 * relief.step_deg;
  return {relief.step_deg * level.width / wide, relief.step_deg * level.height / tall,
          (relief_west - held_->west_deg) / wide, (held_->north_deg - relief_north) / tall};
}

}  // namespace caspian::render
