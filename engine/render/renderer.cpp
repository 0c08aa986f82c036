// The ordered list of what a frame does. A pass with work before drawing has a step of its own
// ahead of begin_drawing; what is drawn later lies above what is drawn earlier.
#include "render/renderer.h"

#include <optional>

#include "core/check.h"
#include "core/log.h"
#include "gpu/barriers.h"
#include "gpu/commands.h"
#include "render/curtain_pass.h"
#include "render/density_pass.h"
#include "render/flow_pass.h"
#include "render/frame_uniforms.h"
#include "render/label_pass.h"
#include "render/line_pass.h"
#include "render/model_pass.h"
#include "render/recorded_pass.h"
#include "render/sky_pass.h"
#include "render/terrain_pass.h"
#include "render/unit_visibility.h"
#include "scene/drawn_ground.h"
#include "scene/flow_frame.h"
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
  LinePass lines;
  std::optional<UnitVisibility> visibility;  // none: the device cannot
  FlowPass flow;
  ModelPass models;
  std::optional<RecordedPass> recorded;
  LabelPass labels;

  Passes(const gpu::Device& device, const scene::SceneGeometry& geometry)
      : scene(geometry),
        frame_layout(make_frame_layout(device)),
        setup{device, frame_layout.handle()},
        terrain(setup, geometry.heights),
        sky(setup),
        curtains(setup, geometry),
        density(setup, geometry.flows),
        lines(setup, geometry),
        visibility(make_visibility(setup)),
        flow(setup, geometry.flows, visibility ? &*visibility : nullptr),
        models(setup, geometry.models),
        labels(setup, geometry) {
    if (!geometry.recorded) return;
    if (visibility)
      recorded.emplace(setup, *geometry.recorded, *visibility);
    else
      log::warning("this device has no 64-bit atomics: recorded units are not drawn");
  }
};

Renderer::Renderer(const gpu::Device& device, const scene::SceneGeometry& scene)
    : passes_(std::make_unique<Passes>(device, scene)) {}

Renderer::~Renderer() = default;

RecordedUse Renderer::recorded_use() const {
  if (!passes_->recorded) return {};
  const RecordedBlocks& blocks = passes_->recorded->blocks();
  return {blocks.bytes(), blocks.uploads()};
}

void Renderer::record(VkCommandBuffer commands, const scene::FrameInputs& wanted,
                      gpu::FrameArena& arena, const FrameTarget& target, gpu::GpuTimer* timer) {
  Passes& passes = *passes_;
  scene::FrameInputs inputs = wanted;
  inputs.settings = scene::beside_density(wanted.settings);
  const scene::ViewSettings& settings = inputs.settings;
  const PixelSize drawn{target.extent.width, target.extent.height};
  CASPIAN_CHECK(drawn.width == inputs.size.width * uint32_t(settings.supersample));
  const scene::CameraFrame camera =
      scene::frame_on_ground(inputs.camera, drawn, passes.scene.heights, settings.exaggeration);
  const scene::Theme& theme = scene::theme_of(settings.theme);
  const float pixel_scale = float(settings.ui_scale) * float(settings.supersample);
  shared::FrameUniforms uniforms = make_frame_uniforms(inputs, camera, theme, pixel_scale);
  if (settings.layers.models && passes.scene.models.has_vehicles()) uniforms.eye_centre.w = 1;
  const gpu::Binding block =
      gpu::bind_slice(0, VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER,
                      arena.store(std::span<const shared::FrameUniforms>(&uniforms, 1)));
  const PassFrame frame{.commands = commands,
                        .frame_set = arena.bind(passes.frame_layout.handle(), {&block, 1}),
                        .inputs = inputs,
                        .camera = camera,
                        .theme = theme,
                        .arena = arena,
                        .pixel_scale = pixel_scale};
  const auto step = [&](const char* name, auto&& work) {
    const gpu::PassScope scope(timer, commands, name);
    work();
  };

  step("tiles", [&] { passes.terrain.prepare(frame); });
  passes.lines.prepare(frame);
  if (passes.visibility) passes.visibility->next_frame();
  scene::FlowFrame units;
  if (settings.layers.units)
    step("unit places", [&] {
      const scene::FlowTracks& flows = passes.scene.flows;
      units = scene::flow_frame(flows, scene::flow_moment(flows, inputs));
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
  if (settings.layers.curtain)  // above the floor, under the water's surface
    step("curtains", [&] { passes.curtains.draw(frame); });
  step("water", [&] { passes.terrain.draw_water(frame); });
  if (settings.layers.density)
    step("density drape", [&] { passes.density.draw(frame, passes.terrain.store()); });
  step("lines", [&] { passes.lines.draw(frame); });
  if (settings.layers.units) step("units", [&] { passes.flow.draw(frame); });
  if (shows_recorded) step("recorded", [&] { passes.recorded->draw(frame); });
  if (settings.layers.models) step("models", [&] { passes.models.draw(frame); });
  step("labels", [&] { passes.labels.draw(frame); });
  gpu::end_drawing(commands);
}

}  // namespace caspian::render
