// The arithmetic behind the shared uniform block.
#include "render/frame_uniforms.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "geo/ellipsoid.h"
#include "scene/daylight.h"

namespace caspian::render {
namespace {
double radians(double degrees) {
  return degrees * std::numbers::pi / 180.0;
}

/// Towards the light, earth-centred axes, seen from the place that the camera looks at. On models
/// the atlas's light does not turn with the picture (Imhof 1965: north-west, 45 degrees high).
glm::dvec3 sun_direction(const scene::FrameInputs& inputs, const scene::Daylight& daylight) {
  const scene::Camera& camera = inputs.camera;
  const glm::dvec3 up = geo::up_at(camera.longitude_deg, camera.latitude_deg);
  const glm::dvec3 east = geo::east_at(camera.longitude_deg);
  const glm::dvec3 north = geo::north_at(camera.longitude_deg, camera.latitude_deg);
  const bool is_sun = inputs.settings.sun_by_date && inputs.settings.theme == scene::ThemeId::dusk;
  const double azimuth = radians(is_sun ? daylight.azimuth_deg : 315);
  const double altitude = radians(is_sun ? daylight.altitude_deg : 45);
  return std::cos(altitude) * (std::sin(azimuth) * east + std::cos(azimuth) * north) +
         std::sin(altitude) * up;
}
}  // namespace

shared::FrameUniforms make_frame_uniforms(const scene::FrameInputs& inputs,
                                          const scene::CameraFrame& camera,
                                          const scene::Theme& theme, float pixel_scale) {
  const geo::GeoPoint eye = geo::to_geodetic(camera.eye_m);
  const glm::vec3 eye_up(geo::up_at(eye.longitude_deg, eye.latitude_deg));
  const float width = float(camera.size.width), height = float(camera.size.height);
  const scene::ViewSettings& settings = inputs.settings;
  const scene::Daylight daylight = scene::daylight_of(inputs);
  // One e-fold of haze over six viewing distances: the far edge of a tilted view pales, the middle
  // does not.
  const float haze_density = float(1.0 / (6.0 * std::max(inputs.camera.range_m, 1.0)));
  return {
      .view_projection = glm::mat4(camera.view_projection),
      .eye_up = glm::vec4(eye_up, float(eye.height_m)),
      .eye_centre = glm::vec4(glm::vec3(-camera.eye_m), 0.0f),
      .sun = glm::vec4(glm::vec3(sun_direction(inputs, daylight)), theme.relief_strength),
      .viewport = glm::vec4(width, height, 1.0f / width, 1.0f / height),
      .scale = glm::vec4(pixel_scale, float(camera.pixels_per_radian), float(settings.exaggeration),
                         float(settings.sea_opacity)),
      .water = glm::vec4(theme.water * daylight.colour, haze_density),
      .haze = glm::vec4(theme.haze * daylight.colour, theme.glow),
      .sky_top = glm::vec4(theme.sky_top * daylight.colour, 1.0f),
      .sky_horizon = glm::vec4(theme.sky_horizon * daylight.colour, 1.0f),
      .no_data = glm::vec4(theme.no_data, 1.0f),
      .sea = glm::vec4(scene::sea_level_of(inputs), 0, 0, 0),
  };
}

gpu::BindingLayout make_frame_layout(const gpu::Device& device) {
  const gpu::Binding block{.slot = 0, .type = VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER};
  return gpu::BindingLayout(device, {&block, 1}, "frame layout");
}

}  // namespace caspian::render
