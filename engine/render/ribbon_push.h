// What the shaders of a ribbon are given: scene/ribbons in px of the image, packed.
#pragma once
#include "scene/line_style.h"
#include "shared/line.h"

namespace caspian::render {

struct RibbonSizes {
  double scale = 1;        // px per logical px, thinner from afar
  double pixel_scale = 1;  // px per logical px
  double lane_px = 1;
  float pull = 0;
};

/// Of a course that has a ribbon; the origin is left to the caller.
shared::RibbonPush ribbon_push(const scene::StyledCourse& course, const scene::ChainPlace& chain,
                               const scene::Theme& theme, const RibbonSizes& sizes);
/// Its casing and outline alone, and what is left: where a wide ribbon bends, the one must not cut
/// into the other.
struct RibbonLayers {
  shared::RibbonPush under, body;
};
RibbonLayers split(const shared::RibbonPush& push);

}  // namespace caspian::render
