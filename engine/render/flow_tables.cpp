// Timetables in the device's memory.
#include "render/flow_tables.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>

#include "caspian_shaders.h"
#include "core/check.h"
#include "gpu/barriers.h"
#include "render/depth_pull.h"
#include "scene/line_scale.h"

namespace caspian::render {
namespace {
// Floats hold 1/64 m within half of this.
constexpr double k_chunk_m = 262'144;
/// Hints per vertex: the more there are, the fewer segments a search walks on.
constexpr uint32_t k_hints_per_vertex = 4;
constexpr uint32_t k_group = 64;

constexpr VkDescriptorType k_storage = VK_DESCRIPTOR_TYPE_STORAGE_BUFFER;
constexpr VkDescriptorType k_texels = VK_DESCRIPTOR_TYPE_UNIFORM_TEXEL_BUFFER;

using Cell = std::tuple<int, int, int>;

Cell cell_of(const glm::dvec3& place_m) {
  return {int(std::floor(place_m.x / k_chunk_m)), int(std::floor(place_m.y / k_chunk_m)),
          int(std::floor(place_m.z / k_chunk_m))};
}

glm::dvec3 centre_of(const Cell& cell) {
  const auto [x, y, z] = cell;
  return (glm::dvec3(x, y, z) + 0.5) * k_chunk_m;
}

/// Appends, for every 2^shift ticks of age, the segment that a unit is on.
uint32_t add_hints(const scene::Timetable& timetable, uint32_t first_vertex,
                   std::vector<uint32_t>& hints) {
  const auto& vertices = timetable.vertices;
  const uint32_t last_age = timetable.duration() - 1;
  uint32_t shift = 0;
  while (last_age >> shift >= k_hints_per_vertex * vertices.size()) ++shift;
  uint32_t segment = 0;
  for (uint32_t bucket = 0; bucket <= last_age >> shift; ++bucket) {
    const uint32_t age = bucket << shift;
    while (segment + 2 < vertices.size() && vertices[segment + 1].arrival <= age) ++segment;
    hints.push_back(first_vertex + segment);
  }
  return shift;
}

/// The last segment up to this one whose ends are two places.
uint32_t heading_of(const scene::Timetable& timetable, uint32_t segment) {
  const auto& vertices = timetable.vertices;
  while (segment > 0 && vertices[segment].base_m == vertices[segment + 1].base_m) --segment;
  return segment;
}

double length_of(const scene::Timetable& timetable) {
  double length_m = 0;
  for (size_t i = 1; i < timetable.vertices.size(); ++i)
    length_m += glm::distance(timetable.vertices[i - 1].base_m, timetable.vertices[i].base_m);
  return length_m;
}

gpu::TexelBuffer filled(const gpu::Device& device, const std::vector<uint32_t>& values,
                        const char* name) {
  gpu::TexelBuffer texels(device, std::max<size_t>(values.size(), 4) * sizeof(uint32_t),
                          VK_FORMAT_R32_UINT, name);
  texels.buffer().fill(0, std::as_bytes(std::span(values)));
  return texels;
}

std::array<gpu::Binding, 4> look_slots() {
  std::array<gpu::Binding, 4> all;
  for (uint32_t i = 0; i < all.size(); ++i)
    all[i] = {.slot = i, .type = k_storage, .stages = VK_SHADER_STAGE_COMPUTE_BIT};
  return all;
}

std::array<gpu::Binding, 5> slots() {
  return {gpu::Binding{.slot = 0, .type = k_texels}, gpu::Binding{.slot = 1, .type = k_texels},
          gpu::Binding{.slot = 2, .type = k_texels}, gpu::Binding{.slot = 3, .type = k_storage},
          gpu::Binding{.slot = 4, .type = k_storage}};
}
}  // namespace

FlowTables::FlowTables(const PassSetup& setup, const scene::FlowTracks& tracks)
    : look_layout_(setup.device, look_slots(), "flow look layout"),
      layout_(setup.device, slots(), "flow layout"),
      look_(setup.device, shader_code("flow_vertices.comp"),
            {setup.frame_layout, look_layout_.handle()}, sizeof(shared::FlowVertexPush),
            "flow vertices") {
  std::map<Cell, uint32_t> chunk_of;
  std::vector<shared::FlowVertex> vertices;
  std::vector<uint32_t> hints;
  for (const scene::Timetable& timetable : tracks.timetables) {
    const auto count = uint32_t(timetable.vertices.size());
    const auto first = uint32_t(vertices.size());
    CASPIAN_CHECK(count >= 2);
    Span span{first, count, timetable.duration(), uint32_t(hints.size()), 0, length_of(timetable)};
    span.hint_shift = add_hints(timetable, first, hints);
    spans_.push_back(span);
    for (uint32_t i = 0; i < count; ++i) {
      const scene::TimetableVertex& vertex = timetable.vertices[i];
      const Cell cell = cell_of(vertex.base_m);
      const auto [entry, is_new] = chunk_of.try_emplace(cell, uint32_t(origins_m_.size()));
      if (is_new) origins_m_.push_back(centre_of(cell));
      arrivals_.push_back(vertex.arrival);
      vertices.push_back({.base_m = glm::vec3(vertex.base_m - origins_m_[entry->second]),
                          .height_m = vertex.height_m,
                          .lane = vertex.lane,
                          .chunk = entry->second,
                          .arrival = vertex.arrival,
                          .heading = first + (i + 1 < count ? heading_of(timetable, i) : i)});
    }
  }
  if (!vertices.empty()) vertices.back().heading = uint32_t(vertices.size()) - 2;
  vertex_count_ = uint32_t(vertices.size());
  const VkDeviceSize room = std::max<VkDeviceSize>(vertex_count_, 1) * sizeof(glm::vec4);
  vertices_ = gpu::make_filled_buffer(setup.device, std::as_bytes(std::span(vertices)),
                                      VK_BUFFER_USAGE_STORAGE_BUFFER_BIT, "flow vertices");
  hints_ = filled(setup.device, hints, "flow hints");
  segments_ =
      gpu::TexelBuffer(setup.device, 2 * room, VK_FORMAT_R32G32B32A32_UINT, "flow segments");
  places_ = gpu::TexelBuffer(setup.device, room, VK_FORMAT_R32G32B32A32_SFLOAT, "flow places");
}

std::vector<shared::FlowChunk> FlowTables::chunks_from(const glm::dvec3& eye_m) const {
  std::vector<shared::FlowChunk> chunks;
  chunks.reserve(origins_m_.size());
  for (const glm::dvec3& origin_m : origins_m_)
    chunks.push_back({.origin_from_eye_m = glm::vec4(glm::vec3(origin_m - eye_m), 0.0f),
                      .origin_m = glm::vec4(glm::vec3(origin_m), 0.0f)});
  return chunks;
}

void FlowTables::look_from(const PassFrame& frame) {
  const Look look{.view_projection = frame.camera.view_projection,
                  .eye_m = frame.camera.eye_m,
                  .size = frame.camera.size,
                  .exaggeration = frame.inputs.settings.exaggeration,
                  .lane_px = lane_width_px(frame)};
  if (looked_ == look || vertex_count_ == 0) return;
  looked_ = look;
  const gpu::ArenaSlice chunks = frame.arena.store(chunks_from(look.eye_m));
  const std::array<gpu::Binding, 4> bindings{
      gpu::Binding{.slot = 0, .buffer = vertices_.handle()}, gpu::bind_slice(1, k_storage, chunks),
      gpu::Binding{.slot = 2, .buffer = segments_.buffer().handle()},
      gpu::Binding{.slot = 3, .buffer = places_.buffer().handle()}};
  const VkDescriptorSet sets[] = {frame.frame_set,
                                  frame.arena.bind(look_layout_.handle(), bindings)};
  const shared::FlowVertexPush push{
      .vertex_count = vertex_count_, .lane_px = look.lane_px, .depth_pull = k_unit_pull};
  const VkCommandBuffer commands = frame.commands;
  gpu::earlier_reads_before_compute_writes(commands);
  vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_COMPUTE, look_.handle());
  vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_COMPUTE, look_.layout(), 0, 2, sets, 0,
                          nullptr);
  vkCmdPushConstants(commands, look_.layout(), look_.push_stages(), 0, sizeof push, &push);
  vkCmdDispatch(commands, (vertex_count_ + k_group - 1) / k_group, 1, 1);
  gpu::compute_writes_before_compute(commands);
  gpu::compute_writes_before_draws(commands);
}

shared::FlowRun FlowTables::shared_run(const scene::FlowRun& run, uint32_t units_before,
                                       uint32_t groups_before) const {
  const Span& span = spans_.at(run.timetable);
  return {.first_unit = units_before,
          .count = run.count,
          .first_group = groups_before,
          .metres_per_tick = float(span.length_m / span.duration),
          .first_hint = span.first_hint,
          .hint_shift = span.hint_shift,
          .age_first = run.age_first,
          .age_step_whole = uint32_t(run.age_step >> 32),
          .age_step_fraction = uint32_t(run.age_step),
          .duration = span.duration,
          .is_scaled = run.is_scaled ? 1u : 0u,
          .rank_bits = run.rank_bits,
          .colour = 0xffffffffu,
          .last_alpha = run.last_alpha,
          .width_factor = 1.0f,
          .first_number = uint32_t(run.first_unit)};
}

uint32_t FlowTables::segment_at(uint32_t timetable, double age) const {
  const Span& span = spans_.at(timetable);
  const auto first = arrivals_.begin() + span.first_vertex;
  const auto after = std::upper_bound(first, first + span.vertex_count, age);
  return std::clamp<uint32_t>(uint32_t(after - first), 1, span.vertex_count - 1) - 1;
}

VkDescriptorSet FlowTables::bind(const PassFrame& frame, const gpu::ArenaSlice& runs) const {
  const std::array<gpu::Binding, 5> bindings{
      gpu::Binding{.slot = 0, .type = k_texels, .texels = hints_.view()},
      gpu::Binding{.slot = 1, .type = k_texels, .texels = segments_.view()},
      gpu::Binding{.slot = 2, .type = k_texels, .texels = places_.view()},
      gpu::bind_slice(3, k_storage, runs), gpu::Binding{.slot = 4, .buffer = vertices_.handle()}};
  return frame.arena.bind(layout_.handle(), bindings);
}

float lane_width_px(const PassFrame& frame) {
  return float(frame.inputs.settings.lane_spacing_px * scene::line_scale(frame.inputs) *
               double(frame.pixel_scale));
}

}  // namespace caspian::render
