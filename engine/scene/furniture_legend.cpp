// Which groups of rows a legend has: what is in view, part by part.
#include "scene/furniture_legend.h"

#include <algorithm>
#include <set>

#include "scene/goods_legend.h"
#include "scene/legend_parts.h"
#include "scene/overlay_legend.h"
#include "scene/path_text.h"
#include "scene/port_figures.h"

namespace caspian::scene {
namespace {

std::vector<LegendRow> place_rows(const LabelStage& stage) {
  std::set<dataset::NodeKind> kinds;
  for (const LabelNode& node : stage.in.content.nodes) {
    const dataset::NodeKind kind = stage.in.scene.dataset.nodes[node.node].kind;
    if (!kinds.contains(kind) && is_node_seen(stage, node) && is_in_view(stage, node.place)) {
      kinds.insert(kind);
    }
  }
  std::vector<LegendRow> rows;
  for (const dataset::NodeKind kind : kinds) {
    LegendRow row;
    row.swatch = LegendRow::Swatch::symbol;
    row.kind = kind;
    row.text = stage.in.language.text("node_kind." + std::string(dataset::node_kind_id(kind)));
    row.is_half = true;
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace

std::string short_corridor_name(const LabelInputs& inputs, const dataset::Corridor& corridor) {
  const size_t language = inputs.language.dataset_index();
  const dataset::Convention& convention =
      inputs.scene.dataset.convention(inputs.inputs.settings.convention);
  const auto known = inputs.names.short_names.find(corridor.id);
  if (known != inputs.names.short_names.end())
    return convention.name_of("corridor", corridor.id, known->second, language);
  const std::string& name = convention.name_of("corridor", corridor.id, corridor.name, language);
  const size_t bracket = name.find(" (");
  return name.substr(0, bracket == 0 ? std::string::npos : bracket);
}

std::vector<std::vector<LegendRow>> legend_groups(const LabelStage& stage, size_t most_corridors) {
  std::vector<std::vector<LegendRow>> groups;
  const LayerToggles& layers = stage.in.inputs.settings.layers;
  const auto add = [&groups](std::vector<LegendRow> rows) {
    if (!rows.empty()) groups.push_back(std::move(rows));
  };
  if (layers.density) add(density_rows(stage));
  if (layers.units && stage.in.scene.recorded) add(recorded_rows(stage));
  if (layers.ribbons || layers.units) {
    const SeenCorridors seen = corridors_in_view(stage);
    if (stage.in.inputs.settings.colour_by == ColourBy::commodity)
      add(cargo_rows(stage));
    else
      add(corridor_rows(stage, seen, most_corridors));
    std::vector<LegendRow> facts;
    if (layers.units) facts = unit_rows(stage, seen);
    if (seen.without_figure) facts.push_back(no_figure_row(stage, *seen.without_figure));
    add(std::move(facts));
    if (layers.ribbons && !layers.density) add(width_rows(stage, seen));
    add(status_rows(stage, seen));
  }
  add(boundary_rows(stage));
  add(sea_rows(stage));
  if (!stage.in.inputs.settings.organization.empty()) add(organization_rows(stage));
  if (layers.overlays && !stage.in.scene.overlays.empty()) add(overlay_rows(stage));
  if (layers.ports) add(port_rows(stage));
  if (layers.nodes) add(place_rows(stage));
  return groups;
}

}  // namespace caspian::scene
