// Names of what was picked.
#include "scene/picking.h"

#include "scene/boundaries.h"
#include "scene/overlay_style.h"
#include "scene/recorded_pick.h"

namespace caspian::scene {
namespace {

const dataset::Path& path_of(const SceneGeometry& scene, const Pick& pick) {
  return scene.dataset.paths[scene.flows.amounts[pick.index].path];
}

/// Zones are picked as lines behind the scenario's.
const ZoneLimit& zone_of(const SceneGeometry& scene, const Pick& pick) {
  return scene.zones[pick.index - scene.dataset.lines.size()];
}

}  // namespace

std::string_view pick_kind_id(Pick::Kind kind) {
  switch (kind) {
    case Pick::Kind::node:
      return "node";
    case Pick::Kind::unit:
      return "unit";
    case Pick::Kind::recorded:
      return "recorded";
    case Pick::Kind::link:
      return "link";
    case Pick::Kind::overlay:
      return "overlay";
    case Pick::Kind::country:
      return "country";
    case Pick::Kind::line:
      break;
  }
  return "line";
}

std::string pick_id(const SceneGeometry& scene, const Pick& pick) {
  const dataset::Dataset& data = scene.dataset;
  switch (pick.kind) {
    case Pick::Kind::node:
      return data.nodes[pick.index].id;
    case Pick::Kind::unit:
      return path_of(scene, pick).id + "#" + std::to_string(pick.unit);
    case Pick::Kind::recorded:
      return recorded_id(*scene.recorded, pick.index);
    case Pick::Kind::link: {
      const dataset::Link& link = data.links[pick.index];
      return data.corridors[link.corridor].id + ":" + std::to_string(link.seq);
    }
    case Pick::Kind::overlay: {
      const OverlayPlace place = overlay_of_number(scene.overlays, pick.index);
      return overlay_id(place.layer, place.feature);
    }
    case Pick::Kind::country:
      return scene.countries[pick.index].code;
    case Pick::Kind::line:
      break;
  }
  return pick.index < data.lines.size() ? data.lines[pick.index].id : zone_of(scene, pick).id();
}

std::string pick_name(const SceneGeometry& scene, const Pick& pick, size_t language) {
  const dataset::Dataset& data = scene.dataset;
  switch (pick.kind) {
    case Pick::Kind::node:
      return data.nodes[pick.index].name.in(language);
    case Pick::Kind::unit:
      return path_of(scene, pick).name.in(language);
    case Pick::Kind::recorded:
      return scene.recorded->store->unit(pick.index).id;
    case Pick::Kind::link: {
      const dataset::Link& link = data.links[pick.index];
      return data.nodes[link.from_node].name.in(language) + " - " +
             data.nodes[link.to_node].name.in(language) + ", " +
             data.corridors[link.corridor].name.in(language);
    }
    case Pick::Kind::overlay: {
      const OverlayPlace place = overlay_of_number(scene.overlays, pick.index);
      const dataset::OverlayLayer& layer = scene.overlays[place.layer];
      const std::string& name = layer.features[place.feature].name;
      return name.empty() ? layer.name : name;
    }
    case Pick::Kind::country:
      return scene.countries[pick.index].code;
    case Pick::Kind::line:
      break;
  }
  return pick.index < data.lines.size() ? data.lines[pick.index].instrument
                                        : zone_of(scene, pick).id();
}

std::string pick_source(const SceneGeometry& scene, const Pick& pick) {
  const dataset::Dataset& data = scene.dataset;
  switch (pick.kind) {
    case Pick::Kind::node:
      return data.nodes[pick.index].source;
    case Pick::Kind::unit:
      return data.corridors[path_of(scene, pick).corridor].source;
    case Pick::Kind::recorded: {
      const std::string own = scene.recorded->store->unit(pick.index).source;
      return own.empty() ? scene.recorded->store->source() : own;
    }
    case Pick::Kind::link:
      return data.links[pick.index].source;
    case Pick::Kind::overlay:
      return scene.overlays[overlay_of_number(scene.overlays, pick.index).layer].file;
    case Pick::Kind::country:
      return "organizations.csv";
    case Pick::Kind::line:
      break;
  }
  if (pick.index >= data.lines.size())
    return std::string(k_zone_source) + scene.boundary_sources.zones;
  const auto& points = data.lines[pick.index].points;
  return points.empty() ? "" : points.front().source;
}

}  // namespace caspian::scene
