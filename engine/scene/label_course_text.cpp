// One name on its course: the line is projected around the name's place only, smoothed, and read
// from left to right; whatever makes it unreadable fades it before it goes.
#include <algorithm>
#include <cmath>

#include "scene/label_axes.h"
#include "scene/label_courses.h"
#include "scene/label_stage.h"
#include "scene/line_scale.h"
#include "scene/near_units.h"
#include "scene/path_text.h"

namespace caspian::scene {
namespace {

constexpr float k_smoothing_px = 44;
constexpr double k_crowding = 0.7;  // lines seen from the side are short: fewer names on them
constexpr double k_farthest_beside_px = 11;  // names of wider ribbons stand on them
constexpr float k_model_half_px = 15;        // logical: units near the eye and what is beside them
// Rad between neighbouring quarters of a name: fading, gone; and at most between letters.
constexpr float k_bend_seen = 0.3f, k_bend_hidden = 0.7f, k_greatest_kink = 0.6f;

/// A part of a course on the screen and where on it the name's middle is.
struct CoursePart {
  std::vector<glm::vec2> points;
  float middle_px = 0;
  size_t nearest = 0;  // point of the course
};

/// Walks from the name's place along the course until there is room for half the name.
void walk(const LabelStage& stage, const NamedCourse& course, double at_m, int step, glm::vec2 from,
          float wanted_px, double stride_m, std::vector<glm::vec2>& out) {
  const auto& points = course.points;
  auto index = static_cast<std::ptrdiff_t>(
      std::lower_bound(points.begin(), points.end(), at_m,
                       [](const NamedCourse::Point& p, double at) { return p.along_m < at; }) -
      points.begin());
  if (step < 0) --index;
  double last_m = at_m;
  float length = 0;
  const auto count = static_cast<std::ptrdiff_t>(points.size());
  for (; index >= 0 && index < count && length < wanted_px; index += step) {
    const NamedCourse::Point& point = points[static_cast<size_t>(index)];
    const bool is_end = index + step < 0 || index + step >= count;
    if (std::abs(point.along_m - last_m) < stride_m && !is_end) continue;
    last_m = point.along_m;
    const auto at = stage.project(*point.place);
    if (!at) return;
    const float piece = glm::length(*at - from);
    if (piece > 4 * wanted_px) {  // a long straight piece: no more of it than is needed
      out.push_back(from + (*at - from) * (1.2f * wanted_px / piece));
      return;
    }
    length += piece;
    from = *at;
    out.push_back(from);
  }
}

DrapedPoint place_on(const NamedCourse& course, double at_m, size_t& nearest) {
  const auto& points = course.points;
  const auto after =
      std::lower_bound(points.begin(), points.end(), at_m,
                       [](const NamedCourse::Point& p, double at) { return p.along_m < at; });
  const auto index = static_cast<size_t>(after - points.begin());
  nearest = std::min(index, points.size() - 1);
  if (index == 0 || index >= points.size()) return *points[nearest].place;
  const NamedCourse::Point &a = points[index - 1], &b = points[index];
  const double share = (at_m - a.along_m) / (b.along_m - a.along_m);
  if (share < 0.5) nearest = index - 1;
  return {glm::mix(a.place->base_m, b.place->base_m, share),
          glm::normalize(glm::mix(a.place->up, b.place->up, share)),
          glm::mix(a.place->height_m, b.place->height_m, share)};
}

std::optional<CoursePart> part_of(const LabelStage& stage, const NamedCourse& course, double at_m,
                                  float width_px) {
  CoursePart part;
  const DrapedPoint middle = place_on(course, at_m, part.nearest);
  const auto at = stage.project(middle);
  if (!at || !stage.space.screen().contains(*at)) return std::nullopt;
  const float wanted = 0.5f * width_px + stage.px(2 * k_smoothing_px + 16);
  const double stride_m = 5 * stage.metres_per_px(middle);
  std::vector<glm::vec2> before, after;
  walk(stage, course, at_m, -1, *at, wanted, stride_m, before);
  walk(stage, course, at_m, 1, *at, wanted, stride_m, after);
  part.points.assign(before.rbegin(), before.rend());
  part.points.push_back(*at);
  for (size_t i = 1; i < part.points.size(); ++i)
    part.middle_px += glm::length(part.points[i] - part.points[i - 1]);
  part.points.insert(part.points.end(), after.begin(), after.end());
  if (part.points.size() < 2) return std::nullopt;
  return part;
}

/// To the left of the course, px: clear of its ribbon and of the models on it, on the side of the
/// bundle where the line is.
float beside(const LabelStage& stage, const NamedCourse& course, const NamedCourse::Point& point,
             int side) {
  if (course.beside_px == 0) return 0;
  double half_px = 0;
  if (course.corridor != dataset::k_none) {
    const auto& rooms = stage.in.scene.ribbons.rooms;
    if (point.link < rooms.size())
      half_px = std::min(double(std::max(rooms[point.link].left_px, rooms[point.link].right_px)),
                         k_farthest_beside_px);
    half_px += double(std::abs(point.lane)) * stage.in.inputs.settings.lane_spacing_px;
    half_px *= line_scale(stage.in.inputs);
    const double near = 1 - std::clamp((stage.metres_per_px(*point.place) - k_model_near_m_per_px) /
                                           (k_model_far_m_per_px - k_model_near_m_per_px),
                                       0.0, 1.0);
    if (stage.in.inputs.settings.layers.models)
      half_px = std::max(half_px, near * double(k_model_half_px));
    if (std::abs(point.lane) >= 0.75f) side = point.lane > 0 ? -1 : 1;
  }
  return stage.px(static_cast<float>((half_px + double(course.beside_px)) * side));
}

/// Of a line under a name, by chords so long that it changes smoothly from frame to frame.
float bend_of(const ScreenPath& line, float middle_px, float width_px) {
  float most = 0;
  const float quarter = 0.25f * width_px;
  glm::vec2 last = line.direction(middle_px - 1.5f * quarter, quarter);
  for (const float at : {-0.5f, 0.5f, 1.5f}) {
    const glm::vec2 next = line.direction(middle_px + at * quarter, quarter);
    most = std::max(most, std::acos(std::clamp(glm::dot(last, next), -1.0f, 1.0f)));
    last = next;
  }
  return most;
}

TextStyle style_of(const LabelStage& stage, const NamedCourse& course) {
  glm::vec3 ink = stage.in.theme.text;
  if (course.ink == CourseInk::quiet) ink = stage.ink(glm::vec3(0.5f), 0.2f);
  if (course.ink == CourseInk::water) ink = stage.water_ink();
  // Where hues tell cargoes, names must not wear another meaning's.
  if (course.ink == CourseInk::corridor &&
      stage.in.inputs.settings.colour_by != ColourBy::commodity)
    ink = corridor_ink(course.id, stage.in.theme);
  TextStyle style = stage.style(course.role, course.size_px, ink);
  style.spacing_em = course.spacing_em;
  return style;
}

}  // namespace

bool letter_course(LabelStage& stage, const NamedCourse& course, const std::string& id, double at_m,
                   double opacity, int side) {
  const ShapedText& text = stage.in.shaper.shape(course.text, course.role);
  if (text.glyphs.empty() || course.points.size() < 2) return false;
  TextStyle style = style_of(stage, course);
  const float width = text_width(text, style);
  const auto part = part_of(stage, course, at_m, width);
  if (!part) return false;
  const ScreenPath raw(part->points, 0);
  if (raw.length() < width) return false;
  const ScreenPath path(part->points, stage.px(k_smoothing_px));
  float middle = part->middle_px * path.length() / raw.length();
  const glm::vec2 way = path.at(middle + 0.5f * width) - path.at(middle - 0.5f * width);
  const Reading reading = reading_of(way);
  opacity *= reading.opacity;
  const float aside = beside(stage, course, course.points[part->nearest], side);
  ScreenPath line = aside == 0 ? path : path.beside(aside, stage.px(k_smoothing_px));
  middle *= path.length() > 0 ? line.length() / path.length() : 1;
  if (reading.is_reversed) {
    line = line.reversed();
    middle = line.length() - middle;
  }
  const float to_end = std::min(middle, line.length() - middle) - 0.5f * width;
  opacity *= double(std::clamp(to_end / stage.px(8), 0.0f, 1.0f));
  if (opacity < k_least_opacity) return false;
  auto placed = text_on_path(line, text, style, middle, stage.in.shaper.cap_height(course.role));
  if (!placed) return false;
  if (placed->greatest_bend > k_greatest_kink) return false;
  const float bend = bend_of(line, middle, width);
  opacity *=
      double(1 - std::clamp((bend - k_bend_seen) / (k_bend_hidden - k_bend_seen), 0.0f, 1.0f));
  opacity *= stage.edge_opacity(placed->boxes);
  if (opacity < k_least_opacity || !stage.space.are_free(placed->boxes)) return false;
  opacity *= stage.seen_past_relief(*course.points[part->nearest].place);
  return stage.add_path_text(course.kind, id, std::move(*placed), opacity,
                             part->points[part->points.size() / 2]);
}

void place_course_names(LabelStage& stage, LabelKind kind) {
  LabelPlan& plan = stage.plan();
  for (CourseName& name : plan.names) {
    const NamedCourse& course = plan.courses[name.course];
    if (course.kind != kind) continue;
    const double scale =
        stage.crowded_metres_per_px(name.place_m, glm::normalize(name.place_m), k_crowding);
    const double opacity = presence(scale, name.reach);
    if (opacity <= 0) continue;
    letter_course(stage, course, course.id + "#" + std::to_string(name.number), name.at_m, opacity,
                  free_side(stage.in, plan, name));
  }
}

}  // namespace caspian::scene
