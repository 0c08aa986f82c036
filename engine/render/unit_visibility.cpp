// Buffers, clearing, widening and tiles of the visibility buffer.
#include "render/unit_visibility.h"

#include <algorithm>
#include <array>

#include "caspian_shaders.h"
#include "core/check.h"
#include "gpu/barriers.h"
#include "render/frame_target.h"
#include "shared/visibility.h"

namespace caspian::render {
namespace {
constexpr VkDescriptorType k_storage = VK_DESCRIPTOR_TYPE_STORAGE_BUFFER;

/// Arguments of a dispatch and of a draw, then the tiles.
constexpr uint32_t k_no_tiles[8] = {0, 1, 1, 0, 1, 0, 0, 0};
constexpr VkDeviceSize k_draw_arguments = 3 * sizeof(uint32_t);

std::array<gpu::Binding, 5> slots() {
  std::array<gpu::Binding, 5> all;
  for (uint32_t i = 0; i < all.size(); ++i) all[i] = {.slot = i, .type = k_storage};
  all[0].type = VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER;
  return all;
}

std::array<gpu::Binding, 2> list_slots() {
  return {gpu::Binding{.slot = 0, .type = k_storage}, gpu::Binding{.slot = 1, .type = k_storage}};
}

uint32_t whole_tiles(uint32_t px) {
  return (px + 2 * shared::k_view_margin_px + shared::k_tile_px - 1) / shared::k_tile_px;
}

gpu::Buffer storage(const gpu::Device& device, VkDeviceSize bytes, const char* name) {
  return gpu::Buffer(device, bytes,
                     VK_BUFFER_USAGE_STORAGE_BUFFER_BIT | VK_BUFFER_USAGE_INDIRECT_BUFFER_BIT,
                     gpu::MemoryUse::gpu, name);
}
}  // namespace

bool UnitVisibility::can_splat(const gpu::Device& device) {
  return device.facts().has_int64_buffer_atomics;
}

UnitVisibility::UnitVisibility(const PassSetup& setup)
    : device_(setup.device),
      layout_(setup.device, slots(), "visibility layout"),
      list_layout_(setup.device, list_slots(), "tile list layout") {
  CASPIAN_CHECK(can_splat(setup.device));
  list_ = gpu::Pipeline(device_, shader_code("unit_tiles.comp"),
                        {setup.frame_layout, list_layout_.handle()}, sizeof(shared::TileListPush),
                        "unit tiles");
  widen_ = gpu::Pipeline(device_, shader_code("unit_widen.comp"),
                         {setup.frame_layout, list_layout_.handle(), layout_.handle()}, 0,
                         "unit points");
}

void UnitVisibility::next_frame() {
  set_ = VK_NULL_HANDLE;
  ids_ = 0;
}

uint32_t UnitVisibility::take_ids(uint32_t count) {
  const uint32_t first = ids_;
  ids_ += count;
  return first;
}

void UnitVisibility::reserve(PixelSize size) {
  if (size == size_) return;
  size_ = size;
  tile_count_ = whole_tiles(size.width) * whole_tiles(size.height);
  const VkDeviceSize px_bytes =
      VkDeviceSize{tile_count_} * shared::k_tile_px * shared::k_tile_px * sizeof(uint64_t);
  visible_ = storage(device_, px_bytes, "unit visibility");
  shown_ = storage(device_, px_bytes, "units shown");
  for (gpu::Buffer* flags : {&touched_, &covered_})
    *flags = storage(device_, tile_count_ * sizeof(uint32_t), "unit tile flags");
  for (gpu::Buffer* list : {&touched_list_, &covered_list_})
    *list = storage(device_, sizeof k_no_tiles + tile_count_ * sizeof(uint32_t), "unit tile list");
}

VkDescriptorSet UnitVisibility::open(const PassFrame& frame, float point_px) {
  if (set_) return set_;
  reserve(frame.camera.size);
  const float radius_px = 0.5f * std::clamp(point_px, 1.0f, k_widest_point_px);
  is_widened_ = radius_px > 0.65f;
  const uint32_t across = whole_tiles(size_.width), down = whole_tiles(size_.height);
  const shared::VisibilityView view{.width = size_.width,
                                    .height = size_.height,
                                    .stride = across * shared::k_tile_px,
                                    .rows = down * shared::k_tile_px,
                                    .tiles_across = across,
                                    .tiles_down = down,
                                    .radius_px = radius_px};
  const gpu::Buffer& list = is_widened_ ? covered_list_ : touched_list_;
  const std::array<gpu::Binding, 5> bindings{
      gpu::bind_slice(0, VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER, frame.arena.store(std::span(&view, 1))),
      gpu::Binding{.slot = 1, .buffer = visible_.handle()},
      gpu::Binding{.slot = 2, .buffer = touched_.handle()},
      gpu::Binding{.slot = 3, .buffer = shown().handle()},
      gpu::Binding{.slot = 4, .buffer = list.handle()}};
  set_ = frame.arena.bind(layout_.handle(), bindings);

  const VkCommandBuffer commands = frame.commands;
  gpu::earlier_reads_before_compute_writes(commands);
  const auto clear = [&](const gpu::Buffer& buffer) {
    vkCmdFillBuffer(commands, buffer.handle(), 0, VK_WHOLE_SIZE, 0);
  };
  clear(visible_);
  clear(touched_);
  vkCmdUpdateBuffer(commands, touched_list_.handle(), 0, sizeof k_no_tiles, k_no_tiles);
  if (is_widened_) {
    clear(shown_);
    clear(covered_);
    vkCmdUpdateBuffer(commands, covered_list_.handle(), 0, sizeof k_no_tiles, k_no_tiles);
  }
  gpu::transfer_writes_before_compute(commands);
  return set_;
}

void UnitVisibility::list_tiles(const PassFrame& frame, const gpu::Buffer& flags,
                                const gpu::Buffer& list) {
  const std::array<gpu::Binding, 2> bindings{gpu::Binding{.slot = 0, .buffer = flags.handle()},
                                             gpu::Binding{.slot = 1, .buffer = list.handle()}};
  const VkDescriptorSet sets[] = {frame.frame_set,
                                  frame.arena.bind(list_layout_.handle(), bindings)};
  const shared::TileListPush push{tile_count_};
  const VkCommandBuffer commands = frame.commands;
  gpu::compute_writes_before_compute(commands);
  vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_COMPUTE, list_.handle());
  vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_COMPUTE, list_.layout(), 0, 2, sets, 0,
                          nullptr);
  vkCmdPushConstants(commands, list_.layout(), list_.push_stages(), 0, sizeof push, &push);
  vkCmdDispatch(commands, (tile_count_ + 63) / 64, 1, 1);
}

void UnitVisibility::close(const PassFrame& frame) {
  if (!set_) return;
  const VkCommandBuffer commands = frame.commands;
  list_tiles(frame, touched_, touched_list_);
  if (is_widened_) {
    const std::array<gpu::Binding, 2> bindings{
        gpu::Binding{.slot = 0, .buffer = touched_list_.handle()},
        gpu::Binding{.slot = 1, .buffer = covered_.handle()}};
    const VkDescriptorSet sets[] = {frame.frame_set,
                                    frame.arena.bind(list_layout_.handle(), bindings), set_};
    gpu::compute_writes_before_compute(commands);
    vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_COMPUTE, widen_.handle());
    vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_COMPUTE, widen_.layout(), 0, 3, sets,
                            0, nullptr);
    vkCmdDispatchIndirect(commands, touched_list_.handle(), 0);
    list_tiles(frame, covered_, covered_list_);
  }
  gpu::compute_writes_before_draws(commands);
}

gpu::Pipeline UnitVisibility::make_resolve(const PassSetup& setup,
                                           std::span<const uint32_t> fragment,
                                           VkDescriptorSetLayout source, uint32_t push_bytes,
                                           const char* name) const {
  return gpu::Pipeline(device_, {.vertex = shader_code("unit_tiles.vert"),
                                 .fragment = fragment,
                                 .sets = {setup.frame_layout, source, layout_.handle()},
                                 .push_constant_bytes = push_bytes,
                                 .blend = gpu::Blend::premultiplied,
                                 .depth = gpu::DepthUse::test,
                                 .colour_format = k_colour_format,
                                 .depth_format = k_depth_format,
                                 .name = name});
}

void UnitVisibility::resolve(const PassFrame& frame, const gpu::Pipeline& pipeline,
                             VkDescriptorSet source, std::span<const std::byte> push) const {
  if (!set_) return;
  const VkCommandBuffer commands = frame.commands;
  const VkDescriptorSet sets[] = {frame.frame_set, source, set_};
  vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, pipeline.handle());
  vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, pipeline.layout(), 0, 3, sets,
                          0, nullptr);
  if (!push.empty())
    vkCmdPushConstants(commands, pipeline.layout(), pipeline.push_stages(), 0,
                       uint32_t(push.size()), push.data());
  const gpu::Buffer& list = is_widened_ ? covered_list_ : touched_list_;
  vkCmdDrawIndirect(commands, list.handle(), k_draw_arguments, 1, sizeof(VkDrawIndirectCommand));
}

std::optional<UnitVisibility> make_visibility(const PassSetup& setup) {
  std::optional<UnitVisibility> visibility;
  if (UnitVisibility::can_splat(setup.device)) visibility.emplace(setup);
  return visibility;
}

}  // namespace caspian::render
