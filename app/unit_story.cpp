// Answers come from the tracks, so that they are those of the picture.
#include "app/unit_story.h"

#include <algorithm>

#include "geo/ellipsoid.h"

namespace caspian::app {

std::optional<UnitStory> unit_story(const scene::SceneGeometry& scene,
                                    const scene::FrameInputs& inputs, const AppState& state) {
  if (!state.selection || state.selection->kind != "unit") return std::nullopt;
  const auto unit = scene::find_unit(scene, inputs, state.selection->id);
  if (!unit) return std::nullopt;
  const dataset::PathFlow& flow = scene.flows.amounts[unit->flow];
  const scene::FlowMoment moment = scene::flow_moment(scene.flows, inputs);
  UnitStory story;
  story.path = flow.path;
  story.commodity = flow.commodity;
  story.amount = moment.sizes.of(flow);
  story.is_gas = flow.is_gas;
  story.is_plan = flow.is_plan;
  story.quality = flow.quality;
  story.age_s = unit->place.age_s;
  story.duration_s = unit->duration_s;
  story.place = unit->over;
  return story;
}

std::optional<Following> keep_following(const scene::SceneGeometry& scene,
                                        const scene::FrameInputs& inputs, const Follow& follow) {
  const auto unit = scene::find_unit(scene, inputs, follow.unit);
  if (!unit) return std::nullopt;
  if (follow.entered && follow.entered_in_motion &&
      !unit->is_same(*follow.entered, *follow.entered_in_motion))
    return std::nullopt;
  return Following{{follow.unit, unit->entered, unit->entered_in_motion}, unit->over};
}

std::optional<geo::GeoPoint> end_of_journey(const scene::SceneGeometry& scene,
                                            const Follow& follow) {
  const auto named = scene::parse_unit(follow.unit);
  if (!named) return std::nullopt;
  for (const scene::Timetable& timetable : scene.flows.timetables)
    if (scene.dataset.paths[timetable.path].id == named->path)
      return geo::to_geodetic(timetable.vertices.back().base_m);
  return std::nullopt;
}

}  // namespace caspian::app
