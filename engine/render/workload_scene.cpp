// Buffers, and the order of a frame: knots, units, terrain and lines, then the units over them.
#include "render/workload_scene.h"

#include <algorithm>
#include <cstddef>
#include <cstring>

#include "caspian_shaders.h"
#include "core/check.h"
#include "gpu/barriers.h"
#include "gpu/commands.h"
#include "render/frame_uniforms.h"
#include "scene/workload_mesh.h"

namespace caspian::render {
namespace {

using scene::WorkloadUnits;
using scene::WorkloadVertex;

constexpr VkDescriptorType k_storage = VK_DESCRIPTOR_TYPE_STORAGE_BUFFER;
constexpr uint32_t k_most_groups = 65'535;  // of one dispatch, on any device
constexpr float k_unit_pull = 0.004f, k_line_pull = 0.003f;

constexpr gpu::ImageState k_written_by_compute{VK_PIPELINE_STAGE_2_COMPUTE_SHADER_BIT,
                                               VK_ACCESS_2_SHADER_STORAGE_WRITE_BIT,
                                               VK_IMAGE_LAYOUT_GENERAL};
constexpr gpu::ImageState k_depth_in_compute{VK_PIPELINE_STAGE_2_COMPUTE_SHADER_BIT,
                                             VK_ACCESS_2_SHADER_SAMPLED_READ_BIT,
                                             VK_IMAGE_LAYOUT_DEPTH_READ_ONLY_OPTIMAL};

template <typename T>
gpu::Buffer filled(const gpu::Device& device, const std::vector<T>& values,
                   VkBufferUsageFlags usage, const char* name) {
  return gpu::make_filled_buffer(device, std::as_bytes(std::span(values)), usage, name);
}

gpu::DeviceImage frame_image(const gpu::Device& device, PixelSize size, VkFormat format,
                             VkImageUsageFlags usage, const char* name) {
  return gpu::DeviceImage(device, {.extent = {size.width, size.height},
                                   .format = format,
                                   .usage = usage | VK_IMAGE_USAGE_SAMPLED_BIT,
                                   .name = name});
}

gpu::GraphicsPipelineInfo ground_info(std::vector<VkDescriptorSetLayout> sets) {
  return {.vertex = shader_code("workload_ground.vert"),
          .fragment = shader_code("workload_ground.frag"),
          .sets = std::move(sets),
          .vertex_bindings = {{0, sizeof(WorkloadVertex), VK_VERTEX_INPUT_RATE_VERTEX}},
          .vertex_attributes = {{0, 0, VK_FORMAT_R32G32B32_SFLOAT, offsetof(WorkloadVertex, place)},
                                {1, 0, VK_FORMAT_R8G8B8A8_SNORM, offsetof(WorkloadVertex, normal)},
                                {2, 0, VK_FORMAT_R8G8B8A8_UNORM, offsetof(WorkloadVertex, colour)}},
          .cull = VK_CULL_MODE_BACK_BIT,
          .colour_format = k_colour_format,
          .depth_format = k_depth_format,
          .name = "workload ground"};
}

gpu::GraphicsPipelineInfo line_info(std::vector<VkDescriptorSetLayout> sets) {
  return {.vertex = shader_code("workload_line.vert"),
          .fragment = shader_code("workload_ground.frag"),
          .sets = std::move(sets),
          .vertex_bindings = {{0, sizeof(glm::vec3), VK_VERTEX_INPUT_RATE_VERTEX}},
          .vertex_attributes = {{0, 0, VK_FORMAT_R32G32B32_SFLOAT, 0}},
          .topology = VK_PRIMITIVE_TOPOLOGY_LINE_LIST,
          .depth = gpu::DepthUse::test,
          .colour_format = k_colour_format,
          .depth_format = k_depth_format,
          .name = "workload lines"};
}

void bind(VkCommandBuffer commands, VkPipelineBindPoint point, const gpu::Pipeline& pipeline,
          std::span<const VkDescriptorSet> sets) {
  vkCmdBindPipeline(commands, point, pipeline.handle());
  vkCmdBindDescriptorSets(commands, point, pipeline.layout(), 0, uint32_t(sets.size()), sets.data(),
                          0, nullptr);
}

}  // namespace

WorkloadScene::WorkloadScene(const gpu::Device& device, const dataset::Workload& work,
                             const dataset::WorkloadTerrain* terrain, PixelSize size)
    : device_(device),
      frame_layout_(make_frame_layout(device)),
      setup_{device, frame_layout_.handle()},
      visibility_(setup_),
      size_(size),
      paths_(scene::make_workload_paths(work, k_exaggeration)),
      path_count_(work.path_count()),
      unit_count_(uint32_t(work.units.size())),
      colour_(frame_image(device, size, k_colour_format,
                          VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_TRANSFER_SRC_BIT,
                          "workload colour")),
      depth_(frame_image(device, size, k_depth_format, VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT,
                         "workload depth")),
      knots_(device, {.extent = {paths_.knots_per_path(), path_count_},
                      .format = VK_FORMAT_R32G32B32A32_SFLOAT,
                      .usage = VK_IMAGE_USAGE_STORAGE_BIT | VK_IMAGE_USAGE_SAMPLED_BIT,
                      .name = "workload knots"}),
      sampler_(device, gpu::Filter::nearest) {
  scene::WorkloadUnits units = scene::make_workload_units(work);
  clock_ = units.clock;
  group_count_ = uint32_t(units.group_paths.size());
  places_ = filled(device, paths_.knots, VK_BUFFER_USAGE_STORAGE_BUFFER_BIT, "workload places");
  motions_ = filled(device, units.motions, VK_BUFFER_USAGE_STORAGE_BUFFER_BIT, "workload motions");
  colours_ = filled(device, units.colours, VK_BUFFER_USAGE_STORAGE_BUFFER_BIT, "workload colours");
  groups_ = filled(device, units.group_paths, VK_BUFFER_USAGE_STORAGE_BUFFER_BIT, "workload paths");
  ids_ = std::move(units.ids);
  const scene::WorkloadLines lines =
      scene::make_workload_lines(work, k_exaggeration, paths_.origin_m);
  line_count_ = uint32_t(lines.indices.size());
  line_vertices_ =
      filled(device, lines.places, VK_BUFFER_USAGE_VERTEX_BUFFER_BIT, "workload line vertices");
  line_indices_ =
      filled(device, lines.indices, VK_BUFFER_USAGE_INDEX_BUFFER_BIT, "workload line indices");
  if (terrain) {
    const scene::WorkloadMesh mesh =
        scene::make_workload_ground(*terrain, k_mesh_side, k_exaggeration, paths_.origin_m);
    ground_count_ = uint32_t(mesh.indices.size());
    ground_vertices_ =
        filled(device, mesh.vertices, VK_BUFFER_USAGE_VERTEX_BUFFER_BIT, "workload vertices");
    ground_indices_ =
        filled(device, mesh.indices, VK_BUFFER_USAGE_INDEX_BUFFER_BIT, "workload indices");
  }
  layout_ = gpu::BindingLayout(device, bindings({}, VK_NULL_HANDLE), "workload layout");
  const std::vector<VkDescriptorSetLayout> sets{frame_layout_.handle(), layout_.handle()};
  const std::vector<VkDescriptorSetLayout> all{frame_layout_.handle(), layout_.handle(),
                                               visibility_.layout()};
  const auto compute = [&](const char* shader, const char* name) {
    return gpu::Pipeline(device, shader_code(shader), all, sizeof(shared::WorkloadPush), name);
  };
  place_ = compute("workload_knots.comp", "workload knots");
  units_ = compute("workload_units.comp", "workload units");
  check_ = compute("workload_check.comp", "workload check");
  resolve_ =
      visibility_.make_resolve(setup_, shader_code("workload_resolve.frag"), layout_.handle(),
                               sizeof(shared::WorkloadPush), "workload resolve");
  ground_ = gpu::Pipeline(device, ground_info(sets));
  lines_ = gpu::Pipeline(device, line_info(sets));
  device.submit_now([&](VkCommandBuffer commands) {
    gpu::change_image(commands, knots_.handle(), gpu::k_discarded, k_written_by_compute);
  });
}

FrameTarget WorkloadScene::target() const {
  return {colour_.handle(), colour_.view(), depth_.handle(), depth_.view(), colour_.info().extent};
}

uint64_t WorkloadScene::unit_bytes() const {
  return motions_.size() + colours_.size() + groups_.size();
}

std::vector<gpu::Binding> WorkloadScene::bindings(const gpu::ArenaSlice& uniforms,
                                                  VkBuffer fates) const {
  const auto buffer = [](uint32_t slot, VkBuffer handle) {
    return gpu::Binding{.slot = slot, .type = k_storage, .buffer = handle};
  };
  const auto image = [&](uint32_t slot, VkDescriptorType type, VkImageView view,
                         VkImageLayout in_layout) {
    return gpu::Binding{.slot = slot,
                        .type = type,
                        .stages = VK_SHADER_STAGE_COMPUTE_BIT,
                        .view = view,
                        .sampler = sampler_.handle(),
                        .layout = in_layout};
  };
  gpu::Binding block = gpu::bind_slice(0, VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER, uniforms);
  return {
      block,
      buffer(1, places_.handle()),
      image(2, VK_DESCRIPTOR_TYPE_STORAGE_IMAGE, knots_.view(), VK_IMAGE_LAYOUT_GENERAL),
      image(3, VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, knots_.view(), VK_IMAGE_LAYOUT_GENERAL),
      buffer(4, motions_.handle()),
      buffer(5, groups_.handle()),
      buffer(6, colours_.handle()),
      image(7, VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, depth_.view(),
            VK_IMAGE_LAYOUT_DEPTH_READ_ONLY_OPTIMAL),
      buffer(8, fates)};
}

shared::WorkloadUniforms WorkloadScene::uniforms_of(const WorkloadView& view) const {
  const scene::CameraFrame& camera = view.camera;
  // From the scene's origin, in double up to here.
  glm::dmat4 to_clip = camera.view_projection;
  const glm::dvec4 moved = camera.view_projection * glm::dvec4(paths_.origin_m - camera.eye_m, 1.0);
  to_clip[3] = moved;
  const auto row = [&](int index) {
    return glm::dvec4(to_clip[0][index], to_clip[1][index], to_clip[2][index], to_clip[3][index]);
  };
  const glm::dvec3 up = glm::normalize(camera.target_m);
  const glm::dvec3 west = -glm::normalize(glm::cross(glm::dvec3(0, 0, 1), up));
  const glm::dvec3 north = glm::cross(west, -up);
  const glm::dvec3 sun = glm::normalize(west + north * 0.6 + up * 1.1);
  return {.view_projection = glm::mat4(to_clip),
          .to_x = glm::vec4(row(0)),
          .to_y = glm::vec4(row(1)),
          .to_w = glm::vec4(row(3)),
          .light = glm::vec4(glm::vec3(sun), 0.35f),
          .near_m = float(camera.near_m) * (1 + k_unit_pull),
          .line_pull = k_line_pull,
          .bin_bits = paths_.bin_bits,
          .ticks = clock_.ticks_at(view.t_s),
          .rate_shift = clock_.rate_shift};
}

void WorkloadScene::dispatch_units(VkCommandBuffer commands, const gpu::Pipeline& pipeline,
                                   std::span<const VkDescriptorSet> sets, uint32_t first_id) const {
  bind(commands, VK_PIPELINE_BIND_POINT_COMPUTE, pipeline, sets);
  for (uint32_t first = 0; first < group_count_; first += k_most_groups) {
    const shared::WorkloadPush push{first, first_id, group_count_ * WorkloadUnits::k_group};
    vkCmdPushConstants(commands, pipeline.layout(), pipeline.push_stages(), 0, sizeof push, &push);
    vkCmdDispatch(commands, std::min(group_count_ - first, k_most_groups), 1, 1);
  }
}

void WorkloadScene::draw_base(const gpu::Frame& frame,
                              std::span<const VkDescriptorSet> sets) const {
  const VkCommandBuffer commands = frame.commands;
  const auto draw = [&](const gpu::Pipeline& pipeline, const gpu::Buffer& vertices,
                        const gpu::Buffer& indices, uint32_t count) {
    const VkBuffer buffer = vertices.handle();
    const VkDeviceSize offset = 0;
    bind(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, pipeline, sets);
    vkCmdBindVertexBuffers(commands, 0, 1, &buffer, &offset);
    vkCmdBindIndexBuffer(commands, indices.handle(), 0, VK_INDEX_TYPE_UINT32);
    vkCmdDrawIndexed(commands, count, 1, 0, 0, 0);
  };
  if (ground_count_) draw(ground_, ground_vertices_, ground_indices_, ground_count_);
  draw(lines_, line_vertices_, line_indices_, line_count_);
}

void WorkloadScene::record(const gpu::Frame& frame, const WorkloadView& view,
                           const gpu::Buffer* fates) {
  using namespace gpu;
  const VkCommandBuffer commands = frame.commands;
  scene::FrameInputs inputs;
  inputs.size = size_;
  const scene::Theme& theme = scene::theme_of(inputs.settings.theme);
  const shared::FrameUniforms block = make_frame_uniforms(inputs, view.camera, theme, 1);
  const Binding frame_block =
      bind_slice(0, VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER, frame.arena.store(std::span(&block, 1)));
  const PassFrame pass_frame{
      .commands = commands,
      .frame_set = frame.arena.bind(frame_layout_.handle(), {&frame_block, 1}),
      .inputs = inputs,
      .camera = view.camera,
      .theme = theme,
      .arena = frame.arena};
  const shared::WorkloadUniforms uniforms = uniforms_of(view);
  std::array<VkDescriptorSet, 3> sets{
      pass_frame.frame_set,
      frame.arena.bind(layout_.handle(), bindings(frame.arena.store(std::span(&uniforms, 1)),
                                                  fates ? fates->handle() : VK_NULL_HANDLE)),
      VK_NULL_HANDLE};
  const std::span<const VkDescriptorSet> scene_sets(sets.data(), 2);
  const auto step = [&](const char* name, auto&& work) {
    const PassScope scope(&frame.timer, commands, name);
    work();
  };
  visibility_.next_frame();
  const auto places = uint32_t(ids_.size());
  const shared::WorkloadPush push{0, visibility_.take_ids(places), places};
  if (view.has_units) {
    step("clear", [&] { sets[2] = visibility_.open(pass_frame, float(view.unit_px)); });
    step("knots", [&] {
      bind(commands, VK_PIPELINE_BIND_POINT_COMPUTE, place_, scene_sets);
      vkCmdDispatch(commands, (paths_.knots_per_path() + 255) / 256, path_count_, 1);
    });
    compute_writes_before_compute(commands);
    step("units", [&] { dispatch_units(commands, units_, sets, push.first_id); });
    step("widen", [&] { visibility_.close(pass_frame); });
  }
  change_image(commands, colour_.handle(), k_discarded, k_colour_attachment);
  change_image(commands, depth_.handle(), k_discarded, k_depth_attachment,
               VK_IMAGE_ASPECT_DEPTH_BIT);
  step("drawing", [&] {
    begin_drawing(commands, {.colour = colour_.view(),
                             .depth = depth_.view(),
                             .extent = colour_.info().extent,
                             .clear_colour = {{0.055f, 0.065f, 0.08f, 1}},
                             .clear_depth = true});
    if (view.has_base) draw_base(frame, scene_sets);
    if (view.has_units)
      visibility_.resolve(pass_frame, resolve_, sets[1], std::as_bytes(std::span(&push, 1)));
    end_drawing(commands);
  });
  if (fates) {
    change_image(commands, depth_.handle(), k_depth_attachment, k_depth_in_compute,
                 VK_IMAGE_ASPECT_DEPTH_BIT);
    dispatch_units(commands, check_, sets, push.first_id);
  }
}

WorkloadFates WorkloadScene::count(gpu::FrameRing& ring, const WorkloadView& view) {
  const gpu::Buffer buffer(device_, ids_.size() * sizeof(WorkloadFate),
                           VK_BUFFER_USAGE_STORAGE_BUFFER_BIT, gpu::MemoryUse::readback,
                           "workload fates");
  std::memset(buffer.mapped(), 0, buffer.size());
  const gpu::Frame frame = ring.begin();
  record(frame, view, &buffer);
  ring.end(frame);
  ring.finish();
  WorkloadFates fates{std::vector<WorkloadFate>(unit_count_), std::vector<uint32_t>(unit_count_)};
  for (size_t i = 0; i < ids_.size(); ++i) {
    WorkloadFate fate;
    std::memcpy(&fate, buffer.mapped() + i * sizeof fate, sizeof fate);
    if (fate.fate == 0) continue;
    CASPIAN_CHECK(ids_[i] < unit_count_);
    fates.of_units[ids_[i]] = fate;
    ++fates.times_met[ids_[i]];
  }
  return fates;
}

}  // namespace caspian::render
