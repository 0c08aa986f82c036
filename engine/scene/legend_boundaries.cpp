// Rows of the lines of law: seabed lines by their standing, marks of their points, zones, land
// borders.
#include <algorithm>
#include <map>
#include <set>

#include "scene/boundaries.h"
#include "scene/legend_parts.h"

namespace caspian::scene {
namespace {

void add_line_row(std::vector<LegendRow>& rows, const LineStyle& style, std::string text,
                  bool is_half = false) {
  LegendRow& row = rows.emplace_back();
  row.style = style;
  row.text = std::move(text);
  row.is_half = is_half;
}

bool is_seen(const LabelStage& stage, const std::vector<DrapedPoint>& points) {
  return std::any_of(points.begin(), points.end(),
                     [&](const DrapedPoint& point) { return is_in_view(stage, point); });
}

void add_seabed_rows(const LabelStage& stage, std::vector<LegendRow>& rows) {
  const dataset::Dataset& data = stage.in.scene.dataset;
  const ViewSettings& settings = stage.in.inputs.settings;
  const dataset::Convention& convention = data.convention(settings.convention);
  std::map<dataset::TreatyLine::Style, const dataset::TreatyLine*> styles;
  for (const uint32_t index : drawn_treaty_lines(stage.in.scene, stage.in.inputs.time, settings)) {
    const dataset::TreatyLine& line = data.lines[index];
    if (line.points.size() > 1 && is_seen(stage, stage.in.content.treaty_lines[index].points))
      styles.emplace(dataset::standing_of(line, convention).style, &line);
  }
  for (const auto& [style, line] : styles)
    add_line_row(rows, treaty_style(*line, style, false, stage.in.theme),
                 stage.in.language.text("line_style." + std::string(dataset::style_id(style))));
  bool any_treaty = false, any_constructed = false;
  for (const TreatyMark& mark : treaty_marks(stage)) {
    if (!is_in_view(stage, *mark.place)) continue;
    (mark.is_from_treaty ? any_treaty : any_constructed) = true;
  }
  const auto add_mark = [&](LegendRow::Swatch swatch, const char* key) {
    LegendRow& row = add_row(rows, swatch, stage.in.language.text(key));
    row.colour = law_ink(stage.in.theme);
    row.is_half = true;
  };
  if (any_treaty) add_mark(LegendRow::Swatch::treaty_point, "geometry.treaty");
  if (any_constructed) add_mark(LegendRow::Swatch::constructed_point, "geometry.constructed");
}

void add_zone_rows(const LabelStage& stage, std::vector<LegendRow>& rows) {
  if (!stage.in.inputs.settings.shows_zones()) return;
  bool any = false;
  for (const LabelZone& label : stage.in.content.zones) {
    const ZoneLimit& zone = stage.in.scene.zones[label.zone];
    const auto facts = zone_facts(zone.id());
    if (!facts || stage.in.inputs.settings.is_hidden(zone.id())) continue;
    if (std::none_of(label.lines.begin(), label.lines.end(),
                     [&](const auto& line) { return is_seen(stage, line); }))
      continue;
    add_line_row(rows, map_line_style(MapLineKind::zone_limit, zone.nautical_miles, stage.in.theme),
                 stage.in.language.text(facts->meaning_key));
    any = true;
  }
  if (any) add_row(rows, LegendRow::Swatch::none, stage.in.language.text("zone.constructed"));
}

/// An ordinary border explains itself, unless there are others beside it.
void add_border_rows(const LabelStage& stage, std::vector<LegendRow>& rows) {
  const ViewSettings& settings = stage.in.inputs.settings;
  if (!settings.shows_borders()) return;
  const dataset::Convention& convention = stage.in.scene.dataset.convention(settings.convention);
  std::set<MapLineKind> kinds;
  for (const LabelBorder& label : stage.in.content.borders) {
    const auto kind = shown_border(stage.in.scene.borders[label.border], convention);
    if (kind && !kinds.contains(*kind) && is_seen(stage, label.places)) kinds.insert(*kind);
  }
  if (kinds.empty() || kinds == std::set{MapLineKind::border}) return;
  for (const MapLineKind kind : kinds)
    add_line_row(rows, map_line_style(kind, 1, stage.in.theme),
                 stage.in.language.text(kind == MapLineKind::border         ? "border.international"
                                        : kind == MapLineKind::control_line ? "border.control_line"
                                                                            : "border.disputed"),
                 true);
}

}  // namespace

std::vector<LegendRow> boundary_rows(const LabelStage& stage) {
  std::vector<LegendRow> rows;
  if (stage.in.inputs.settings.shows_lines()) add_seabed_rows(stage, rows);
  add_zone_rows(stage, rows);
  add_border_rows(stage, rows);
  return rows;
}

}  // namespace caspian::scene
