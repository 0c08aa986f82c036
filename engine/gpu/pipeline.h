// Graphics and compute pipelines from plain descriptions (dynamic rendering, dynamic viewport and
// scissor).
#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "gpu/device.h"

namespace caspian::gpu {

enum class Blend { opaque, premultiplied, additive };
/// Reversed-Z: a nearer fragment has the greater depth. `test` alone also passes at equal depth.
enum class DepthUse { none, test, test_and_write };

struct GraphicsPipelineInfo {
  std::span<const uint32_t> vertex, fragment;  // SPIR-V words
  std::vector<VkDescriptorSetLayout> sets;
  uint32_t push_constant_bytes = 0;  // visible to both stages
  std::vector<int32_t> constants;    // of the fragment shader: constant_id 0, 1, ...
  std::vector<VkVertexInputBindingDescription> vertex_bindings;
  std::vector<VkVertexInputAttributeDescription> vertex_attributes;
  VkPrimitiveTopology topology = VK_PRIMITIVE_TOPOLOGY_TRIANGLE_LIST;
  VkCullModeFlags cull = VK_CULL_MODE_NONE;
  VkFrontFace front_face = VK_FRONT_FACE_COUNTER_CLOCKWISE;
  Blend blend = Blend::opaque;
  DepthUse depth = DepthUse::test_and_write;
  VkFormat colour_format = VK_FORMAT_R8G8B8A8_UNORM;
  VkFormat depth_format = VK_FORMAT_D32_SFLOAT;  // UNDEFINED = no depth attachment
  const char* name = "";
};

class Pipeline {
 public:
  Pipeline() = default;
  Pipeline(const Device& device, const GraphicsPipelineInfo& info);
  /// Compute.
  Pipeline(const Device& device, std::span<const uint32_t> shader,
           const std::vector<VkDescriptorSetLayout>& sets, uint32_t push_constant_bytes,
           const char* name);
  Pipeline(Pipeline&& other) noexcept;
  Pipeline& operator=(Pipeline&& other) noexcept;
  ~Pipeline();

  VkPipeline handle() const { return pipeline_; }
  VkPipelineLayout layout() const { return layout_; }
  /// Stages of the push constants, for vkCmdPushConstants.
  VkShaderStageFlags push_stages() const { return push_stages_; }

 private:
  const Device* device_ = nullptr;
  VkPipeline pipeline_ = VK_NULL_HANDLE;
  VkPipelineLayout layout_ = VK_NULL_HANDLE;
  VkShaderStageFlags push_stages_ = 0;
};

}  // namespace caspian::gpu
