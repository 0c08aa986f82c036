// Names of the user's own features: after all others, where there is room left. A dot's name
// stands beside it, an area's in its middle.
#include <algorithm>

#include "scene/label_stage.h"
#include "scene/overlay_style.h"

namespace caspian::scene {
namespace {

constexpr float k_size_px = 12;
constexpr size_t k_most_names = 150;
constexpr double k_least_extent_px = 40;  // of an area or a line that bears its name

void place_name(LabelStage& stage, const LabelOverlay& label, glm::vec2 at, double opacity) {
  const dataset::OverlayFeature& feature =
      stage.in.scene.overlays[label.layer].features[label.feature];
  const bool is_point = feature.shape == dataset::OverlayShape::points;
  const LineStyle look = overlay_line_style(feature, label.layer, false, stage.in.theme);
  const TextStyle style = stage.style(FontRole::regular, k_size_px, stage.ink(look.colour, 0.7f));
  const ShapedText& text = stage.in.shaper.shape(feature.name, FontRole::regular);
  const float width = text_width(text, style);
  const float aside = is_point ? stage.px(look.half_width_px + 4) : -0.5f * width;
  const glm::vec2 pen(at.x + aside, std::round(at.y + 0.36f * style.size_px));
  const ScreenRect box = stage.box_of(text, style, pen).grown(stage.px(1));
  if (!stage.space.is_free(box)) return;
  stage.space.take(box);
  const LabelStage::Mark before = stage.mark();
  add_text(stage.layout.overlay, text, pen, style);
  opacity *= stage.edge_opacity(std::span(&box, 1));
  stage.fade_since(before, opacity);
  stage.layout.placed.push_back({LabelKind::overlay,
                                 overlay_id(label.layer, label.feature),
                                 {box},
                                 static_cast<float>(opacity),
                                 at,
                                 false});
}

}  // namespace

void place_overlay_names(LabelStage& stage) {
  size_t named = 0;
  for (const LabelOverlay& label : stage.in.content.overlays) {
    if (named == k_most_names) return;
    const auto at = stage.project(label.anchor);
    if (!at || !stage.space.screen().contains(*at)) continue;
    double opacity = stage.seen_past_relief(label.anchor);
    if (label.extent_m > 0)
      opacity *= std::clamp(
          label.extent_m / stage.metres_per_px(label.anchor) / k_least_extent_px - 1, 0.0, 1.0);
    if (opacity < k_least_opacity) continue;
    place_name(stage, label, *at, opacity);
    ++named;
  }
}

}  // namespace caspian::scene
