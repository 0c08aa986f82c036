// What the parts of the label layout share while one frame is lettered: projection, free room,
// colours, and what holds at the date. Knows not which labels there are.
#pragma once
#include <optional>

#include "scene/label_layout.h"
#include "scene/line_style.h"
#include "scene/occupied_space.h"

namespace caspian::scene {

/// How much the ring around letters covers what lies beneath (tested against every tint).
constexpr float k_halo_opacity = 0.86f;

/// A corridor's line as far as it is drawn at the date: runs of points on the screen or near it.
struct ScreenChain {
  struct Point {
    glm::vec2 at{0};
    const DrapedPoint* place = nullptr;
    float lane = 0;
    uint32_t link = dataset::k_none;  // from here to the next point
  };
  uint32_t corridor = dataset::k_none;
  std::vector<Point> points;
};

class LabelStage {
 public:
  explicit LabelStage(const LabelInputs& inputs);

  const LabelInputs& in;
  OccupiedSpace space;
  LabelLayout layout;

  /// Where a point of the drawn surface lies on the screen, also beside it; nothing behind the eye
  /// or the horizon.
  std::optional<glm::vec2> project(const DrapedPoint& point) const;
  /// Relief stands between the eye and the point.
  bool is_hidden_by_relief(const DrapedPoint& point) const;
  std::vector<uint32_t> open_ports;  // nodes: ports near enough, without a figure; found first

  /// Sine of the angle between the view and the level ground at the point: 1 from straight above.
  double steepness(const DrapedPoint& point) const;
  /// Metres of one logical pixel at the point.
  double metres_per_px(const DrapedPoint& point) const;
  float px(float logical) const { return logical * in.pixel_scale; }

  /// How a link is drawn at the date; null when it is not (nor would be with ribbons switched on).
  const DrawnLink* drawn(uint32_t link) const { return of_link_[link]; }

  /// The drawn parts of every corridor, projected.
  const std::vector<ScreenChain>& chains() const { return chains_; }

  /// A style in one of the theme's inks, with its halo.
  TextStyle style(FontRole role, float logical_size, glm::vec3 colour) const;
  /// The theme's text colour, moved towards `tint` as far as it stays readable.
  glm::vec3 ink(glm::vec3 tint, float amount) const;

  /// Text beside an anchor, in the first free of the usual places; false when there is none.
  bool place_beside(LabelKind kind, const std::string& id, glm::vec2 anchor, float clearance_px,
                    const ShapedText& text, const TextStyle& style);
  /// How much of a rectangle lies over lines of corridors, 0..1: names keep off them where they
  /// can.
  float cover(const ScreenRect& rect) const;
  float cover(std::span<const ScreenRect> rects) const;
  /// The rectangle of a line of text.
  ScreenRect box_of(const ShapedText& text, const TextStyle& style, glm::vec2 pen) const;

 private:
  void project_chains();
  void mark_lines();

  std::vector<DrawnLink> drawn_;
  std::vector<const DrawnLink*> of_link_;
  std::vector<ScreenChain> chains_;
  int columns_ = 0, rows_ = 0;
  std::vector<uint8_t> lines_;  // cells that a corridor's line passes
};

/// Whether a node matters at the date and at this distance.
bool is_node_seen(const LabelStage& stage, const LabelNode& node);

/// Of a node's sign as it is drawn at its distance, in px; 0 when nodes are switched off.
float node_sign_radius(const LabelStage& stage, const LabelNode& node);

// The parts, in label_ports.cpp, label_places.cpp, label_nodes.cpp, label_lines.cpp and
// label_events.cpp.
void place_chosen_unit(LabelStage& stage);
void place_ports(LabelStage& stage);
/// Around the sign of a port without a figure.
float port_ring_radius(const LabelStage& stage, float sign_radius_px);
void add_open_ring(LabelStage& stage, glm::vec2 at, float radius_px);
/// Near enough for what ports handle to be drawn.
bool are_port_squares_seen(const LabelStage& stage, const LabelNode& node);
void place_nodes(LabelStage& stage, int rank);
void place_events(LabelStage& stage);
void place_axes(LabelStage& stage, int rank);
void place_countries(LabelStage& stage);
void place_corridor_names(LabelStage& stage);
void place_treaty_names(LabelStage& stage);

}  // namespace caspian::scene
