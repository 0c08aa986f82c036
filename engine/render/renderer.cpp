// The ordered list of what a frame does. A pass with work before drawing has a step of its own
// ahead of begin_drawing; what is drawn later lies above what is drawn earlier.
#include "render/renderer.h"

#include <algorithm>
#include <optional>

#include "core/check.h"
#include "core/log.h"
#include "gpu/barriers.h"
#include "gpu/commands.h"
#include "render/curtain_pass.h"
#include "render/density_pass.h"
#include "render/fill_pass.h"
#include "render/flow_pass.h"
#include "render/frame_uniforms.h"
#include "render/label_pass.h"
#include "render/line_pass.h"
#include "render/model_pass.h"
#include "render/pick_pass.h"
#include "render/recorded_pass.h"
#include "render/sky_pass.h"
#include "render/terrain_pass.h"
#include "render/unit_visibility.h"
#include "scene/drawn_ground.h"
#include "scene/flow_frame.h"
#include "scene/line_scale.h"
#include "scene/pick_marks.h"
#include "scene/recorded_pick.h"
#include "scene/scene_geometry.h"

namespace caspian::render {

struct Renderer::Passes {
  const scene::SceneGeometry& scene;
  gpu::BindingLayout frame_layout;
  PassSetup setup;
  TerrainPass terrain;
  SkyPass sky;
  CurtainPass curtains;
  DensityPass density;
  FillPass fills;
  LinePass lines;
  std::optional<UnitVisibility> visibility;  // none: the device cannot
  FlowPass flow;
  ModelPass models;
  std::optional<RecordedPass> recorded;
  LabelPass labels;
  PickPass pick;
  struct Picked {
    scene::FrameInputs inputs;
    scene::FlowFrame units;
    double x = 0, y = 0;
  };
  std::optional<Picked> picked;  // of the last record_pick

  Passes(const gpu::Device& device, const scene::SceneGeometry& geometry)
      : scene(geometry),
        frame_layout(make_frame_layout(device)),
        setup{device, frame_layout.handle()},
        terrain(setup, geometry.heights, geometry.map_lines, geometry.coast),
        sky(setup),
        curtains(setup, geometry),
        density(setup, geometry.flows),
        fills(setup, geometry, terrain),
        lines(setup, geometry),
        visibility(make_visibility(setup)),
        flow(setup, geometry.flows, visibility ? &*visibility : nullptr),
        models(setup, geometry.models),
        labels(setup, geometry),
        pick(setup) {
    if (!geometry.recorded) return;
    if (visibility)
      recorded.emplace(setup, *geometry.recorded, *visibility);
    else
      log::warning("this device has no 64-bit atomics: recorded units are not drawn");
  }
};

/// What all passes of a frame are told of the view.
struct Renderer::View {
  scene::CameraFrame camera;
  const scene::Theme& theme;
  float pixel_scale = 1;
  VkDescriptorSet set = VK_NULL_HANDLE;
};

Renderer::Renderer(const gpu::Device& device, const scene::SceneGeometry& scene)
    : passes_(std::make_unique<Passes>(device, scene)) {}

Renderer::~Renderer() = default;

RecordedUse Renderer::recorded_use() const {
  if (!passes_->recorded) return {};
  const RecordedBlocks& blocks = passes_->recorded->blocks();
  return {blocks.bytes(), blocks.uploads()};
}

Renderer::View Renderer::view_of(const scene::FrameInputs& inputs, gpu::FrameArena& arena,
                                 PixelSize drawn, float pixel_scale) const {
  const scene::ViewSettings& settings = inputs.settings;
  View view{.camera = scene::frame_on_ground(inputs.camera, drawn, passes_->scene.heights,
                                             settings.exaggeration, scene::sea_level_of(inputs)),
            .theme = scene::theme_of(settings.theme),
            .pixel_scale = pixel_scale};
  shared::FrameUniforms uniforms =
      make_frame_uniforms(inputs, view.camera, view.theme, pixel_scale);
  if (settings.layers.models && passes_->scene.models.has_vehicles()) uniforms.eye_centre.w = 1;
  const gpu::Binding block =
      gpu::bind_slice(0, VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER,
                      arena.store(std::span<const shared::FrameUniforms>(&uniforms, 1)));
  view.set = arena.bind(passes_->frame_layout.handle(), {&block, 1});
  return view;
}

scene::FlowFrame Renderer::units_of(const scene::FrameInputs& inputs) const {
  const scene::FlowTracks& flows = passes_->scene.flows;
  return scene::flow_frame(flows, scene::flow_moment(flows, inputs));
}

void Renderer::record(VkCommandBuffer commands, const scene::FrameInputs& wanted,
                      gpu::FrameArena& arena, const FrameTarget& target, gpu::GpuTimer* timer) {
  Passes& passes = *passes_;
  scene::FrameInputs inputs = wanted;
  inputs.settings = scene::beside_density(wanted.settings);
  const scene::ViewSettings& settings = inputs.settings;
  const PixelSize drawn{target.extent.width, target.extent.height};
  CASPIAN_CHECK(drawn.width == inputs.size.width * uint32_t(settings.supersample));
  const float pixel_scale = float(settings.ui_scale) * float(settings.supersample);
  const View view = view_of(inputs, arena, drawn, pixel_scale);
  const scene::Theme& theme = view.theme;
  const PassFrame frame{.commands = commands,
                        .frame_set = view.set,
                        .inputs = inputs,
                        .camera = view.camera,
                        .theme = theme,
                        .arena = arena,
                        .pixel_scale = pixel_scale};
  const auto step = [&](const char* name, auto&& work) {
    const gpu::PassScope scope(timer, commands, name);
    work();
  };

  step("tiles", [&] { passes.terrain.prepare(frame); });
  passes.fills.prepare(frame);
  passes.lines.prepare(frame);
  if (passes.visibility) passes.visibility->next_frame();
  scene::FlowFrame units;
  if (settings.layers.units)
    step("unit places", [&] {
      units = units_of(inputs);
      passes.flow.compute(frame, units);
    });
  if (settings.layers.models) passes.models.prepare(frame, passes.scene, units);

  const bool shows_recorded = settings.layers.units && passes.recorded;
  if (shows_recorded) step("recorded places", [&] { passes.recorded->compute(frame); });

  // Every source has put its units into the visibility buffer.
  if (passes.visibility) step("unit points", [&] { passes.visibility->close(frame); });

  if (settings.layers.density) step("density", [&] { passes.density.compute(frame); });
  passes.labels.prepare(frame);

  gpu::change_image(commands, target.colour, gpu::k_discarded, gpu::k_colour_attachment);
  gpu::change_image(commands, target.depth, gpu::k_discarded, gpu::k_depth_attachment,
                    VK_IMAGE_ASPECT_DEPTH_BIT);
  const glm::vec3 sky = theme.sky_horizon;
  gpu::begin_drawing(commands, {.colour = target.colour_view,
                                .depth = target.depth_view,
                                .extent = target.extent,
                                .clear_colour = {{sky.r, sky.g, sky.b, 1.0f}},
                                .clear_depth = true});
  step("terrain", [&] { passes.terrain.draw_ground(frame); });
  step("sky", [&] { passes.sky.draw(frame); });
  if (settings.shows_curtain())  // above the floor, under the water's surface
    step("curtains", [&] { passes.curtains.draw(frame); });
  step("water", [&] { passes.terrain.draw_water(frame); });
  step("fills", [&] { passes.fills.draw(frame); });
  if (settings.layers.density)
    step("density drape", [&] { passes.density.draw(frame, passes.terrain.store()); });
  step("lines", [&] { passes.lines.draw(frame); });
  if (settings.layers.units) step("units", [&] { passes.flow.draw(frame); });
  if (shows_recorded) step("recorded", [&] { passes.recorded->draw(frame); });
  if (settings.layers.models) step("models", [&] { passes.models.draw(frame); });
  step("labels", [&] { passes.labels.draw(frame); });
  gpu::end_drawing(commands);
}

namespace {
double point_px(const scene::FrameInputs& inputs) {
  const double dash_px =
      inputs.settings.unit_width_px * scene::line_scale(inputs) * inputs.settings.ui_scale;
  return double(flow_point_px(float(dash_px)));
}
}  // namespace

void Renderer::record_pick(VkCommandBuffer commands, const scene::FrameInputs& wanted,
                           gpu::FrameArena& arena, double x, double y, gpu::GpuTimer* timer) {
  const gpu::PassScope scope(timer, commands, "pick");
  Passes& passes = *passes_;
  scene::FrameInputs inputs = wanted;
  inputs.settings = scene::beside_density(wanted.settings);
  const scene::ViewSettings& settings = inputs.settings;
  const float pixel_scale = float(settings.ui_scale);
  const View view = view_of(inputs, arena, inputs.size, pixel_scale);
  const double reach_px = scene::k_farthest_reach_px * settings.ui_scale + 1;
  const scene::CameraFrame narrow = PickPass::narrowed(view.camera, x, y, reach_px);
  const auto frame_with = [&](const scene::CameraFrame& camera) {
    return PassFrame{.commands = commands,
                     .frame_set = view.set,
                     .inputs = inputs,
                     .camera = camera,
                     .theme = view.theme,
                     .arena = arena,
                     .pixel_scale = pixel_scale};
  };
  const PassFrame frame = frame_with(view.camera), chosen = frame_with(narrow);
  scene::FlowFrame units;
  if (settings.layers.units) units = units_of(inputs);
  passes.terrain.prepare(chosen);
  passes.lines.prepare_ids(chosen);
  if (settings.layers.models) passes.models.prepare(frame, passes.scene, units);

  const bool has_points = passes.flow.has_points(settings);
  const scene::PickPlace place{
      .x = x, .y = y, .reach_px = reach_px, .point_px = has_points ? point_px(inputs) : 0};
  std::vector<scene::PickMark> marks =
      scene::unit_marks(passes.scene, inputs, view.camera, units, place);
  if (settings.layers.units && passes.recorded) {
    const scene::RecordedScene& record = *passes.scene.recorded;
    scene::PickPlace points = place;
    // Near enough: a block that is drawn may have more segments than hold. The first source's
    // points decide.
    if (!has_points)
      points.point_px =
          double(std::clamp(recorded_point_px(inputs, double(pixel_scale),
                                              record.store->count_alive(inputs.time, false)),
                            1.0f, k_widest_point_px));
    const auto recorded = scene::recorded_marks(record, inputs, view.camera, points);
    marks.insert(marks.end(), recorded.begin(), recorded.end());
  }
  passes.pick.record(frame, {.x = x,
                             .y = y,
                             .units = std::move(marks),
                             .nodes = scene::node_marks(passes.scene, inputs, view.camera, place),
                             .below =
                                 [&] {
                                   passes.terrain.draw_pick_ground(chosen);
                                   passes.lines.draw_ids(chosen);
                                 },
                             .above =
                                 [&] {
                                   if (settings.layers.models) passes.models.draw_ids(frame);
                                 }});
  passes.picked = Passes::Picked{inputs, std::move(units), x, y};
}

std::optional<scene::Pick> Renderer::take_pick() const {
  if (!passes_->picked) return std::nullopt;
  const Passes::Picked& picked = *passes_->picked;
  return scene::resolve_pick(passes_->pick.take(), picked.units, picked.x, picked.y,
                             picked.inputs.settings.ui_scale);
}

}  // namespace caspian::render
