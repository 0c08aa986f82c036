// The narrowest band, and two widths between it and the widest.
#include "scene/ribbon_legend.h"

#include "scene/line_scale.h"

namespace caspian::scene {

std::vector<RibbonSample> ribbon_samples(const RibbonScale& scale, const FrameInputs& inputs,
                                         bool with_mass, bool with_gas) {
  const double thinner = line_scale(inputs);
  std::vector<RibbonSample> samples;
  const auto add = [&](bool is_gas, double px_per_unit, double widest_px) {
    if (px_per_unit <= 0) return;
    samples.push_back({.per_year = is_gas ? scale.least_bcm() : scale.least_mt(),
                       .is_gas = is_gas,
                       .is_least = true,
                       .width_px = k_least_band_px * thinner});
    for (const double share : {0.15, 0.5}) {
      if (is_gas && share < 0.5) continue;  // one is enough beside those of the goods
      const double per_year = plain_number_below(share * widest_px / px_per_unit);
      if (per_year * px_per_unit > k_least_band_px)
        samples.push_back(
            {.per_year = per_year, .is_gas = is_gas, .width_px = per_year * px_per_unit * thinner});
    }
  };
  if (with_mass) add(false, scale.px_per_mt, k_widest_ribbon_px);
  if (with_gas) add(true, scale.px_per_bcm, k_widest_gas_px);
  return samples;
}

std::string sample_text(const RibbonSample& sample, const Language& language) {
  const std::string amount = language.format(
      "unit.per_year",
      {language.number(sample.per_year, 2), language.text(sample.is_gas ? "unit.bcm" : "unit.mt")});
  return sample.is_least ? language.format("legend.at_most", {amount}) : amount;
}

}  // namespace caspian::scene
