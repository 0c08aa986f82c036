// Instances are ordered by model and level of detail; each group is one draw.
#include "render/model_pass.h"

#include <algorithm>

#include "caspian_shaders.h"
#include "render/depth_pull.h"
#include "render/frame_target.h"
#include "scene/flow_frame.h"
#include "scene/scene_geometry.h"

namespace caspian::render {
namespace {

// Drawn px of length from which a level of detail is fine enough.
constexpr double k_finest_px = 90, k_middle_px = 42;

gpu::Binding instances_slot() {
  return {
      .slot = 0, .type = VK_DESCRIPTOR_TYPE_STORAGE_BUFFER, .stages = VK_SHADER_STAGE_VERTEX_BIT};
}

gpu::GraphicsPipelineInfo models_info(VkDescriptorSetLayout frame, VkDescriptorSetLayout pass) {
  return {
      .vertex = shader_code("model.vert"),
      .fragment = shader_code("model.frag"),
      .sets = {frame, pass},
      .push_constant_bytes = sizeof(shared::ModelPush),
      .vertex_bindings = {{0, sizeof(scene::ModelVertex), VK_VERTEX_INPUT_RATE_VERTEX}},
      .vertex_attributes = {{0, 0, VK_FORMAT_R32G32B32_SFLOAT,
                             offsetof(scene::ModelVertex, place_m)},
                            {1, 0, VK_FORMAT_R8G8B8A8_SNORM, offsetof(scene::ModelVertex, normal)},
                            {2, 0, VK_FORMAT_R8G8B8A8_UNORM, offsetof(scene::ModelVertex, colour)}},
      .depth = gpu::DepthUse::test_and_write,
      .colour_format = k_colour_format,
      .depth_format = k_depth_format,
      .name = "models"};
}

gpu::GraphicsPipelineInfo shadows_info(VkDescriptorSetLayout frame, VkDescriptorSetLayout pass) {
  return {.vertex = shader_code("model_shadow.vert"),
          .fragment = shader_code("model_shadow.frag"),
          .sets = {frame, pass},
          .push_constant_bytes = sizeof(shared::ModelPush),
          .topology = VK_PRIMITIVE_TOPOLOGY_TRIANGLE_STRIP,
          .blend = gpu::Blend::premultiplied,
          .depth = gpu::DepthUse::test,
          .colour_format = k_colour_format,
          .depth_format = k_depth_format,
          .name = "model shadows"};
}

gpu::GraphicsPipelineInfo ids_info(VkDescriptorSetLayout frame, VkDescriptorSetLayout pass) {
  gpu::GraphicsPipelineInfo info = models_info(frame, pass);
  info.vertex = shader_code("pick_model.vert");
  info.fragment = shader_code("pick_id.frag");
  info.vertex_attributes.resize(1);
  info.blend = gpu::Blend::opaque;
  info.colour_format = k_pick_format;
  info.name = "model ids";
  return info;
}

}  // namespace

ModelPass::ModelPass(const PassSetup& setup, const scene::ModelSet& models) {
  std::vector<scene::ModelVertex> vertices(1);
  std::vector<uint32_t> indices(3, 0);
  for (size_t kind = 0; kind < scene::k_model_kinds; ++kind) {
    if (!models.models[kind]) continue;
    const scene::Model& model = *models.models[kind];
    Shape& shape = shapes_[kind];
    for (const scene::ModelLevel& level : model.levels)
      shape.levels.push_back({uint32_t(indices.size()) + level.first_index, level.index_count});
    const glm::vec3 size_m = model.most_m - model.least_m;
    shape.outline = {0.5f * size_m.x, 0.5f * size_m.z, model.most_m.y, 0};
    shape.middle_m = 0.5f * (model.most_m + model.least_m);
    for (const uint32_t index : model.indices) indices.push_back(uint32_t(vertices.size()) + index);
    vertices.insert(vertices.end(), model.vertices.begin(), model.vertices.end());
  }
  vertices_ = gpu::make_filled_buffer(setup.device, std::as_bytes(std::span(vertices)),
                                      VK_BUFFER_USAGE_VERTEX_BUFFER_BIT, "model vertices");
  indices_ = gpu::make_filled_buffer(setup.device, std::as_bytes(std::span(indices)),
                                     VK_BUFFER_USAGE_INDEX_BUFFER_BIT, "model indices");
  const gpu::Binding slot = instances_slot();
  layout_ = gpu::BindingLayout(setup.device, {&slot, 1}, "model layout");
  models_ = gpu::Pipeline(setup.device, models_info(setup.frame_layout, layout_.handle()));
  ids_ = gpu::Pipeline(setup.device, ids_info(setup.frame_layout, layout_.handle()));
  shadows_ = gpu::Pipeline(setup.device, shadows_info(setup.frame_layout, layout_.handle()));
}

void ModelPass::add(std::vector<Wanted>& wanted, const PassFrame& frame, scene::ModelKind kind,
                    const glm::dvec3& drawn_m, const glm::dvec3& ahead, const glm::dvec3& up,
                    double enlargement, double length_px, double opacity, glm::vec3 hue,
                    glm::dvec2 offset_px, std::optional<uint32_t> id) const {
  const Shape& shape = shapes_[size_t(kind)];
  if (shape.levels.empty()) return;
  const double logical_px = length_px / double(frame.pixel_scale);
  const size_t level = logical_px >= k_finest_px ? 0 : logical_px >= k_middle_px ? 1 : 2;
  const float shines = kind == scene::ModelKind::pulse ? 1 : 0;
  wanted.push_back(
      {.kind = uint32_t(kind),
       .level = uint32_t(std::min(level, shape.levels.size() - 1)),
       .instance = {
           .place = glm::vec4(glm::vec3(drawn_m - frame.camera.eye_m), float(enlargement)),
           .ahead = glm::vec4(glm::vec3(ahead), float(opacity)),
           .up = glm::vec4(glm::vec3(up), shape.outline.z),
           .hue = glm::vec4(hue, shines),
           .outline = {shape.outline.x, shape.outline.y, float(offset_px.x), float(offset_px.y)},
           .has_id = id.has_value(),
           .id = id.value_or(0)}});
}

void ModelPass::prepare(const PassFrame& frame, const scene::SceneGeometry& scene,
                        const scene::FlowFrame& flows) {
  const scene::ViewSettings& settings = frame.inputs.settings;
  const double pixel_scale = double(frame.pixel_scale);
  std::vector<Wanted> wanted;
  std::vector<uint64_t> first_ids;
  for (uint64_t first = 0; const scene::FlowRun& run : flows.runs) {
    first_ids.push_back(first);
    first += run.count;
  }
  if (settings.layers.units && scene.models.has_vehicles())
    for (const scene::NearUnit& unit :
         scene::near_units(scene, frame.inputs, frame.camera, pixel_scale, flows)) {
      const scene::FlowStyle& style = scene.flows.flows[flows.runs[unit.run].flow];
      const glm::vec3 hue = settings.colour_by == scene::ColourBy::commodity
                                ? scene::commodity_colour(style.commodity)
                                : scene::corridor_colour(style.corridor_id);
      add(wanted, frame, unit.kind, unit.drawn_m, unit.ahead, unit.up, unit.enlargement,
          unit.length_px, unit.opacity, hue, unit.offset_px,
          uint32_t(first_ids[unit.run] + unit.unit));
    }
  for (const scene::PortCrane& crane :
       scene::port_cranes(scene, frame.inputs, frame.camera, pixel_scale))
    add(wanted, frame, scene::ModelKind::port_crane, crane.drawn_m, crane.ahead, crane.up,
        crane.enlargement, crane.length_px, crane.opacity, glm::vec3(1), glm::dvec2(0), {});

  std::stable_sort(wanted.begin(), wanted.end(), [](const Wanted& a, const Wanted& b) {
    return a.kind != b.kind ? a.kind < b.kind : a.level < b.level;
  });
  instances_.clear();
  groups_.clear();
  drawn_triangles_ = 0;
  for (const Wanted& one : wanted) {
    if (groups_.empty() || groups_.back().kind != one.kind || groups_.back().level != one.level)
      groups_.push_back({one.kind, one.level, uint32_t(instances_.size()), 0});
    ++groups_.back().count;
    instances_.push_back(one.instance);
    drawn_triangles_ += shapes_[one.kind].levels[one.level].index_count / 3;
  }
  if (instances_.empty()) return;
  const gpu::Binding binding =
      gpu::bind_slice(0, VK_DESCRIPTOR_TYPE_STORAGE_BUFFER, frame.arena.store(instances_));
  set_ = frame.arena.bind(layout_.handle(), {&binding, 1});
}

void ModelPass::draw(const PassFrame& frame) {
  if (instances_.empty()) return;
  const VkCommandBuffer commands = frame.commands;
  const bool is_dark = frame.theme.glow > 0;
  const shared::ModelPush push{.look = is_dark ? glm::vec4(k_model_pull, 0.62f, 0.55f, 0.55f)
                                               : glm::vec4(k_model_pull, 0.72f, 0.5f, 0.5f)};
  const VkDescriptorSet sets[] = {frame.frame_set, set_};
  const auto use = [&](const gpu::Pipeline& pipeline) {
    vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, pipeline.handle());
    vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, pipeline.layout(), 0, 2,
                            sets, 0, nullptr);
    vkCmdPushConstants(commands, pipeline.layout(), pipeline.push_stages(), 0, sizeof push, &push);
  };
  use(shadows_);
  for (const Group& group : groups_)
    if (group.kind != uint32_t(scene::ModelKind::port_crane))
      vkCmdDraw(commands, 4, group.count, 0, group.first);
  use(models_);
  draw_groups(frame);
}

void ModelPass::draw_ids(const PassFrame& frame) {
  if (instances_.empty()) return;
  const shared::ModelPush push{.look = glm::vec4(k_model_pull, 0, 0, 0)};
  const VkDescriptorSet sets[] = {frame.frame_set, set_};
  vkCmdBindPipeline(frame.commands, VK_PIPELINE_BIND_POINT_GRAPHICS, ids_.handle());
  vkCmdBindDescriptorSets(frame.commands, VK_PIPELINE_BIND_POINT_GRAPHICS, ids_.layout(), 0, 2,
                          sets, 0, nullptr);
  vkCmdPushConstants(frame.commands, ids_.layout(), ids_.push_stages(), 0, sizeof push, &push);
  draw_groups(frame);
}

void ModelPass::draw_groups(const PassFrame& frame) {
  const VkCommandBuffer commands = frame.commands;
  const VkBuffer vertices = vertices_.handle();
  const VkDeviceSize start = 0;
  vkCmdBindVertexBuffers(commands, 0, 1, &vertices, &start);
  vkCmdBindIndexBuffer(commands, indices_.handle(), 0, VK_INDEX_TYPE_UINT32);
  for (const Group& group : groups_) {
    const Level& level = shapes_[group.kind].levels[group.level];
    vkCmdDrawIndexed(commands, level.index_count, group.count, level.first_index, 0, group.first);
  }
}

}  // namespace caspian::render
