// The ordered list of what a frame does. A pass with work before drawing has a step of its own
// ahead of begin_drawing; what is drawn later lies above what is drawn earlier.
#include "render/renderer.h"

#include "core/check.h"
#include "gpu/barriers.h"
#include "gpu/commands.h"
#include "render/curtain_pass.h"
#include "render/flow_pass.h"
#include "render/frame_uniforms.h"
#include "render/label_pass.h"
#include "render/line_pass.h"
#include "scene/drawn_ground.h"
#include "scene/flow_frame.h"
#include "scene/scene_geometry.h"

namespace caspian::render {

struct Renderer::Passes {
  const scene::SceneGeometry& scene;
  gpu::BindingLayout frame_layout;
  CurtainPass curtains;
  LinePass lines;
  FlowPass flow;
  LabelPass labels;

  Passes(const gpu::Device& device, const scene::SceneGeometry& geometry)
      : scene(geometry),
        frame_layout(make_frame_layout(device)),
        curtains({.device = device, .frame_layout = frame_layout.handle()}, geometry),
        lines({.device = device, .frame_layout = frame_layout.handle()}, geometry),
        flow({device, frame_layout.handle()}, geometry.flows),
        labels({device, frame_layout.handle()}, geometry) {}
};

Renderer::Renderer(const gpu::Device& device, const scene::SceneGeometry& scene)
    : passes_(std::make_unique<Passes>(device, scene)) {}

Renderer::~Renderer() = default;

void Renderer::record(VkCommandBuffer commands, const scene::FrameInputs& inputs,
                      gpu::FrameArena& arena, const FrameTarget& target, gpu::GpuTimer* timer) {
  const scene::ViewSettings& settings = inputs.settings;
  const PixelSize drawn{target.extent.width, target.extent.height};
  CASPIAN_CHECK(drawn.width == inputs.size.width * uint32_t(settings.supersample));
  const scene::CameraFrame camera =
      scene::frame_on_ground(inputs.camera, drawn, passes_->scene.heights, settings.exaggeration);
  const scene::Theme& theme = scene::theme_of(settings.theme);
  const float pixel_scale = float(settings.ui_scale) * float(settings.supersample);
  const shared::FrameUniforms uniforms = make_frame_uniforms(inputs, camera, theme, pixel_scale);
  const gpu::Binding block =
      gpu::bind_slice(0, VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER, arena.store(std::span(&uniforms, 1)));
  const PassFrame frame{.commands = commands,
                        .frame_set = arena.bind(passes_->frame_layout.handle(), {&block, 1}),
                        .inputs = inputs,
                        .camera = camera,
                        .theme = theme,
                        .arena = arena,
                        .pixel_scale = pixel_scale};

  passes_->lines.prepare(frame);
  if (settings.layers.units) {
    const gpu::PassScope scope(timer, commands, "unit places");
    const scene::FlowTracks& flows = passes_->scene.flows;
    passes_->flow.compute(frame, scene::flow_frame(flows, scene::flow_moment(flows, inputs)));
  }
  passes_->labels.prepare(frame);

  gpu::change_image(commands, target.colour, gpu::k_discarded, gpu::k_colour_attachment);
  gpu::change_image(commands, target.depth, gpu::k_discarded, gpu::k_depth_attachment,
                    VK_IMAGE_ASPECT_DEPTH_BIT);
  {
    const gpu::PassScope scope(timer, commands, "clear");
    const glm::vec3 sky = theme.sky_horizon;
    gpu::begin_drawing(frame.commands, {.colour = target.colour_view,
                                        .depth = target.depth_view,
                                        .extent = target.extent,
                                        .clear_colour = {{sky.r, sky.g, sky.b, 1.0f}},
                                        .clear_depth = true});
  }
  if (settings.layers.curtain) {  // above the ground, under the water
    const gpu::PassScope scope(timer, commands, "curtains");
    passes_->curtains.draw(frame);
  }
  {
    const gpu::PassScope scope(timer, commands, "lines");
    passes_->lines.draw(frame);
  }
  if (settings.layers.units) {
    const gpu::PassScope scope(timer, commands, "units");
    passes_->flow.draw(frame);
  }
  {
    const gpu::PassScope scope(timer, commands, "labels");
    passes_->labels.draw(frame);
  }
  gpu::end_drawing(commands);
}

}  // namespace caspian::render
