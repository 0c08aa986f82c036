// Depths on the isobaths, upright on straight stretches, where nothing else stands. Their places
// are fixed on the lines, half as far apart with every doubling of the scale, so that they stay
// while the camera moves.
#include <algorithm>
#include <cmath>

#include "scene/isobaths.h"
#include "scene/label_stage.h"
#include "scene/line_style.h"
#include "scene/path_text.h"

namespace caspian::scene {
namespace {

constexpr float k_size = 9.5f;
constexpr double k_apart_px = 260;  // at least, numbers of one line
constexpr float k_crowded_px = 70;  // at least, numbers of any lines
constexpr float k_smoothing_px = 12;
constexpr float k_most_bend = 0.5f;       // rad over the number's length
constexpr double k_reach_px = 60;         // of the line to either side of a place that is projected
constexpr double k_least_reach_m = 3000;  // points of the content lie 2.5 km apart
constexpr double k_first_share = 0.5;     // of the spacing: where on its line the first place is

/// The line a little to either side of a place on it, on the screen; nothing when part of it is
/// behind the eye or the horizon.
std::vector<glm::vec2> stretch_about(const LabelStage& stage, const LabelIsobath& isobath,
                                     double at_m, double reach_m) {
  std::vector<glm::vec2> stretch;
  const auto& along = isobath.along_m;
  const auto first = std::lower_bound(along.begin(), along.end(), at_m - reach_m);
  for (auto it = first; it != along.end() && *it <= at_m + reach_m; ++it) {
    const auto at = stage.project(isobath.points[static_cast<size_t>(it - along.begin())]);
    if (!at) return {};
    stretch.push_back(*at);
  }
  return stretch;
}

}  // namespace

void place_isobath_depths(LabelStage& stage) {
  const double metres_per_px = stage.in.inputs.camera.range_m / stage.in.camera.pixels_per_radian *
                               static_cast<double>(stage.in.pixel_scale);
  // Spacings by octaves: the places of a wider one are among those of the narrower ones.
  const double spacing_m = std::exp2(std::ceil(std::log2(metres_per_px * k_apart_px)));
  const double reach_m = std::max(metres_per_px * k_reach_px, k_least_reach_m);
  TextStyle style =
      stage.style(FontRole::regular, k_size, stage.ink(isobath_colour(stage.in.theme), 0.45f));
  style.halo_px = stage.px(1.4f);
  const float cap_height = stage.in.shaper.cap_height(FontRole::regular);
  std::vector<glm::vec2> taken;
  for (const LabelIsobath& isobath : stage.in.content.isobaths) {
    const float share = isobath_share(isobath.depth_m, metres_per_px);
    if (share < 0.5f || isobath.along_m.empty() || isobath.along_m.back() < 2 * reach_m) continue;
    const ShapedText& text =
        stage.in.shaper.shape(stage.in.language.number(isobath.depth_m, 0), FontRole::regular);
    if (text.glyphs.empty()) continue;
    const float width = text_width(text, style);
    // A short line has its number in the middle.
    const double whole_m = isobath.along_m.back();
    const double step_m = std::min(spacing_m, whole_m);
    for (double at_m = k_first_share * step_m; at_m < whole_m; at_m += step_m) {
      const std::vector<glm::vec2> stretch = stretch_about(stage, isobath, at_m, reach_m);
      if (stretch.size() < 2) continue;
      ScreenPath path(stretch, stage.px(k_smoothing_px));
      if (path.length() < 1.6f * width) continue;
      const Reading reading = reading_of(path.direction(0.5f * path.length(), width));
      if (reading.is_reversed) path = path.reversed();
      const float middle = 0.5f * path.length();
      const glm::vec2 before = path.direction(middle - 0.5f * width, 0.5f * width);
      const glm::vec2 after = path.direction(middle + 0.5f * width, 0.5f * width);
      if (glm::dot(before, after) < std::cos(k_most_bend)) continue;
      const glm::vec2 anchor = path.at(middle);
      const bool is_crowded = std::any_of(taken.begin(), taken.end(), [&](const glm::vec2& other) {
        return glm::length(other - anchor) < stage.px(k_crowded_px);
      });
      if (is_crowded) continue;
      auto number = text_on_path(path, text, style, middle, cap_height);
      if (!number || !stage.space.are_free(number->boxes) || stage.cover(number->boxes) > 0)
        continue;
      const double opacity =
          reading.opacity * stage.edge_opacity(number->boxes) * static_cast<double>(share);
      if (stage.add_path_text(LabelKind::isobath, std::to_string(isobath.depth_m),
                              std::move(*number), opacity, anchor))
        taken.push_back(anchor);
    }
  }
}

}  // namespace caspian::scene
