// What the parts of the label layout share while one frame is lettered: projection, free room,
// colours, and what holds at the date. Knows not which labels there are.
#pragma once
#include <optional>

#include "scene/label_layout.h"
#include "scene/occupied_space.h"

namespace caspian::scene {

/// How much the ring around letters covers what lies beneath (tested against every tint).
constexpr float k_halo_opacity = 0.86f;

class LabelStage {
 public:
  explicit LabelStage(const LabelInputs& inputs);

  const LabelInputs& in;
  OccupiedSpace space;
  LabelLayout layout;
  std::vector<char> has_symbol;  // by node

  /// Where a point of the drawn surface lies on the screen, also beside it; nothing behind the eye
  /// or the horizon.
  std::optional<glm::vec2> project(const DrapedPoint& point) const;
  /// Relief stands between the eye and the point.
  bool is_hidden_by_relief(const DrapedPoint& point) const;
  /// Metres of one logical pixel at the point.
  double metres_per_px(const DrapedPoint& point) const;
  float px(float logical) const { return logical * in.pixel_scale; }

  dataset::Status status_of(uint32_t link) const { return statuses_[link]; }
  /// Drawn at the date: its corridor is not switched off, and it is announced or more.
  bool is_drawn(uint32_t link) const;

  /// A style in one of the theme's inks, with its halo.
  TextStyle style(FontRole role, float logical_size, glm::vec3 colour) const;
  /// The theme's text colour, moved towards `tint` as far as it stays readable.
  glm::vec3 ink(glm::vec3 tint, float amount) const;

  /// Text beside an anchor, in the first free of the usual places; false when there is none.
  bool place_beside(LabelKind kind, const std::string& id, glm::vec2 anchor, float clearance_px,
                    const ShapedText& text, const TextStyle& style);
  /// The rectangle of a line of text.
  ScreenRect box_of(const ShapedText& text, const TextStyle& style, glm::vec2 pen) const;

 private:
  std::vector<dataset::Status> statuses_;
  std::vector<char> hidden_;  // by corridor
};

/// Whether a node matters at the date and at this distance.
bool is_node_seen(const LabelStage& stage, const LabelNode& node);

// The parts, in label_places.cpp, label_nodes.cpp, label_corridors.cpp and label_events.cpp.
void place_symbols(LabelStage& stage);
void place_node_names(LabelStage& stage, int rank);
void place_events(LabelStage& stage);
void place_axes(LabelStage& stage, int rank);
void place_countries(LabelStage& stage);
void place_corridor_names(LabelStage& stage);

}  // namespace caspian::scene
