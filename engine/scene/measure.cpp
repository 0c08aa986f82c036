// Geodesics laid on the drawn ground, with ticks like a tape's; hidden parts are faint.
#include "scene/measure.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "geo/ellipsoid.h"
#include "geo/geodesic.h"
#include "scene/drawn_ground.h"
#include "scene/label_stage.h"

namespace caspian::scene {
namespace {

// No line of the map has this hue: a tool, not a boundary.
constexpr glm::vec3 k_tape(0.87f, 0.96f, 0.30f), k_rim(0.07f, 0.09f, 0.04f);
constexpr float k_half_px = 1.1f, k_rim_px = 1.3f, k_handle_px = 4.5f;
constexpr float k_label_size = 12.5f, k_shortest_labelled_px = 46;
constexpr int k_coarse_parts = 48, k_most_halvings = 9;
constexpr float k_chord_px = 9;

struct TapePoint {
  double along_m = 0;
  std::optional<glm::vec2> at;  // nothing behind the eye or the horizon
  bool is_hidden = false;       // by relief
};

constexpr double k_greatest_height_m = 9'000;  // Everest

class Tape {
 public:
  explicit Tape(const LabelInputs& inputs)
      : stage_(inputs),
        px_(inputs.pixel_scale),
        seen_(ScreenRect{0, 0, float(inputs.camera.size.width), float(inputs.camera.size.height)}) {
  }

  MeasureLayout lay_out() {
    const ViewSettings& settings = stage_.in.inputs.settings;
    const auto places = joined_places(settings.measured, settings.measured_is_area);
    const MeasuredLine measured = measure(settings.measured, settings.measured_is_area);
    std::vector<std::vector<TapePoint>> legs;
    for (size_t i = 1; i < places.size(); ++i) legs.push_back(leg(places[i - 1], places[i]));
    for (const auto& one : legs) add_strokes(one, k_half_px + k_rim_px, k_rim, 0.85f);
    for (const auto& one : legs) add_strokes(one, k_half_px, k_tape, 1);
    for (const auto& one : legs) add_ticks(one);
    for (const geo::GeoPoint& place : settings.measured) add_handle(place);
    add_sum(settings, measured, legs);
    if (legs.size() > 1)
      for (size_t i = 0; i < legs.size(); ++i)
        add_leg_length(legs[i], length_text(measured.legs_m[i], stage_.in.language));
    return std::move(layout_);
  }

 private:
  TapePoint point_at(const geo::GeodesicLine& line, double along_m) const {
    const geo::GeoPoint place = line.at(along_m);
    const DrapedPoint draped =
        drape(place, stage_.in.scene.heights.surface_m(place.longitude_deg, place.latitude_deg));
    TapePoint point{along_m, stage_.project(draped), false};
    if (point.at && is_near(*point.at)) point.is_hidden = is_behind_relief(draped);
    return point;
  }
  /// Relief stands between the eye and the point.
  bool is_behind_relief(const DrapedPoint& point) const {
    const double exaggeration = stage_.in.inputs.settings.exaggeration;
    const double level_m = sea_level_of(stage_.in.inputs);
    const glm::dvec3 place = point.at(exaggeration, level_m);
    const glm::dvec3 to_eye = stage_.in.camera.eye_m - place;
    const double distance_m = glm::length(to_eye);
    const glm::dvec3 direction = to_eye / distance_m;
    if (glm::dot(direction, point.up) > 0.95) return false;
    const DrawnGround ground{stage_.in.scene.heights, exaggeration, level_m};
    // Two pixels of slack: a place on a slope is not hidden by its own neighbourhood.
    const double slack_m = 2 * distance_m / stage_.in.camera.pixels_per_radian;
    for (double along_m = 2'000; along_m < distance_m; along_m *= 1.35) {
      const geo::GeoPoint at = geo::to_geodetic(place + direction * along_m);
      if (at.height_m > k_greatest_height_m * exaggeration) break;
      if (ground.height_m(at.longitude_deg, at.latitude_deg) > at.height_m + slack_m) return true;
    }
    return false;
  }
  bool is_near(glm::vec2 at) const { return seen_.grown(80 * px_).contains(at); }

  void refine(const geo::GeodesicLine& line, const TapePoint& a, const TapePoint& b, int halvings,
              std::vector<TapePoint>& out) const {
    const bool is_seen = (a.at && is_near(*a.at)) || (b.at && is_near(*b.at)) || crosses(a, b);
    const bool is_long = !a.at || !b.at || glm::length(*b.at - *a.at) > k_chord_px * px_;
    if (halvings > 0 && is_seen && is_long) {
      const TapePoint middle = point_at(line, 0.5 * (a.along_m + b.along_m));
      refine(line, a, middle, halvings - 1, out);
      refine(line, middle, b, halvings - 1, out);
    } else {
      out.push_back(b);
    }
  }
  bool crosses(const TapePoint& a, const TapePoint& b) const {
    if (!a.at || !b.at) return false;
    const glm::vec2 low = glm::min(*a.at, *b.at), high = glm::max(*a.at, *b.at);
    return seen_.overlaps({low.x, low.y, high.x - low.x + 1, high.y - low.y + 1});
  }

  /// Its course on the screen, fine where it is seen.
  std::vector<TapePoint> leg(const geo::GeoPoint& from, const geo::GeoPoint& to) const {
    const geo::GeodesicLine line(from, to);
    std::vector<TapePoint> points{point_at(line, 0)};
    for (int k = 1; k <= k_coarse_parts; ++k) {
      const TapePoint last = points.back();
      refine(line, last, point_at(line, line.length_m() * k / k_coarse_parts), k_most_halvings,
             points);
    }
    return points;
  }

  void add_stroke(glm::vec2 a, glm::vec2 b, float half_px, glm::vec3 colour, float alpha) {
    const float length = glm::length(b - a);
    if (length <= 0) return;
    OverlayBox box;
    box.centre = 0.5f * (a + b);
    box.along = (b - a) / length;
    box.half = {0.5f * length + half_px * px_, half_px * px_};
    box.radius_px = half_px * px_;
    box.fill = glm::vec4(colour, alpha);
    layout_.overlay.boxes.push_back(box);
  }
  void add_strokes(const std::vector<TapePoint>& points, float half_px, glm::vec3 colour,
                   float alpha) {
    for (size_t i = 1; i < points.size(); ++i) {
      const TapePoint &a = points[i - 1], &b = points[i];
      if (!a.at || !b.at || !crosses(a, b)) continue;
      const bool is_hidden = a.is_hidden && b.is_hidden;
      // Round ends lie on each other: faint parts are drawn as dots of their own.
      if (is_hidden && i % 2 == 0) continue;
      add_stroke(*a.at, *b.at, is_hidden ? 0.5f * half_px : half_px, colour,
                 is_hidden ? 0.45f * alpha : alpha);
    }
  }
  /// Across the tape at round distances, where they stand far enough apart.
  void add_ticks(const std::vector<TapePoint>& points) {
    float length_px = 0;
    double length_m = 0;
    for (size_t i = 1; i < points.size(); ++i) {
      if (!points[i - 1].at || !points[i].at || !crosses(points[i - 1], points[i])) continue;
      length_px += glm::length(*points[i].at - *points[i - 1].at);
      length_m += points[i].along_m - points[i - 1].along_m;
    }
    if (length_px < 60 * px_) return;
    const double least_m = length_m / double(length_px) * 26 * double(px_);
    double step = std::pow(10.0, std::ceil(std::log10(least_m)));
    for (const double part : {0.2, 0.5})
      if (step * part >= least_m) {
        step *= part;
        break;
      }
    for (size_t i = 1; i < points.size(); ++i) {
      const TapePoint &a = points[i - 1], &b = points[i];
      if (!a.at || !b.at || b.is_hidden || !crosses(a, b)) continue;
      const double next = std::ceil(a.along_m / step + 1e-9) * step;
      if (next > b.along_m || next >= points.back().along_m) continue;
      const auto share = float((next - a.along_m) / (b.along_m - a.along_m));
      const glm::vec2 at = glm::mix(*a.at, *b.at, share), way = *b.at - *a.at;
      if (glm::length(way) <= 0) continue;
      const glm::vec2 side = glm::normalize(glm::vec2(-way.y, way.x)) * (3.4f * px_);
      add_stroke(at - side, at + side, 0.75f + 0.8f * k_rim_px, k_rim, 0.8f);
      add_stroke(at - side, at + side, 0.75f, k_tape, 1);
    }
  }
  void add_handle(const geo::GeoPoint& place) {
    const auto at = stage_.project(
        drape(place, stage_.in.scene.heights.surface_m(place.longitude_deg, place.latitude_deg)));
    if (!at || !seen_.contains(*at)) return;
    OverlayBox ring;
    ring.centre = *at;
    ring.half = glm::vec2(k_handle_px * px_);
    ring.radius_px = ring.half.x;
    ring.fill = glm::vec4(k_rim, 0.9f);
    ring.stroke = glm::vec4(k_tape, 1);
    ring.stroke_px = 1.7f * px_;
    layout_.overlay.boxes.push_back(ring);
  }

  /// Words on a plate, in the first free place around `anchor`; false when there is none.
  bool add_plate(glm::vec2 anchor, glm::vec2 normal, const std::string& text, bool is_sum) {
    TextStyle style = stage_.style(is_sum ? FontRole::bold : FontRole::regular, k_label_size,
                                   glm::vec3(0.97f, 0.99f, 0.90f));
    style.halo_px = 0;
    const ShapedText& shaped = stage_.in.shaper.shape(text, style.role);
    const glm::vec2 size(text_width(shaped, style) + 12 * px_, std::round(1.6f * style.size_px));
    for (const float away : {16.0f, -16.0f, 26.0f, -26.0f, 40.0f, -40.0f}) {
      const float reach = 0.5f * (std::abs(normal.x) * size.x + std::abs(normal.y) * size.y);
      const glm::vec2 middle =
          anchor + normal * (std::copysign(std::abs(away) * px_ - 8 * px_ + reach, away));
      const ScreenRect box{std::round(middle.x - 0.5f * size.x),
                           std::round(middle.y - 0.5f * size.y), size.x, size.y};
      if (!stage_.space.is_free(box)) continue;
      stage_.space.take(box.grown(2 * px_));
      layout_.boxes.push_back(box);
      OverlayBox plate;
      plate.centre = {box.x + 0.5f * box.width, box.y + 0.5f * box.height};
      plate.half = 0.5f * size;
      plate.radius_px = 4 * px_;
      plate.fill = glm::vec4(k_rim, 0.86f);
      if (is_sum) {
        plate.stroke = glm::vec4(k_tape, 0.9f);
        plate.stroke_px = 1.2f * px_;
      }
      layout_.overlay.boxes.push_back(plate);
      add_text(layout_.overlay, shaped,
               {box.x + 6 * px_, std::round(box.y + 0.5f * box.height + 0.36f * style.size_px)},
               style);
      return true;
    }
    return false;
  }
  /// At the middle of what of the leg is on the screen.
  void add_leg_length(const std::vector<TapePoint>& points, const std::string& text) {
    float length_px = 0;
    const auto seen_px = [&](size_t i) {
      const TapePoint &a = points[i - 1], &b = points[i];
      if (!a.at || !b.at || !seen_.contains(*a.at) || !seen_.contains(*b.at)) return 0.0f;
      return glm::length(*b.at - *a.at);
    };
    for (size_t i = 1; i < points.size(); ++i) length_px += seen_px(i);
    if (length_px < k_shortest_labelled_px * px_) return;
    float half = 0.5f * length_px;
    for (size_t i = 1; i < points.size(); ++i) {
      const float part = seen_px(i);
      if (part < half || part <= 0) {
        half -= part;
        continue;
      }
      const glm::vec2 a = *points[i - 1].at, b = *points[i].at, way = glm::normalize(b - a);
      const glm::vec2 normal = way.x >= 0 ? glm::vec2(way.y, -way.x) : glm::vec2(-way.y, way.x);
      add_plate(glm::mix(a, b, half / part), normal, text, false);
      return;
    }
  }
  void add_sum(const ViewSettings& settings, const MeasuredLine& measured,
               const std::vector<std::vector<TapePoint>>& legs) {
    if (legs.empty()) return;
    const Language& language = stage_.in.language;
    std::string text = length_text(measured.length_m, language);
    if (measured.area_m2 > 0) {
      text = area_text(measured.area_m2, language) + " · " + text;
    } else if (legs.size() > 1) {
      text = language.format("measuring.total", {text});
    }
    // At the last place; where that is out of sight, at the last that is seen.
    glm::vec2 middle(0);
    size_t seen = 0;
    std::optional<glm::vec2> last;
    for (const geo::GeoPoint& place : settings.measured) {
      const auto at = stage_.project(
          drape(place, stage_.in.scene.heights.surface_m(place.longitude_deg, place.latitude_deg)));
      if (!at || !seen_.contains(*at)) continue;
      last = *at;
      middle += *at;
      ++seen;
    }
    if (measured.area_m2 > 0 && seen == settings.measured.size()) {
      if (add_plate(middle / float(seen), {0, -1}, text, true)) return;
    }
    if (!last) return;
    for (const glm::vec2 way : {glm::vec2(1, 0), glm::vec2(0, -1), glm::vec2(0.7f, 0.7f)})
      if (add_plate(*last, way, text, true)) return;
  }

  LabelStage stage_;
  float px_;
  ScreenRect seen_;
  MeasureLayout layout_;
};

}  // namespace

std::vector<geo::GeoPoint> joined_places(const std::vector<geo::GeoPoint>& places, bool is_area) {
  std::vector<geo::GeoPoint> joined = places;
  if (is_area && places.size() > 2) joined.push_back(places.front());
  return joined;
}

MeasuredLine measure(const std::vector<geo::GeoPoint>& places, bool is_area) {
  MeasuredLine measured;
  const std::vector<geo::GeoPoint> joined = joined_places(places, is_area);
  for (size_t i = 1; i < joined.size(); ++i) {
    measured.legs_m.push_back(geo::geodesic(joined[i - 1], joined[i]).distance_m);
    measured.length_m += measured.legs_m.back();
  }
  if (is_area && places.size() > 2) measured.area_m2 = geo::ring_measure(places).area_m2;
  return measured;
}

std::string length_text(double metres, const Language& language) {
  if (metres < 1000) return language.format("furniture.scale_m", {language.number(metres, 0)});
  const double km = metres / 1000;
  return language.format("furniture.scale_km", {language.number(km, km < 100    ? 2
                                                                    : km < 1000 ? 1
                                                                                : 0)});
}

std::string area_text(double square_metres, const Language& language) {
  if (square_metres < 100'000)
    return language.format("measuring.square_m", {language.number(square_metres, 0)});
  const double km = square_metres / 1e6;
  return language.format("measuring.square_km", {language.number(km, km < 10     ? 2
                                                                     : km < 1000 ? 1
                                                                                 : 0)});
}

MeasureLayout lay_out_measure(const LabelInputs& inputs) {
  if (inputs.inputs.settings.measured.empty()) return {};
  return Tape(inputs).lay_out();
}

}  // namespace caspian::scene
