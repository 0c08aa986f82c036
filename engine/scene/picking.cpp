// Names of what was picked.
#include "scene/picking.h"

#include "scene/recorded_pick.h"

namespace caspian::scene {
namespace {

const dataset::Path& path_of(const SceneGeometry& scene, const Pick& pick) {
  return scene.dataset.paths[scene.flows.amounts[pick.index].path];
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
    case Pick::Kind::line:
      break;
  }
  return data.lines[pick.index].id;
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
    case Pick::Kind::line:
      break;
  }
  return data.lines[pick.index].instrument;
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
    case Pick::Kind::line:
      break;
  }
  const auto& points = data.lines[pick.index].points;
  return points.empty() ? "" : points.front().source;
}

}  // namespace caspian::scene
