// Words and numbers of the density's legend.
#include "scene/density_legend.h"

#include <cmath>

namespace caspian::scene {

DensityLegend density_legend(const FlowTracks& tracks, const FrameInputs& inputs,
                             const Language& language) {
  const ViewSettings& settings = inputs.settings;
  const DensityGrid grid = density_grid(inputs.camera);
  const DensityAmounts amounts =
      density_amounts(tracks, flow_moment(tracks, inputs), settings.density_window_days);
  const DensityScale scale = density_scale(grid, amounts.is_gas);
  const auto colours = density_colours(theme_of(settings.theme));
  const auto number = [&](int exponent) {
    return language.number(std::pow(10.0, exponent), std::max(0, -exponent));
  };

  DensityLegend legend;
  legend.title = language.text(amounts.is_gas ? "density.title_gas" : "density.title");
  for (int decade = 0; decade <= DensityScale::k_decades; ++decade) {
    const float at = 4.0f * float(decade) / float(DensityScale::k_decades);
    const size_t stop = std::min(size_t(at), colours.size() - 2);
    legend.stops.push_back(
        {glm::mix(colours[stop], colours[stop + 1], at - float(stop)), number(scale.low + decade)});
  }
  legend.notes.push_back(
      language.format("density.window", {language.number(settings.density_window_days, 1)}));
  legend.notes.push_back(language.format("density.spread", {language.number(grid.spread_km, 0)}));
  std::string qualities;
  for (const dataset::Quality quality : amounts.qualities)
    qualities += (qualities.empty() ? "" : ", ") +
                 language.text("quality." + std::string(dataset::quality_id(quality)));
  if (!amounts.flows.empty())
    legend.notes.push_back(language.format(
        "density.flows", {language.number(double(amounts.flows.size()), 0), qualities}));
  if (amounts.leaves_out_gas) legend.notes.push_back(language.text("density.no_gas"));
  legend.notes.push_back(language.text("density.clear"));
  return legend;
}

}  // namespace caspian::scene
