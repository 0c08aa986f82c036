// Least recently used tiles give way; new ones are built by two threads and copied into their
// slots.
#include "render/terrain_store.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <thread>

#include "core/check.h"
#include "geo/ellipsoid.h"
#include "gpu/barriers.h"

namespace caspian::render {
namespace {

constexpr uint32_t k_slots = 768;
constexpr int k_samplers = 7;
constexpr float k_straight_down_bias = -0.3f, k_bias_step = 0.25f;
constexpr VkDeviceSize k_slot_bytes = sizeof(scene::TerrainVertex) * scene::k_tile_vertices;

static_assert(shared::k_slope_scale == scene::k_relief_slope_scale);
static_assert(shared::k_height_scale_m == scene::k_relief_height_scale_m);
static_assert(shared::k_shore_scale_m == scene::k_relief_shore_scale_m);
static_assert(shared::k_shore_reach_m == scene::k_relief_shore_reach_m);
static_assert(shared::k_hidden_scale_m == scene::k_relief_hidden_scale_m);
static_assert(shared::k_sea_level_scale_m == scene::k_sea_level_scale_m);

gpu::DeviceImage make_relief(const gpu::Device& device, const scene::ReliefTexture& texture,
                             const char* name) {
  std::vector<std::span<const std::byte>> mips;
  for (const scene::ReliefLevel& level : texture.levels)
    mips.push_back(std::as_bytes(level.texels()));
  const scene::ReliefLevel& first = texture.levels[0];
  return gpu::make_texture(device, {uint32_t(first.width), uint32_t(first.height)},
                           VK_FORMAT_R16G16B16A16_SNORM, mips, name);
}

bool is_inside(const geo::GeoBox& box, const scene::ReliefTexture& texture) {
  const double edge = 0.5 * texture.step_deg + 1e-9;
  const scene::ReliefLevel& level = texture.levels[0];
  return box.west_deg >= texture.west_deg - edge && box.north_deg <= texture.north_deg + edge &&
         box.east_deg <= texture.west_deg + texture.step_deg * (level.width - 1) + edge &&
         box.south_deg >= texture.north_deg - texture.step_deg * (level.height - 1) - edge;
}

}  // namespace

void add_tile_vertices(gpu::GraphicsPipelineInfo& info) {
  using scene::TerrainVertex;
  info.vertex_bindings = {{0, sizeof(TerrainVertex), VK_VERTEX_INPUT_RATE_VERTEX},
                          {1, sizeof(scene::DrawnHeight), VK_VERTEX_INPUT_RATE_VERTEX}};
  info.vertex_attributes = {{0, 0, VK_FORMAT_R32G32B32_SFLOAT, offsetof(TerrainVertex, base)},
                            {1, 0, VK_FORMAT_R16G16B16A16_SNORM, offsetof(TerrainVertex, up)},
                            {2, 1, VK_FORMAT_R32G32_SFLOAT, 0},
                            {3, 0, VK_FORMAT_R16G16_UNORM, offsetof(TerrainVertex, across)}};
}

TerrainStore::TerrainStore(const gpu::Device& device, const geo::HeightField& heights,
                           const std::vector<scene::MapLineLevel>& lakes)
    : device_(device),
      heights_(heights),
      is_anisotropic_(!device.facts().is_cpu && device.facts().max_anisotropy > 1) {
  const auto add = [&](scene::ReliefTexture&& relief, const char* name, bool keeps_texels) {
    gpu::DeviceImage image = make_relief(device, relief, name);
    if (!keeps_texels)
      for (scene::ReliefLevel& level : relief.levels) level.memory.reset();
    reliefs_.push_back({std::move(relief), std::move(image)});
  };
  for (scene::ReliefTexture& own : scene::build_own_reliefs(heights, lakes))
    add(std::move(own), "relief own", false);
  scene::ReliefTextures relief = scene::build_relief_textures(heights, lakes);
  add(std::move(relief.primary), "relief primary", false);
  add(std::move(relief.extended), "relief extended", true);
  surface_ = std::make_unique<scene::TerrainSurface>(heights, reliefs_.back().frame);
  for (int i = 0; i < k_samplers; ++i)
    samplers_.emplace_back(device, gpu::Filter::trilinear, is_anisotropic_,
                           k_straight_down_bias - k_bias_step * float(i));

  const scene::TileIndices indices = scene::build_tile_indices();
  surface_indices_ = indices.surface_count;
  all_indices_ = uint32_t(indices.indices.size());
  indices_ = gpu::make_filled_buffer(device, std::as_bytes(std::span(indices.indices)),
                                     VK_BUFFER_USAGE_INDEX_BUFFER_BIT, "terrain indices");
  vertices_ = gpu::Buffer(device, k_slot_bytes * k_slots,
                          VK_BUFFER_USAGE_VERTEX_BUFFER_BIT | VK_BUFFER_USAGE_TRANSFER_DST_BIT,
                          gpu::MemoryUse::gpu, "terrain vertices");
  for (uint32_t i = k_slots; i > 0; --i) free_.push_back(i - 1);
}

VkSampler TerrainStore::sampler(double tilt_deg) const {
  // Tilted, a pixel asks for two levels: take one between, where the device cannot take several
  // samples. A bias in the sampler costs the software device nothing, one in the shader a lot.
  const double upright = std::max(std::cos(tilt_deg * std::numbers::pi / 180.0), 0.05);
  const double bias = is_anisotropic_ ? 0.0 : -0.5 * std::log2(upright);
  const size_t index = size_t(std::lround(bias / double(k_bias_step)));
  return samplers_[std::min(index, samplers_.size() - 1)].handle();
}

glm::vec4 TerrainStore::data_box() const {
  const geo::HeightGrid& data = heights_.extended();
  return glm::vec4(data.west_deg, data.south_deg(), data.east_deg(), data.north_deg);
}

uint32_t TerrainStore::free_slot() {
  if (free_.empty()) {
    const auto oldest = std::min_element(slots_.begin(), slots_.end(), [](auto& a, auto& b) {
      return a.second.last_used < b.second.last_used;
    });
    CASPIAN_CHECK(oldest->second.last_used < frame_count_);
    free_.push_back(oldest->second.index);
    slots_.erase(oldest);
  }
  const uint32_t index = free_.back();
  free_.pop_back();
  return index;
}

void TerrainStore::upload(const PassFrame& frame, std::span<const scene::TileKey> keys) {
  std::vector<scene::TerrainMesh> meshes(keys.size());
  const auto build = [&](size_t first, size_t last) {
    for (size_t i = first; i < last; ++i) meshes[i] = scene::build_terrain_mesh(keys[i], heights_);
  };
  if (keys.size() < 4) {
    build(0, keys.size());
  } else {
    std::jthread other([&] { build(0, keys.size() / 2); });
    build(keys.size() / 2, keys.size());
  }

  const gpu::ArenaSlice slice = frame.arena.allocate(k_slot_bytes * keys.size());
  std::vector<VkBufferCopy> copies;
  for (size_t i = 0; i < keys.size(); ++i) {
    const scene::TerrainMesh& mesh = meshes[i];
    const uint32_t index = free_slot();
    slots_[keys[i]] = {index, frame_count_, mesh.origin_m, mesh.skirt_m, mesh.highest_sea_level_m};
    std::memcpy(slice.data + i * k_slot_bytes, mesh.vertices.data(), k_slot_bytes);
    copies.push_back({slice.offset + i * k_slot_bytes, index * k_slot_bytes, k_slot_bytes});
  }
  gpu::earlier_reads_before_compute_writes(frame.commands);
  vkCmdCopyBuffer(frame.commands, slice.buffer, vertices_.handle(), uint32_t(copies.size()),
                  copies.data());
  gpu::transfer_writes_before_draws(frame.commands);
}

DrawnTile TerrainStore::drawn(const scene::SurfaceTile& tile, const Slot& slot,
                              const PassFrame& frame) const {
  const geo::GeoBox box = scene::box_of(tile.key);
  DrawnTile result;
  result.key = tile.key;
  result.mesh_offset = slot.index * k_slot_bytes;
  const auto& heights = tile.surface->height_m;
  result.has_sea = *std::min_element(heights.begin(), heights.end()) < slot.highest_sea_level_m + 1;
  while (result.relief + 1 < reliefs_.size() && !is_inside(box, reliefs_[result.relief].frame))
    ++result.relief;
  const scene::ReliefTexture& texture = reliefs_[result.relief].frame;
  const double u = texture.u_of(box.west_deg), v = texture.v_of(box.south_deg);
  result.push.origin = glm::vec4(glm::vec3(slot.origin_m - frame.camera.eye_m), 0);
  result.push.texture =
      glm::vec4(u, v, texture.u_of(box.east_deg) - u, texture.v_of(box.north_deg) - v);
  result.push.box = glm::vec4(box.west_deg, box.south_deg, box.east_deg - box.west_deg,
                              box.north_deg - box.south_deg);
  for (const double lon : {box.west_deg, box.east_deg})
    for (const double lat : {box.south_deg, box.north_deg}) {
      const glm::dvec3 to_eye = frame.camera.eye_m - geo::to_earth_centred({lon, lat, 0});
      result.least_upright = std::min(
          result.least_upright, float(glm::dot(geo::up_at(lon, lat), glm::normalize(to_eye))));
    }
  return result;
}

void TerrainStore::prepare(const PassFrame& frame) {
  ++frame_count_;
  scene::SurfaceLimits limits;
  const double exaggeration = frame.inputs.settings.exaggeration;
  const auto choose = [&] {
    return std::span(surface_->choose(frame.camera, exaggeration, limits));
  };
  std::span<const scene::SurfaceTile> chosen = choose();
  while (chosen.size() > k_slots) {
    limits.quad_px *= 1.5;
    limits.error_px *= 1.5;
    chosen = choose();
  }
  std::vector<scene::TileKey> missing;
  for (const scene::SurfaceTile& tile : chosen) {
    const auto found = slots_.find(tile.key);
    if (found == slots_.end())
      missing.push_back(tile.key);
    else
      found->second.last_used = frame_count_;
  }
  if (!missing.empty()) upload(frame, missing);
  tiles_.clear();
  constexpr VkDeviceSize k_heights_bytes = sizeof(scene::DrawnHeight) * scene::k_tile_vertices;
  heights_slice_ = frame.arena.allocate(k_heights_bytes * chosen.size());
  for (const scene::SurfaceTile& tile : chosen) {
    const Slot& slot = slots_.at(tile.key);
    DrawnTile& drawn_tile = tiles_.emplace_back(drawn(tile, slot, frame));
    const VkDeviceSize at = k_heights_bytes * (tiles_.size() - 1);
    drawn_tile.heights_offset = heights_slice_.offset + at;
    auto* const heights = reinterpret_cast<scene::DrawnHeight*>(heights_slice_.data + at);
    scene::fill_heights(*tile.surface, slot.skirt_m, {heights, size_t(scene::k_tile_vertices)});
  }
}

void TerrainStore::bind_indices(VkCommandBuffer commands) const {
  vkCmdBindIndexBuffer(commands, indices_.handle(), 0, VK_INDEX_TYPE_UINT16);
}

void TerrainStore::draw_tile(VkCommandBuffer commands, const DrawnTile& tile,
                             bool with_skirt) const {
  const VkBuffer buffers[] = {vertices_.handle(), heights_slice_.buffer};
  const VkDeviceSize offsets[] = {tile.mesh_offset, tile.heights_offset};
  vkCmdBindVertexBuffers(commands, 0, 2, buffers, offsets);
  vkCmdDrawIndexed(commands, with_skirt ? all_indices_ : surface_indices_, 1, 0, 0, 0);
}

}  // namespace caspian::render
