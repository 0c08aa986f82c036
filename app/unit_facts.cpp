// Counted as they are drawn.
#include "app/unit_facts.h"

#include "scene/flow_frame.h"

namespace caspian::app {

UnitFacts unit_facts(const scene::SceneGeometry& scene, const scene::FrameInputs& inputs) {
  const scene::FlowMoment moment = scene::flow_moment(scene.flows, inputs);
  UnitFacts facts;
  facts.motion_is_scaled = inputs.motion_is_scaled;
  facts.recorded = scene.recorded;
  for (const scene::FlowRun& run : scene::flow_frame(scene.flows, moment).runs) {
    if (!run.is_counted) continue;
    facts.drawn += run.count;
    (scene.flows.amounts[run.flow].is_gas ? facts.bcm_per_unit : facts.tonnes_per_unit) =
        scene.flows.amounts[run.flow].is_gas ? moment.sizes.bcm : moment.sizes.tonnes;
  }
  if (inputs.settings.layers.density) facts.density = scene::density_facts(scene.flows, inputs);
  return facts;
}

}  // namespace caspian::app
