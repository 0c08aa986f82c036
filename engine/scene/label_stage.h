// What the parts of the label layout share while one frame is lettered: projection, free room,
// colours, and what holds at the date. Knows not which labels there are.
#pragma once
#include <map>
#include <optional>

#include "scene/label_plan.h"
#include "scene/line_style.h"
#include "scene/occupied_space.h"

namespace caspian::scene {

/// How much the ring around letters covers what lies beneath (tested against every tint).
constexpr float k_halo_opacity = 0.86f;
/// Paler things are left out.
constexpr double k_least_opacity = 0.05;

struct PathText;

/// 1 at scales nearer than `reach`, fading to 0 there.
double presence(double scale, double reach);

/// Which way text along a line is read. Once it hangs down the other way it is turned round, not
/// before: lines that run straight up would flicker; while it turns it is pale.
struct Reading {
  bool is_reversed = false;
  double opacity = 1;
};
Reading reading_of(glm::vec2 way);

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
  /// 1, fading to 0 for a point of the content behind relief.
  double seen_past_relief(const DrapedPoint& point) const;
  std::vector<uint32_t> open_ports;  // nodes: ports near enough, without a figure; found first
  /// Signs that stand: by index into the content's nodes, where and how clearly.
  struct Sign {
    glm::vec2 at{0};
    double opacity = 1;
  };
  std::map<size_t, Sign> signs;

  /// What is lettered at which scale (label_plan.h).
  LabelPlan& plan() const;

  /// Sine of the angle between the view and the level ground at the point: 1 from straight above.
  double steepness(const DrapedPoint& point) const;
  /// Metres of one logical pixel at the point.
  double metres_per_px(const DrapedPoint& point) const;
  /// The same, greater where the ground is seen flat: there names crowd.
  double crowded_metres_per_px(const DrapedPoint& point) const;
  double crowded_metres_per_px(const glm::dvec3& place_m, const glm::dvec3& up,
                               double crowding) const;
  /// Direction on the ground that is up on the screen, degrees clockwise from north.
  double heading_at(const DrapedPoint& point) const;
  float px(float logical) const { return logical * in.pixel_scale; }

  /// How a link is drawn at the date; null when it is not (nor would be with ribbons switched on).
  const DrawnLink* drawn(uint32_t link) const { return of_link_[link]; }

  /// The drawn parts of every corridor, projected.
  const std::vector<ScreenChain>& chains() const { return chains_; }

  /// A style in one of the theme's inks, with its halo.
  TextStyle style(FontRole role, float logical_size, glm::vec3 colour) const;
  /// The theme's text colour, moved towards `tint` as far as it stays readable.
  glm::vec3 ink(glm::vec3 tint, float amount) const;
  /// Of names of waters.
  glm::vec3 water_ink() const;

  /// What has been drawn so far; `fade_since` makes all later things paler.
  struct Mark {
    size_t boxes = 0, glyphs = 0;
  };
  Mark mark() const { return {layout.overlay.boxes.size(), layout.overlay.glyphs.size()}; }
  void fade_since(const Mark& mark, double opacity);
  /// 1 well inside the picture, 0 at its edge.
  double edge_opacity(std::span<const ScreenRect> boxes) const;
  /// Letters along a line take their room, if they are to be seen.
  bool add_path_text(LabelKind kind, const std::string& id, PathText text, double opacity,
                     glm::vec2 anchor);
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
  mutable LabelPlan* plan_ = nullptr;
};

/// How far a node matters at the date and at this distance: 1, fading to 0.
double node_presence(const LabelStage& stage, const LabelNode& node);
bool is_node_seen(const LabelStage& stage, const LabelNode& node);
/// Near enough for its sign to have its icon.
bool has_node_icon(const LabelNode& node, double metres_per_px);

/// Of a node's sign as it is drawn at its distance, in px; 0 when nodes are switched off.
float node_sign_radius(const LabelStage& stage, const LabelNode& node);

// The parts, in label_ports.cpp, label_places.cpp, label_nodes.cpp, label_course_text.cpp,
// label_isobaths.cpp and label_events.cpp.
void place_chosen_unit(LabelStage& stage);
void place_ports(LabelStage& stage);
/// Around the sign of a port without a figure.
float port_ring_radius(const LabelStage& stage, float sign_radius_px);
void add_open_ring(LabelStage& stage, glm::vec2 at, float radius_px);
/// Near enough for what ports handle to be drawn.
bool are_port_squares_seen(const LabelStage& stage, const LabelNode& node);
void place_symbols(LabelStage& stage);
void place_node_names(LabelStage& stage, int rank);
void place_events(LabelStage& stage);
void place_overlay_names(LabelStage& stage);
void place_axes(LabelStage& stage, int rank);
void place_countries(LabelStage& stage);
void place_isobath_depths(LabelStage& stage);

/// A point of a seabed line that is marked: near by, or where a convention shows points alone.
struct TreatyMark {
  const DrapedPoint* place = nullptr;
  bool is_from_treaty = false;
  bool is_lone = false;  // no line passes through it
};
std::vector<TreatyMark> treaty_marks(const LabelStage& stage);
void place_treaty_marks(LabelStage& stage);  // label_boundaries.cpp, with treaty_marks

}  // namespace caspian::scene
