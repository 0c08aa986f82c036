// Asks what list, chart and ports ask, so that all say the same.
#include "scene/goods_legend.h"

#include <algorithm>

#include "dataset/shown_rates.h"
#include "scene/port_figures.h"

namespace caspian::scene {
namespace {

bool is_in_view(const LabelStage& stage, const LabelNode& node) {
  const auto at = stage.project(node.place);
  return at && stage.space.screen().contains(*at);
}

}  // namespace

std::vector<LegendRow> cargo_rows(const LabelStage& stage) {
  const ViewSettings& settings = stage.in.inputs.settings;
  const Language& language = stage.in.language;
  const dataset::RateQuestion question{
      stage.in.scene.dataset, stage.in.scene.rates, stage.in.scene.flows.amounts,
      settings.filter,        settings.variant,     settings.hidden};
  std::vector<LegendRow> rows;
  for (const dataset::CommodityRate& sum :
       dataset::by_commodity(dataset::shown_rates(question, stage.in.inputs.time))) {
    LegendRow row;
    row.swatch = LegendRow::Swatch::cargo;
    row.colour = commodity_colour(sum.commodity);
    const std::string amount = language.format(
        "unit.per_year", {language.number(sum.per_year, sum.per_year < 10 ? 2 : 1),
                          language.text(sum.unit == "bcm" ? "unit.bcm" : "unit.mt")});
    row.text = language.text("commodity." + sum.commodity) + "  " + amount;
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<LegendRow> port_rows(const LabelStage& stage) {
  const Language& language = stage.in.language;
  bool any_amount = false, any_without = false;
  const auto ports = port_figures(stage.in.scene, stage.in.inputs.settings, stage.in.inputs.time);
  for (const LabelNode& node : stage.in.content.nodes) {
    const auto port = std::find_if(ports.begin(), ports.end(),
                                   [&](const PortFigures& one) { return one.node == node.node; });
    if (port == ports.end() || !are_port_squares_seen(stage, node) || !is_in_view(stage, node))
      continue;
    (port->has_any() || port->planned_mt > 0 ? any_amount : any_without) = true;
  }
  std::vector<LegendRow> rows;
  const auto add = [&](LegendRow::Swatch swatch, std::string text) {
    LegendRow row;
    row.swatch = swatch;
    row.text = std::move(text);
    rows.push_back(std::move(row));
  };
  if (any_amount) {
    add(LegendRow::Swatch::port,
        language.format("port.scale",
                        {language.number(k_port_legend_mt, 0) + " " + language.text("unit.mt")}));
    add(LegendRow::Swatch::none, language.text("port.halves"));
    add(LegendRow::Swatch::none, language.text("port.paler"));
  }
  if (any_without)
    add(LegendRow::Swatch::no_port,
        language.text("port.title") + ": " + language.text("port.none"));
  return rows;
}

}  // namespace caspian::scene
