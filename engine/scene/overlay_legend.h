// What a legend says of countries tinted for an organization and of the user's own layers. Words
// and colours only; the picture's legend and the interface's show the same.
#pragma once
#include <span>
#include <string>
#include <vector>

#include <glm/glm.hpp>

#include "dataset/overlay_layer.h"
#include "scene/language.h"
#include "scene/legend_parts.h"
#include "scene/organizations.h"
#include "scene/place_names.h"

namespace caspian::scene {

struct OrganizationLegend {
  std::string title;
  struct Kind {
    std::string text;
    glm::vec3 colour{0};  // as on lowland
  };
  std::vector<Kind> kinds;
  std::vector<std::string> notes;  // dates that were not found; members that have no shape
};

/// The organization's name in a language; its id when it is not in the table.
std::string organization_name(const dataset::Dataset& dataset, const std::string& id,
                              const Language& language);

/// `names` may be null: codes then stand for countries.
OrganizationLegend organization_legend(const dataset::Dataset& dataset,
                                       const std::vector<CountryShape>& countries,
                                       const std::string& id, time::SimTime when,
                                       const Theme& theme, const Language& language,
                                       const PlaceNames* names);

/// One entry per layer: its file's name, and the layer's where that says more.
struct OverlayLegendEntry {
  std::string text;
  size_t layer = 0;
  const dataset::OverlayFeature* example = nullptr;  // the look that most of it has
};
std::vector<OverlayLegendEntry> overlay_legend(std::span<const dataset::OverlayLayer> layers);

// Rows of the picture's legend.
std::vector<LegendRow> organization_rows(const LabelStage& stage);
std::vector<LegendRow> overlay_rows(const LabelStage& stage);

}  // namespace caspian::scene
