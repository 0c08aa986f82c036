// Which names are shown at which scale, decided once for all cameras: the greater first, and each
// name from the scale on at which it keeps clear of all greater ones however the map is turned. So
// an orbit or a journey of the camera brings no name and takes none away, and coming nearer only
// adds (active ranges: Been, Daiches and Yap 2006). Knows no camera.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "scene/label_horizon.h"
#include "scene/label_layout.h"
#include "scene/line_style.h"

namespace caspian::scene {

/// What a line's name is written in; the theme says how that looks.
enum class CourseInk { text, corridor, quiet, water };

/// A line to be lettered along its course, again and again: what a part of the map hands in.
struct NamedCourse {
  struct Point {
    const DrapedPoint* place = nullptr;  // stays where it is for as long as the content lives
    double along_m = 0;                  // from the course's start
    float lane = 0;
    uint32_t link = dataset::k_none;  // of corridors
  };
  LabelKind kind = LabelKind::corridor;
  std::string id;
  std::string text;
  FontRole role = FontRole::regular;
  float size_px = 12;  // logical
  float spacing_em = 0.04f;
  CourseInk ink = CourseInk::text;
  float beside_px = 0;       // logical, from the line to the middle of the letters; 0 = on it
  double seen_within = 1e9;  // metres per logical px
  float repeat_px = 330;     // logical, between a name and its next
  uint32_t corridor = dataset::k_none;  // whose lanes and ribbons it keeps clear of
  std::vector<Point> points;
};

/// One place on a course where its name stands.
struct CourseName {
  uint32_t course = 0;  // index into the plan's courses
  uint32_t number = 0;  // counts the names of one course, the one seen from farthest first
  double at_m = 0;      // along the course
  glm::dvec3 place_m{0};
  double width_px = 0;  // logical
  glm::dvec3 along{0};  // of the course there, unit
  double reach = 0;     // seen up to here, metres per logical px
  int side = 0;         // 1: left of the course, -1: right; 0: not looked for yet
};

/// Where a place's name stands around its sign, by the map's heading: 8 sides in 72 steps.
constexpr size_t k_headings = 72;
using SideTable = std::array<uint8_t, k_headings>;

/// A place for a name along an axis.
struct AxisChoice {
  float middle = 0.5f;  // share of the axis
  float share = 0.5f;   // of the axis that the name may fill
  float aside_em = 0;   // to the left of the axis
};

struct LabelPlan {
  std::vector<char> is_drawn;           // of the dataset's links
  std::vector<double> node_reach;       // of LabelContent::nodes, metres per logical px; 0 = never
  std::vector<glm::vec2> name_size_px;  // of their names, logical
  std::vector<NamedCourse> courses;
  std::vector<CourseName> names;
  // Found when first asked for, by what they stand for and the scale.
  std::map<uint64_t, SideTable> sides;  // ... and the tilt
  std::map<uint64_t, std::vector<AxisChoice>> axis_choices;
  std::map<uint64_t, std::vector<size_t>> anchor_orders;
};

/// What all frames share: plans by what they depend on, and horizons.
class LabelMemo {
 public:
  explicit LabelMemo(const geo::HeightField& heights) : horizons(heights) {}

  Horizons horizons;
  /// The plan for what is shown, made when it is new.
  LabelPlan& plan(const LabelInputs& inputs, const std::vector<DrawnLink>& drawn);

 private:
  std::map<std::string, std::unique_ptr<LabelPlan>> plans_;
};

}  // namespace caspian::scene
