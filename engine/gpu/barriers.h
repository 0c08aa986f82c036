// A handful of named barriers (synchronization2), placed between passes by the renderer, never
// inside a draw.
#pragma once
#include "gpu/vulkan_api.h"

namespace caspian::gpu {

/// One side of a barrier: what happens there, and in which layout the image is.
struct ImageState {
  VkPipelineStageFlags2 stages = VK_PIPELINE_STAGE_2_NONE;
  VkAccessFlags2 access = VK_ACCESS_2_NONE;
  VkImageLayout layout = VK_IMAGE_LAYOUT_UNDEFINED;
};

/// Contents do not matter any more; earlier work on the image, of whatever kind, comes first.
inline constexpr ImageState k_discarded{VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT,
                                        VK_ACCESS_2_MEMORY_WRITE_BIT, VK_IMAGE_LAYOUT_UNDEFINED};
inline constexpr ImageState k_colour_attachment{
    VK_PIPELINE_STAGE_2_COLOR_ATTACHMENT_OUTPUT_BIT,
    VK_ACCESS_2_COLOR_ATTACHMENT_READ_BIT | VK_ACCESS_2_COLOR_ATTACHMENT_WRITE_BIT,
    VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL};
inline constexpr ImageState k_depth_attachment{
    VK_PIPELINE_STAGE_2_EARLY_FRAGMENT_TESTS_BIT | VK_PIPELINE_STAGE_2_LATE_FRAGMENT_TESTS_BIT,
    VK_ACCESS_2_DEPTH_STENCIL_ATTACHMENT_READ_BIT | VK_ACCESS_2_DEPTH_STENCIL_ATTACHMENT_WRITE_BIT,
    VK_IMAGE_LAYOUT_DEPTH_ATTACHMENT_OPTIMAL};
/// Depth that is tested or sampled, not written (a pass that reads the scene's depth).
inline constexpr ImageState k_depth_read{
    VK_PIPELINE_STAGE_2_EARLY_FRAGMENT_TESTS_BIT | VK_PIPELINE_STAGE_2_LATE_FRAGMENT_TESTS_BIT |
        VK_PIPELINE_STAGE_2_FRAGMENT_SHADER_BIT,
    VK_ACCESS_2_DEPTH_STENCIL_ATTACHMENT_READ_BIT | VK_ACCESS_2_SHADER_SAMPLED_READ_BIT,
    VK_IMAGE_LAYOUT_DEPTH_READ_ONLY_OPTIMAL};
inline constexpr ImageState k_sampled{
    VK_PIPELINE_STAGE_2_ALL_GRAPHICS_BIT | VK_PIPELINE_STAGE_2_COMPUTE_SHADER_BIT,
    VK_ACCESS_2_SHADER_SAMPLED_READ_BIT, VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL};
inline constexpr ImageState k_transfer_source{VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT,
                                              VK_ACCESS_2_TRANSFER_READ_BIT,
                                              VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL};
inline constexpr ImageState k_transfer_target{VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT,
                                              VK_ACCESS_2_TRANSFER_WRITE_BIT,
                                              VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL};
/// Handed to the presentation engine, which waits on a semaphore.
inline constexpr ImageState k_presented{VK_PIPELINE_STAGE_2_NONE, VK_ACCESS_2_NONE,
                                        VK_IMAGE_LAYOUT_PRESENT_SRC_KHR};

/// All mip levels of the image go from one state to another.
void change_image(VkCommandBuffer commands, VkImage image, const ImageState& from,
                  const ImageState& to, VkImageAspectFlags aspect = VK_IMAGE_ASPECT_COLOR_BIT);

/// What compute shaders wrote to buffers is read by draws: vertex and fragment shaders, indirect
/// arguments, vertex and index fetch.
void compute_writes_before_draws(VkCommandBuffer commands);
/// What compute shaders wrote to buffers is read or written by the compute shaders that follow, or
/// says how many of them there are.
void compute_writes_before_compute(VkCommandBuffer commands);
/// What draws of earlier frames read from device buffers may be overwritten by compute or transfer.
void earlier_reads_before_compute_writes(VkCommandBuffer commands);
/// What transfers wrote is read by shaders and draws.
void transfer_writes_before_draws(VkCommandBuffer commands);
/// What transfers wrote is read or written by the compute shaders that follow.
void transfer_writes_before_compute(VkCommandBuffer commands);
/// A transfer may write again what an earlier one wrote.
void transfer_writes_before_transfer(VkCommandBuffer commands);
/// What transfers wrote to a mapped buffer is read by the CPU once the frame has finished.
void transfer_writes_before_host(VkCommandBuffer commands);
/// What colour attachments hold is blended over by the pass that follows.
void colour_writes_before_colour(VkCommandBuffer commands, VkImage image);

}  // namespace caspian::gpu
