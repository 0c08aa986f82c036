// What the legend says of the density view: the same words on the picture and in the panel.
#pragma once
#include <string>
#include <vector>

#include "scene/density.h"
#include "scene/language.h"

namespace caspian::scene {

struct DensityLegend {
  struct Stop {
    glm::vec3 colour;
    std::string text;
  };
  std::string title;               // what is shown, with its unit
  std::vector<Stop> stops;         // from few to much
  std::vector<std::string> notes;  // window, spread, how it was computed, what is not in it
};

DensityLegend density_legend(const FlowTracks& tracks, const FrameInputs& inputs,
                             const Language& language);

}  // namespace caspian::scene
