// What lies under an image position: a node, a moving unit, a unit of a record, a link of a
// corridor or a seabed line; found by render/pick_pass and scene/pick_result.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "scene/scene_geometry.h"

namespace caspian::scene {

/// The highest four bits of an id's first word (shaders/shared/pick.h has the same).
enum class PickTag : uint32_t { nothing, node, unit, link, line, recorded, overlay };
constexpr uint32_t k_pick_tag_shift = 28;

struct Pick {
  enum class Kind { node, unit, recorded, link, line, overlay, country };
  Kind kind = Kind::node;
  // Into Dataset::nodes, links or lines; of a unit: its flow in FlowTracks::flows; of a recorded
  // one: its entry in the record; of a feature of a user's layer: its number (overlay_style.h); of
  // a country: into SceneGeometry::countries.
  uint32_t index = 0;
  int64_t unit = 0;  // number of the unit in its flow
  double distance_px = 0;
};

/// "node", "unit", "recorded", "link", "line", "overlay", "country".
std::string_view pick_kind_id(Pick::Kind kind);
/// The node's or line's own id, "corridor:seq" of a link, "path#number" of a unit, "id#entry" of a
/// recorded one, "layer#feature" of a user's, the code of a country.
std::string pick_id(const SceneGeometry& scene, const Pick& pick);
/// What to call it in a language (index into dataset::k_languages), and where it is known from.
std::string pick_name(const SceneGeometry& scene, const Pick& pick, size_t language);
std::string pick_source(const SceneGeometry& scene, const Pick& pick);

}  // namespace caspian::scene
