// What the legend says of the density view: the same words on the picture and in the panel.
#pragma once
#include <string>
#include <vector>

#include "scene/density.h"
#include "scene/language.h"

namespace caspian::scene {

/// What is to be told of a frame's density, in no language yet.
struct DensityFacts {
  bool is_gas = false, leaves_out_gas = false;
  double spread_km = 0;
  int low = 0;  // exponent where the colours begin
  size_t flow_count = 0;
  std::vector<dataset::Quality> qualities;
};
DensityFacts density_facts(const FlowTracks& tracks, const FrameInputs& inputs);

struct DensityLegend {
  struct Stop {
    glm::vec3 colour;
    std::string text;
  };
  std::string title;               // what is shown, with its unit
  std::vector<Stop> stops;         // from few to much
  std::vector<std::string> notes;  // window, spread, how it was computed, what is not in it
};

DensityLegend density_legend(const DensityFacts& facts, const ViewSettings& settings,
                             const Language& language);

}  // namespace caspian::scene
