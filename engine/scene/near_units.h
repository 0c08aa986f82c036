// Units so near the eye that they are drawn as what they are: trains, ships, lorries, pulses. Found
// from the journeys' courses, not by looking at every unit: a piece of course near the eye gives a
// span of ages, and that the numbers of its units. What stands here is a dash no more
// (shaders/include/model_share.glsl has the same rule).
#pragma once
#include <vector>

#include "scene/model_set.h"
#include "scene/scene_geometry.h"

namespace caspian::scene {

struct CameraFrame;
struct FrameInputs;

// The rule, in logical px: models appear between these scales, where there is room for them.
constexpr double k_model_far_m_per_px = 90, k_model_near_m_per_px = 45;
constexpr double k_model_least_px = 12, k_model_room_px = 18;  // from one unit to the next

/// 0 = a dash, 1 = a model. `spacing_m`: to the next unit, infinite for one that waits.
double model_share(double metres_per_px, double spacing_m);

struct NearUnit {
  ModelKind kind = ModelKind::container_train;
  uint32_t run = 0;            // index into FlowFrame::runs
  uint32_t unit = 0;           // of the run
  glm::dvec3 drawn_m{0};       // earth-centred, before the sideways offset
  glm::dvec3 ahead{0}, up{0};  // unit vectors, at right angles; ahead follows the drawn slope
  glm::dvec2 offset_px{0};     // to its lane and to the right, px of the drawn image
  double enlargement = 1;      // drawn length to the model's own
  double length_m = 0;         // drawn, before it makes room for others
  double length_px = 0, breadth_px = 0;  // seen from the side and from ahead
  double opacity = 1;
  double distance_m = 0;
};

/// In the order of the runs and their courses. `pixel_scale`: px of the drawn image per logical px.
/// Of units that wait at one place only one is there: the others would stand within it.
std::vector<NearUnit> near_units(const SceneGeometry& scene, const FrameInputs& inputs,
                                 const CameraFrame& camera, double pixel_scale,
                                 const FlowFrame& flows);

/// How many times longer than in truth a model is drawn at a distance, so that it can be told.
double model_enlargement(const Model& model, ModelKind kind, double metres_per_px);

/// Port cranes of the ports near the eye: signs, not a survey. They face the water.
struct PortCrane {
  glm::dvec3 drawn_m{0};
  glm::dvec3 ahead{0}, up{0};
  double enlargement = 1, length_px = 0, opacity = 1, distance_m = 0;
};
std::vector<PortCrane> port_cranes(const SceneGeometry& scene, const FrameInputs& inputs,
                                   const CameraFrame& camera, double pixel_scale);

}  // namespace caspian::scene
