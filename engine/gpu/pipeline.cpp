// Pipelines from plain descriptions.
#include "gpu/pipeline.h"

#include <utility>

#include "core/check.h"
#include "gpu/deletion_queue.h"
#include "gpu/vk_check.h"

namespace caspian::gpu {
namespace {

/// Shader modules live only while a pipeline is made.
class ShaderModule {
 public:
  ShaderModule(const Device& device, std::span<const uint32_t> words) : device_(device.handle()) {
    CASPIAN_CHECK(!words.empty());
    const VkShaderModuleCreateInfo info{.sType = VK_STRUCTURE_TYPE_SHADER_MODULE_CREATE_INFO,
                                        .codeSize = words.size_bytes(),
                                        .pCode = words.data()};
    VK_CHECK(vkCreateShaderModule(device_, &info, nullptr, &module_));
  }
  ~ShaderModule() { vkDestroyShaderModule(device_, module_, nullptr); }
  ShaderModule(const ShaderModule&) = delete;
  ShaderModule& operator=(const ShaderModule&) = delete;

  VkPipelineShaderStageCreateInfo stage(VkShaderStageFlagBits which) const {
    return {.sType = VK_STRUCTURE_TYPE_PIPELINE_SHADER_STAGE_CREATE_INFO,
            .stage = which,
            .module = module_,
            .pName = "main"};
  }

 private:
  VkDevice device_;
  VkShaderModule module_ = VK_NULL_HANDLE;
};

VkPipelineLayout make_layout(const Device& device, const std::vector<VkDescriptorSetLayout>& sets,
                             VkShaderStageFlags push_stages, uint32_t push_bytes,
                             const char* name) {
  const VkPushConstantRange range{push_stages, 0, push_bytes};
  const VkPipelineLayoutCreateInfo info{.sType = VK_STRUCTURE_TYPE_PIPELINE_LAYOUT_CREATE_INFO,
                                        .setLayoutCount = uint32_t(sets.size()),
                                        .pSetLayouts = sets.data(),
                                        .pushConstantRangeCount = push_bytes ? 1u : 0u,
                                        .pPushConstantRanges = &range};
  VkPipelineLayout layout = VK_NULL_HANDLE;
  VK_CHECK(vkCreatePipelineLayout(device.handle(), &info, nullptr, &layout));
  device.name_object(VK_OBJECT_TYPE_PIPELINE_LAYOUT, layout, name);
  return layout;
}

VkPipelineColorBlendAttachmentState blend_state(Blend blend) {
  VkPipelineColorBlendAttachmentState state{
      .blendEnable = blend != Blend::opaque,
      .srcColorBlendFactor = VK_BLEND_FACTOR_ONE,
      .dstColorBlendFactor = VK_BLEND_FACTOR_ONE_MINUS_SRC_ALPHA,
      .colorBlendOp = VK_BLEND_OP_ADD,
      .srcAlphaBlendFactor = VK_BLEND_FACTOR_ONE,
      .dstAlphaBlendFactor = VK_BLEND_FACTOR_ONE_MINUS_SRC_ALPHA,
      .alphaBlendOp = VK_BLEND_OP_ADD,
      .colorWriteMask = VK_COLOR_COMPONENT_R_BIT | VK_COLOR_COMPONENT_G_BIT |
                        VK_COLOR_COMPONENT_B_BIT | VK_COLOR_COMPONENT_A_BIT};
  if (blend == Blend::additive) {
    state.dstColorBlendFactor = VK_BLEND_FACTOR_ONE;
    state.srcAlphaBlendFactor = VK_BLEND_FACTOR_ZERO;
    state.dstAlphaBlendFactor = VK_BLEND_FACTOR_ONE;
  }
  return state;
}

VkPipelineDepthStencilStateCreateInfo depth_state(DepthUse use) {
  // Reversed-Z. A pass that only tests also passes at equal depth, so that a full-screen sky at the
  // far plane (0) can follow the terrain.
  return {.sType = VK_STRUCTURE_TYPE_PIPELINE_DEPTH_STENCIL_STATE_CREATE_INFO,
          .depthTestEnable = use != DepthUse::none,
          .depthWriteEnable = use == DepthUse::test_and_write,
          .depthCompareOp = use == DepthUse::test_and_write ? VK_COMPARE_OP_GREATER
                                                            : VK_COMPARE_OP_GREATER_OR_EQUAL};
}

VkPipeline make_graphics(const Device& device, const GraphicsPipelineInfo& info,
                         VkPipelineLayout layout) {
  const ShaderModule vertex(device, info.vertex), fragment(device, info.fragment);
  VkPipelineShaderStageCreateInfo stages[] = {vertex.stage(VK_SHADER_STAGE_VERTEX_BIT),
                                              fragment.stage(VK_SHADER_STAGE_FRAGMENT_BIT)};
  std::vector<VkSpecializationMapEntry> entries;
  for (uint32_t id = 0; id < info.constants.size(); ++id)
    entries.push_back({id, id * uint32_t(sizeof(int32_t)), sizeof(int32_t)});
  const VkSpecializationInfo constants{uint32_t(entries.size()), entries.data(),
                                       entries.size() * sizeof(int32_t), info.constants.data()};
  stages[1].pSpecializationInfo = &constants;
  const VkPipelineVertexInputStateCreateInfo input{
      .sType = VK_STRUCTURE_TYPE_PIPELINE_VERTEX_INPUT_STATE_CREATE_INFO,
      .vertexBindingDescriptionCount = uint32_t(info.vertex_bindings.size()),
      .pVertexBindingDescriptions = info.vertex_bindings.data(),
      .vertexAttributeDescriptionCount = uint32_t(info.vertex_attributes.size()),
      .pVertexAttributeDescriptions = info.vertex_attributes.data()};
  const VkPipelineInputAssemblyStateCreateInfo assembly{
      .sType = VK_STRUCTURE_TYPE_PIPELINE_INPUT_ASSEMBLY_STATE_CREATE_INFO,
      .topology = info.topology};
  const VkPipelineViewportStateCreateInfo viewport{
      .sType = VK_STRUCTURE_TYPE_PIPELINE_VIEWPORT_STATE_CREATE_INFO,
      .viewportCount = 1,
      .scissorCount = 1};
  const VkPipelineRasterizationStateCreateInfo raster{
      .sType = VK_STRUCTURE_TYPE_PIPELINE_RASTERIZATION_STATE_CREATE_INFO,
      .polygonMode = VK_POLYGON_MODE_FILL,
      .cullMode = info.cull,
      .frontFace = info.front_face,
      .lineWidth = 1};
  const VkPipelineMultisampleStateCreateInfo samples{
      .sType = VK_STRUCTURE_TYPE_PIPELINE_MULTISAMPLE_STATE_CREATE_INFO,
      .rasterizationSamples = VK_SAMPLE_COUNT_1_BIT};
  const VkPipelineDepthStencilStateCreateInfo depth = depth_state(info.depth);
  const VkPipelineColorBlendAttachmentState attachment = blend_state(info.blend);
  const VkPipelineColorBlendStateCreateInfo blend{
      .sType = VK_STRUCTURE_TYPE_PIPELINE_COLOR_BLEND_STATE_CREATE_INFO,
      .attachmentCount = 1,
      .pAttachments = &attachment};
  const VkDynamicState dynamic_states[] = {VK_DYNAMIC_STATE_VIEWPORT, VK_DYNAMIC_STATE_SCISSOR};
  const VkPipelineDynamicStateCreateInfo dynamic{
      .sType = VK_STRUCTURE_TYPE_PIPELINE_DYNAMIC_STATE_CREATE_INFO,
      .dynamicStateCount = 2,
      .pDynamicStates = dynamic_states};
  const VkPipelineRenderingCreateInfo rendering{
      .sType = VK_STRUCTURE_TYPE_PIPELINE_RENDERING_CREATE_INFO,
      .colorAttachmentCount = 1,
      .pColorAttachmentFormats = &info.colour_format,
      .depthAttachmentFormat = info.depth_format};
  const VkGraphicsPipelineCreateInfo create{
      .sType = VK_STRUCTURE_TYPE_GRAPHICS_PIPELINE_CREATE_INFO,
      .pNext = &rendering,
      .stageCount = 2,
      .pStages = stages,
      .pVertexInputState = &input,
      .pInputAssemblyState = &assembly,
      .pViewportState = &viewport,
      .pRasterizationState = &raster,
      .pMultisampleState = &samples,
      .pDepthStencilState = &depth,
      .pColorBlendState = &blend,
      .pDynamicState = &dynamic,
      .layout = layout};
  VkPipeline pipeline = VK_NULL_HANDLE;
  VK_CHECK(
      vkCreateGraphicsPipelines(device.handle(), VK_NULL_HANDLE, 1, &create, nullptr, &pipeline));
  return pipeline;
}
}  // namespace

Pipeline::Pipeline(const Device& device, const GraphicsPipelineInfo& info)
    : device_(&device), push_stages_(VK_SHADER_STAGE_VERTEX_BIT | VK_SHADER_STAGE_FRAGMENT_BIT) {
  layout_ = make_layout(device, info.sets, push_stages_, info.push_constant_bytes, info.name);
  pipeline_ = make_graphics(device, info, layout_);
  device.name_object(VK_OBJECT_TYPE_PIPELINE, pipeline_, info.name);
}

Pipeline::Pipeline(const Device& device, std::span<const uint32_t> shader,
                   const std::vector<VkDescriptorSetLayout>& sets, uint32_t push_constant_bytes,
                   const char* name)
    : device_(&device), push_stages_(VK_SHADER_STAGE_COMPUTE_BIT) {
  layout_ = make_layout(device, sets, push_stages_, push_constant_bytes, name);
  const ShaderModule module(device, shader);
  const VkComputePipelineCreateInfo info{.sType = VK_STRUCTURE_TYPE_COMPUTE_PIPELINE_CREATE_INFO,
                                         .stage = module.stage(VK_SHADER_STAGE_COMPUTE_BIT),
                                         .layout = layout_};
  VK_CHECK(
      vkCreateComputePipelines(device.handle(), VK_NULL_HANDLE, 1, &info, nullptr, &pipeline_));
  device.name_object(VK_OBJECT_TYPE_PIPELINE, pipeline_, name);
}

Pipeline::Pipeline(Pipeline&& other) noexcept {
  *this = std::move(other);
}

Pipeline& Pipeline::operator=(Pipeline&& other) noexcept {
  std::swap(device_, other.device_);
  std::swap(pipeline_, other.pipeline_);
  std::swap(layout_, other.layout_);
  std::swap(push_stages_, other.push_stages_);
  return *this;
}

Pipeline::~Pipeline() {
  if (!pipeline_) return;
  device_->deletions().retire(VK_OBJECT_TYPE_PIPELINE, pipeline_);
  device_->deletions().retire(VK_OBJECT_TYPE_PIPELINE_LAYOUT, layout_);
}

}  // namespace caspian::gpu
