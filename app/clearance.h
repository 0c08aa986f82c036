// Every line and name that a view asserts, found from what its frame draws: for the protocol
// officer. Needs no device.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "core/result.h"
#include "pages/page_document.h"
#include "scene/frame_inputs.h"
#include "scene/law_facts.h"

namespace caspian::app {

struct ClearanceName {
  std::string id, name;
  std::string kind;  // in words: "port", "sea"
  std::string status;
  bool is_by_convention = false;
  std::string source, grade;
};

struct Clearance {
  std::vector<std::pair<std::string, scene::LawFacts>> lines, zones, borders;  // title, facts
  std::vector<ClearanceName> countries, waters, places, corridors, events, members, overlays;
};

/// `assets`: where names and languages lie.
Result<Clearance> find_clearance(const scene::SceneGeometry& scene,
                                 const scene::FrameInputs& inputs,
                                 const std::filesystem::path& assets);

/// One row per line and name, and some of the map as a whole.
std::string clearance_csv(const Clearance& clearance, const scene::SceneGeometry& scene,
                          const scene::FrameInputs& inputs, const scene::Language& language);
pages::PageDocument clearance_pages(const Clearance& clearance, const scene::SceneGeometry& scene,
                                    const scene::FrameInputs& inputs,
                                    const scene::Language& language);

}  // namespace caspian::app
