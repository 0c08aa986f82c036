// Beyond 1:3M the line thins (look.md).
#include "scene/line_scale.h"

#include <algorithm>
#include <cmath>

namespace caspian::scene {
namespace {
constexpr double k_full_scale = 3e6, k_thin_scale = 20e6, k_thinnest = 0.55;
}

double line_scale(const FrameInputs& inputs) {
  const double logical_height_px = inputs.size.height / std::max(inputs.settings.ui_scale, 0.1);
  const double denominator = scale_denominator(inputs.camera.range_m, logical_height_px);
  const double t = std::clamp(
      std::log(denominator / k_full_scale) / std::log(k_thin_scale / k_full_scale), 0.0, 1.0);
  return 1.0 + (k_thinnest - 1.0) * t * t * (3 - 2 * t);
}

}  // namespace caspian::scene
