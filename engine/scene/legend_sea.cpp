// The sea in the legend: its level where that is not the data's or follows the date, and isobaths.
#include <algorithm>

#include "scene/ground_credits.h"
#include "scene/isobaths.h"
#include "scene/legend_parts.h"
#include "scene/sea_words.h"

namespace caspian::scene {
namespace {

bool is_caspian_in_view(const LabelStage& stage) {
  const LabelContent& content = stage.in.content;
  const auto any = [&](const std::vector<DrapedPoint>& points) {
    return std::any_of(points.begin(), points.end(),
                       [&](const DrapedPoint& point) { return is_in_view(stage, point); });
  };
  return any(content.schematic_floor) ||
         std::any_of(content.isobaths.begin(), content.isobaths.end(),
                     [&](const LabelIsobath& isobath) { return any(isobath.points); });
}

/// The most telling of the isobaths that are drawn in view; 0 = none.
int isobath_in_view(const LabelStage& stage) {
  const double metres_per_px = stage.in.inputs.camera.range_m / stage.in.camera.pixels_per_radian *
                               static_cast<double>(stage.in.pixel_scale);
  int deepest = 0;
  for (const LabelIsobath& isobath : stage.in.content.isobaths) {
    if (isobath.depth_m <= deepest || isobath_share(isobath.depth_m, metres_per_px) <= 0) continue;
    if (std::any_of(isobath.points.begin(), isobath.points.end(),
                    [&](const DrapedPoint& point) { return is_in_view(stage, point); }))
      deepest = isobath.depth_m;
  }
  return deepest;
}

}  // namespace

std::vector<LegendRow> sea_rows(const LabelStage& stage) {
  std::vector<LegendRow> rows;
  const SeaLevel& level = stage.in.inputs.sea_level;
  const bool is_drawn = shows_drawn_floor(stage.in);  // not a user's depths
  const bool tells_level = level.is_observed || level.level_m != geo::k_caspian_surface_m;
  if (tells_level && stage.in.inputs.settings.layers.sea && is_caspian_in_view(stage))
    for (std::string& words : sea_level_words(stage.in.language, level, is_drawn))
      add_row(rows, LegendRow::Swatch::none, std::move(words));
  if (!stage.in.inputs.settings.layers.isobaths) return rows;
  if (const int depth_m = isobath_in_view(stage)) {
    const char* key = is_drawn ? "sea.isobaths" : "sea.isobaths_surveyed";
    LegendRow& row = add_row(
        rows, LegendRow::Swatch::line,
        stage.in.language.format(key, {level_text(stage.in.language, geo::k_caspian_surface_m)}));
    row.style = map_line_style(MapLineKind::isobath, depth_m, stage.in.theme);
  }
  return rows;
}

}  // namespace caspian::scene
