// Timetables in the device's memory.
#include <cmath>
#include <map>
#include <tuple>

#include "core/check.h"
#include "render/flow_pass.h"

namespace caspian::render {
namespace {
// Floats hold 1/64 m within half of this.
constexpr double k_chunk_m = 262'144;

using Cell = std::tuple<int, int, int>;

Cell cell_of(const glm::dvec3& place_m) {
  return {int(std::floor(place_m.x / k_chunk_m)), int(std::floor(place_m.y / k_chunk_m)),
          int(std::floor(place_m.z / k_chunk_m))};
}

glm::dvec3 centre_of(const Cell& cell) {
  const auto [x, y, z] = cell;
  return (glm::dvec3(x, y, z) + 0.5) * k_chunk_m;
}
}  // namespace

FlowTables::FlowTables(const gpu::Device& device, const scene::FlowTracks& tracks) {
  std::map<Cell, uint32_t> chunk_of;
  std::vector<uint32_t> arrivals;
  std::vector<shared::FlowVertex> vertices;
  for (const scene::Timetable& timetable : tracks.timetables) {
    CASPIAN_CHECK(timetable.vertices.size() >= 2);
    spans_.push_back(
        {uint32_t(vertices.size()), uint32_t(timetable.vertices.size()), timetable.duration()});
    for (const scene::TimetableVertex& vertex : timetable.vertices) {
      const Cell cell = cell_of(vertex.base_m);
      const auto [entry, is_new] = chunk_of.try_emplace(cell, uint32_t(origins_m_.size()));
      if (is_new) origins_m_.push_back(centre_of(cell));
      arrivals.push_back(vertex.arrival);
      vertices.push_back({.base_m = glm::vec3(vertex.base_m - origins_m_[entry->second]),
                          .height_m = vertex.height_m,
                          .lane = vertex.lane,
                          .chunk = entry->second});
    }
  }
  arrivals_ = gpu::make_filled_buffer(device, std::as_bytes(std::span(arrivals)),
                                      VK_BUFFER_USAGE_STORAGE_BUFFER_BIT, "flow arrivals");
  vertices_ = gpu::make_filled_buffer(device, std::as_bytes(std::span(vertices)),
                                      VK_BUFFER_USAGE_STORAGE_BUFFER_BIT, "flow vertices");
}

std::vector<shared::FlowChunk> FlowTables::chunks_from(const glm::dvec3& eye_m) const {
  std::vector<shared::FlowChunk> chunks;
  chunks.reserve(origins_m_.size());
  for (const glm::dvec3& origin_m : origins_m_)
    chunks.push_back({.origin_from_eye_m = glm::vec4(glm::vec3(origin_m - eye_m), 0.0f),
                      .origin_m = glm::vec4(glm::vec3(origin_m), 0.0f)});
  return chunks;
}

shared::FlowRun FlowTables::shared_run(const scene::FlowRun& run, uint32_t units_before) const {
  const Span& span = spans_.at(run.timetable);
  CASPIAN_CHECK(span.vertex_count >= 2);
  return {.first_unit = units_before,
          .count = run.count,
          .first_vertex = span.first_vertex,
          .vertex_count = span.vertex_count,
          .age_first = run.age_first,
          .age_step_whole = uint32_t(run.age_step >> 32),
          .age_step_fraction = uint32_t(run.age_step),
          .duration = span.duration,
          .is_scaled = run.is_scaled ? 1u : 0u,
          .rank_bits = run.rank_bits,
          .colour = 0xffffffffu,
          .last_alpha = run.last_alpha,
          .width_factor = 1.0f};
}

}  // namespace caspian::render
