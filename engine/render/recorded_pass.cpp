// Which segments, with which reference, in which colours; then one dispatch or draw per block.
#include "render/recorded_pass.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

#include "caspian_shaders.h"
#include "geo/ellipsoid.h"
#include "gpu/barriers.h"
#include "render/depth_pull.h"
#include "render/frame_target.h"
#include "scene/line_scale.h"

namespace caspian::render {
namespace {
constexpr VkDescriptorType k_storage = VK_DESCRIPTOR_TYPE_STORAGE_BUFFER;
constexpr uint32_t k_group = 64;
/// Trails of so many segments are drawn at most, the newest ones, so that their cost is bounded.
constexpr uint64_t k_trail_segments = 200'000;
/// ... and so far back: a trail's ticks fit 32 bits.
constexpr int64_t k_trail_limit_ms = int64_t{1} << 31;
constexpr uint32_t k_gap_pieces = 6, k_long_gap_pieces = 16;
constexpr uint32_t k_long_gap_log2 = 27;  // from 19 hours on
/// Few units are drawn larger, so that they are found.
constexpr uint64_t k_few_segments = 4'000;
constexpr float k_gap_width_px = 1.4f, k_trail_width_px = 1.6f;

std::array<gpu::Binding, 4> slots() {
  std::array<gpu::Binding, 4> all;
  for (uint32_t i = 0; i < all.size(); ++i) all[i] = {.slot = i, .type = k_storage};
  return all;
}

gpu::GraphicsPipelineInfo line_info(VkDescriptorSetLayout frame, VkDescriptorSetLayout pass) {
  return {.vertex = shader_code("recorded_line.vert"),
          .fragment = shader_code("recorded_line.frag"),
          .sets = {frame, pass},
          .push_constant_bytes = sizeof(shared::RecordedPush),
          .blend = gpu::Blend::premultiplied,
          .depth = gpu::DepthUse::test,
          .colour_format = k_colour_format,
          .depth_format = k_depth_format,
          .name = "recorded lines"};
}

uint32_t packed(const glm::vec3& rgb) {
  const glm::vec3 bytes = glm::clamp(rgb, 0.0f, 1.0f) * 255.0f + 0.5f;
  return uint32_t(bytes.r) | uint32_t(bytes.g) << 8 | uint32_t(bytes.b) << 16 | 0xff000000u;
}

double radians(double degrees) {
  return degrees * std::numbers::pi / 180;
}
}  // namespace

shared::RecordedView recorded_view(const scene::RecordedScene& scene,
                                   const scene::FrameInputs& inputs, const glm::dvec3& eye_m) {
  const record::Box& box = scene.store->box();
  const scene::SurfaceGrid& grid = scene.surface;
  const record::GridPlace near = box.pack(inputs.camera.longitude_deg, inputs.camera.latitude_deg);
  const double longitude_deg = box.longitude_deg(near.x), latitude_deg = box.latitude_deg(near.y);
  const double sine = std::sin(radians(latitude_deg)), cosine = std::cos(radians(latitude_deg));
  const double across_m =
      geo::k_semi_major_axis_m / std::sqrt(1 - geo::k_eccentricity_squared * sine * sine);
  const glm::dvec3 origin_m = geo::to_earth_centred({longitude_deg, latitude_deg, 0});
  const double column = (longitude_deg - grid.west_deg()) / grid.step_x_deg();
  const double row = (latitude_deg - grid.south_deg()) / grid.step_y_deg();
  return {
      .origin_from_eye_m = glm::vec4(glm::vec3(origin_m - eye_m), 0.0f),
      .latitude = glm::vec4(sine, cosine, across_m, geo::k_eccentricity_squared),
      .longitude = glm::vec4(std::sin(radians(longitude_deg)), std::cos(radians(longitude_deg)),
                             radians(box.step_x()), radians(box.step_y())),
      .reference_x = int(near.x),
      .reference_y = int(near.y),
      .height_column = int(column),
      .height_row = int(row),
      .height_share = glm::vec2(column - int(column), row - int(row)),
      .height_step = glm::vec2(box.step_x() / grid.step_x_deg(), box.step_y() / grid.step_y_deg()),
      .height_columns = grid.width(),
      .height_rows = grid.height()};
}

float recorded_point_px(const scene::FrameInputs& inputs, double pixel_scale, uint64_t segments) {
  const double share = segments < k_few_segments ? 1.25 : 0.75;
  return float(share * inputs.settings.unit_width_px * scene::line_scale(inputs) * pixel_scale);
}

RecordedPass::RecordedPass(const PassSetup& setup, const scene::RecordedScene& scene,
                           UnitVisibility& visibility)
    : device_(setup.device),
      scene_(scene),
      visibility_(visibility),
      blocks_(setup.device, *scene.store),
      layout_(setup.device, slots(), "recorded layout"),
      place_(setup.device, shader_code("recorded.comp"),
             {setup.frame_layout, layout_.handle(), visibility.layout()},
             sizeof(shared::RecordedPush), "recorded places"),
      resolve_(visibility.make_resolve(setup, shader_code("recorded_resolve.frag"),
                                       layout_.handle(), sizeof(shared::RecordedPush),
                                       "recorded points")),
      lines_(setup.device, line_info(setup.frame_layout, layout_.handle())),
      heights_(gpu::make_filled_buffer(setup.device,
                                       std::as_bytes(std::span(scene.surface.heights_m())),
                                       VK_BUFFER_USAGE_STORAGE_BUFFER_BIT, "recorded heights")) {}

/// One colour per entry of the unit table; 0 for those that the filter leaves out.
void RecordedPass::update_colours(const PassFrame& frame) {
  const scene::ViewSettings& settings = frame.inputs.settings;
  const ColourKey key{settings.theme, settings.colour_by, settings.filter};
  if (coloured_ == key) return;
  coloured_ = key;
  std::vector<uint32_t> of_kinds;
  for (const record::UnitFacts& kind : scene_.kinds)
    of_kinds.push_back(scene::passes(settings.filter, kind, scene_.store->quality())
                           ? packed(scene::recorded_colour(kind, settings.colour_by, frame.theme))
                           : 0);
  std::vector<uint32_t> colours;
  colours.reserve(scene_.kind_of_unit.size());
  for (const uint32_t kind : scene_.kind_of_unit) colours.push_back(of_kinds[kind]);
  colours_ = gpu::make_filled_buffer(device_, std::as_bytes(std::span(colours)),
                                     VK_BUFFER_USAGE_STORAGE_BUFFER_BIT, "recorded colours");
}

std::optional<RecordedPass::Dispatch> RecordedPass::run_of(const PassFrame& frame, uint32_t block,
                                                           time::SimTime from) {
  const record::SegmentStore& store = *scene_.store;
  const record::BlockEntry& entry = store.blocks()[block];
  const time::SimTime now = frame.inputs.time;
  const auto [first, last] = store.starts_between(entry, from, now);
  if (first > last) return std::nullopt;
  const ResidentRun run = blocks_.need(frame, block, first, last);
  if (run.count == 0) return std::nullopt;
  const std::array<gpu::Binding, 4> bindings{gpu::Binding{.slot = 0, .buffer = run.segments},
                                             gpu::bind_slice(1, k_storage, view_),
                                             gpu::Binding{.slot = 2, .buffer = heights_.handle()},
                                             gpu::Binding{.slot = 3, .buffer = colours_.handle()}};
  return Dispatch{.set = frame.arena.bind(layout_.handle(), bindings),
                  .push = {.first = run.first,
                           .count = run.count,
                           .now = store.ticks_to(entry, now),
                           .unit_count = store.unit_count(),
                           .first_id = first_id_,
                           .pieces = 1,
                           .depth_pull = k_unit_pull}};
}

void RecordedPass::collect(const PassFrame& frame) {
  const record::SegmentStore& store = *scene_.store;
  const time::SimTime now = frame.inputs.time;
  for (const uint32_t block : store.blocks_between(now, now)) {
    auto run = run_of(frame, block, now);
    if (!run) continue;
    const record::LayerEntry& layer = store.layer_of(store.blocks()[block]);
    if (layer.is_gap) {
      run->push.width_px = k_gap_width_px * frame.pixel_scale;
      run->push.pieces = layer.span_log2 >= k_long_gap_log2 ? k_long_gap_pieces : k_gap_pieces;
      lines_drawn_.push_back(*run);
    } else {
      units_.push_back(*run);
    }
  }
}

void RecordedPass::collect_trails(const PassFrame& frame) {
  const record::SegmentStore& store = *scene_.store;
  const int64_t trail_ms =
      std::min(static_cast<int64_t>(frame.inputs.settings.trail_h * 3'600'000), k_trail_limit_ms);
  if (trail_ms <= 0) return;
  const time::SimTime now = frame.inputs.time, from{now.ms - trail_ms};
  std::vector<uint32_t> blocks = store.blocks_between(from, now);
  std::stable_sort(blocks.begin(), blocks.end(), [&](uint32_t a, uint32_t b) {
    const record::BlockEntry &of_a = store.blocks()[a], &of_b = store.blocks()[b];
    return of_a.slice_ms + of_a.last_start > of_b.slice_ms + of_b.last_start;
  });
  uint64_t segments = 0;
  for (const uint32_t block : blocks) {
    if (store.layer_of(store.blocks()[block]).is_gap) continue;
    auto run = run_of(frame, block, from);
    if (!run) continue;
    segments += run->push.count;
    if (segments > k_trail_segments) break;
    run->push.trail = uint32_t(trail_ms);
    run->push.width_px = k_trail_width_px * frame.pixel_scale;
    lines_drawn_.push_back(*run);
  }
}

/// In the direction of play: what the next instants need, as far apart as the last two frames. Who
/// jumps about has no direction: steps must be alike.
void RecordedPass::read_ahead(const PassFrame& frame) {
  const time::SimTime now = frame.inputs.time;
  const int64_t step_ms = last_time_ ? now.ms - last_time_->ms : 0;
  const int64_t step_before_ms = std::exchange(last_step_ms_, step_ms);
  last_time_ = now;
  const double alike = step_before_ms == 0 ? 0 : double(step_ms) / double(step_before_ms);
  if (alike < 0.5 || alike > 2) return;
  std::vector<uint32_t> blocks;
  for (const int64_t steps : {1, 2, 4, 8, 16, 32, 64})
    for (const uint32_t block :
         scene_.store->blocks_between({now.ms + steps * step_ms}, {now.ms + steps * step_ms}))
      if (std::find(blocks.begin(), blocks.end(), block) == blocks.end()) blocks.push_back(block);
  blocks_.read_ahead(std::move(blocks));
}

void RecordedPass::compute(const PassFrame& frame) {
  units_.clear();
  lines_drawn_.clear();
  if (scene_.store->unit_count() == 0) return;
  update_colours(frame);
  first_id_ = visibility_.take_ids(scene_.store->unit_count());
  const shared::RecordedView view = recorded_view(scene_, frame.inputs, frame.camera.eye_m);
  view_ = frame.arena.store(std::span(&view, 1));
  blocks_.next_frame();
  collect(frame);
  collect_trails(frame);
  blocks_.end_uploads(frame);
  read_ahead(frame);
  if (!units_.empty()) record_dispatches(frame);
}

void RecordedPass::record_dispatches(const PassFrame& frame) {
  uint64_t segments = 0;
  for (const Dispatch& run : units_) segments += run.push.count;
  const VkDescriptorSet visible =
      visibility_.open(frame, recorded_point_px(frame.inputs, double(frame.pixel_scale), segments));
  const VkCommandBuffer commands = frame.commands;
  vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_COMPUTE, place_.handle());
  for (const Dispatch& run : units_) {
    const VkDescriptorSet sets[] = {frame.frame_set, run.set, visible};
    vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_COMPUTE, place_.layout(), 0, 3, sets,
                            0, nullptr);
    vkCmdPushConstants(commands, place_.layout(), place_.push_stages(), 0, sizeof run.push,
                       &run.push);
    vkCmdDispatch(commands, (run.push.count + k_group - 1) / k_group, 1, 1);
  }
}

void RecordedPass::draw(const PassFrame& frame) {
  const VkCommandBuffer commands = frame.commands;
  if (!lines_drawn_.empty())
    vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, lines_.handle());
  for (const Dispatch& run : lines_drawn_) {
    const VkDescriptorSet sets[] = {frame.frame_set, run.set};
    vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, lines_.layout(), 0, 2, sets,
                            0, nullptr);
    vkCmdPushConstants(commands, lines_.layout(), lines_.push_stages(), 0, sizeof run.push,
                       &run.push);
    vkCmdDraw(commands, 6 * run.push.pieces, run.push.count, 0, 0);
  }
  if (!units_.empty())
    visibility_.resolve(frame, resolve_, units_.front().set,
                        std::as_bytes(std::span(&units_.front().push, 1)));
}

}  // namespace caspian::render
