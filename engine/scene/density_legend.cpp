// Words and numbers of the density's legend.
#include "scene/density_legend.h"

#include <cmath>

namespace caspian::scene {

DensityFacts density_facts(const FlowTracks& tracks, const FrameInputs& inputs) {
  const DensityGrid grid = density_grid(inputs.camera);
  const DensityAmounts amounts =
      density_amounts(tracks, flow_moment(tracks, inputs), inputs.settings.density_window_days);
  return {.is_gas = amounts.is_gas,
          .leaves_out_gas = amounts.leaves_out_gas,
          .spread_km = grid.spread_km,
          .low = density_scale(grid, amounts.is_gas).low,
          .flow_count = amounts.flows.size(),
          .qualities = amounts.qualities};
}

DensityLegend density_legend(const DensityFacts& facts, const ViewSettings& settings,
                             const Language& language) {
  const auto colours = density_colours(theme_of(settings.theme));
  const auto number = [&](int exponent) {
    return language.number(std::pow(10.0, exponent), std::max(0, -exponent));
  };

  DensityLegend legend;
  legend.title = language.text(facts.is_gas ? "density.title_gas" : "density.title");
  for (int decade = 0; decade <= DensityScale::k_decades; ++decade) {
    const float at = 4.0f * float(decade) / float(DensityScale::k_decades);
    const size_t stop = std::min(size_t(at), colours.size() - 2);
    legend.stops.push_back(
        {glm::mix(colours[stop], colours[stop + 1], at - float(stop)), number(facts.low + decade)});
  }
  legend.notes.push_back(
      language.format("density.window", {language.number(settings.density_window_days, 1)}));
  legend.notes.push_back(language.format("density.spread", {language.number(facts.spread_km, 0)}));
  std::string qualities;
  for (const dataset::Quality quality : facts.qualities)
    qualities += (qualities.empty() ? "" : ", ") +
                 language.text("quality." + std::string(dataset::quality_id(quality)));
  if (facts.flow_count > 0)
    legend.notes.push_back(language.format(
        "density.flows", {language.number(double(facts.flow_count), 0), qualities}));
  if (facts.leaves_out_gas) legend.notes.push_back(language.text("density.no_gas"));
  legend.notes.push_back(language.text("density.clear"));
  return legend;
}

}  // namespace caspian::scene
