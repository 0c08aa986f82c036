// What the legend says of a record of trajectories: the same words on the picture and in the panel.
#pragma once
#include <string>
#include <vector>

#include "scene/language.h"
#include "scene/recorded_scene.h"
#include "scene/view_settings.h"

namespace caspian::scene {

struct RecordedLegend {
  struct Kind {
    glm::vec3 colour;  // as it is drawn
    std::string text;
  };
  std::string title;               // how many are on their way, or that there is no record
  std::vector<Kind> kinds;         // what the colours mean
  std::vector<std::string> notes;  // gaps, file, source, quality
};

RecordedLegend recorded_legend(const RecordedScene& scene, time::SimTime t,
                               const ViewSettings& settings, const Language& language);

}  // namespace caspian::scene
