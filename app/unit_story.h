// What is told of the chosen unit while it is on its way, and the camera that goes along with one.
#pragma once
#include <optional>

#include "app/panels/interface.h"
#include "scene/follow.h"

namespace caspian::app {

/// Nothing when no unit is chosen or it is not on its way.
std::optional<UnitStory> unit_story(const scene::SceneGeometry& scene,
                                    const scene::FrameInputs& inputs, const AppState& state);

/// The same follow with its beginnings found out, when the unit is still on the journey it was on;
/// nothing when that is over.
struct Following {
  Follow follow;
  geo::GeoPoint place;
};
std::optional<Following> keep_following(const scene::SceneGeometry& scene,
                                        const scene::FrameInputs& inputs, const Follow& follow);

/// Where the journey of a follow that is over ends: a film looks there from then on.
std::optional<geo::GeoPoint> end_of_journey(const scene::SceneGeometry& scene,
                                            const Follow& follow);

}  // namespace caspian::app
