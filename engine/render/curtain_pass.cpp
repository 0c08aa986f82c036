// Far curtains are drawn first.
#include "render/curtain_pass.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <span>

#include "caspian_shaders.h"
#include "scene/line_style.h"

namespace caspian::render {
namespace {

constexpr float k_surface_alpha = 0.44f, k_floor_alpha = 0.14f;
constexpr double k_strip_share = 0.4;
constexpr float k_pull = 0.003f;  // of the distance towards the eye: above the coarse tiles' floor

gpu::GraphicsPipelineInfo curtain_pipeline(VkDescriptorSetLayout frame_layout) {
  return {.vertex = shader_code("curtain.vert"),
          .fragment = shader_code("curtain.frag"),
          .sets = {frame_layout},
          .push_constant_bytes = sizeof(shared::CurtainPush),
          .vertex_bindings = {{0, sizeof(scene::CurtainVertex), VK_VERTEX_INPUT_RATE_VERTEX}},
          .vertex_attributes = {{0, 0, VK_FORMAT_R32G32B32A32_SFLOAT,
                                 offsetof(scene::CurtainVertex, base_m)},
                                {1, 0, VK_FORMAT_R32G32_SFLOAT,
                                 offsetof(scene::CurtainVertex, distance_m)}},
          .topology = VK_PRIMITIVE_TOPOLOGY_TRIANGLE_STRIP,
          .blend = gpu::Blend::premultiplied,
          .depth = gpu::DepthUse::test,
          .name = "curtains"};
}

gpu::Buffer upload(const gpu::Device& device, std::vector<scene::CurtainVertex>& vertices) {
  if (vertices.empty()) vertices.resize(1);
  gpu::Buffer buffer =
      gpu::make_filled_buffer(device, std::as_bytes(std::span(vertices)),
                              VK_BUFFER_USAGE_VERTEX_BUFFER_BIT, "curtain vertices");
  std::vector<scene::CurtainVertex>().swap(vertices);
  return buffer;
}

}  // namespace

CurtainPass::CurtainPass(const PassSetup& setup, const scene::SceneGeometry& scene)
    : scene_(scene),
      pipeline_(setup.device, curtain_pipeline(setup.frame_layout)),
      mesh_(scene::build_curtains(scene.dataset.lines, scene.heights)),
      vertices_(upload(setup.device, mesh_.vertices)) {}

void CurtainPass::draw(const PassFrame& frame) {
  if (!frame.inputs.settings.layers.curtain) return;
  auto lines = scene::styled_treaty_lines(scene_, frame.inputs, frame.theme);
  const auto distance_m = [&](const scene::StyledCourse& line) {
    return glm::length(mesh_.strips[line.course].origin_m - frame.camera.eye_m);
  };
  std::stable_sort(lines.begin(), lines.end(),
                   [&](const auto& a, const auto& b) { return distance_m(a) > distance_m(b); });
  const VkCommandBuffer commands = frame.commands;
  vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, pipeline_.handle());
  vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, pipeline_.layout(), 0, 1,
                          &frame.frame_set, 0, nullptr);
  const VkBuffer buffer = vertices_.handle();
  const VkDeviceSize start = 0;
  vkCmdBindVertexBuffers(commands, 0, 1, &buffer, &start);
  const double metres_per_px = frame.inputs.camera.range_m / frame.camera.pixels_per_radian;
  for (const scene::StyledCourse& line : lines) {
    const scene::CurtainStrip& strip = mesh_.strips[line.course];
    if (strip.vertex_count < 4) continue;
    // Strips only where nothing is agreed: the dashes of the line on top tell the rest.
    const bool is_dotted = line.style.dash_round > 0;
    const double wanted_m = metres_per_px * 14;
    const double period_m = std::exp2(std::round(std::log2(wanted_m)));
    const double old_half_m = std::numbers::sqrt2 / 2 * k_strip_share * wanted_m;
    const shared::CurtainPush push{
        .origin = glm::vec4(glm::vec3(strip.origin_m - frame.camera.eye_m), k_pull),
        .colour = glm::vec4(line.style.colour, k_surface_alpha),
        .dashes = {is_dotted ? static_cast<float>(period_m) : 0.0f,
                   static_cast<float>(k_strip_share), k_floor_alpha,
                   static_cast<float>(old_half_m)}};
    vkCmdPushConstants(commands, pipeline_.layout(), pipeline_.push_stages(), 0, sizeof push,
                       &push);
    vkCmdDraw(commands, strip.vertex_count, 1, strip.first_vertex, 0);
  }
}

}  // namespace caspian::render
