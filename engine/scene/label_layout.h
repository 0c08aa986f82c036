// Which names and symbols a frame shows, and where: a pure function of the frame's inputs and of
// what can be lettered. The greater comes first, nothing overlaps, nothing leaves the screen. Knows
// no device.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "scene/frame_inputs.h"
#include "scene/label_content.h"
#include "scene/language.h"
#include "scene/overlay.h"
#include "scene/theme.h"

namespace caspian::scene {

class LabelMemo;

struct LabelInputs {
  const FrameInputs& inputs;
  const CameraFrame& camera;  // of the drawn size
  const Theme& theme;
  float pixel_scale = 1;  // px per logical px
  const SceneGeometry& scene;
  const LabelContent& content;
  const PlaceNames& names;
  const Language& language;
  const Language* second;  // names in two languages; null = one
  TextShaper& shaper;
  LabelMemo& memo;
  std::span<const ScreenRect> reserved;  // panels, furniture: nothing goes there
};

enum class LabelKind {
  node,
  symbol,
  sea,
  country,
  corridor,
  treaty_line,
  event,
  port,
  river,
  isobath,
  overlay
};

/// Something placed: what it is and the rectangles it fills.
struct PlacedLabel {
  LabelKind kind = LabelKind::node;
  std::string id;  // of the node, place, country, corridor, line; number of the event; a line's
                   // name is lettered more than once: "titr#0" is the one seen from farthest
  std::vector<ScreenRect> boxes;
  float opacity = 1;    // names that come or go are pale
  glm::vec2 anchor{0};  // what it belongs to, on the screen
  bool has_leader = false;
};

struct LabelLayout {
  Overlay overlay;
  std::vector<PlacedLabel> placed;
};

LabelLayout lay_out_labels(const LabelInputs& inputs);

/// The colour moved towards black or white until it stands out from `background` by the ratio of
/// WCAG 2.1 (1.4.3).
glm::vec3 readable_on(glm::vec3 colour, glm::vec3 background, float ratio);
float contrast_ratio(glm::vec3 a, glm::vec3 b);
/// A corridor's hue as ink: readable beside its line.
glm::vec3 corridor_ink(const std::string& corridor_id, const Theme& theme);

}  // namespace caspian::scene
