// What moves, as rows of the legend: units, ribbons' widths, density, records.
#include <algorithm>

#include "scene/density_legend.h"
#include "scene/flow_frame.h"
#include "scene/legend_parts.h"
#include "scene/line_scale.h"
#include "scene/recorded_legend.h"
#include "scene/ribbon_legend.h"

namespace caspian::scene {

using dataset::Status;

/// What a drawn unit stands for, for the sorts that are on their way on corridors in view.
std::vector<LegendRow> unit_rows(const LabelStage& stage, const SeenCorridors& seen) {
  const FlowTracks& tracks = stage.in.scene.flows;
  const FlowMoment moment = flow_moment(tracks, stage.in.inputs);
  bool any_mass = false, any_gas = false;
  for (uint32_t flow = 0; flow < tracks.flows.size(); ++flow) {
    const auto is_seen = [&](const SeenCorridor& one) {
      return stage.in.scene.dataset.corridors[one.corridor].id == tracks.flows[flow].corridor_id;
    };
    if (!is_in_moment(tracks, moment, flow) ||
        std::none_of(seen.corridors.begin(), seen.corridors.end(), is_seen) ||
        units_on_path(tracks, moment, flow).count() <= 0) {
      continue;
    }
    (tracks.amounts[flow].is_gas ? any_gas : any_mass) = true;
  }
  std::vector<LegendRow> rows;
  const auto add = [&](const char* key, double amount) {
    LegendRow row;
    row.swatch = LegendRow::Swatch::unit;
    row.colour = stage.in.theme.text;
    row.text = stage.in.language.format(key, {stage.in.language.number(amount, 3)});
    rows.push_back(std::move(row));
  };
  if (any_mass) add("legend.tonnes_per_unit", moment.sizes.tonnes);
  if (any_gas) add("legend.bcm_per_unit", moment.sizes.bcm * 1000);
  return rows;
}

LegendRow& add_row(std::vector<LegendRow>& rows, LegendRow::Swatch swatch, std::string text) {
  LegendRow& row = rows.emplace_back();
  row.swatch = swatch;
  row.text = std::move(text);
  return row;
}

/// Colours and numbers beside each other, the words below.
std::vector<LegendRow> density_rows(const LabelStage& stage) {
  const DensityLegend legend = density_legend(density_facts(stage.in.scene.flows, stage.in.inputs),
                                              stage.in.inputs.settings, stage.in.language);
  std::vector<LegendRow> rows;
  add_row(rows, LegendRow::Swatch::none, legend.title);
  for (const DensityLegend::Stop& stop : legend.stops) {
    LegendRow& row = add_row(rows, LegendRow::Swatch::colour, stop.text);
    row.colour = stop.colour;
    row.is_half = true;
  }
  for (const std::string& note : legend.notes) add_row(rows, LegendRow::Swatch::none, note);
  return rows;
}

/// How wide which rate is, over which time it is the mean, and that the scale stays.
std::vector<LegendRow> width_rows(const LabelStage& stage, const SeenCorridors& seen) {
  const SceneGeometry& scene = stage.in.scene;
  const FrameInputs& inputs = stage.in.inputs;
  const bool is_plan = scene.dataset.is_plan(inputs.settings.variant);
  const auto rates = carried_rates(scene, inputs.time, inputs.settings);
  bool any_mass = false, any_gas = false, any_capacity = false;
  for (const SeenCorridor& one : seen.corridors)
    for (const uint32_t link : scene.dataset.corridors[one.corridor].links) {
      const Status status = status_at(scene.dataset.links[link].dates, inputs.time, is_plan);
      if (status != Status::operating) continue;
      for (const dataset::Way way : {dataset::k_forward, dataset::k_backward})
        for (const dataset::GoodsRate& goods : rates[link].ways[way])
          (goods.is_gas ? any_gas : any_mass) = true;
      const auto ribbon = ribbon_of(scene, link, rates[link], inputs.time, inputs.settings);
      any_capacity |= ribbon && ribbon->capacity_px;
    }
  std::vector<LegendRow> rows;
  if (!any_mass && !any_gas) return rows;
  const Language& language = stage.in.language;
  rows.push_back(
      {.swatch = LegendRow::Swatch::none,
       .text = language.format("legend.ribbon_scale",
                               {language.number(inputs.settings.ribbon_window_days, 1)})});
  const auto add = [&](LegendRow::Swatch swatch, std::string text, double width_px) {
    LegendRow& row = add_row(rows, swatch, std::move(text));
    row.colour = glm::mix(stage.in.theme.text, stage.in.theme.text_halo, 0.4f);
    row.width_px = static_cast<float>(width_px);
    row.is_half = true;
  };
  const auto add_samples = [&](bool mass, bool gas) {
    for (const RibbonSample& sample : ribbon_samples(scene.ribbons.scale, inputs, mass, gas))
      add(LegendRow::Swatch::ribbon, sample_text(sample, language), sample.width_px);
  };
  add_samples(any_mass, false);
  if (any_capacity)
    add(LegendRow::Swatch::capacity, language.text("measure.capacity"), 10 * line_scale(inputs));
  add_samples(false, any_gas);
  return rows;
}

/// How many recorded units are on their way, and what their colours mean.
std::vector<LegendRow> recorded_rows(const LabelStage& stage) {
  const RecordedLegend legend = recorded_legend(*stage.in.scene.recorded, stage.in.inputs.time,
                                                stage.in.inputs.settings, stage.in.language);
  std::vector<LegendRow> rows;
  add_row(rows, LegendRow::Swatch::none, legend.title);
  for (const RecordedLegend::Kind& kind : legend.kinds) {
    LegendRow& row = add_row(rows, LegendRow::Swatch::unit, kind.text);
    row.colour = kind.colour;
    row.is_half = true;
  }
  for (const std::string& note : legend.notes) add_row(rows, LegendRow::Swatch::none, note);
  return rows;
}

}  // namespace caspian::scene
