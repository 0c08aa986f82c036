// What the legend's parts share: what of the corridors is in view, and the rows that each part
// gives. Knows not where on the screen they go.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "scene/furniture_legend.h"

namespace caspian::scene {

struct SeenCorridor {
  uint32_t corridor = 0;
  const DrawnLink* link = nullptr;  // the one that says most about it
  float length_px = 0;              // how much of it is in view
};

struct SeenCorridors {
  std::vector<SeenCorridor> corridors;
  std::map<dataset::Status, const DrawnLink*> statuses;
  const DrawnLink* without_figure = nullptr;
};

SeenCorridors corridors_in_view(const LabelStage& stage);
bool is_in_view(const LabelStage& stage, const DrapedPoint& place);
LegendRow& add_row(std::vector<LegendRow>& rows, LegendRow::Swatch swatch, std::string text);

// legend_corridors.cpp. Those least in view go first when there are more than `most`.
std::vector<LegendRow> corridor_rows(const LabelStage& stage, const SeenCorridors& seen,
                                     size_t most);
std::vector<LegendRow> status_rows(const LabelStage& stage, const SeenCorridors& seen);
/// Operating, and nobody says how much.
LegendRow no_figure_row(const LabelStage& stage, const DrawnLink& link);

// legend_sea.cpp
std::vector<LegendRow> sea_rows(const LabelStage& stage);

// legend_flows.cpp
/// What a drawn unit stands for, for the sorts that are on their way on corridors in view.
std::vector<LegendRow> unit_rows(const LabelStage& stage, const SeenCorridors& seen);
/// How wide which rate is, over which time it is the mean, and that the scale stays.
std::vector<LegendRow> width_rows(const LabelStage& stage, const SeenCorridors& seen);
std::vector<LegendRow> density_rows(const LabelStage& stage);
std::vector<LegendRow> recorded_rows(const LabelStage& stage);

// legend_boundaries.cpp
std::vector<LegendRow> boundary_rows(const LabelStage& stage);

}  // namespace caspian::scene
