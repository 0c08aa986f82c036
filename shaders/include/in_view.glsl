// Which units are in view: the same for every back end, so that all draw the same number.
#ifndef CASPIAN_IN_VIEW_GLSL
#define CASPIAN_IN_VIEW_GLSL
#include "shared/visibility.h"

/// In front of the eye, and not farther outside the picture (of `size_px`) than the margin.
bool is_in_view(vec4 clip, vec2 size_px) {
  vec2 reach = 1.0 + 2.0 * float(k_view_margin_px) / size_px;
  return clip.w > clip.z * 0.5 && all(lessThan(abs(clip.xy), clip.w * reach));
}
#endif
