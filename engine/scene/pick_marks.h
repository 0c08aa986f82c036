// What may be clicked near a place of the picture, as marks for the picking target: nodes and
// moving units. Units are found from the pieces of course that pass the place, so that ten million
// of them cost no more than a thousand.
#pragma once
#include <vector>

#include "scene/flow_frame.h"
#include "scene/picking.h"
#include "scene/scene_geometry.h"

namespace caspian::scene {

struct CameraFrame;

/// Something that covers a rectangle with round ends on the screen.
struct PickMark {
  PickTag tag = PickTag::unit;
  uint32_t index = 0;  // node: into Dataset::nodes
  uint64_t unit = 0;   // unit: its id in the frame (unit_ids.h); recorded: its entry in the record
  glm::dvec4 clip{0};  // of its middle, not pulled
  glm::dvec2 along{1, 0};
  double half_length_px = 0, half_width_px = 0;
};

struct PickPlace {
  double x = 0, y = 0;  // px from the top left
  double reach_px = 0;  // marks farther away are left out
  double point_px = 0;  // diameter of units drawn as points; 0 = they are dashes
};

/// Nodes at the ends of what is drawn; a hidden corridor's stations are not there to be clicked.
std::vector<PickMark> node_marks(const SceneGeometry& scene, const FrameInputs& inputs,
                                 const CameraFrame& camera, const PickPlace& place);
/// In the order of their ids along each course; those that only fade out with a former motion are
/// left out.
std::vector<PickMark> unit_marks(const SceneGeometry& scene, const FrameInputs& inputs,
                                 const CameraFrame& camera, const FlowFrame& flows,
                                 const PickPlace& place);

}  // namespace caspian::scene
