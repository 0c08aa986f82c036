// Where the limb is, and the triangle.
#include "render/sky_pass.h"

#include <algorithm>
#include <cmath>

#include "caspian_shaders.h"
#include "geo/ellipsoid.h"
#include "render/frame_target.h"
#include "shared/sky.h"

namespace caspian::render {
namespace {

// The air is drawn thicker than it is, as everything is drawn higher.
constexpr double k_air_height_m = 260'000;

gpu::GraphicsPipelineInfo sky_info(const PassSetup& setup) {
  return {.vertex = shader_code("sky.vert"),
          .fragment = shader_code("sky.frag"),
          .sets = {setup.frame_layout},
          .push_constant_bytes = sizeof(shared::SkyPush),
          .depth = gpu::DepthUse::test,
          .colour_format = k_colour_format,
          .depth_format = k_depth_format,
          .name = "sky"};
}

}  // namespace

SkyPass::SkyPass(const PassSetup& setup) : pipeline_(setup.device, sky_info(setup)) {}

void SkyPass::draw(const PassFrame& frame) {
  const scene::CameraFrame& camera = frame.camera;
  const double radius_m = glm::length(camera.target_m);
  const double eye_m = glm::length(camera.eye_m);
  const double dip = eye_m > radius_m ? std::acos(radius_m / eye_m) : 0.0;
  const double to_limb_m = std::sqrt(std::max(eye_m * eye_m - radius_m * radius_m, 1.0));
  const double thinning = std::clamp(k_air_height_m / to_limb_m, 0.012, 0.3);
  const double right = 0.5 * camera.size.width / camera.pixels_per_radian;
  const double up = 0.5 * camera.size.height / camera.pixels_per_radian;
  // From space the limb is a thin blue ring.
  const float last_light = frame.theme.last_light_share *
                           float(std::clamp(1.4 - (eye_m - radius_m) / 2'000'000.0, 0.0, 1.0));
  const shared::SkyPush push{
      .forward = glm::vec4(glm::vec3(camera.forward()), float(dip)),
      .right = glm::vec4(glm::vec3(camera.right() * right), float(thinning)),
      .up = glm::vec4(glm::vec3(camera.up() * up), frame.theme.haze_strength),
      .last_light = glm::vec4(frame.theme.last_light, last_light)};
  vkCmdBindPipeline(frame.commands, VK_PIPELINE_BIND_POINT_GRAPHICS, pipeline_.handle());
  vkCmdBindDescriptorSets(frame.commands, VK_PIPELINE_BIND_POINT_GRAPHICS, pipeline_.layout(), 0, 1,
                          &frame.frame_set, 0, nullptr);
  vkCmdPushConstants(frame.commands, pipeline_.layout(), pipeline_.push_stages(), 0, sizeof push,
                     &push);
  vkCmdDraw(frame.commands, 3, 1, 0, 0);
}

}  // namespace caspian::render
