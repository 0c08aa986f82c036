// Flows and what is derived from them.
#include "scene/scene_geometry.h"

namespace caspian::scene {

void add_flows(SceneGeometry& scene) {
  scene.flows = build_flow_tracks(scene.dataset, scene.tracks, scene.rates);
  scene.link_rates = dataset::LinkRates(scene.dataset, scene.rates, scene.flows.amounts);
  scene.ribbons = plan_ribbons(scene.dataset, scene.flows.amounts);
}

}  // namespace caspian::scene
