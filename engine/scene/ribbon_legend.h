// Examples of widths for legends: what so many Mt or bcm a year look like at the view's scale.
#pragma once
#include <string>
#include <vector>

#include "scene/frame_inputs.h"
#include "scene/language.h"
#include "scene/ribbon_scale.h"

namespace caspian::scene {

struct RibbonSample {
  double per_year = 0;  // Mt or bcm
  bool is_gas = false;
  bool is_least = false;  // this and all less are drawn as wide
  double width_px = 0;    // logical, as drawn from here
};

/// For the sorts given, the narrow ones first; the numbers follow from the scale alone.
std::vector<RibbonSample> ribbon_samples(const RibbonScale& scale, const FrameInputs& inputs,
                                         bool with_mass, bool with_gas);
/// `10 Mt/yr`, `≤ 5.5 Mt/yr`.
std::string sample_text(const RibbonSample& sample, const Language& language);

}  // namespace caspian::scene
