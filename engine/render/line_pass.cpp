// Styles and ranges are found on the CPU for every frame; the vertices lie on the device.
#include "render/line_pass.h"

#include <algorithm>
#include <span>

#include "caspian_shaders.h"
#include "render/depth_pull.h"
#include "render/frame_target.h"
#include "render/ribbon_push.h"
#include "scene/boundaries.h"
#include "scene/isobaths.h"
#include "scene/line_scale.h"
#include "scene/overlay_style.h"
#include "shared/pick.h"

namespace caspian::render {
namespace {

constexpr uint32_t k_block_vertices = 1u << 16;  // 2 MiB
constexpr float k_ghost_opacity = 0.3f;
constexpr float k_wide_ribbon_px = 8;
constexpr float k_ties_fade_m_per_px = 420;  // at 1:1.7M

gpu::GraphicsPipelineInfo strip_pipeline(VkDescriptorSetLayout frame_layout,
                                         const std::string& shader, uint32_t push_bytes,
                                         const char* name) {
  return {.vertex = shader_code(shader + ".vert"),
          .fragment = shader_code(shader + ".frag"),
          .sets = {frame_layout},
          .push_constant_bytes = push_bytes,
          .vertex_bindings = {{0, sizeof(scene::LineVertex), VK_VERTEX_INPUT_RATE_VERTEX}},
          .vertex_attributes =
              {{0, 0, VK_FORMAT_R32G32B32A32_SFLOAT, offsetof(scene::LineVertex, base_m)},
               {1, 0, VK_FORMAT_R16G16B16A16_SNORM, offsetof(scene::LineVertex, tangent)},
               {2, 0, VK_FORMAT_R32_SFLOAT, offsetof(scene::LineVertex, distance_m)},
               {3, 0, VK_FORMAT_R16G16_SNORM, offsetof(scene::LineVertex, lane)}},
          .topology = VK_PRIMITIVE_TOPOLOGY_TRIANGLE_STRIP,
          .blend = gpu::Blend::premultiplied,
          .depth = gpu::DepthUse::test,
          .name = name};
}

gpu::GraphicsPipelineInfo id_pipeline(VkDescriptorSetLayout frame_layout) {
  gpu::GraphicsPipelineInfo info =
      strip_pipeline(frame_layout, "line", sizeof(shared::PickLinePush), "line ids");
  info.vertex = shader_code("pick_line.vert");
  info.fragment = shader_code("pick_id.frag");
  info.blend = gpu::Blend::opaque;
  info.colour_format = k_pick_format;
  return info;
}

/// Onto the device; an empty mesh gets a buffer all the same.
gpu::Buffer upload(const gpu::Device& device, std::vector<scene::LineVertex>& vertices,
                   const char* name) {
  if (vertices.empty()) vertices.resize(2);
  gpu::Buffer buffer = gpu::make_filled_buffer(device, std::as_bytes(std::span(vertices)),
                                               VK_BUFFER_USAGE_VERTEX_BUFFER_BIT, name);
  std::vector<scene::LineVertex>().swap(vertices);
  return buffer;
}

shared::LinePush push_of(const scene::LineStyle& style, double scale, double lane_px, float pull) {
  const float s = static_cast<float>(scale);
  return {.origin = {0, 0, 0, pull},
          .colour = {style.colour, style.alpha},
          .casing = {style.casing, style.casing_alpha},
          .centre = {style.centre, style.centre_alpha},
          .widths = {style.half_width_px * s, style.casing_px * s, style.edge_px * s,
                     style.centre_half_px * s},
          .dashes = {style.dash_period_px * s, style.dash_share, style.dash_end_px * s,
                     style.dash_round},
          .middle = {style.centre_period_px * s, style.centre_share, style.fill_alpha,
                     style.tie_period_px * s},
          .spacing = {static_cast<float>(lane_px), k_ties_fade_m_per_px / std::max(s, 0.1f), 0, 0}};
}

/// Rivers of this rank or greater are drawn at a scale.
int least_river_rank(double metres_per_logical_px) {
  if (metres_per_logical_px > 6000) return 0;
  if (metres_per_logical_px > 2400) return 2;
  if (metres_per_logical_px > 900) return 4;
  return metres_per_logical_px > 300 ? 6 : 9;
}

/// Less than a pixel from end to end.
bool is_speck(const scene::LineCourse& course, const scene::CameraFrame& camera) {
  if (course.levels.empty() || course.levels.back().chunks.size() != 1) return false;
  const scene::LineChunk& whole = course.levels.back().chunks.front();
  const double distance_m = glm::length(whole.centre_m - camera.eye_m);
  return 2 * whole.radius_m * camera.pixels_per_radian < distance_m;
}

}  // namespace

LinePass::LinePass(const PassSetup& setup, const scene::SceneGeometry& scene)
    : device_(setup.device),
      scene_(scene),
      lines_(setup.device,
             strip_pipeline(setup.frame_layout, "line", sizeof(shared::LinePush), "lines")),
      ribbons_(setup.device,
               strip_pipeline(setup.frame_layout, "ribbon", sizeof(shared::RibbonPush), "ribbons")),
      ids_(setup.device, id_pipeline(setup.frame_layout)),
      tracks_(scene::build_track_mesh(scene.tracks)),
      treaties_(scene::build_treaty_mesh(scene.dataset.lines, scene.heights)),
      zones_(scene::build_zone_mesh(scene.zones, scene.heights)),
      track_vertices_(upload(setup.device, tracks_.vertices, "track vertices")),
      treaty_vertices_(upload(setup.device, treaties_.vertices, "treaty line vertices")),
      overlays_(scene::build_overlay_mesh(scene.overlays, scene.heights)),
      overlay_vertices_(upload(setup.device, overlays_.lines.vertices, "own layers' vertices")),
      zone_vertices_(upload(setup.device, zones_.vertices, "zone vertices")),
      chains_(scene::chain_places(scene.tracks)),
      map_lines_(scene.map_lines) {}

const LinePass::MapCell& LinePass::map_cell(const scene::MapLineChoice& choice) {
  const auto [found, is_new] = map_cells_.try_emplace(choice);
  MapCell& cell = found->second;
  if (!is_new) return cell;
  scene::MapLineCell made = map_lines_.build(choice, scene_.heights);
  if (made.vertices.empty()) return cell;
  const auto count = static_cast<uint32_t>(made.vertices.size());
  const uint32_t room =
      map_blocks_.empty()
          ? 0
          : static_cast<uint32_t>(map_blocks_.back().size() / sizeof made.vertices[0]);
  if (map_block_used_ + count > room) {
    map_blocks_.emplace_back(device_, std::max(count, k_block_vertices) * sizeof made.vertices[0],
                             VK_BUFFER_USAGE_VERTEX_BUFFER_BIT | VK_BUFFER_USAGE_TRANSFER_DST_BIT,
                             gpu::MemoryUse::gpu, "map line vertices");
    map_block_used_ = 0;
  }
  map_blocks_.back().fill(map_block_used_ * sizeof made.vertices[0],
                          std::as_bytes(std::span(made.vertices)));
  cell.origin_m = made.origin_m;
  cell.strips = std::move(made.strips);
  for (scene::MapLineStrip& strip : cell.strips) strip.first_vertex += map_block_used_;
  cell.vertices = map_blocks_.back().handle();
  map_block_used_ += count;
  return cell;
}

void LinePass::prepare(const PassFrame& frame) {
  strips_.clear();
  add_map_lines(frame);
  add_zones(frame);
  add_overlays(frame);
  add_treaty_lines(frame);
  add_links(frame);
  drawn_triangles_ = 0;
  for (const Strip& strip : strips_) drawn_triangles_ += strip.vertex_count - 2;
}

void LinePass::add_map_lines(const PassFrame& frame) {
  const scene::LayerToggles& layers = frame.inputs.settings.layers;
  if (!layers.borders && !layers.rivers && !layers.sea && !layers.isobaths) return;
  const double logical_px =
      frame.inputs.camera.range_m / frame.camera.pixels_per_radian * double(frame.pixel_scale);
  const int least_rank = least_river_rank(logical_px);
  const double width = scene::line_scale(frame.inputs) * double(frame.pixel_scale);
  const dataset::Convention& convention =
      scene_.dataset.convention(frame.inputs.settings.convention);
  std::vector<Strip> borders;  // over rivers and lakes, whatever the cell
  for (const scene::MapLineChoice& choice :
       map_lines_.choose(frame.camera, frame.inputs.settings.exaggeration)) {
    const MapCell& cell = map_cell(choice);
    for (const scene::MapLineStrip& strip : cell.strips) {
      const bool is_border = strip.kind == scene::MapLineKind::border ||
                             strip.kind == scene::MapLineKind::disputed_border ||
                             strip.kind == scene::MapLineKind::control_line;
      const bool is_river = strip.kind == scene::MapLineKind::river;
      const bool is_isobath = strip.kind == scene::MapLineKind::isobath;
      const float share = is_isobath ? scene::isobath_share(strip.rank, logical_px) : 1.0f;
      if (is_isobath  ? !layers.isobaths || share <= 0
          : is_border ? !frame.inputs.settings.shows_borders()
          : is_river  ? !layers.rivers
                      : !layers.sea)
        continue;
      if (is_river && strip.rank > least_rank) continue;
      std::optional<scene::MapLineKind> kind = strip.kind;
      if (is_border) kind = scene::shown_border(scene_, strip.rank, strip.kind, convention);
      if (!kind) continue;
      shared::LinePush push =
          push_of(scene::map_line_style(*kind, strip.rank, frame.theme),
                  std::max(width, 0.75 * double(frame.pixel_scale)), 0, k_map_line_pull);
      push.origin = glm::vec4(glm::vec3(cell.origin_m - frame.camera.eye_m), k_map_line_pull);
      push.colour.a *= share;
      (is_border ? borders : strips_)
          .push_back({cell.vertices, push, strip.first_vertex, strip.vertex_count});
    }
  }
  strips_.insert(strips_.end(), borders.begin(), borders.end());
}

void LinePass::add_course(const PassFrame& frame, const scene::LineCourse& course,
                          VkBuffer vertices, std::span<const Push> layers) {
  std::vector<scene::DrawRange> ranges;
  scene::select_ranges(course, frame.camera, frame.inputs.settings.exaggeration, ranges);
  const glm::vec3 origin(course.origin_m - frame.camera.eye_m);
  for (size_t layer = 0; layer < layers.size(); ++layer)
    for (const scene::DrawRange& range : ranges) {
      Strip strip{vertices, layers[layer], 2 * range.first_point,
                  2 * (range.last_point - range.first_point + 1)};
      std::visit([&](auto& push) { push.origin = glm::vec4(origin, push.origin.w); }, strip.push);
      strip.id = adding_id_;
      (layer == 0 ? strips_ : upper_).push_back(strip);
    }
}

void LinePass::add_upper() {
  strips_.insert(strips_.end(), upper_.begin(), upper_.end());
  upper_.clear();
}

/// What is less than a pixel long is left out: it would be a speck of its width.
void LinePass::add_overlays(const PassFrame& frame) {
  const scene::ViewSettings& settings = frame.inputs.settings;
  if (!settings.layers.overlays) return;
  const double scale = double(frame.pixel_scale);
  for (uint32_t course = 0; course < overlays_.sources.size(); ++course) {
    const auto [layer, index] = overlays_.sources[course];
    const dataset::OverlayFeature& feature = scene_.overlays[layer].features[index];
    const scene::LineCourse& line = overlays_.lines.courses[course];
    if (feature.shape != dataset::OverlayShape::points && is_speck(line, frame.camera)) continue;
    const bool is_highlighted =
        !settings.highlight.empty() && settings.highlight == scene::overlay_id(layer, index);
    const scene::LineStyle style =
        scene::overlay_line_style(feature, layer, is_highlighted, frame.theme);
    if (style.alpha <= 0) continue;
    const Push layers[] = {push_of(style, scale, 0, k_treaty_pull)};
    adding_id_ = shared::k_pick_overlay << shared::k_pick_kind_shift |
                 scene::overlay_number(scene_.overlays, layer, index);
    add_course(frame, line, overlay_vertices_.handle(), layers);
  }
}

/// To be picked they come after the seabed lines.
void LinePass::add_zones(const PassFrame& frame) {
  const double scale = scene::line_scale(frame.inputs) * double(frame.pixel_scale);
  const auto lines = static_cast<uint32_t>(scene_.dataset.lines.size());
  for (const scene::StyledCourse& zone : scene::styled_zones(scene_, frame.inputs, frame.theme)) {
    const Push layers[] = {push_of(zone.style, scale, 0, k_treaty_pull)};
    adding_id_ = shared::k_pick_line << shared::k_pick_kind_shift |
                 (lines + scene::zone_of_course(scene_, zone.course));
    add_course(frame, zones_.courses[zone.course], zone_vertices_.handle(), layers);
  }
}

void LinePass::add_treaty_lines(const PassFrame& frame) {
  const double scale = scene::line_scale(frame.inputs) * double(frame.pixel_scale);
  const auto lines = scene::styled_treaty_lines(scene_, frame.inputs, frame.theme);
  // All halos first: at sharp corners a halo would cut into its own line.
  for (const scene::StyledCourse& line : lines) {
    shared::LinePush halo = push_of(line.style, scale, 0, k_treaty_pull), body = halo;
    halo.colour.a = 0;
    body.casing.a = 0;
    const Push layers[] = {halo, body};
    adding_id_ = shared::k_pick_line << shared::k_pick_kind_shift | line.course;
    add_course(frame, treaties_.courses[line.course], treaty_vertices_.handle(), layers);
  }
  add_upper();
}

void LinePass::add_links(const PassFrame& frame) {
  const double scale = scene::line_scale(frame.inputs) * double(frame.pixel_scale);
  const RibbonSizes sizes{.scale = scale,
                          .pixel_scale = double(frame.pixel_scale),
                          .lane_px = frame.inputs.settings.lane_spacing_px * scale,
                          .pull = k_link_pull};
  for (const scene::StyledCourse& link : scene::styled_links(scene_, frame.inputs, frame.theme)) {
    // The ghosts of all lie under all lines.
    shared::LinePush ghost = push_of(link.style, scale, sizes.lane_px, k_ghost_pull);
    ghost.colour.a *= k_ghost_opacity;
    ghost.casing.a = 0;
    const bool is_ribbon = link.ribbon && link.ribbon->right_px > link.ribbon->left_px;
    if (is_ribbon) {
      const scene::Ribbon& ribbon = *link.ribbon;
      ghost.widths.x = (ribbon.right_px - ribbon.left_px) / 2 * static_cast<float>(scale);
      ghost.spacing.z = (ribbon.right_px + ribbon.left_px) / 2 * static_cast<float>(scale);
    }
    std::vector<Push> layers{ghost};
    if (link.ribbon) {
      const shared::RibbonPush push = ribbon_push(link, chains_[link.course], frame.theme, sizes);
      if (link.ribbon->right_px - link.ribbon->left_px > k_wide_ribbon_px) {
        const RibbonLayers both = split(push);
        layers.emplace_back(both.under);
        layers.emplace_back(both.body);
      } else {
        layers.emplace_back(push);
      }
    }
    // A hollow hairline is as hollow from afar.
    const double own_scale = link.is_hollow ? double(frame.pixel_scale) : scale;
    if (!is_ribbon) layers.emplace_back(push_of(link.style, own_scale, sizes.lane_px, k_link_pull));
    adding_id_ = shared::k_pick_link << shared::k_pick_kind_shift | link.course;
    add_course(frame, tracks_.courses[link.course], track_vertices_.handle(), layers);
  }
  add_upper();
}

void LinePass::draw(const PassFrame& frame) {
  const VkCommandBuffer commands = frame.commands;
  const gpu::Pipeline* current = nullptr;
  VkBuffer bound = VK_NULL_HANDLE;
  for (const Strip& strip : strips_) {
    const bool is_line = std::holds_alternative<shared::LinePush>(strip.push);
    const gpu::Pipeline& pipeline = is_line ? lines_ : ribbons_;
    if (&pipeline != current) {
      current = &pipeline;
      vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, pipeline.handle());
      vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, pipeline.layout(), 0, 1,
                              &frame.frame_set, 0, nullptr);
    }
    if (strip.vertices != bound) {
      const VkDeviceSize start = 0;
      bound = strip.vertices;
      vkCmdBindVertexBuffers(commands, 0, 1, &bound, &start);
    }
    std::visit(
        [&](const auto& push) {
          vkCmdPushConstants(commands, pipeline.layout(), pipeline.push_stages(), 0, sizeof push,
                             &push);
        },
        strip.push);
    vkCmdDraw(commands, strip.vertex_count, 1, strip.first_vertex, 0);
  }
}

void LinePass::prepare_ids(const PassFrame& frame) {
  strips_.clear();
  add_zones(frame);
  add_overlays(frame);
  add_treaty_lines(frame);
  add_links(frame);
}

void LinePass::draw_ids(const PassFrame& frame) {
  const VkCommandBuffer commands = frame.commands;
  vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, ids_.handle());
  vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, ids_.layout(), 0, 1,
                          &frame.frame_set, 0, nullptr);
  for (const Strip& strip : strips_) {
    // A ribbon is as wide as the ghost under it.
    const auto* line = std::get_if<shared::LinePush>(&strip.push);
    if (!line) continue;
    // What shines faintly through a ridge is not there to be clicked.
    const float pull = std::min(line->origin.w, k_link_pull);
    const shared::PickLinePush push{.origin = glm::vec4(glm::vec3(line->origin), pull),
                                    .widths = {line->widths.x, line->spacing.z, line->spacing.x, 0},
                                    .kind_and_index = strip.id};
    const VkDeviceSize start = 0;
    vkCmdBindVertexBuffers(commands, 0, 1, &strip.vertices, &start);
    vkCmdPushConstants(commands, ids_.layout(), ids_.push_stages(), 0, sizeof push, &push);
    vkCmdDraw(commands, strip.vertex_count, 1, strip.first_vertex, 0);
  }
}

}  // namespace caspian::render
