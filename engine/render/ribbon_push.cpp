// Bodies are calmer than units and arrowheads: their hues are taken back towards the ground.
#include "render/ribbon_push.h"

#include <algorithm>

#include <glm/gtc/packing.hpp>

namespace caspian::render {
namespace {

constexpr double k_smallest_arrow_px = 3.1;  // logical, from however far

bool is_light(const scene::Theme& theme) {
  return theme.id == scene::ThemeId::map;
}

glm::vec3 body_colour(glm::vec3 hue, const scene::Theme& theme) {
  switch (theme.id) {
    case scene::ThemeId::dusk: {
      const float light = glm::dot(hue, glm::vec3(0.30f, 0.59f, 0.11f));
      return glm::mix(hue, glm::vec3(0.06f, 0.09f, 0.11f), glm::mix(0.2f, 0.6f, light));
    }
    case scene::ThemeId::map:
      return glm::mix(hue, glm::vec3(1), 0.12f);
    case scene::ThemeId::contrast:
      return hue * glm::mix(1.0f, 0.72f, glm::dot(hue, glm::vec3(0.30f, 0.59f, 0.11f)));
  }
  return hue;
}

uint32_t colour_bits(glm::vec3 colour, float alpha) {
  return glm::packUnorm4x8(glm::vec4(colour, alpha));
}

uint32_t pair(double a, double b) {
  return glm::packHalf2x16(glm::vec2(static_cast<float>(a), static_cast<float>(b)));
}

}  // namespace

shared::RibbonPush ribbon_push(const scene::StyledCourse& course, const scene::ChainPlace& chain,
                               const scene::Theme& theme, const RibbonSizes& sizes) {
  const scene::Ribbon& ribbon = *course.ribbon;
  const double s = sizes.scale;
  shared::RibbonPush push{};
  push.origin.w = sizes.pull;
  for (size_t way = 0; way < 2; ++way) {
    std::array<double, scene::k_most_strands> ends{};
    double end_px = 0;
    for (size_t i = 0; i < ribbon.bands[way].strands.size(); ++i) {
      const scene::RibbonStrand& strand = ribbon.bands[way].strands[i];
      ends[i] = end_px += double(strand.width_px) * s;
      push.colours[6 * way + i] = colour_bits(body_colour(strand.colour, theme), strand.alpha);
    }
    for (size_t i = 0; i < 3; ++i) push.outer[3 * way + i] = pair(ends[2 * i], ends[2 * i + 1]);
  }
  push.edges = pair(double(ribbon.left_px) * s, double(ribbon.right_px) * s);
  push.meet_casing = pair(double(ribbon.meet_px) * s, double(course.style.casing_px) * s);
  if (ribbon.capacity_px)
    push.capacity =
        pair(double((*ribbon.capacity_px)[0]) * s, double((*ribbon.capacity_px)[1]) * s);
  const double arrow =
      std::max(scene::k_arrow_half_px * s, k_smallest_arrow_px * sizes.pixel_scale);
  push.arrows = pair(arrow, is_light(theme) ? -0.5 : 0.55);
  push.casing = colour_bits(course.style.casing, course.style.casing_alpha);
  push.outline = colour_bits(is_light(theme) ? course.style.colour * 0.6f : course.style.colour, 1);
  push.lane_px = static_cast<float>(sizes.lane_px);
  push.from_middle_m = static_cast<float>(chain.from_middle_m);
  push.half_length_m = static_cast<float>(chain.half_length_m * chain.sign);
  return push;
}

RibbonLayers split(const shared::RibbonPush& push) {
  RibbonLayers layers{push, push};
  for (uint32_t& colour : layers.under.colours) colour = 0;
  layers.body.casing = push.casing & 0xffffffu;  // its colour stays for seams; no opacity
  layers.body.capacity = 0;
  return layers;
}

}  // namespace caspian::render
