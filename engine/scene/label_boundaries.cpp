// Marks of the points of seabed lines: those of a treaty filled, constructed ones hollow.
#include <algorithm>

#include "scene/boundaries.h"
#include "scene/label_stage.h"

namespace caspian::scene {
namespace {

constexpr double k_marks_within = 450;         // metres per logical px
constexpr double k_lone_marks_within = 4'000;  // ... of points without a line
constexpr float k_mark_px = 2.4f, k_lone_mark_px = 2.9f;

}  // namespace

std::vector<TreatyMark> treaty_marks(const LabelStage& stage) {
  std::vector<TreatyMark> marks;
  const ViewSettings& settings = stage.in.inputs.settings;
  const dataset::Dataset& data = stage.in.scene.dataset;
  const dataset::Convention& convention = data.convention(settings.convention);
  if (!settings.shows_lines()) return marks;
  for (size_t i = 0; i < data.lines.size(); ++i) {
    const dataset::TreatyLine& line = data.lines[i];
    const dataset::Standing standing = dataset::standing_of(line, convention);
    const bool is_agreed = standing.agreement != dataset::TreatyLine::Agreement::none;
    // A line without agreement is constructed as a whole, a junction is a ring of its own.
    if (!standing.has_points || !is_agreed || line.points.size() < 2 ||
        !line.shown_at(stage.in.inputs.time) || settings.is_hidden(line.id))
      continue;
    for (size_t k = 0; k < line.points.size(); ++k) {
      const bool is_lone = !standing.has_body;
      if (is_lone && !line.points[k].is_from_treaty) continue;
      const DrapedPoint& place = stage.in.content.treaty_lines[i].points[k];
      if (stage.metres_per_px(place) > (is_lone ? k_lone_marks_within : k_marks_within)) continue;
      marks.push_back({&place, line.points[k].is_from_treaty, is_lone});
    }
  }
  return marks;
}

void place_treaty_marks(LabelStage& stage) {
  const Theme& theme = stage.in.theme;
  for (const TreatyMark& mark : treaty_marks(stage)) {
    const auto at = stage.project(*mark.place);
    if (!at || !stage.space.screen().contains(*at)) continue;
    const float radius = stage.px(mark.is_lone ? k_lone_mark_px : k_mark_px);
    OverlayBox dot;
    dot.centre = *at;
    dot.half = glm::vec2(radius);
    dot.radius_px = radius;
    dot.stroke_px = std::max(1.0f, stage.px(0.9f));
    dot.stroke = glm::vec4(law_ink(theme), 1);
    dot.fill = mark.is_from_treaty ? dot.stroke : glm::vec4(theme.text_halo, 0.55f);
    stage.layout.overlay.boxes.push_back(dot);
  }
}

}  // namespace caspian::scene
